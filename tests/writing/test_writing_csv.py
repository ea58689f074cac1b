"""CSV files come out as they went in, but for the cells that were changed."""

import os

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from check903.writing import corrected
from check903.writing.plan import changed_cells
from support.changed_files import correct, loaded_from, log_of, written
from support.files import EPISODES, HEADER, REVIEWS, zipped
from support.profiles import several


def file(text, *changes, name="file.csv", notes=None):
    return written({name: text}, *changes, notes=notes)


def test_only_the_changed_cells_bytes_change():
    assert file(
        HEADER, ("Header", 1, "ETHNIC", "WBRI"), ("Header", 0, "MC_DOB", "01/02/2026")
    ).decode() == HEADER.replace("AIND", "WBRI").replace("UN1,,\n", "UN1,,01/02/2026\n")


def test_a_row_goes_with_its_line_end():
    lines = EPISODES.splitlines(keepends=True)
    assert file(EPISODES, ("Episodes", 1)).decode() == "".join(lines[:2] + lines[3:])
    assert file(EPISODES.strip(), ("Episodes", 2)).decode() == "".join(lines[:3])
    crlf = EPISODES.replace("\n", "\r\n")
    assert file(crlf, ("Episodes", 0), ("Episodes", 1)).decode() == crlf.replace(
        "".join(lines[1:3]).replace("\n", "\r\n"), ""
    )


@pytest.mark.parametrize(
    "text, after, cell",
    [
        ('1,"a ""b""\nc",U6', "U3", '1,"a ""b""\nc",U3'),
        ('1,"x","U6"', "U3", '1,"x",U3'),
        ("1,x, u6 ", "U3", "1,x,U3"),
        ("1,x,U6", 'A,"B', '1,x,"A,""B"'),
        ("1,x,U6", "", "1,x,"),
        ('1,x,"U6"y', "U3", "1,x,U3"),
        ("1,x", "U3", "1,x,U3"),
        ("1", "U3", "1,,U3"),
        ("1,x,U6,,", "U3", "1,x,U3,,"),
        ("1,x,U6", "=HYPERLINK(1)", "1,x,'=HYPERLINK(1)"),
        ("1,x,U6", "@A", "1,x,'@A"),
        ('1,x,="006"', "007", "1,x,007"),
        ("1,x,U6", "-5", "1,x,-5"),
    ],
)
def test_cells(text, after, cell):
    head, others = "CHILD,Name,ACCOM\n", '2,y,K2\n\n3,"z",K3\n'
    assert file(f"{head}{text}\n{others}", ("OC3", 0, "ACCOM", after)).decode() == f"{head}{cell}\n{others}"


def test_how_a_cell_is_written_can_be_changed_alone():
    text = EPISODES.replace(",U6,", ", u6 ,")
    loaded = loaded_from({"e.csv": text})
    log = log_of(loaded, ("Episodes", 0, "PLACE", "U6"))
    assert correct(loaded, log)[0].data.decode() == EPISODES


def test_what_was_changed_back_or_undone_is_as_it_was():
    loaded = loaded_from({"e.csv": EPISODES, "r.csv": REVIEWS})
    log = log_of(
        loaded,
        ("Episodes", 0, "PLACE", "U3"),
        ("Episodes", 0, "PLACE", "U6"),
        ("Reviews", 1, "REVIEW_CODE", "PN3"),
        ("Reviews", 0),
    )
    assert changed_cells(log, "Episodes") == ([], [])
    log.undo([4])
    assert [(one.name, one.changed) for one in correct(loaded, log)] == [("r.csv", 1)]


def test_columns_that_the_file_lacks_come_at_the_end():
    text = "DOB;CHILD\r\n01/01/2015;1\r\n\r\n02/01/2015;2;;\r\n03/01/2015"
    files = {"header.csv": text}
    note = ["Columns ETHNIC and UPN added at the end: the file had none."]
    data = written(
        files, ("Header", 1, "UPN", "UN1"), ("Header", 2, "ETHNIC", "WBRI"), ("Header", 1, "SEX", ""), notes=note
    )
    assert data.decode() == "DOB;CHILD;ETHNIC;UPN\r\n01/01/2015;1;;\r\n\r\n02/01/2015;2;;UN1\r\n03/01/2015;;WBRI;"


def test_lines_above_the_names_a_separator_line_and_repeated_names_stay():
    text = f"sep=;\nMade on 1 May;;\n{HEADER.replace(',', ';')}{HEADER.replace(',', ';')}"
    before, _, after = text.rpartition("101;M")
    assert file(text, ("Header", 2, "SEX", "F"), notes=[]).decode() == f"{before}101;F{after}"


@pytest.mark.parametrize(
    "data",
    [
        HEADER.replace("UN1", "Zoë").encode("cp1252"),
        HEADER.replace("UN1", "Zoë").encode("utf-8"),
        HEADER.replace("UN1", "Zoë").encode("utf-8-sig"),
        HEADER.replace("UN1", "Zoë").encode("utf-16"),
        HEADER.replace("UN1", "Zoë \U0001f600").encode("utf-16-be"),
        HEADER.replace("UN1", "Zoë").encode("utf-16-le"),
        HEADER.replace("UN1", "Zoë").encode("utf-16") + b"\x41",
        HEADER.replace("UN1", "Zoë").encode()
        + HEADER.partition("\n")[2].replace("UN1", "é").replace("AIND", "WBRI").encode("cp1252"),
        HEADER.replace("UN1", "x\x81").encode("latin-1"),
        HEADER.replace("101", "1\x0001").encode() + b"\x1a",
        HEADER.replace("\n", "\r").encode(),
        HEADER.replace("102", "102\u2028").encode(),
    ],
    ids=range(12),
)
def test_encodings_and_odd_bytes(data):
    found = written({"h.csv": data}, ("Header", 1, "ETHNIC", "WBRI"))
    wanted = [data.replace("AIND".encode(code), "WBRI".encode(code)) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    assert found in wanted and found != data


@pytest.mark.parametrize(
    "encoding, cell", [("cp1252", "É".encode("cp1252")), ("utf-8", "É".encode()), ("ascii", "É".encode())]
)
def test_new_letters_are_in_the_files_encoding(encoding, cell):
    text = HEADER.replace("UN1", "UN1" if encoding == "ascii" else "ZOË")
    assert written({"h.csv": text.encode(encoding)}, ("Header", 1, "UPN", "É")) == text.encode(encoding).replace(
        b"UN2", cell
    )
    assert b",\xc5\x81," in written({"h.csv": text.encode(encoding)}, ("Header", 1, "UPN", "Ł"))


def test_tables_of_several_files_and_of_zips():
    more = REVIEWS.replace("101", "201").replace("102", "202")
    files = {"a/reviews.csv": REVIEWS, "b.zip": zipped({"this year/reviews.csv": more, "../episodes.csv": EPISODES})}
    loaded = loaded_from(files)
    log = log_of(
        loaded,
        ("Reviews", 3, "REVIEW_CODE", "PN7"),
        ("Reviews", 2),
        ("Reviews", 0, "REVIEW", "02/05/2026"),
        ("Episodes", 0, "LS", "C2"),
    )
    found = {one.name: one.data.decode() for one in corrected(loaded, log)}
    lines = more.splitlines(keepends=True)
    assert found == {
        "a/reviews.csv": REVIEWS.replace("01/05/2026", "02/05/2026"),
        "this year/reviews.csv": lines[0] + lines[2].replace("PN2", "PN7"),
        "episodes.csv": EPISODES.replace("C1", "C2", 1),
    }


def test_a_log_of_other_files_is_refused():
    log = log_of(loaded_from({"h.csv": HEADER}), ("Header", 0, "SEX", "F"))
    with pytest.raises(ValueError, match="not those that were checked"):
        corrected(loaded_from({"h.csv": HEADER + "103,M,,,,,\n"}), log)


def test_what_a_file_cannot_hold_is_said():
    loaded = loaded_from({"h.csv": HEADER})
    (found,) = corrected(loaded, log_of(loaded, ("Header", 0, "ETHNIC", "wbri")))
    assert found.notes[0].startswith("Read back, 1 cell will not be as shown")


# -- any dialect ------------------------------------------------------------------------------------------------------

CELL = st.text(st.sampled_from("aB1 \",;\t|\n\r'=Éß€"), max_size=6)


@st.composite
def messy(draw):
    """(bytes, rows' changes) of a CSV file in some dialect, with an id in each row so that none is blank."""
    delimiter = draw(st.sampled_from(",;\t|"))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]))
    always = draw(st.booleans())
    rows = draw(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))

    def quoted(cell):
        needed = any(mark in cell for mark in f'{delimiter}"\n\r')
        return '"' + cell.replace('"', '""') + '"' if always or needed else cell

    names = ["CHILD", "Name", "UPN", "ETHNIC"]
    lines = [
        delimiter.join(map(quoted, cells))
        for cells in [names, *((f"{n}{'x' * 30}", *cells) for n, cells in enumerate(rows))]
    ]
    text = end.join(lines) + draw(st.sampled_from(["", end, end + end]))
    return text.encode(encoding), len(rows)


@several(100)
@given(messy(), st.data())
def test_any_dialect(made, data):
    content, rows = made
    loaded = loaded_from({"header.csv": content})
    assume("Header" in loaded.this_year and len(loaded.this_year["Header"]) == rows)
    row = data.draw(st.integers(0, rows - 1))
    (changed,) = correct(loaded, log_of(loaded, ("Header", row, "ETHNIC", "QQQQ")))
    common = len(os.path.commonprefix([content, changed.data]))
    ends = len(os.path.commonprefix([content[: common - 1 : -1], changed.data[: common - 1 : -1]]))
    was = (
        loaded.this_year["Header"].columns["ETHNIC"].text_written(row) or " \r \r"
    )  # a cell of nothing but spaces is read as blank
    assert len(content) - common - ends <= 2 * (2 * len(was) + 2) + 2, "only the cell's bytes differ"
    (without,) = correct(loaded, log_of(loaded, ("Header", row)))
    assert len(without.data) < len(content)
