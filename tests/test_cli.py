"""`python -m check903`: what it prints, what it writes, and its exit status."""

import errno
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import check903
from check903 import __main__ as cli
from check903 import engine, sample
from check903.commands import export, files, own_checks
from check903.commands.terminal import Unusable
from check903.local.together import in_one
from check903.reading.local_rules import LocalFile
from check903.reference import postcodes, schema

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
GOOD = "1,M,01/02/2015,WBRI,A123456789012,,\n"
BAD = "2,M,,WBRI,B123456789012,,\n"


@pytest.fixture
def folder(tmp_path):
    """A folder for a return; give it files with `write`."""
    made = tmp_path / "return"
    made.mkdir()
    return made


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A sample return in folders."""
    folder = tmp_path_factory.mktemp("sample")
    sample.generate(120, seed=2).write(folder)
    return folder


def run(*arguments) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_nothing_found(folder, capsys):
    (folder / "header.csv").write_text(HEADER + GOOD)
    assert run(folder, "--year", 2027, "--rules", "102,103") == 0
    out = capsys.readouterr().out
    assert "Collection year 2026-27: 01/04/2026 to 31/03/2027." in out
    assert "0 errors about 0 children; 2 rules run." in out


def test_errors_found(folder, tmp_path, capsys):
    (folder / "header.csv").write_text(HEADER + GOOD + BAD)
    where = tmp_path / "findings.json"
    assert run(folder, "--year", 2027, "--rules", "102, 103", "--json", where) == 1
    out = capsys.readouterr().out
    assert "1 error about 1 child;" in out
    assert " 102 " in out
    written = json.loads(where.read_text())
    assert written["findings"] == [
        {
            "rule": "102",
            "table": "Header",
            "row": 1,
            "child": "2",
            "fields": ["DOB"],
            "file": "return/header.csv",
            "line": 3,
            "culprits": ["DOB"],
            "beside": None,
            "evidence": "Date of birth is blank.",
        }
    ]
    assert written["rules_run"] == ["102", "103"]
    assert written["year"] == 2027


def test_what_the_rule_saw_is_in_the_json(folder, tmp_path):
    (folder / "episodes.csv").write_text(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n1,02/04/2026,S,C2,N1,U6,14/06/2026,X1\n1,02/06/2026,P,C2,N1,U6,,\n"
    )
    where = tmp_path / "findings.json"
    assert run(folder, "--year", 2027, "--rules", "501", "--json", where) == 1
    [found] = json.loads(where.read_text())["findings"]
    assert found["beside"] == {"table": "Episodes", "row": 0, "file": "return/episodes.csv", "line": 2}
    assert "02/06/2026" in found["evidence"] and "14/06/2026" in found["evidence"]
    assert (found["row"], found["line"], found["culprits"]) == (1, 3, ["DECOM"])


def test_rules_not_run_say_why(folder, capsys):
    (folder / "header.csv").write_text(HEADER + GOOD)
    run(folder, "--year", 2027)
    out = capsys.readouterr().out
    assert "rules not run:" in out
    assert "Episodes of this year is not loaded" in out


def test_another_years_rules(folder, capsys):
    (folder / "header.csv").write_text(HEADER + GOOD.replace(",M,", ",1,"))
    assert run(folder, "--year", 2026, "--rules", "101") == 1
    assert run(folder, "--year", 2026, "--rules", "101", "--rules-year", 2024) == 0


def test_both_years_in_folders_of_their_own(whole, tmp_path, capsys):
    where = tmp_path / "findings.json"
    assert (
        run(whole / "this_year", "--last-year", whole / "last_year", "--authority", "E06000023", "--json", where) == 1
    )
    captured = capsys.readouterr()
    assert "Guessed from the dates" in captured.out
    assert captured.err == "", "no progress bar where nobody looks on"
    from_two = json.loads(where.read_text())
    assert "Header of last year is not loaded" not in " ".join(from_two["not_run"].values())
    assert {"203", "204"} <= set(from_two["rules_run"]), "rules that need last year"


def test_the_provider_list(whole, tmp_path):
    where = tmp_path / "findings.json"
    run(whole / "this_year", "--providers", whole / "providers.xlsx", "--rules", "1008,219", "--json", where)
    assert json.loads(where.read_text())["rules_run"] == ["219", "1008"]


def test_what_is_no_provider_list(whole, capsys):
    assert run(whole / "this_year", "--providers", whole / "this_year" / "header.csv") == 2
    assert "is not Ofsted’s list" in capsys.readouterr().err


def test_the_report(whole, tmp_path):
    where = tmp_path / "report.xlsx"
    run(whole / "this_year", "--rules", "102,148", "--output", where)
    assert where.read_bytes().startswith(b"PK")


def test_last_year_is_what_the_user_says_it_is(whole, capsys):
    run(whole / "this_year", "--last-year", whole / "this_year", "--year", 2027, "--rules", "203")
    assert "of last year: Header, Episodes" in capsys.readouterr().out


def test_a_folder_with_both_years_is_told_apart_by_its_dates(whole, capsys):
    run(whole / "this_year", whole / "last_year", "--rules", "203")
    assert "of last year: Header, Episodes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda folder: None, "There is no file in "),
        (
            lambda folder: (folder / "notes.csv").write_text("a,b\n1,2\n"),
            "No table of the return for 2026-27 was found",
        ),
    ],
)
def test_nothing_to_check(folder, capsys, make, sentence):
    make(folder)
    assert run(folder, "--year", 2027) == 2
    assert sentence in capsys.readouterr().err


def test_a_file_that_cannot_be_used_does_not_stop_the_others(folder, capsys):
    (folder / "header.csv").write_text(HEADER + BAD)
    (folder / "episodes.csv").write_bytes(b"")
    assert run(folder, "--year", 2027, "--rules", "102") == 2
    captured = capsys.readouterr()
    assert "episodes.csv" in captured.err
    assert "1 error about 1 child;" in captured.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere"], "nowhere is not there"),
        (["figurs", "."], "figurs is no command, and no folder here. Did you mean check903 figures?"),
        ([".", "--last-year", "nowhere"], "nowhere is not there"),
        ([".", "--providers", "nowhere.xlsx"], "nowhere.xlsx is not there"),
        ([".", "--output", "no/such/report.xlsx"], "Make it first"),
    ],
)
def test_paths_that_are_not_there(folder, monkeypatch, capsys, arguments, sentence):
    monkeypatch.chdir(folder)
    assert run(*arguments) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "folder"),
        ([".", "--year", "1999"], f"1999 is not a year from {schema.FIRST_YEAR} to {schema.LAST_YEAR}"),
        ([".", "--year", "x"], "x is not a year"),
        ([".", "--authority", "E99"], "E99 is no council responsible for children's services in England"),
        ([".", "--authority", "Brimingham"], "Do you mean Birmingham?"),
        ([".", "--rules", "101,zzz"], "there is no rule zzz"),
        ([".", "--rules", ","], "name the rules by their codes"),
    ],
)
def test_wrong_options(capsys, arguments, sentence):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("council", ["E06000023", "e06000023", "801", "Bristol", "bristol city council"])
def test_the_council_by_code_number_or_name(whole, tmp_path, council):
    where = tmp_path / "findings.json"
    run(whole / "this_year", "--year", "2026-27", "--authority", council, "--rules", "411", "--json", where)
    assert json.loads(where.read_text())["rules_run"] == ["411"]


def test_a_rule_that_fails_in_itself_is_said_and_is_not_clean(folder, monkeypatch, capsys):
    def broken(r):
        raise RuntimeError("out of order")

    (folder / "header.csv").write_text(HEADER + GOOD)
    found = next(rule for rule in engine.in_force(2027) if rule.code == "102")
    faulty = engine.Rule(**{**found.__dict__, "function": broken})
    monkeypatch.setattr(engine, "in_force", lambda year: [faulty])
    assert run(folder, "--year", 2027) == 1
    captured = capsys.readouterr()
    assert "Rule 102 failed through a fault of this tool" in captured.err
    assert "out of order" in captured.err


def test_without_postcodes_it_says_what_is_left_out(folder, monkeypatch, capsys):
    (folder / "header.csv").write_text(HEADER + GOOD)
    monkeypatch.setattr(postcodes, "default_directory", lambda: None)
    assert run(folder, "--year", 2027, "--rules", "102") == 0
    assert capsys.readouterr().err == files.NO_POSTCODES + "\n"


def test_lists_and_documents_beside_the_return_are_named_and_no_fault(folder, capsys):
    (folder / "header.csv").write_text(HEADER + GOOD)
    (folder / "Missing UPNs.csv").write_text("CHILD,Comment\n1,asked\n")
    (folder / "guide.pdf").write_bytes(b"%PDF-1.7")
    (folder / "Thumbs.db").write_bytes(b"x")
    assert run(folder, "--year", 2027, "--rules", "102") == 0
    assert capsys.readouterr().err.splitlines() == [
        "return/Missing UPNs.csv: A list of children with Comment, not a table of the return.",
        "return/guide.pdf: A PDF. It can’t hold a table of the return.",
    ]


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_whoever_reads_may_go(folder, arguments):
    (folder / "header.csv").write_text(HEADER + BAD)
    py, report = Path(cli.__file__).parents[1], folder / "report.json"
    program = [
        sys.executable,
        "-m",
        "check903",
        folder,
        "--year",
        "2027",
        "--rules",
        "102",
        "--json",
        report,
        *arguments,
    ]
    with subprocess.Popen(program, cwd=py, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        told = running.stderr.read()
    assert (running.returncode, told) == (0 if arguments else 1, b"")
    assert report.exists() == (not arguments)


def test_a_terminal_that_lacks_a_character(folder):
    (folder / "header.csv").write_bytes(b"")
    py = Path(cli.__file__).parents[1]
    ended = subprocess.run(
        [sys.executable, "-m", "check903", folder / "header.csv", "--authority", "Zoë’s"],
        cwd=py,
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert ended.returncode == 2
    assert b"Traceback" not in ended.stderr
    assert b"Zo?" in ended.stderr


def test_as_a_program(folder):
    (folder / "header.csv").write_text(HEADER + BAD)
    py = Path(cli.__file__).parents[1]
    ended = subprocess.run(
        [sys.executable, "-m", "check903", folder, "--year", "2027", "--rules", "102"],
        cwd=py,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1, ended.stderr
    assert "1 error about" in ended.stdout


def test_a_date_in_doubt_is_asked_about_with_the_option_that_answers_it(folder, capsys):
    (folder / "header.csv").write_text(HEADER + GOOD.replace("01/02/2015", "01/02/15"))
    arguments = (folder, "--year", 2027, "--rules", "102")
    assert run(*arguments) == 0
    out, err = capsys.readouterr()
    assert "01/02/15 in DOB: day first or month first?" in err
    assert "DOB isn’t known in 1 row of Header of this year: the children are left out of 1 rule: 102" in out
    option = err.split('Leave them as text: --answer "')[1].split('"')[0]
    assert run(*arguments, "--answer", option) == 1
    out, err = capsys.readouterr()
    assert "first or month" not in err and "left out" not in out


def test_a_misspelt_column_is_asked_about(folder, capsys):
    (folder / "header.csv").write_text((HEADER + GOOD).replace("DOB,ETHNIC", "DBO,ETHNIC"))
    arguments = (folder, "--year", 2027, "--rules", "102,103")
    assert run(*arguments) == 0
    out, err = capsys.readouterr()
    assert "Is DBO the column DOB? Two letters have changed places. Its one value is a date, such as 01/02/2015." in err
    assert "Is DBO the column DOB? That waits for your answer on Files: 102" in out
    assert run(*arguments, "--answer", "column:Header:DBO=use") == 0
    assert "2 rules run." in capsys.readouterr().out


def test_cells_without_a_value_are_named(folder, capsys):
    (folder / "header.csv").write_text(HEADER + GOOD.replace("WBRI", "#REF!"))
    assert run(folder, "--year", 2027, "--rules", "103") == 0
    assert "header.csv: 1 cell has no value: #REF! in ETHNIC in line 2." in capsys.readouterr().err


TWICE = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2015,01/06/2026,PN1\n1,01/02/2015,01/06/2026,PN1\n"
OWN = """-- rule: L1
-- title: Ours
-- wrong: W.
-- fix: F.
-- fields: Reviews.REVIEW
SELECT row FROM Reviews;
"""


def test_other_checks_stand_apart_from_the_departments(folder, tmp_path, capsys):
    """Neither what is worth a look nor a local rule changes the errors, their count or the exit status."""
    (folder / "reviews.csv").write_text(TWICE)
    where, local = tmp_path / "findings.json", tmp_path / "ours.sql"
    local.write_text(OWN)
    options = (folder, "--year", 2027, "--rules", "166", "--json", where)
    assert run(*options) == 0
    plain = json.loads(where.read_text())
    assert "worth a look" not in capsys.readouterr().out, "only the rules that were asked for"
    assert run(*options, "--extra", "w1,W2", "--local-rules", local) == 0
    out = capsys.readouterr().out
    assert "0 errors about 0 children; 1 rule run." in out
    assert "worth a look, never an error. 1 thing to look at in 1 child," in out and "1  W1        The same" in out
    assert "Local rules: 2 findings" in out and "2  L1        Ours (Local)" in out
    written = json.loads(where.read_text())
    [found] = written.pop("worth_a_look")["findings"]
    assert (found["rule"], found["line"], found["beside"]["line"]) == ("W1", 3, 2)
    [rule] = written.pop("local")["rules"]
    assert [one["line"] for one in rule["findings"]] == [2, 3]
    assert written == plain
    assert run(folder, "--year", 2027) in (0, 1) and " W1 " in capsys.readouterr().out, "on, unless asked otherwise"
    run(folder, "--year", 2027, "--extra", "none")
    assert "worth a look" not in capsys.readouterr().out


def test_the_page_s_zip_of_local_rules_is_taken(tmp_path):
    python = (
        "from check903.local import local_rule\n\n\n@local_rule('L2', title='T')\ndef f(t):\n    return t.Reviews\n"
    )
    files = [("ours.sql", OWN), ("ours.py", python)]
    name, data = in_one([LocalFile(*file) for file in files])
    (tmp_path / name).write_bytes(data)
    assert name.endswith(".zip") and own_checks.files_of([tmp_path / name]) == files
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("notes.txt", "Nothing")
    with pytest.raises(Unusable, match="other.zip holds no file of local rules"):
        own_checks.files_of([tmp_path / "other.zip"])


def test_local_rules_that_cannot_be_used(folder, tmp_path, capsys):
    (folder / "reviews.csv").write_text(TWICE)
    wrong = tmp_path / "wrong.sql"
    wrong.write_text(OWN.replace("Reviews;", "Revews;"))
    assert run(folder, "--year", 2027, "--rules", "166", "--local-rules", wrong) == 2
    assert "wrong.sql, line 6: rule L1: there is no table Revews. Did you mean Reviews?" in capsys.readouterr().err
    assert run(folder, "--local-rules", tmp_path / "none.sql") == 2
    assert "none.sql can't be opened" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(folder, "--extra", "W99")
    assert "there is no check W99" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "return"], "There is no file in return. Check the folder."),
        (["export", "nowhere", "--to", "csv", "--output", "out"], "nowhere is not there. Check the spelling."),
        (["export", "return", "--to", "csv", "--output", "a.csv"], "a.csv is a file, not a folder. Give --output"),
        (["export", "return", "--to", "csv", "--output", "a.csv/x"], "a.csv is a file, not a folder. Give --output"),
        (["fix", "return", "--apply", "safe", "--output", "a.csv"], "a.csv is a file, not a folder. Give --output"),
        (["batch", "return", "--output", "a.csv"], "a.csv is a file, not a folder. Give --output"),
        (["return", "--output", "report.txt"], "report.txt: give --output a name that ends in .xlsx."),
        (["return", "--output", "folder.xlsx"], "folder.xlsx is a folder. Give --output the name of a file in it."),
        (["return", "--json", "return"], "return is a folder. Give --json the name of a file in it."),
        (["return", "--differences", "no/such/x.csv"], "The folder for no/such/x.csv is not there. Make it first."),
        (["figures", "return", "--output", "f.csv", "--published", "x.csv"], "x.csv is not there. Check the spelling."),
        (["figures", "return", "--output", "f.csv", "--workers", "x.csv"], "x.csv is not there. Check the spelling."),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_read(folder, tmp_path, monkeypatch, capsys, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("")
    (tmp_path / "folder.xlsx").mkdir()
    assert run(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(sentence) and captured.err.count("\n") == 1 and not captured.out


def test_an_export_that_is_there_already_is_said_before_the_check(folder, tmp_path, monkeypatch, capsys):
    (folder / "header.csv").write_text(HEADER + GOOD)
    monkeypatch.setattr(export, "given_files", None)
    (tmp_path / "data dictionary.md").write_text("")
    assert run("export", folder, "--to", "csv", "--output", tmp_path) == 2
    assert "data dictionary.md is there already, and nothing is written over." in capsys.readouterr().err


def test_a_file_that_is_open_elsewhere_is_told_with_what_to_do(folder, tmp_path, monkeypatch, capsys):
    def in_use(path, data):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    (folder / "header.csv").write_text(HEADER + GOOD)
    monkeypatch.setattr(Path, "write_bytes", in_use)
    assert run(folder, "--year", 2027, "--rules", "102", "--output", tmp_path / "report.xlsx") == 2
    assert "report.xlsx can't be written: another program has it open" in capsys.readouterr().err


def test_its_version(capsys):
    with pytest.raises(SystemExit) as ended:
        run("--version")
    assert not ended.value.code and capsys.readouterr().out == f"check903 {check903.__version__}\n"
