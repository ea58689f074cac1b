"""Where the returns of a tree lie: the same year twice, files that can't be opened, tables among the returns."""

import csv
import os
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from check903 import batch, read, sample
from check903.__main__ import main


@pytest.fixture(scope="module")
def made():
    """A return with last year's, another of the same council, and its draft: another header."""
    one, other = sample.generate(20, seed=3), sample.generate(20, seed=4)
    draft = {**one.this_year, "header.csv": one.this_year["header.csv"].replace(b"WBRI", b"WBRX")}
    return {"final": one.this_year, "draft": draft, "last": one.last_year, "other": other.this_year}


def write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def run(folder: Path, output: Path) -> dict[str, list[dict]]:
    """The rows of the tables, by name."""
    with ThreadPoolExecutor(1) as pool:
        kept = batch(folder, output, executor=pool)
    found = {}
    for name, path in kept.tables.items():
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def test_two_returns_of_one_council_and_year_are_each_checked_with_the_year_before(made, tmp_path):
    for place in ("final", "draft"):
        write(tmp_path / "in" / "Leeds" / f"2026-27 {place}", made[place])
    write(tmp_path / "in" / "Leeds" / "2025-26", made["last"])
    write(tmp_path / "in" / "Leeds" / "copy of 2025-26", made["last"])
    write(tmp_path / "alone" / "Leeds" / "2026-27", made["final"])
    write(tmp_path / "alone" / "Leeds" / "2025-26", made["last"])
    found = run(tmp_path / "in", tmp_path / "out")
    alone = {row["year"]: row["errors"] for row in run(tmp_path / "alone", tmp_path / "out alone")["returns"]}
    rows = {(row["year"], row["place"]): row for row in found["returns"]}
    assert set(rows) == {("2027", "Leeds/2026-27 final"), ("2027", "Leeds/2026-27 draft"), ("2026", "Leeds")}
    assert {row["state"] for row in rows.values()} == {"checked"}
    final, draft = rows["2027", "Leeds/2026-27 final"], rows["2027", "Leeds/2026-27 draft"]
    assert (final["children"], final["errors"], final["with_last_year"]) == ("20", alone["2027"], "1")
    assert draft["children"] == "20" and int(draft["errors"]) > int(final["errors"])
    assert rows["2026", "Leeds"]["errors"] == alone["2026"]
    for table in ("findings", "figures", "files"):
        assert {row["place"] for row in found[table] if row["year"] == "2027"} == {final["place"], draft["place"]}
    said = [row["sentence"] for row in found["assumed"] if row["place"] == final["place"]]
    assert any(
        "more than one return of 2026-27: Leeds/2026-27 draft and Leeds/2026-27 final. Each is checked by itself" in one
        for one in said
    )


def test_a_draft_in_a_zip_is_a_return_by_itself(made, tmp_path):
    write(tmp_path / "in" / "Leeds" / "this year", made["final"])
    write(tmp_path / "in" / "Leeds" / "last year", made["last"])
    with zipfile.ZipFile(tmp_path / "in" / "Leeds" / "draft.zip", "w") as archive:
        for name, data in made["draft"].items():
            archive.writestr(name, data)
    rows = {(row["year"], row["place"]): row for row in run(tmp_path / "in", tmp_path / "out")["returns"]}
    assert {place for _, place in rows} == {"Leeds/this year", "Leeds", "Leeds/draft.zip"}
    assert rows["2027", "Leeds/draft.zip"]["with_last_year"] == "1"


def test_a_year_without_episodes_and_a_year_without_rules_are_told(made, tmp_path):
    write(tmp_path / "in" / "Leeds" / "last year", made["last"])
    write(tmp_path / "in" / "Leeds" / "this year", {n: d for n, d in made["final"].items() if n != "episodes.csv"})
    old = {name: data.replace(b"/2026", b"/2016").replace(b"/2027", b"/2017") for name, data in made["other"].items()}
    write(tmp_path / "in" / "Hull", {"episodes.csv": old["episodes.csv"], "header.csv": old["header.csv"]})
    rows = {(row["council_name"], row["year"]): row for row in run(tmp_path / "in", tmp_path / "out")["returns"]}
    assert rows["Leeds", "2026"]["state"] == "checked" and rows["Leeds", "2027"]["state"] == "not read"
    assert "but no Episodes" in rows["Leeds", "2027"]["problem"]
    (hull,) = [row for (council, _), row in rows.items() if council.startswith("Kingston")]
    assert hull["state"] == "not read" and "There are rules for 2022-23 to" in hull["problem"]


def in_use(monkeypatch, name: str) -> None:
    """Let files of that name be open in another program, whoever runs the tests."""
    whole, opened = Path.read_bytes, Path.open

    def refuse(path, *given):
        if path.name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return given

    monkeypatch.setattr(Path, "read_bytes", lambda path: whole(path, *refuse(path)))
    monkeypatch.setattr(Path, "open", lambda path, *given, **more: opened(path, *refuse(path, *given), **more))


def test_a_file_that_is_open_elsewhere_is_told_stops_no_other_and_is_tried_again(made, tmp_path, monkeypatch, capsys):
    write(tmp_path / "in" / "Leeds" / "2026-27", made["final"])
    write(tmp_path / "in" / "Leeds" / "2025-26", {**made["last"], "notes.xlsx": b"PK"})
    with monkeypatch.context() as patched:
        in_use(patched, "notes.xlsx")
        rows = run(tmp_path / "in", tmp_path / "out")["returns"]
        assert [(row["year"], row["state"]) for row in rows] == [
            ("2027", "checked"),
            ("2026", "checked"),
            ("", "not read"),
        ]
        assert "Leeds/2025-26/notes.xlsx can't be opened: another program has it open" in rows[2]["problem"]
        files = read(tmp_path / "in" / "Leeds")
        assert "Episodes" in files.this_year and "another program has it open" in str(
            [f.read.problem for f in files.files]
        )
    (tmp_path / "in" / "Leeds" / "2025-26" / "notes.xlsx").unlink()
    assert [row["state"] for row in run(tmp_path / "in", tmp_path / "out")["returns"]] == ["checked", "checked"]


def test_a_folder_that_cannot_be_opened_is_told(made, tmp_path, monkeypatch):
    write(tmp_path / "in" / "Leeds" / "2026-27", made["final"])
    write(tmp_path / "in" / "Leeds" / "locked", made["last"])
    look = os.scandir

    def refuse(path):
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(os, "scandir", refuse)
    rows = run(tmp_path / "in", tmp_path / "out")["returns"]
    assert [(row["year"], row["state"]) for row in rows] == [("2027", "checked"), ("", "not read")]
    assert "Leeds/locked can't be opened" in rows[1]["problem"]


def test_tables_may_lie_among_the_returns_but_not_be_the_folder_itself(made, tmp_path, capsys):
    write(tmp_path / "Leeds 2026-27", made["final"])
    first = run(tmp_path, tmp_path / "out")
    assert run(tmp_path, tmp_path / "out") == first and len(first["returns"]) == 1
    assert run(tmp_path, tmp_path / "other out") == first, "the first one's tables are no returns"
    assert main(["batch", str(tmp_path), "--output", str(tmp_path)]) == 2
    assert "give the tables a folder of their own" in capsys.readouterr().err


def test_nothing_is_written_over_that_is_of_no_batch(made, tmp_path, capsys):
    write(tmp_path / "in" / "Leeds", made["final"])
    write(tmp_path / "out", {"figures.csv": b"mine"})
    assert main(["batch", str(tmp_path / "in"), "--output", str(tmp_path / "out")]) == 2
    assert "figures.csv is there already and is of no batch: nothing is written over." in capsys.readouterr().err
    assert (tmp_path / "out" / "figures.csv").read_bytes() == b"mine"
    write(tmp_path / "notes", {"data dictionary.md": b"mine"})
    assert main(["batch", str(tmp_path / "in"), "--output", str(tmp_path / "notes")]) == 2
    assert (tmp_path / "notes" / "data dictionary.md").read_bytes() == b"mine"


def test_what_is_given_as_ofsteds_list_must_be_one(made, tmp_path, capsys):
    write(tmp_path / "Leeds", made["final"])
    header = str(tmp_path / "Leeds" / "header.csv")
    assert main(["batch", str(tmp_path), "--output", str(tmp_path / "out"), "--providers", header]) == 2
    assert f"{header} is not Ofsted’s list: no column is named URN." in capsys.readouterr().err


def test_folders_without_a_file_or_a_return(made, tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert main(["batch", str(tmp_path / "empty"), "--output", str(tmp_path / "out")]) == 2
    assert f"There is no file in {tmp_path / 'empty'}. Check the folder." in capsys.readouterr().err
    write(tmp_path / "in" / "minutes", {"notes.txt": b"hello"})
    write(tmp_path / "in" / "Leeds", made["final"])
    (tmp_path / "in" / "Dorset" / "2026-27").mkdir(parents=True)
    write(tmp_path / "elsewhere", made["other"])
    (tmp_path / "in" / "York").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "in" / "Leeds" / "round").symlink_to("..", target_is_directory=True)
    assert main(["batch", str(tmp_path / "in"), "--output", str(tmp_path / "out 2")]) == 0
    said = capsys.readouterr().out
    assert "2 returns of 2 councils checked" in said and "No return in minutes and Dorset." in said
    with (tmp_path / "out 2" / "returns.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {row["place"]: (row["council_name"], row["problem"]) for row in csv.DictReader(file)}
    assert told["Dorset"] == ("Dorset", "There is no file in this folder.") and told["York"][1] == ""


def test_a_script_needs_no_guard_and_a_process_that_died_stops_nothing(made, tmp_path):
    """With processes of its own the main module is not run again: it is whatever the user wrote."""
    for place in ("Leeds", "Hull"):
        write(tmp_path / "in" / place, made["final"])
    script = tmp_path / "script.py"
    script.write_text("import check903\nprint('once')\nprint(len(list(check903.batch('in', 'out').tables)))\n")
    paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    ran = subprocess.run([sys.executable, script], env={**os.environ, **paths}, cwd=tmp_path, capture_output=True)
    assert ran.returncode == 0 and ran.stdout.split() == [b"once", b"9"], ran.stderr.decode()
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        with pytest.raises(BrokenExecutor):
            pool.submit(os._exit, 1).result()
        kept = batch(tmp_path / "in", tmp_path / "out 2", executor=pool)
    assert kept.tables["returns"].read_text(encoding="utf-8").count("was ended, most likely for want of memory") == 2


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle_it_ends_and_goes_on_from_there(how, made, tmp_path):
    for place in ("Leeds", "Hull", "York", "Bury"):
        write(tmp_path / "in" / place, made["final"])
    command = [sys.executable, "-m", "check903", "batch", str(tmp_path / "in"), "--output", str(tmp_path / "out")]
    paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(command, env={**os.environ, **paths}, stderr=subprocess.PIPE, text=True) as running:
        while not list((tmp_path / "out").glob("parts/*/state.json")):
            time.sleep(0.05)
        running.send_signal(how)
        said = running.stderr.read()  # ends when its processes have ended, too
        assert running.wait() in (130, 0, -signal.SIGKILL)
    assert "Traceback" not in said
    if running.returncode > 0:
        assert "What is done is kept in" in said and said.rstrip().endswith("Stopped.")
    done = []
    with ThreadPoolExecutor(1) as pool:
        batch(tmp_path / "in", tmp_path / "out", executor=pool, progress=lambda place, at, of: done.append(place))
    assert len(done) < 4
