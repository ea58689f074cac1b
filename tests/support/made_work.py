"""Small returns and the work done on them, for the tests of the work file and of its screens."""

from check903.session.session import Session

HEADER = "CHILD,SEX,DOB\n1,1,01/02/2012\n2,1,01/03/2012\n3,F,01/04/2012\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,URN\n"
    "1,01/05/2026,S,C2,N1,U6,SC1\n"
    "1,01/07/2026,P,C2,N1,U6,SC1\n"
    "2,01/06/2026,S,C2,N1,U6,SC2\n"
    "3,01/06/2026,S,C2,N1,U6,SC3\n"
    "3,01/06/2026,S,C2,N1,U6,SC3\n"
)


def session_with(**texts):
    session = Session()
    for name, text in texts.items():
        session.add_file(f"{name}.csv", text.encode() if isinstance(text, str) else text)
    return session


def check(session, council="E08000025"):
    session.check_start({"year": 2027, "authority": council, "as_at": "2026-11-26"})
    while not session.check_step()["done"]:
        pass
    return session


def worked():
    """A session with a change of a cell, of a date, of several steps and of a row, a note and a choice."""
    session = check(session_with(header=HEADER, episodes=EPISODES))
    session.fix_cell("Header", 0, "SEX", "M")
    session.fix_cells("Header", [1], "SEX", "F")
    session.fix_cell("Episodes", 0, "URN", "SC9")
    session.fix_cell("Episodes", 0, "URN", "SC8")
    session.fix_cell("Episodes", 2, "DECOM", "02/06/2026")
    session.fix_apply("identical-rows")
    session.accept({"rule": session.rules()["rules"][0]["code"]}, "asked twice")
    session.share_set({"contact": "0121 496 0000"})
    return session


def newer():
    """The next day's extract as (header, episodes): one change is put right already, as is a date; one cell says
    something else; lines have moved; of two rows alike one is gone.
    """
    header = HEADER.replace("1,1,01/02/2012", "1,M,01/02/2012").replace("2,1,", "2,0,")
    lines = EPISODES.replace("2,01/06/2026", "2,02/06/2026").splitlines(keepends=True)
    return header, "".join([lines[0], "9,01/05/2026,S,C2,N1,U6,SC1\n", *lines[2:5], lines[1]])
