"""Excel workbooks come out as they went in, but for the cells that were changed."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from check903.reading import read
from check903.writing import corrected
from support.changed_files import correct, loaded_from, log_of, texts
from support.files import EPISODES, HEADER, cells, workbook, zipped

HEAD = ["CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED"]
TYPED = [HEAD, [101, dt.date(2012, 2, 1), 12, "", 0], ["102", "03/04/2011", None, "SDQ1", "1"], [103, None, 14, "", 0]]


def made(rows=TYPED, left=0, top=0, **options):
    """A workbook with styles, an empty sheet and one that is not used."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy", **options}) as book:
        sheet, red = book.add_worksheet("OC2 <1>"), book.add_format({"bg_color": "red"})
        book.add_worksheet("Empty")
        book.add_worksheet("Notes").write(0, 0, "Made by Ann")
        for number, row in enumerate(rows, top):
            for column, cell in enumerate(row, left):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell, red)
                elif cell is not None:
                    sheet.write(number, column, cell)
    return out.getvalue()


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {member.filename: file.read(member) for member in file.infolist()}


def sheet_cells(data, path="xl/worksheets/sheet1.xml"):
    """reference -> the cell's XML."""
    return dict(
        re.findall(r'(<c r="([A-Z]+\d+)".*?(?:/>|</c>))', members(data)[path].decode())[n][::-1]
        for n in range(members(data)[path].decode().count("<c "))
    )


def changed(data, *changes, notes=None):
    """(corrected bytes, the cells that differ: reference -> new XML)."""
    loaded = loaded_from({"oc2.xlsx": data})
    (file,) = correct(loaded, log_of(loaded, *changes), notes)
    assert file.name == "oc2.xlsx"
    old, new = members(data), members(file.data)
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["xl/worksheets/sheet1.xml"]
    before, after = sheet_cells(data), sheet_cells(file.data)
    return file.data, {place: after[place] for place in after if after[place] != before.get(place)}


def test_texts_numbers_and_dates_stay_what_they_are():
    _, found = changed(
        made(),
        ("OC2", 0, "DOB", "02/02/2012"),
        ("OC2", 0, "SDQ_SCORE", "13"),
        ("OC2", 1, "SDQ_REASON", "A & <B>"),
        ("OC2", 1, "DOB", "04/04/2011"),
        ("OC2", 2, "DOB", "01/01/2010"),
        ("OC2", 2, "SDQ_SCORE", ""),
        ("OC2", 1, "SDQ_SCORE", "7"),
    )
    assert found == {
        "B2": '<c r="B2" s="2"><v>40941</v></c>',
        "C2": '<c r="C2"><v>13</v></c>',
        "D3": '<c r="D3" s="1" t="inlineStr"><is><t xml:space="preserve">A &amp; &lt;B&gt;</t></is></c>',
        "B3": '<c r="B3" s="1" t="inlineStr"><is><t xml:space="preserve">04/04/2011</t></is></c>',
        "B4": '<c r="B4" s="2"><v>40179</v></c>',
        "C4": '<c r="C4"/>',
        "C3": '<c r="C3" t="inlineStr"><is><t xml:space="preserve">7</t></is></c>',
    }


def test_dates_of_the_calendar_from_1904():
    data = made(date_1904=True)
    _, found = changed(data, ("OC2", 0, "DOB", "02/02/2012"), ("OC2", 2, "DOB", "01/01/2010"))
    assert found["B2"] == '<c r="B2" s="2"><v>39479</v></c>'


def test_a_row_taken_out_is_left_blank():
    data, found = changed(made(), ("OC2", 1))
    assert found == {f"{letter}3": f'<c r="{letter}3" s="1"/>' for letter in "ABDE"}
    assert b'<row r="4"' in members(data)["xl/worksheets/sheet1.xml"]


def test_tables_that_do_not_begin_in_the_first_cell():
    _, found = changed(made(left=27, top=3), ("OC2", 1, "SDQ_REASON", "SDQ2"))
    assert list(found) == ["AE6"]


def test_columns_that_the_sheet_lacks():
    note = "Column HEALTH_CHECK added at the end: the file had none."
    data, found = changed(made(left=1), ("OC2", 2, "HEALTH_CHECK", "1"), ("OC2", 0, "SDQ_REASON", "SDQ3"), notes=[note])
    assert found["G1"] == '<c r="G1" s="1" t="inlineStr"><is><t xml:space="preserve">HEALTH_CHECK</t></is></c>'
    assert found["G4"] == '<c r="G4" t="inlineStr"><is><t xml:space="preserve">1</t></is></c>'
    sheet = members(data)["xl/worksheets/sheet1.xml"]
    assert b'<dimension ref="B1:G4"/>' in sheet
    assert [b"spans" in row for row in re.findall(rb"<row [^>]*>", sheet)] == [False, True, True, False]


def with_sheet(data, *replacements):
    """The workbook with something else in its first sheet."""
    found = members(data)
    for old, new in replacements:
        assert old in found["xl/worksheets/sheet1.xml"]
        found["xl/worksheets/sheet1.xml"] = found["xl/worksheets/sheet1.xml"].replace(old, new)
    return zipped(found)


def test_a_changed_formula_becomes_one_that_is_the_text():
    data = with_sheet(made(), (b'<c r="C2"><v>12</v></c>', b'<c r="C2"><f>6*2</f><v>12</v></c>'))
    _, found = changed(data, ("OC2", 0, "SDQ_SCORE", '1"3'))
    assert found == {"C2": '<c r="C2" t="str"><f>"1""3"</f><v>1"3</v></c>'}
    _, found = changed(data, ("OC2", 0))
    assert found["C2"] == '<c r="C2" t="str"><f>""</f><v></v></c>'


def test_cells_without_places_and_with_prefixes():
    rows = "".join(
        "<x:row>" + "".join(f'<x:c t="inlineStr"><x:is><x:t>{text}</x:t></x:is></x:c>' for text in row) + "</x:row>"
        for row in (("CHILD", "ACCOM"), ("1", "UN1"), ("2", "UN2"))
    )
    found = members(made())
    found["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>{rows}'
        "</x:sheetData></x:worksheet>"
    ).encode()
    loaded = loaded_from({"h.xlsx": zipped(found)})
    (file,) = correct(loaded, log_of(loaded, ("OC3", 1, "ACCOM", "UN5")))
    new = '<x:c r="B3" t="inlineStr"><x:is><x:t xml:space="preserve">UN5</x:t></x:is></x:c>'
    assert members(file.data)["xl/worksheets/sheet1.xml"].decode() == found[
        "xl/worksheets/sheet1.xml"
    ].decode().replace('<x:c t="inlineStr"><x:is><x:t>UN2</x:t></x:is></x:c>', new)


def test_two_sheets_of_one_workbook():
    data = workbook({"Header": cells(HEADER), "Sheet2": cells(EPISODES)})
    loaded = loaded_from({"all.xlsx": data})
    (file,) = correct(loaded, log_of(loaded, ("Header", 0, "SEX", "F"), ("Episodes", 2, "LS", "C2"), ("Episodes", 0)))
    assert file.changed == 3
    assert [name for name, content in members(file.data).items() if content != members(data)[name]] == [
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    ]


# -- written anew -----------------------------------------------------------------------------------------------------


def test_a_formula_that_others_share_needs_a_new_workbook():
    data = with_sheet(
        made(), (b'<c r="C2"><v>12</v></c>', b'<c r="C2"><f t="shared" ref="C2:C4" si="0">6*2</f><v>12</v></c>')
    )
    loaded = loaded_from({"oc2.xlsx": data})
    log = log_of(
        loaded,
        ("OC2", 0, "SDQ_SCORE", "13"),
        ("OC2", 1, "DOB", "04/04/2011"),
        ("OC2", 2),
        ("OC2", 1, "HEALTH_CHECK", "1"),
    )
    (file,) = corrected(loaded, log)
    assert (
        file.notes[0].startswith("Written as a new Excel workbook (.xlsx)")
        and "formula" in file.notes[0]
        and len(file.notes) == 2
    )
    again = read({file.name: file.data}, year=2027)
    assert [part.label for found in again.files for part in found.read.parts] == ["OC2 <1>", "Notes"]
    assert texts(again.this_year) == texts(log.tables)
    assert again.this_year["OC2"].line.tolist() == [2, 3]


def ods(rows, name):
    """A minimal OpenDocument spreadsheet; the second column holds dates."""

    def cell(text, column):
        if column == 1 and text[:1].isdigit():
            return (
                '<table:table-cell office:value-type="date"'
                f' office:date-value="{text}"><text:p>{text}</text:p></table:table-cell>'
            )
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    body = "".join(
        f"<table:table-row>{''.join(cell(text, n) for n, text in enumerate(row))}</table:table-row>" for row in rows
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table"
        f' table:name="{name}">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}, zipfile.ZIP_STORED)


def test_an_old_workbook_that_an_office_program_made():
    loaded = loaded_from({"plain.xls": (Path(__file__).parents[1] / "reading" / "real" / "plain.xls").read_bytes()})
    log = log_of(loaded, ("OC3", 0, "ACCOM", "E1"), ("OC3", 2, "DOB", "04/04/2005"))
    (file,) = corrected(loaded, log)
    assert file.name == "plain.xlsx"
    assert texts(read({file.name: file.data}, year=2027).this_year) == texts(log.tables)


@pytest.mark.parametrize("name", ["Leavers", "Leavers: all of them, with a name longer than Excel’s"])
def test_other_kinds_of_workbooks_become_xlsx(name):
    loaded = loaded_from(
        {
            "leavers.ods": ods(
                [["CHILD", "DOB", "ACCOM", "Worker"], ["1", "2006-02-01", "B1", "=A1"], ["2", "2005-04-03", "0", "é"]],
                name,
            )
        }
    )
    log = log_of(loaded, ("OC3", 0, "ACCOM", "E1"), ("OC3", 1, "DOB", "04/04/2005"))
    (file,) = corrected(loaded, log)
    assert file.name == "leavers.xlsx"
    assert file.notes == [
        "Written as a new Excel workbook (.xlsx) with the same sheets and columns, but without formulas and colours: "
        "only workbooks of the type .xlsx can be changed in place."
    ]
    again = read({file.name: file.data}, year=2027)
    assert texts(again.this_year) == texts(log.tables)
    assert again.files[0].read.parts[0].grid.columns[3].texts() == ["=A1", "é"]
    assert b"<f>" not in members(file.data)["xl/worksheets/sheet1.xml"]
