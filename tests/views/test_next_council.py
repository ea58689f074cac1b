"""From one council of several to another and back: the changes of each wait for it."""

from check903.reference import postcodes
from check903.sample.region import region
from check903.session.session import Session


def work_on(session: Session, question: str, council: str) -> int:
    """Check that council's return; how many changes it has."""
    session.answer(question, council)
    session.check_start({"authority": council, "as_at": "2026-11-27"})
    while not session.check_step()["done"]:
        pass
    return session.standing()["changes"]


def test_the_changes_of_each_council_wait_for_it():
    session = Session()
    made = region(postcodes.default_directory(), councils=2, years=[2027], children=40)
    for number, (name, data) in enumerate(made.files.items()):
        session.add_file(name, data, number)
    (question,) = session.files()["questions"]
    bristol, gloucestershire = made.councils
    assert work_on(session, question["key"], bristol) == 0
    done = session.fix_apply_safe()["changes"]
    assert done > 0
    assert work_on(session, question["key"], gloucestershire) == 0
    others = session.fix_apply_safe()["changes"]
    assert others > 0
    assert work_on(session, question["key"], bristol) == done
    assert work_on(session, question["key"], bristol) == done, "checked again"
    assert work_on(session, question["key"], gloucestershire) == others
