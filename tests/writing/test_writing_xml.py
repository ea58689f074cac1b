"""XML files come out as they went in, but for the elements that were changed; and cells that share an element change
together.
"""

import random
from pathlib import Path

import pytest

from check903.corrections.changes import Log
from check903.model.change import Change
from check903.reading import read
from check903.reference import schema
from check903.writing import LinkedCells, corrected
from support.changed_files import correct, loaded_from, log_of, texts, written

EXAMPLE = Path(__file__).parents[1] / "reading" / "example" / "return.xml"

# Two children as the Department's schema has them, one a line, and a third that is indented and in another order.
RETURN = """\
<?xml version='1.0' encoding='utf-8'?>
<EXPSSDA903>
<CHILD><HEADER><CHILDID>1</CHILDID><UPN>UN1</UPN><SEX>F</SEX><DOB>24/10/2015</DOB><ETHNIC>WBRI</ETHNIC><UASC>0</UASC><MC_DOB />\
<AREVIEW><REVIEW>04/04/2026</REVIEW><REVIEW_CODE>PN0</REVIEW_CODE></AREVIEW><AREVIEW><REVIEW>22/06/2026</REVIEW></AREVIEW>\
<OC2><SDQ_SCORE /><HEALTH_CHECK>1</HEALTH_CHECK></OC2></HEADER>\
<EPISODE><DECOM>09/03/2026</DECOM><LS>C1</LS><PL>U6</PL><DEC>03/09/2026</DEC></EPISODE><EPISODE><DECOM>03/09/2026</DECOM></EPISODE></CHILD>
<CHILD><HEADER><CHILDID>2</CHILDID><SEX>M</SEX><DOB>01/01/2009</DOB><UASC>1</UASC><IN_TOUCH>YES</IN_TOUCH><ACCOM>B1</ACCOM></HEADER></CHILD>
<CHILD>
  <HEADER>
    <DOB> 02/02/2008 </DOB><!-- Zoë, co -->
    <CHILDID>3</CHILDID>
    <AMISSING><MISSING>M</MISSING><MIS_START>01/06/2026</MIS_START></AMISSING>
    <UASC>0</UASC>
    <DUC>01/01/2027</DUC>
  </HEADER>
  <EPISODE>
    <DECOM a="1>0">01/04/2026</DECOM>
    <PL><![CDATA[K2]]></PL>
    <PL>ignored</PL>
  </EPISODE>
</CHILD>
</EXPSSDA903>
"""


def file(*changes, text=RETURN, notes=None, name="return.xml"):
    return written({name: text}, *changes, notes=notes).decode()


@pytest.mark.parametrize(
    "change, was, now",
    [
        (("Episodes", 0, "PLACE", "U3"), "<PL>U6</PL>", "<PL>U3</PL>"),
        (("Episodes", 0, "PLACE", ""), "<PL>U6</PL>", "<PL></PL>"),
        (("Episodes", 0, "LS", 'A<&>"É'), "<LS>C1</LS>", '<LS>A&lt;&amp;&gt;"&#201;</LS>'),
        (("Header", 0, "MC_DOB", "01/02/2026"), "<MC_DOB />", "<MC_DOB>01/02/2026</MC_DOB>"),
        (("Episodes", 2, "DECOM", "02/04/2026"), '"1>0">01/04/2026<', '"1>0">02/04/2026<'),
        (("Episodes", 2, "PLACE", "K1"), "<![CDATA[K2]]>", "K1"),
        (("UASC", 1, "DUC", "02/01/2027"), "01/01/2027", "02/01/2027"),
        (("OC3", 0, "ACCOM", ""), "<ACCOM>B1</ACCOM>", "<ACCOM></ACCOM>"),
        # absent: in its place in the Department's order, on a line of its own where its neighbour is
        (("OC3", 0, "ACTIV", "F1"), "</IN_TOUCH>", "</IN_TOUCH><ACTIV>F1</ACTIV>"),
        (("Header", 0, "MOTHER", "1"), "</AREVIEW><OC2>", "</AREVIEW><MOTHER>1</MOTHER><OC2>"),
        (
            ("Reviews", 1, "REVIEW_CODE", "PN1"),
            "22/06/2026</REVIEW>",
            "22/06/2026</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE>",
        ),
        (("Episodes", 2, "LS", "C2"), "01/04/2026</DECOM>", "01/04/2026</DECOM>\n    <LS>C2</LS>"),
        (("Header", 2, "ETHNIC", "WBRI"), "<CHILDID>3</CHILDID>", "<CHILDID>3</CHILDID>\n    <ETHNIC>WBRI</ETHNIC>"),
        (("Missing", 0, "MIS_END", "02/06/2026"), "</MIS_START>", "</MIS_START><MIS_END>02/06/2026</MIS_END>"),
        # rows taken out
        (("Reviews", 1), "<AREVIEW><REVIEW>22/06/2026</REVIEW></AREVIEW>", ""),
        (("Episodes", 2), RETURN[RETURN.rindex("  <EPISODE>") : RETURN.rindex("</CHILD>")], ""),
        (("OC3", 0), "<IN_TOUCH>YES</IN_TOUCH><ACCOM>B1</ACCOM>", ""),
        (("UASC", 1), "    <DUC>01/01/2027</DUC>\n", ""),
    ],
)
def test_only_what_was_changed_differs(change, was, now):
    assert was in RETURN
    before, _, after = RETURN.partition(was)
    assert file(change) == f"{before}{now}{after}"


def test_absent_elements_come_in_order_and_not_behind_what_is_taken_out():
    found = file(
        ("Header", 0, "MC_DOB", "x"),
        ("Header", 0, "MOTHER", "1"),
        ("Reviews", 0),
        ("Reviews", 1),
        ("Episodes", 1, "REC", "E8"),
        ("Episodes", 1, "DEC", "04/09/2026"),
    )
    assert "<UASC>0</UASC><MOTHER>1</MOTHER><MC_DOB>x</MC_DOB><OC2>" in found
    assert "<DECOM>03/09/2026</DECOM><DEC>04/09/2026</DEC><REC>E8</REC></EPISODE>" in found


def test_of_a_child_of_whom_nothing_is_left_nothing_stays():
    loaded = loaded_from({"return.xml": RETURN})
    found = correct(loaded, log_of(loaded, ("Header", 1), ("UASC", 0), ("OC3", 0)))[0].data.decode()
    assert found == RETURN.replace(RETURN[RETURN.index("<CHILD><HEADER><CHILDID>2") : RETURN.index("<CHILD>\n")], "")


@pytest.mark.parametrize(
    "data",
    [
        RETURN.encode("utf-8-sig"),
        RETURN.replace("utf-8", "utf-16").encode("utf-16"),
        RETURN.encode("cp1252"),
        RETURN.replace("\n", "\r\n").encode(),
        ("\n\n" + RETURN).encode(),
        RETURN.replace("<?xml version='1.0' encoding='utf-8'?>\n", "").encode(),
    ],
    ids=["bom", "utf-16", "cp1252", "crlf", "blank lines", "bare"],
)
def test_encodings_and_line_ends(data):
    code = "utf-16-le" if data.startswith(b"\xff\xfe") else "utf-8"
    found = written({"r.xml": data}, ("Episodes", 2, "PLACE", "K1"), ("OC3", 0, "IN_TOUCH", "NO"))
    wanted = data.replace("<![CDATA[K2]]>".encode(code), "K1".encode(code)).replace(
        ">YES<".encode(code), ">NO<".encode(code)
    )
    assert found == wanted


def test_other_layouts_and_prefixes():
    text = "<s:R xmlns:s='urn:x'><s:ROW><s:CHILD>1</s:CHILD><s:sw_id>SW1</s:sw_id></s:ROW><s:ROW><s:CHILD>2</s:CHILD><s:sw_id>SW2</s:sw_id></s:ROW></s:R>"
    found = file(("SWEpisodes", 0, "SW_ID", "SW9"), ("SWEpisodes", 1), text=text, name="sw.xml")
    assert found == "<s:R xmlns:s='urn:x'><s:ROW><s:CHILD>1</s:CHILD><s:sw_id>SW9</s:sw_id></s:ROW></s:R>"
    assert "<s:sw_id>SW1</s:sw_id><s:SW_DECOM>01/05/2026</s:SW_DECOM>" in file(
        ("SWEpisodes", 0, "SW_DECOM", "01/05/2026"), text=text, name="sw.xml"
    )


# -- cells that share an element --------------------------------------------------------------------------------------


def tied(*changes):
    loaded = loaded_from({"return.xml": RETURN})
    log = Log(loaded.this_year)
    found = LinkedCells(loaded, log).all(changes)
    log.apply(found)
    return found[len(changes) :], correct(loaded, log)[0].data.decode()


def test_the_birth_date_and_the_number_are_the_same_for_all_the_childs_rows():
    more, found = tied(Change("Header", 0, "DOB", "24/10/2015", "25/10/2015"))
    assert {(one.table, one.row, one.after) for one in more} == {
        (table, row, "25/10/2015") for table, row in (("Reviews", 0), ("Reviews", 1), ("OC2", 0))
    }
    assert found == RETURN.replace("24/10/2015", "25/10/2015")
    more, found = tied(Change("Episodes", 2, "CHILD", "3", "4"))
    assert {one.table for one in more} == {"Header", "Missing", "UASC"}
    assert found == RETURN.replace("<CHILDID>3<", "<CHILDID>4<")
    more, found = tied(Change("UASC", 0, "SEX", "M", "F"))
    assert [(one.table, one.row, one.field) for one in more] == [("Header", 1, "SEX")]


def test_rows_that_the_file_cannot_hold_go():
    more, _ = tied(Change("OC3", 0, "IN_TOUCH", "YES", ""), Change("OC3", 0, "ACCOM", "B1", ""))
    assert more == [Change("OC3", 0, None)]
    more, _ = tied(Change("UASC", 1, "DUC", "01/01/2027", ""))
    assert more == [Change("UASC", 1, None)]
    more, found = tied(Change("UASC", 0, None))
    assert more == [Change("Header", 1, "UASC", "1", "0")]
    assert found == RETURN.replace("<UASC>1<", "<UASC>0<")
    more, _ = tied(Change("Header", 1, "UASC", "1", "0"))
    assert more == [Change("UASC", 0, None)]


def test_without_xml_there_are_no_ties():
    loaded = loaded_from(
        {"h.csv": "CHILD,DOB,UPN\n1,01/01/2015,UN1\n", "r.csv": "CHILD,DOB,REVIEW\n1,01/01/2015,01/05/2026\n"}
    )
    changes = [Change("Header", 0, "DOB", "01/01/2015", "")]
    assert LinkedCells(loaded, Log(loaded.this_year)).all(changes) == changes


def test_where_the_ties_were_not_asked_for_the_user_is_told():
    loaded = loaded_from({"return.xml": RETURN})
    (found,) = corrected(
        loaded, log_of(loaded, ("Header", 0, "DOB", "25/10/2015"), ("Reviews", 0, "DOB", "26/10/2015"))
    )
    assert found.data.decode() == RETURN.replace("24/10/2015", "25/10/2015")
    assert found.notes[0].startswith("Read back, 3 cells")


@pytest.mark.parametrize("seed", range(5))
def test_many_changes_of_the_example(seed):
    loaded, rng = read([EXAMPLE]), random.Random(seed)
    log = Log(loaded.this_year)
    gone = {
        (name, rng.randrange(len(table))) for name, table in log.tables.items() if name != "Header" for _ in range(3)
    }
    changes = [Change(name, row, None) for name, row in sorted(gone)]
    for name, table in log.tables.items():
        for field in schema.TABLES[name].names:
            row = rng.randrange(len(table))
            contradicts = name != "Header" and field in (
                "CHILD",
                "DOB",
                "SEX",
            )  # what the child's header may be given as well
            if (name, row) not in gone and not contradicts:
                changes.append(
                    Change(name, row, field, table.columns[field].text(row), rng.choice(["", "Q9", "01/02/2026"]))
                )
    log.apply(LinkedCells(loaded, log).all(sorted(changes, key=str)))
    (found,) = corrected(loaded, log)
    again = read({"again.xml": found.data}, year=loaded.year)
    assert (found.notes, texts(again.this_year)) == ([], texts(log.tables))
