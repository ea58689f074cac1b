"""Files beside the return: a file is a table by its columns, and what is no part of the return is named as what it
is.
"""

import pytest

from check903.reading import LoadedFiles, oldexcel, read_file
from support.files import EPISODES, HEADER, OC3, REVIEWS, cells, part, read_one, said, workbook, zipped

# Lists that councils keep beside the return, under names that hold a table's.
LISTS = {
    "missing UPNs": (
        "Missing UPNs.csv",
        "CHILD,Forename,Surname,Comment\n1,Made,Up,asked school\n",
        "A list of children with Forename, Surname and Comment, not a table of the return.",
    ),
    "queries": (
        "903 episodes queries.csv",
        "Child ID,Query\n1,why no URN\n",
        "A list of errors or queries (column Query), not a table of the return.",
    ),
    "an error summary": (
        "ChildErrorSummary.csv",
        "ChildID,Table,RowID,Code,RuleDescription\n1,Header,1,442,UPN missing\n",
        "A list of errors or queries (column RuleDescription), not a table of the return.",
    ),
    "whole rows with their errors": (
        "episodes.csv",
        EPISODES.replace("URN\n", "URN,Error code\n").replace("8\n", "8,501\n"),
        "A list of errors or queries (column Error code), not a table of the return.",
    ),
    "a list of looked-after children": (
        "cla list.csv",
        "Person ID,Forename,Date of birth,Gender,Legal Status,Placement Type\n1,A,01/01/2012,M,C2,U4\n",
        "No table of the return has these columns: Person ID, Forename, Date of birth",
    ),
    "the same with Child ID": (
        "episodes.csv",
        "Child ID,Forename,Surname,Date of birth,Legal Status,Placement Type,Placement Postcode\n1,A,B,,,,\n",
        "A list of children with Forename, Surname, Date of birth, Legal Status, Placement Type and Placement Postcode",
    ),
    "ids": ("header.csv", "CHILD\n1\n2\n", "A list of 2 children’s ids and nothing else, so no table of the return."),
    "a monthly tracker": (
        "oc2 tracker.csv",
        "Child ID,Name,Apr,May,Jun,Nov,Dec\n1,A,y,y,n,y,y\n",
        "A list of children with Name, Apr",
    ),
    "a tracker of reviews": (
        "reviews.csv",
        "Child ID,Forename,Surname,Review date,IRO,Outcome\n1,A,B,,C,\n",
        "A list of children with",
    ),
    "episodes to look at": (
        "episodes.csv",
        "CHILD,DECOM,PLACE,URN,Comment\n1,01/04/2026,U4,SC1,\n",
        "A list of children with DECOM, PLACE, URN and Comment",
    ),
    "pupils": (
        "header.csv",
        "CHILD,UPN,School,Year group\n1,A1,High,7\n",
        "A list of children with UPN, School and Year group",
    ),
    "what is missing of whom": (
        "missing.csv",
        "CHILD,Name,Missing\n1,A,UPN\n",
        "A list of children with Name and Missing",
    ),
    "the portal's list": (
        "errors.csv",
        "LA_CODE,CHILD_LA_CODE,SEX,DOB\n330,1,M,01/01/2012\n",
        "A list from the Department’s portal (column CHILD_LA_CODE), not a table of the return.",
    ),
    "the portal's episodes": (
        "episodes.csv",
        EPISODES.replace("CHILD", "CHILD_LA_CODE"),
        "A list from the Department’s portal (column CHILD_LA_CODE)",
    ),
    "a part of Annex A list 8": (
        "annex a.csv",
        "Child Unique ID,Date Started to be Looked After\n1,\n",
        "This is list 8 (children in care) of Annex A, Ofsted’s child-level data, not a table of the return.",
    ),
    "a part of Annex A list 6": (
        "list 6.csv",
        "Child Unique ID,CIN Start Date,Age\n1,,4\n",
        "This is list 6 (children in need) of Annex A",
    ),
    "the CIN census as a table": (
        "cin.csv",
        "LAchildID,UPN,CINreferralDate,PrimaryNeedCode\n1,A1,01/04/2025,N1\n",
        "This is a table of the CIN census, not of the SSDA903 return.",
    ),
}


@pytest.mark.parametrize(("name", "text", "sentence"), LISTS.values(), ids=LISTS.keys())
def test_a_list_beside_the_return_is_no_table(name, text, sentence):
    found = part(text, name)
    assert found.kind == "unknown"
    assert said(text, name).startswith(sentence)
    assert "Give the column" not in said(text, name)


@pytest.mark.parametrize(
    ("name", "text", "table"),
    [
        ("header.csv", "CHILD,SEX,DOB\n1,M,01/01/2010\n", "Header"),
        ("SSDA903_Header.csv", "Child ID,Gender,Date of birth\n1,M,01/01/2010\n", "Header"),
        ("uasc 2026.csv", "CHILD,SEX,DOB\n1,M,01/01/2010\n", "UASC"),
        ("x.csv", "CHILD,SEX,DOB,ETHNIC\n1,M,01/01/2010,WBRI\n", "Header"),
        ("x.csv", "CHILD,UPN,ETHNIC\n1,UN1,WBRI\n", "Header"),
        ("x.csv", HEADER.replace("\n", ",a,b,c,d,e,f,g,h\n"), "Header"),
        ("x.csv", "CHILD,DECOM,RNE,LS\n1,01/04/2026,S,C1\n", "Episodes"),
        ("x.csv", EPISODES.replace("URN\n", "URN,Team,Worker,Forename,Surname,Comments\n"), "Episodes"),
        ("x.csv", EPISODES.replace("DECOM", "DECOMM"), "Episodes"),
        ("Missing UPNs.csv", REVIEWS, "Reviews"),
        ("queries.csv", OC3, "OC3"),
        ("x.csv", "Child ID,Date of birth,Missing start,Missing end\n1,01/01/2010,01/05/2026,\n", "Missing"),
        ("x.csv", "CHILD,SEX,DOB,DUC,Comments\n1,M,01/01/2010,,\n", "UASC"),
    ],
)
def test_what_a_council_exports_is_a_table(name, text, table):
    assert read_file(name, text.encode())[0].parts[0].table_name == table


@pytest.mark.parametrize(
    "text",
    [
        "CHILD,Placement,Worker,Team\n1,U6,Ann,North\n",
        "Child ID,Surname,Social worker\n1,A,Ann\n",
        "CHILD,SEX,DOB,Worker,Team\n1,M,01/01/2010,Ann,North\n",
        "CHILD,SEX,DOB,ETHNIC,Forename,Surname,Worker,Team\n1,M,01/01/2010,WBRI,A,B,Ann,North\n",
    ],
)
def test_a_list_of_workers_is_one_whatever_else_is_in_it(text):
    assert part(text, "header.csv").kind == "workers"


def test_lists_add_nothing_to_the_return():
    loaded = LoadedFiles()
    for name, text in {
        "header.csv": HEADER,
        "episodes.csv": EPISODES,
        **{f"beside/{n}.csv": text for n, (_, text, _) in enumerate(LISTS.values())},
    }.items():
        loaded.add(name, text.encode())
    assert {name: len(table) for name, table in loaded.this_year.items()} == {"Header": 2, "Episodes": 3}
    assert loaded.workers is None
    assert not [file.read.problem for file in loaded.files if file.read.problem]


def test_a_table_of_which_no_row_has_a_child():
    blank = HEADER.replace("101,", ",").replace("102,", ",")
    assert (
        read_one(blank, "h.csv").problem
        == "h.csv: it looks like Header, but no row has a child’s number in CHILD. Export it again with them."
    )
    assert part(HEADER.replace("101,", ","), "h.csv").rows == 2


def test_without_the_childs_column_the_remedy_is_told_only_for_what_is_a_table_otherwise():
    assert (
        "Give the column with the child’s number that name"
        in read_one(EPISODES.replace("CHILD", "PERSON"), "e.csv").problem
    )
    assert read_one("Person,Team,Placement type\n1,A,U4\n", "e.csv").problem is None


# -- documents --------------------------------------------------------------------------------------------------------

OFFICE = {"[Content_Types].xml": "<Types/>", "_rels/.rels": "<x/>", "docProps/app.xml": "<x/>"}
PNG, JPEG = b"\x89PNG\r\n\x1a\n" + bytes(60), b"\xff\xd8\xff\xe0" + bytes(60)
EML = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: 903\r\n\r\nCHILD,SEX,DOB\r\n1,M,01/01/2010\r\n"
DOCUMENTS = {
    "guidance.docx": (
        zipped(OFFICE | {"word/document.xml": "<x/>", "word/styles.xml": "<x/>", "word/theme/theme1.xml": "<x/>"}),
        "A Word document",
    ),
    "slides.pptx": (
        zipped(OFFICE | {"ppt/presentation.xml": "<x/>", "ppt/slides/slide1.xml": "<x/>"}),
        "A PowerPoint file",
    ),
    "notes.odt": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
        "A text document",
    ),
    "slides.odp": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": "<x/>"}),
        "A PowerPoint file",
    ),
    "old.doc": (oldexcel.container_of("WordDocument", b"x" * 5000), "A Word document"),
    "mail.msg": (oldexcel.container_of("__properties_version1.0", b"x" * 5000), "An e-mail"),
    "mail.eml": (EML, "An e-mail"),
    "notes.rtf": (b"{\\rtf1 hello}", "A Word document"),
    "guide.pdf": (b"%PDF-1.7\nhello", "A PDF"),
    "photo.png": (PNG, "A picture"),
    "photo.jpg": (JPEG, "A picture"),
    "photo.heic": (b"\0\0\0\x18ftypheic" + bytes(50), "A picture"),
    "film.mp4": (b"\0\0\0\x18ftypmp42" + bytes(50), "A video"),
    "query.sql": (b"select CHILD, SEX, DOB from header", "A database query"),
    "903.accdb": (b"\0\x01\0\0Standard ACE DB" + bytes(50), "An Access database"),
}


@pytest.mark.parametrize(("name", "found"), DOCUMENTS.items(), ids=DOCUMENTS.keys())
def test_a_document_is_one_file_and_one_sentence(name, found):
    data, kind = found
    (read,) = read_file(name, data)
    assert (read.problem, read.notes) == (None, [])
    assert [note for one in read.parts for note in one.notes] == [f"{kind}. It can’t hold a table of the return."]
    assert [(one.kind, one.rows) for one in read.parts] == [("unknown", 0)]
    (inner,) = read_file("x.zip", zipped({name: data}))
    assert [note for one in inner.parts for note in one.notes] == [f"{kind}. It can’t hold a table of the return."]


@pytest.mark.parametrize("name", ["ours.sql", "ours.py", "ours.txt", "header.csv"])
@pytest.mark.parametrize(
    "text", ["-- Ours\n-- rule: L1\n-- title: T\nSELECT row FROM Missing;", "from check903.local import local_rule\n"]
)
def test_local_rules_are_known_by_what_stands_in_them(name, text):
    (read,) = read_file(name, text.encode())
    assert read.problem is None and [one.kind for one in read.parts] == ["local"]
    assert read.parts[0].content.text == text and "not run before you have seen it" in read.parts[0].notes[0]


def test_a_document_under_a_tables_name_is_a_table_still_to_come():
    (read,) = read_file("header.xlsx", DOCUMENTS["guidance.docx"][0])
    assert (
        read.problem
        == "header.xlsx: it is a Word document, whatever its name says. Save the table as CSV or Excel and use that."
    )


def test_packed_files_are_to_be_unpacked():
    (read,) = read_file("x.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50))
    assert read.parts[0].notes == ["A packed file (7-Zip). Unpack it and use the files themselves."]


@pytest.mark.parametrize(
    "name",
    [
        "~$header.xlsx",
        "Thumbs.db",
        "ehthumbs.db",
        ".DS_Store",
        "desktop.ini",
        "a/Desktop.ini",
        "__MACOSX/._header.csv",
        "x/__MACOSX/header.csv",
        "a/.git/config",
    ],
)
def test_what_an_operating_system_leaves_is_passed_over(name):
    assert read_file(name, b"x") == []
    assert [read.name for read in read_file("r.zip", zipped({name: "x", "oc3.csv": OC3}))] == ["r.zip > oc3.csv"]


def test_tables_and_zips_of_tables_are_no_documents():
    assert part(workbook({"S": cells(OC3)}), "x.xlsx").table_name == "OC3"
    assert [read.parts[0].table_name for read in read_file("word.zip", zipped({"word/oc3.csv": OC3}))] == ["OC3"]
    assert part(OC3, "export.md.csv").table_name == "OC3"


# -- other returns in XML ---------------------------------------------------------------------------------------------

HEAD = "<Message><Header><CollectionDetails><Collection>{}</Collection><Year>2026</Year></CollectionDetails></Header>{}</Message>"
CIN = (
    "<Children><Child><ChildIdentifiers><LAchildID>1</LAchildID><UPN>A1</UPN><PersonBirthDate>2012-05-01</PersonBirthDate></ChildIdentifiers>"
    "<CINdetails><CINreferralDate>2025-06-01</CINreferralDate><PrimaryNeedCode>N1</PrimaryNeedCode></CINdetails></Child></Children>"
)
PUPILS = "<Pupils><PupilsOnRoll><PupilOnRoll><UPN>A1</UPN><NCyearActual>7</NCyearActual><EnrolStatus>C</EnrolStatus></PupilOnRoll></PupilsOnRoll></Pupils>"


@pytest.mark.parametrize(
    ("text", "census"),
    [
        (HEAD.format("CIN", CIN), "CIN census"),
        (HEAD.format("", CIN), "CIN census"),
        (HEAD.format("SCH", PUPILS), "school census"),
        (HEAD.format("School Census Spring", PUPILS), "school census"),
        (f"<X>{PUPILS}</X>", "school census"),
        (HEAD.format("SWF", "<A><B>1</B></A>"), "school workforce census"),
        (HEAD.format("CSWW", "<A><B>1</B></A>"), "children’s social work workforce census"),
    ],
)
def test_another_return_is_named(text, census):
    found = part(text, "x.xml")
    assert (found.kind, found.notes) == ("unknown", [f"This is a {census} return, not an SSDA903 return."])


def test_a_return_that_nobody_knows():
    assert part(HEAD.format("ABC", "<A><B>1</B></A>"), "x.xml").notes == [
        "This is a return for the collection “ABC”, not an SSDA903 return."
    ]


def test_a_return_with_a_head_of_its_own_is_read():
    text = HEAD.format("CLA", "<CHILD><HEADER><CHILDID>1</CHILDID><SEX>F</SEX><UPN>UN1</UPN></HEADER></CHILD>")
    assert "Header" in [one.table_name for one in read_one(text, "x.xml").parts]


def test_empty_groups_are_the_returns_own():
    groups = "<AMISSING/><AREVIEW/><MOTHER/><MC_DOB/><AD_PLACED/><PERMANENCE/><OC2/>"
    text = f"<R><CHILD><HEADER><CHILDID>1</CHILDID><SEX>F</SEX><UPN>UN1</UPN>{groups}</HEADER><EPISODE/></CHILD></R>"
    assert read_one(text, "x.xml").notes == []
    assert {one.table_name: one.rows for one in read_one(text, "x.xml").parts} == {
        "Header": 1,
        "Episodes": 0,
        "Reviews": 0,
        "UASC": 0,
        "OC2": 0,
        "OC3": 0,
        "AD1": 0,
        "PlacedAdoption": 0,
        "PrevPerm": 0,
        "Missing": 0,
    }


def test_a_file_of_many_tables_is_named_once_in_a_sentence():
    text = (
        "<R><CHILD><HEADER><CHILDID>1</CHILDID><SEX>F</SEX><UPN>UN1</UPN></HEADER>"
        + "".join(f"<EPISODE><DECOM>{day:02d}/05/2026</DECOM><RNE>S</RNE></EPISODE>" for day in range(1, 20))
        + "</CHILD></R>"
    )
    loaded = LoadedFiles()
    loaded.set_year(2024)
    loaded.add("return.xml", text.encode())
    loaded.add("copy.xml", text.encode())
    assert all(doubt.count("return.xml") <= 1 and doubt.count("copy.xml") <= 1 for doubt in loaded.doubts)
    assert len(loaded.doubts) == len(set(loaded.doubts))
    assert any("return.xml" in doubt for doubt in loaded.doubts)
