"""Annex A beside the return: nothing where they agree, and each disagreement with both sides' evidence."""

import datetime as dt

import numpy as np
import pytest

from check903 import sample
from check903.annex_a.comparing import compare
from check903.annex_a.filling import told_starts
from check903.figures.declared import measures
from check903.figures.figures import Figures
from check903.model.returns import Collection, Return
from check903.reading import LoadedFiles
from support.example_postcodes import directory
from support.made_annex import Annex, day, headings

END = dt.date(2027, 3, 31)


@pytest.fixture(scope="module")
def made() -> sample.Sample:
    return sample.generate(150, seed=3, share=0)


@pytest.fixture
def annex(made) -> Annex:
    return Annex(made.this_year, made.last_year, END)


def loaded_from(made: sample.Sample, annex: Annex, last: bool = True) -> LoadedFiles:
    loaded = LoadedFiles()
    loaded.set_year(2027)
    for name, data in made.this_year.items():
        loaded.add(f"this/{name}", data)
    for name, data in made.last_year.items() if last else ():
        loaded.add(f"last/{name}", data)
    for number in annex.lists:
        loaded.add(f"annex/list {number}.csv", annex.csv(number))
    return loaded


def compared(made, annex, last=True, on=None):
    """The return, and what differs."""
    loaded = loaded_from(made, annex, last)
    r = Return(
        loaded.this_year, loaded.last_year, Collection.of_year(2027), authority=made.council, postcodes=directory()
    )
    return r, compare(r, loaded.annex_a, on)


def told(found) -> set[tuple]:
    return {(one.child, one.list, one.said, one.ours, one.theirs) for one in found.differences}


def a_child(annex: Annex, fits=lambda row: True) -> dict[str, str]:
    """The first row of list 8 of a child in care that fits."""
    return next(row for row in annex.lists[8] if not row["Date Ceased to be Looked After"] and fits(row))


def test_lists_made_from_the_return_agree_with_it(made, annex):
    _, found = compared(made, annex)
    assert found.differences == []
    assert found.compared > 1000
    assert found.day == END and found.day_from == "Compared as on 31 March 2027, the return’s last day."
    assert found.unread == [] and found.notes == []


def test_without_last_year_beginnings_before_the_year_are_no_differences(made, annex):
    _, found = compared(made, annex, last=False)
    assert {one.about for one in found.differences} <= {"PLACED"}  # who came back to a carer of last year


@pytest.mark.parametrize(
    ("heading", "text", "said"),
    [
        ("Date of Birth", "01/01/2011", "Date of Birth"),
        ("Gender", {"a) Male": "b) Female", "b) Female": "a) Male"}, "Gender"),
        ("Child's Category of Need", "N7 - Low income", "Child’s Category of Need"),
        ("Child's Legal Status", "J2: PACE", "Child’s Legal Status"),
        ("Placement Type", "q) R1: Residential care home", "Placement Type"),
        ("Placement Provider", "d) PR3: Other public provision", "Placement Provider"),
        ("Placement postcode", "ZZ1 1ZZ", "Placement postcode"),
        ("Date Started to be Looked After", "02/03/2027", "Date Started to be Looked After"),
        ("Date of Latest Statutory Review", "02/04/2026", "Date of Latest Statutory Review"),
    ],
)
def test_a_value_that_differs_is_shown_from_both(made, annex, heading, text, said):
    child = a_child(annex, lambda row: row["Date of Latest Statutory Review"] and row["Placement Provider"])
    before = child[heading]
    child[heading] = text[before] if isinstance(text, dict) else text
    r, found = compared(made, annex)
    [one] = [one for one in found.differences if one.list == 8]
    assert (one.child, one.said, one.theirs) == (child["Child Unique ID"], said, child[heading])
    assert one.ours and r.table(one.table).place(one.row)[1] is not None
    line = 2 + annex.lists[8].index(child)
    assert (one.file, one.line) == ("annex/list 8.csv", line)


def test_a_group_agrees_with_every_code_of_it(made, annex):
    fostered = a_child(annex, lambda row: ") U" in row["Placement Type"])
    fostered["Placement Type"] = "a) Foster placement"
    assert compared(made, annex)[1].differences == []


def test_a_text_that_means_nothing_known_is_counted_not_compared(made, annex):
    a_child(annex)["Placement Type"] = "purple"
    _, found = compared(made, annex)
    assert found.differences == []
    assert found.unread == [(8, "Placement Type", "purple", 1)]


def test_who_is_in_one_and_not_in_the_other(made, annex):
    gone, new = a_child(annex), {**a_child(annex), "Child Unique ID": "77"}
    annex.lists[8].remove(gone)
    annex.lists[8].append(new)
    _, found = compared(made, annex)
    started = new["Date Started to be Looked After"]
    assert told(found) == {
        ("77", 8, "In care in list 8, not in the return", "", f"in care since {started}"),
        (gone["Child Unique ID"], 8, "In care in the return, not in list 8", started, ""),
    }


def test_who_left_in_one_and_not_in_the_other(made, annex):
    still = a_child(annex)
    still["Date Ceased to be Looked After"], still["Reason Ceased to be Looked After"] = "20/03/2027", "a) E8: other"
    left = next(row for row in annex.lists[8] if row["Date Ceased to be Looked After"] and row is not still)
    ceased = left["Date Ceased to be Looked After"]
    left["Date Ceased to be Looked After"] = ""
    _, found = compared(made, annex)
    started = still["Date Started to be Looked After"]
    assert told(found) == {
        (
            still["Child Unique ID"], 8, "Left care in list 8, in care in the return", started, "ceased 20/03/2027",
        ),
        (left["Child Unique ID"], 8, "In care in list 8, left care in the return", ceased, "no date ceased"),
    }  # fmt: skip


def test_what_happened_after_the_day_says_nothing(made, annex):
    child = a_child(annex)
    child["Date Ceased to be Looked After"] = "05/05/2027"
    annex.lists[8].append({**child, "Child Unique ID": "78", "Date Started to be Looked After": "06/04/2027"})
    assert compared(made, annex)[1].differences == []


def test_a_list_made_before_the_return_is_compared_on_its_own_last_day(made, annex):
    early, made_on = Annex(made.this_year, made.last_year, END), dt.date(2027, 2, 10)
    early.lists[8] = [row for row in early.lists[8] if day(row["Date Started to be Looked After"]) <= made_on]
    for row in early.lists[8]:
        row["Date of Last Social Work Visit"] = "10/02/2027"
        for name in headings(8):
            if "date" in name.lower() and row.get(name) and day(row[name]) > made_on:
                row[name] = ""
    found = compared(made, early)[1]
    assert found.day == made_on
    assert not {one.about for one in found.differences} & {"still in care", "has left", "not in the return"}
    assert found.day_from == "Compared as on 10 February 2027, the last day on which list 8 records anything."
    assert compared(made, early, on=END)[1].day == END


def test_care_leavers_and_children_to_be_adopted(made, annex):
    leaver, child = annex.lists[9].pop(0), annex.lists[10][0]
    annex.lists[9][0]["LA in Touch"] = "c) Died"
    child["Date of Decision that Child Should be Placed for Adoption"] = "01/02/2020"
    _, found = compared(made, annex)
    by_said = {one.said: one for one in found.differences}
    assert by_said["In OC3, not in list 9"].child == leaver["Child Unique ID"]
    assert by_said["LA in Touch"].hint.endswith("both may be right.")
    assert by_said["Date of Decision that Child Should be Placed for Adoption"].theirs == "01/02/2020"
    assert len(found.differences) == 3


def test_other_ids_are_matched_by_details_as_a_guess(made, annex):
    for number in annex.lists:
        for row in annex.lists[number]:
            row["Child Unique ID"] = f"MOS{row['Child Unique ID'][::-1]}"
    r, found = compared(made, annex)
    [note] = found.notes
    assert note.startswith(f"Only 0 of {len(annex.lists[8])} children’s ids in list 8 (children in care) are ids of")
    matched = found.lists[8].guess.sum()
    assert matched > 0.8 * len(annex.lists[8])
    values = [one for one in found.differences if one.about.isupper()]
    assert values == []
    assert told_starts(found.lists, r.children, found.day).care == {}


def test_what_list_8_knows_makes_figures_exact(made, annex):
    """Since when a child is in care: asked of the care that no return shows the beginning of."""
    r, found = compared(made, annex)
    assert _unsure(r) > 0
    r.told_starts = told_starts(found.lists, r.children, found.day)
    assert _unsure(r) == 0


def _unsure(r: Return) -> int:
    """Of how many children it can't be told whether they have lived with one carer for long."""
    measure = next(one for one in measures() if one.id == "long_term_stability")
    count = Figures(r, END).of(measure)[0].count
    assert count is not None
    return int(np.count_nonzero(count.cannot_tell[count.cases.is_today]))  # on the day
