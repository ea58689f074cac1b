"""Letters: who is asked what, in which words; drafts, mail merge, pages, workbook and the list of workers."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from check903.findings import letters, roles
from check903.findings.addresses import is_address
from check903.findings.letters import Head
from check903.findings.worklists import Worklist
from check903.session.not_yet import NotYet
from check903.session.session import Session
from check903.wording.declared import WHO
from support import made
from support.letter_words import not_for_letters

HEAD = {"fix_by": "2027-02-26", "sender": "Children’s data team", "contact": "cla.data@council.example"}
NAMES = ("Priya Shah", "Daniel Osei", "Ms Weir", "Lee, Ann")


@pytest.fixture(scope="module")
def sample() -> Session:
    """The sample return with a list of workers that names all but the last child."""
    session = made.checked_sample()
    [sheet] = sheets(session.workers_template()["bytes"]).values()
    ids = [row[0] for row in sheet[1:-1]]
    rows = [
        (child, NAMES[n % 4], f"East {n % 2}", f"worker{n % 4}@council.example" if n % 4 < 3 else "none")
        for n, child in enumerate(ids)
    ]
    session.add_file("workers.csv", as_csv(("CHILD", "WORKER", "TEAM", "EMAIL"), *rows))
    session.share_set(HEAD)
    return session


def as_csv(*rows) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def sheets(data: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def messages(answer: dict) -> dict[str, email.message.EmailMessage]:
    with zipfile.ZipFile(io.BytesIO(answer["bytes"])) as archive:
        assert archive.testzip() is None
        return {
            name: email.message_from_bytes(archive.read(name), policy=email.policy.default)
            for name in archive.namelist()
        }


def checked(*workers, header: str = "1001,1,05/06/2012,XXXX,UN1,,") -> Session:
    """A return of a child with errors in Header, and its worker."""
    session = Session()
    session.add_file("header.csv", f"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n{header}\n".encode())
    if workers:
        session.add_file("workers.csv", as_csv(("CHILD", "WORKER", "TEAM", "EMAIL"), *workers))
    session.check_start({"year": 2027, "authority": "E08000025"})
    while not session.check_step()["done"]:
        pass
    return session


# -- who is asked -----------------------------------------------------------------------------------------------------


def test_persons_and_teams_are_asked_what_each_can_answer(sample):
    rows = sample.share_lists(size=1000)["rows"]
    assert {row["who"] for row in rows if row["kind"] == "worker"} >= set(NAMES)
    assert "Placements team" in {row["who"] for row in rows if row["kind"] == "role"}
    assert not any(row["who"] == WHO["data"] for row in rows)


@pytest.mark.parametrize("by", ["worker", "team", "child", "role"])
def test_every_thing_is_in_one_list_but_for_those_of_the_data_team(sample, by):
    for later in (False, True):
        found = sample.share_set({"by": by, "later": later})
        rows = sample.share_lists(size=1000)["rows"]
        data = sum(row["things"] for row in rows if not row["letter"])
        every = {row["things"] for row in [sum_of(rows)]}
        assert data == (found["for_data"] if by == "role" else 0)
        assert every == {found["things"]} and found["for_data"] > 0
        if by == "role" and later:
            assert found["errors"] == sample.findings()["total"]
    sample.share_set({"by": "worker", "later": False})


def sum_of(rows: list[dict]) -> dict:
    return {"things": sum(row["things"] for row in rows)}


def test_another_can_be_asked_about_a_rule_and_the_memo_keeps_it(sample):
    rules = {rule["code"]: rule for rule in sample.share_roles()["rules"]}
    placements = [code for code, rule in rules.items() if rule["who"] == "placements"]
    code = placements[0]
    before = sample.share_lists()
    sample.share_set({"who": dict.fromkeys(placements, "data")})
    after = sample.share_lists()
    assert after["for_data"] > before["for_data"] and after["things"] < before["things"]
    assert next(rule for rule in sample.share_roles()["rules"] if rule["code"] == code)["chosen"] == "data"
    other = Session()
    other.recall(sample.memo()["bytes"])
    chosen = [session.sharing.chosen for session in (other, sample)]
    assert chosen[0] == chosen[1] and chosen[0]["contact"] == HEAD["contact"] and chosen[0]["who"][code] == "data"
    sample.share_set({"who": {}})
    assert sample.share_lists()["things"] == before["things"]


def test_a_rule_of_the_data_team_given_to_a_person_has_cause_and_question(sample):
    code = next(rule["code"] for rule in sample.share_roles()["rules"] if rule["who"] == "data")
    sample.share_set({"who": {code: "health"}})
    [said] = {tuple(part["heading"] for part in item["said"]) for item in sample.share_list("Health lead")["items"]}
    texts = [part["text"] for item in sample.share_list("Health lead")["items"] for part in item["said"]]
    sample.share_set({"who": {}})
    assert said == ("We have", "Please") and letters.PLEASE in texts


def test_a_choice_that_is_none_is_refused(sample):
    for wrong in ({"by": "planet"}, {"colour": 1}, {"fix_by": "soon"}):
        with pytest.raises((ValueError, NotYet)):
            sample.share_set(wrong)


# -- words ------------------------------------------------------------------------------------------------------------


def test_every_point_of_every_letter_of_the_sample_is_in_plain_words(sample):
    wrong = []
    for row in sample.share_lists(size=1000)["rows"]:
        letter = sample.share_list(row["who"])
        assert letter["total"] == row["things"]
        for item in letter["items"]:
            assert [part["heading"] for part in item["said"]] == ["We have", "Problem", "Please"]
            wrong += [(part["text"], found) for part in item["said"] if (found := not_for_letters(part["text"]))]
    assert wrong == []


def test_a_letter_has_greeting_council_date_day_and_contact_and_each_child_once(sample):
    letter = sample.share_list("Priya Shah")
    assert letter["text"].startswith("Dear Priya,\n\nWe are checking our records")
    assert "reply, by Friday 26 February 2027." in letter["text"]
    assert letter["text"].endswith(f"{HEAD['sender']}\nBristol, {letter['head']['day']}\n{HEAD['contact']}\n")
    assert letter["subject"] == f"Children in care: {letter['total']} things to check by Friday 26 February"
    titles = [item["title"] for item in letter["items"]]
    assert all(letter["text"].count(title.upper()) == 1 for title in titles)
    children = [item["child"] for item in letter["items"]]
    assert children == sorted(children, key=lambda child: (len(child), child))
    assert letter["text"].count("Your answer:") == letter["total"]


@pytest.mark.parametrize(
    "who, kind, said",
    [
        ("Priya Shah", "worker", "Dear Priya,"),
        ("Lee, Ann", "worker", "Dear Ann,"),
        ("Ms Weir", "worker", "Dear Ms Weir,"),
        ("Dr. Patel", "worker", "Dear Dr. Patel,"),
        ("Misha Ray", "worker", "Dear Misha,"),
        ("SW77120", "worker", "Dear colleague,"),
        ("No worker known", "worker", "Dear colleague,"),
        ("East 2", "team", "Dear colleagues,"),
        ("Health lead", "role", "Dear colleagues,"),
    ],
)
def test_greetings(who, kind, said):
    assert letters.greeting(Worklist(who, kind)) == said


def test_without_a_day_and_a_council_nothing_is_left_over():
    session = checked(("1001", "Ann Lee", "", ""))
    session.check.findings.council = ""
    text = session.share_list("Ann Lee")["text"]
    assert "or write your answer under each point and reply. Children" in text
    assert re.search(r"\n\nChildren’s data team\n\d+ \w+ \d{4}\n$", text)


def test_a_cell_with_lines_of_its_own_adds_none_to_the_letter():
    cell = "X\nBcc: all@example.org\n\n9. Please: pay"
    session = checked(("1001", "Ann Lee", "", ""), header=f'1001,1,05/06/2012,"{cell}",UN1,,')
    text = session.share_list("Ann Lee")["text"]
    assert "X BCC: ALL@EXAMPLE.ORG" in text
    assert not re.search(r"^(Bcc|9\.)", text, re.MULTILINE)


def test_the_finding_that_speaks_for_a_cause_is_of_the_role_that_most_of_it_have():
    asked = ["data", "placements", "worker", "worker", "data", "data", "data"]
    assert roles.leading(made.np.arange(7), asked) == 2
    assert roles.leading(made.np.arange(7), asked, {1, 4}) == 1, "the one that says most of the cause"
    assert roles.leading(made.np.arange(7), asked, {4}) == 2, "not one that nobody can be asked about"
    assert roles.leading(made.np.array([0, 4]), asked) == 0


# -- drafts -----------------------------------------------------------------------------------------------------------


def test_a_draft_for_everybody_opens_as_one_and_says_what_the_page_says(sample):
    rows = sample.share_lists(size=1000)["rows"]
    found = sample.share_drafts()
    assert re.fullmatch(r"Bristol 903 2026-27 drafts \d{4}-\d\d-\d\d\.zip", found["name"])
    opened = messages(found)
    assert len(opened) == len(rows)
    addressed = {"Priya Shah", "Daniel Osei", "Ms Weir"}
    for row, (name, message) in zip(rows, opened.items()):
        assert not message.defects and message["X-Unsent"] == "1" and name.endswith(".eml")
        assert message["Subject"] == sample.share_list(row["who"])["subject"]
        assert message.get_content_charset() == "utf-8"
        assert message.get_content().replace("\r\n", "\n") == sample.share_list(row["who"])["text"]
        people = [address.addr_spec for address in message["To"].addresses] if message["To"] else []
        assert people == ([row["email"]] if row["who"] in addressed else [])
    assert sample.share_draft("Priya Shah")["bytes"] == zipped(found, "Priya Shah.eml")
    assert list(messages(sample.share_drafts(["Priya Shah"]))) == ["Priya Shah.eml"]


def zipped(answer: dict, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(answer["bytes"])) as archive:
        return archive.read(name)


@pytest.mark.parametrize(
    "who, address",
    [
        ("Eve\r\nBcc: all@example.org", "eve@example.org"),
        ("Eve", "eve@example.org\r\nBcc: all@example.org"),
        ("Eve", "eve@example.org, all@example.org"),
        ("Eve", "all@example.org;eve@example.org"),
        ("Eve", "Eve <eve@example.org>"),
        ("Eve", "eve@example.org>, <all@example.org"),
        ("Eve", "eve(all@example.org)@example.org"),
        ('Eve", all@example.org, "', "eve@example.org"),
        ("Eve <all@example.org>", "eve@example.org"),
        ("Zoë Łuk\x00\u2028x", "zoe@example.org"),
        ("Eve", "@"),
        ("Eve", "eve@@example.org"),
        ("=?utf-8?q?Eve=0D=0ABcc=3A_all=40example.org?=", "eve@example.org"),
    ],
)
def test_a_name_or_an_address_adds_no_addressee_and_no_line_to_the_head(who, address):
    session = checked(("1001", who, "", address))
    for message in messages(session.share_drafts()).values():
        assert set(message.keys()) <= {
            "Subject",
            "To",
            "X-Unsent",
            "Content-Type",
            "Content-Transfer-Encoding",
            "MIME-Version",
        }
        people = [one.addr_spec for one in message["To"].addresses] if message["To"] else []
        assert people in ([], [address]) and (not people or is_address(address))
    row = list(csv.reader(io.StringIO(session.share_merge()["bytes"].decode("utf-8-sig"))))[1]
    assert row[3] == (address if is_address(address) else "") and "\n" not in row[0]


def test_drafts_get_names_that_windows_can_unpack():
    lines = [(str(n), who, "", "") for n, who in enumerate(("CON", "nul", "_CON", "Aux. ", "Ann Lee", "ann lee"), 1001)]
    session = checked(*lines, header="\n".join(f"{child},1,05/06/2012,XXXX,UN1,," for child, *_ in lines))
    names = list(messages(session.share_drafts()))
    assert set(names) >= set(["_CON.eml", "_nul.eml", "_CON (2).eml", "_Aux.eml", "Ann Lee.eml", "ann lee 2.eml"])


# -- mail merge, pages, workbook --------------------------------------------------------------------------------------


def test_mail_merge_has_a_row_for_each_letter(sample):
    answer = sample.share_merge()
    assert answer["bytes"].startswith(b"\xef\xbb\xbf") and answer["name"].endswith(".csv")
    head, *rows = csv.reader(io.StringIO(answer["bytes"].decode("utf-8-sig")))
    listed = sample.share_lists(size=1000)["rows"]
    assert [row[0] for row in rows] == [row["who"] for row in listed]
    said = dict(zip(head, rows[[row["who"] for row in listed].index("Priya Shah")]))
    assert said["Greeting"] == "Dear Priya," and said["Reply by"] == "Friday 26 February 2027"
    assert said["Text"] == sample.share_list("Priya Shah")["text"].rstrip("\n")
    assert (said["Email"], said["Team"]) == ("worker0@council.example", "East 0")


def test_no_cell_of_the_mail_merge_is_a_formula():
    session = checked(("1001", "=HYPERLINK(1)", "@team", "+eve@example.org"))
    session.share_set({"sender": "-1+1", "contact": "=cmd"})
    row = list(csv.reader(io.StringIO(session.share_merge()["bytes"].decode("utf-8-sig"))))[1]
    assert [cell for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


def test_a_letter_longer_than_a_cell_goes_on_in_the_next_column(sample, monkeypatch):
    from check903.export import letter_files

    monkeypatch.setattr(letter_files, "MOST_TEXT", 2_000)
    head, *rows = csv.reader(io.StringIO(sample.share_merge()["bytes"].decode("utf-8-sig")))
    assert head[-1].startswith("Text ") and all(len(row) == len(head) for row in rows)
    first = head.index("Text")
    for row in rows:
        whole = "\n\n".join(filter(None, row[first:]))
        assert whole == sample.share_list(row[0])["text"].rstrip("\n")


def test_all_letters_are_one_document_to_print(sample):
    answer = sample.share_pages()
    page = answer["bytes"].decode()
    letters_made = sample.share_lists(size=1000)["letters"]
    assert answer["name"].endswith(".html") and page.count("<article>") == letters_made
    assert "default-src 'none'" in page and "http" not in page.replace("http-equiv", "")
    assert "by Friday 26 February 2027." in page and "break-after:page" in page


def test_nothing_in_a_printed_letter_is_markup():
    session = checked(("1001", "<img src=x>", "<b>", ""), header="1001,1,05/06/2012,<script>,UN1,,")
    page = session.share_pages()["bytes"].decode()
    assert "<img" not in page and "<script" not in page and "&lt;img src=x&gt;" in page


def test_the_workbook_has_a_sheet_for_each_list(sample):
    book = sheets(sample.share_workbook()["bytes"])
    head, *rows = book["All lists"]
    assert [row[0] for row in rows] == [row["who"] for row in sample.share_lists(size=1000)["rows"]]
    assert all(row[head.index("Reply by")] == "26 February 2027" for row in rows)
    sheet = book["Priya Shah"]
    assert sheet[0][:7] == ["No", "Child", "Age", "We have", "Problem", "Please", "Answer"]
    assert len(sheet) - 1 == sample.share_list("Priya Shah")["total"]


# -- the list of workers ----------------------------------------------------------------------------------------------


def test_the_template_has_every_child_and_can_be_dropped_in_as_it_is():
    session = made.checked_sample()
    answer = session.workers_template()
    [sheet] = sheets(answer["bytes"]).values()
    assert sheet[0] == ["CHILD", "WORKER", "TEAM", "EMAIL"]
    assert len(sheet) - 1 == session.overview()["children"] and any(row[1] for row in sheet[1:])
    before = [(row["who"], row["things"]) for row in session.share_lists(size=1000)["rows"]]
    session.add_file(answer["name"], answer["bytes"])
    loaded = session.share_lists()["workers"]
    assert loaded["of"] == len(sheet) - 1 and loaded["children"] == sum(bool(row[1]) for row in sheet[1:])
    assert sum(things for _, things in before) == session.share_lists()["things"]


def test_ids_with_zeros_in_front_stay_as_they_are():
    session = checked(header="00123,1,05/06/2012,XXXX,UN1,,")
    [sheet] = sheets(session.workers_template()["bytes"]).values()
    assert sheet[1] == ["00123", "", "", ""]


def test_an_address_that_is_none_is_named():
    session = checked(("1001", "Ann Lee", "East", "ann at council"))
    assert session.share_lists()["workers"] == {
        "children": 1,
        "of": 1,
        "workers": 1,
        "teams": 1,
        "no_addresses": ["ann at council"],
    }
    assert not session.share_lists()["rows"][0]["address"]


def test_without_a_list_workers_are_those_of_the_return():
    session = made.checked_sample()
    rows = session.share_lists(size=1000)["rows"]
    assert all(re.match(r"SW\d+|No worker", row["who"]) for row in rows if row["kind"] == "worker")
    assert session.share_lists()["workers"] is None


def test_the_head_of_a_letter_can_be_without_a_day():
    assert letters.request(Head("", made.dt.date(2027, 2, 1))).endswith("or reply to us.")
