"""Many returns at once: a made-up region with messy names and a broken return."""

import csv
import datetime as dt
import io
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from check903 import batch, sample
from check903.batch.kept import NAMES
from check903.reading.councils import in_name, named
from check903.reference import postcodes
from check903.sample.region import region
from support.made_annex import Annex

YEARS = ["2027", "2026", "2025", "2024"]
BY_POSTCODES = "E06000066"  # nothing names it
pytestmark = pytest.mark.timeout(600)  # seconds: forty-eight returns


@pytest.fixture(scope="module")
def made():
    """Twelve councils and four years, messy names, a broken return; Ofsted's list for all."""
    return region(postcodes.default_directory())


@pytest.fixture(scope="module")
def tree(made, tmp_path_factory):
    """The region in folders, with Annex A beside one council's returns."""
    root = tmp_path_factory.mktemp("region")
    made.write(root)
    place = root / made.councils["E06000023"]
    this, last = (
        {file.name: file.read_bytes() for file in (place / year).iterdir()} for year in ("2025-26", "2024-25")
    )
    annex = Annex(this, last, dt.date(2026, 3, 31))
    annex.lists[8][0]["Date of Birth"] = "01/02/2003"
    write(place, {"annex a/list 8.csv": annex.csv(8), "annex a/list 9.csv": annex.csv(9)})
    return root


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Two councils, one of them as a zip, with this year and last."""
    root = tmp_path_factory.mktemp("few")
    for seed, place in enumerate(("Birmingham City Council", "E08000026 returns")):
        made = sample.generate(20, seed=seed, share=0.4)
        files = {f"2026-27/{name}": data for name, data in made.this_year.items()}
        files |= {f"2025-26/{name}": data for name, data in made.last_year.items()}
        if seed:
            (root / f"{place}.zip").write_bytes(zipped(files))
        else:
            write(root / place, files)
    return root


def write(folder, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def zipped(files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def rows(kept, name) -> list[dict]:
    with kept.tables[name].open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def texts(kept) -> dict[str, str]:
    return {name: path.read_text(encoding="utf-8-sig") for name, path in kept.tables.items()}


@pytest.fixture(scope="module")
def kept(tree, tmp_path_factory):
    with ThreadPoolExecutor(1) as pool:
        return batch(tree, tmp_path_factory.mktemp("out"), executor=pool)


def test_every_council_and_year_is_checked_against_the_year_before(made, kept):
    checked = [row for row in rows(kept, "returns") if row["state"] == "checked"]
    wanted = {(code, year) for code in made.councils for year in YEARS} - {(made.broken[0], str(made.broken[1]))}
    assert {(row["council"], row["year"]) for row in checked} == wanted and len(checked) == len(wanted) == 47
    for row in checked:
        before = (row["council"], str(int(row["year"]) - 1))
        assert row["with_last_year"] == str(int(before in wanted)), row
    found = Counter((row["council"], row["year"]) for row in rows(kept, "findings"))
    assert all(found[row["council"], row["year"]] == int(row["errors"]) for row in checked)
    assert all(found[code, "2027"] for code in made.councils), "each has errors in the newest year"


def test_a_finding_tells_its_file_and_line_and_a_rule_what_it_found(tree, kept):
    found = [row for row in rows(kept, "findings") if row["council"] == "E06000023" and row["rule"] == "102"]
    assert found, "the sample has a date of birth that can't be read"
    for row in found:
        line = (tree / row["file"]).read_text(encoding="utf-8-sig").splitlines()[int(row["line"]) - 1]
        assert line.split(",")[0] == row["CHILD"]
    errors = Counter((row["place"], row["year"], row["rule"]) for row in rows(kept, "findings"))
    rules = {(row["place"], row["year"], row["rule"]): row for row in rows(kept, "rules")}
    assert {key: int(row["errors"]) for key, row in rules.items() if row["errors"] != "0"} == errors
    not_run = {(row["place"], row["year"], row["rule"]) for row in rows(kept, "not_run")}
    assert {key for key, row in rules.items() if row["not_run"] == "1"} == not_run
    assert rules["Bristol, City of Council", "2027", "102"]["title"] == "Date of birth is blank or is not a real date"


def test_a_frame_has_the_types_of_the_dictionary(kept):
    found = kept.frame("findings")
    kinds = {column: str(kind) for column, kind in found.dtypes.items()}
    assert (kinds["CHILD"], kinds["rule"], kinds["row"], kinds["beside_row"]) == ("str", "str", "Int64", "Int64")
    figures = kept.frame("figures")
    assert figures.day.dt.year.isin([2023, 2024, 2025, 2026, 2027]).all() and str(figures.value.dtype) == "float64"
    assert len(found) == len(rows(kept, "findings"))


def test_the_figures_of_every_council_and_year_lie_in_one_table(made, kept):
    found = [row for row in rows(kept, "figures") if row["id"] == "cla_on_day" and not row["split"]]
    newest = [row for row in found if row["day"] == "2027-03-31"]
    assert {row["council"] for row in newest} == set(made.councils) and all(float(row["value"]) > 0 for row in newest)
    assert {row["day"] for row in found if row["year"] == "2026"} >= {"2026-03-31", "2025-04-30"}


def test_a_return_that_cannot_be_read_is_told_and_stops_no_other(made, kept):
    (row,) = [row for row in rows(kept, "returns") if row["state"] != "checked"]
    assert row["council"] == made.broken[0] and row["state"] == "not read"
    assert "2023-24/SSDA903 final.xlsx: it is damaged" in row["problem"]
    (file,) = [file for file in rows(kept, "files") if file["problem"]]
    assert file["problem"] == row["problem"] and file["file"].endswith("2023-24/SSDA903 final.xlsx")


def test_what_was_assumed_is_written_down(made, kept):
    said = [row["sentence"] for row in rows(kept, "assumed") if row["council"] == BY_POSTCODES]
    assert any("home postcodes are in Somerset" in sentence for sentence in said)
    said = [(row["year"], row["sentence"]) for row in rows(kept, "assumed") if row["place"] == "Wiltshire"]
    assert ("", "Wiltshire: the council is Wiltshire, by the names of folders and files.") in said
    assert ("2025", "Collection year 2024-25. Guessed from the dates in Episodes.") in said
    assert ("2025", "Ofsted’s list: Ofsted list of providers.xlsx.") in said
    assert not any("Not used" in row["sentence"] for row in rows(kept, "assumed")), "the newer year is no doubt"
    lists = [row for row in rows(kept, "not_run") if "Ofsted" in row["reason"]]
    assert not lists, "the list of settings in the tree is for all"


def test_annex_a_is_compared_with_the_return_of_its_year(kept):
    found = rows(kept, "two_lists")
    assert {(row["council"], row["year"]) for row in found} == {("E06000023", "2026")}
    (born,) = [row for row in found if row["what"] == "Date of Birth"]
    assert born["in_annex_a"] == "01/02/2003" and born["in_return"] and born["file"].endswith("annex a/list 8.csv")
    said = [row for row in rows(kept, "assumed") if row["council"] == "E06000023"]
    assert [(row["year"], row["sentence"]) for row in said if "Annex A" in row["sentence"]] == [
        ("2026", "Annex A: Compared as on 31 March 2026, the return’s last day.")
    ]


@pytest.fixture(scope="module")
def of_one_thread(few, tmp_path_factory):
    """The tables of the two councils, made by one thread."""
    with ThreadPoolExecutor(1) as pool:
        return texts(batch(few, tmp_path_factory.mktemp("one"), executor=pool))


def test_a_dask_cluster_gives_what_one_thread_gives(few, of_one_thread, tmp_path):
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        assert texts(batch(few, tmp_path, executor=client.get_executor())) == of_one_thread


def test_what_has_not_changed_is_not_done_again(few, tmp_path):
    def again(folder) -> tuple[list[str], dict[str, str]]:
        done = []
        with ThreadPoolExecutor(1) as pool:
            found = batch(folder, tmp_path, executor=pool, progress=lambda place, at, of: done.append(place))
        return done, texts(found)

    done, before = again(few)
    assert len(done) == 2 and again(few) == ([], before)
    file = few / "Birmingham City Council" / "2026-27" / "header.csv"
    data = file.read_bytes()
    file.write_bytes(data + b"999999,F,01/01/2015,WBRI,,,\r\n")
    done, changed = again(few)
    assert done == ["Birmingham City Council"] and "999999" in changed["findings"]
    file.write_bytes(data)
    assert again(few)[1] == before
    parts = tmp_path / "parts"
    (parts / "E08000025" / "figures.csv").unlink()  # lost, and cut off
    (parts / "E08000026" / "findings.csv").write_bytes(b"council")
    done, after = again(few)
    assert len(done) == 2 and after == before


def test_processes_give_what_one_thread_gives(few, of_one_thread, tmp_path):
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert texts(batch(few, tmp_path, executor=pool)) == of_one_thread


def test_every_table_is_there_even_without_returns(tmp_path):
    (tmp_path / "in").mkdir()
    with ThreadPoolExecutor(1) as pool:
        kept = batch(tmp_path / "in", tmp_path / "out", executor=pool)
    assert list(kept.tables) == [*NAMES, "dictionary"]
    assert {len(kept.tables[name].read_text(encoding="utf-8-sig").splitlines()) for name in NAMES} == {1}
    told = (tmp_path / "out" / "data dictionary.md").read_text(encoding="utf-8")
    columns = rows(kept, "dictionary")
    for name, path in kept.tables.items():
        heads = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        part = told.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert [line.split()[1] for line in part.splitlines() if line.startswith("| ")][1:] == heads
        assert [row["column"] for row in columns if row["table"] == name] == heads
    assert all(row["meaning"] and row["type"] and row["source"] for row in columns)
    known = {row["column_key"] for row in columns}
    assert {row["refers"] for row in columns} - {""} == {"rules.rule"} <= known, "no table is named that isn't there"


def test_a_zip_of_several_councils_is_parted(tmp_path):
    files = {}
    for seed, place in enumerate(("Solihull", "Walsall")):
        made = sample.generate(20, seed=seed)
        files |= {f"{place}/{name}": data for name, data in made.this_year.items()}
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "region.zip").write_bytes(zipped(files))
    with ThreadPoolExecutor(1) as pool:
        found = rows(batch(tmp_path / "in", tmp_path / "out", executor=pool), "returns")
    assert [(row["council_name"], row["children"]) for row in found] == [("Solihull", "20"), ("Walsall", "20")]


@pytest.mark.parametrize(
    ("name", "council"),
    [
        ("Birmingham", "E08000025"),
        ("E08000025_2026", "E08000025"),
        ("330", "E08000025"),
        ("LB Camden 903", "E09000007"),
        ("City of Bristol Council 903 return 24-25", "E06000023"),
        ("Bath_and_North_East_Somerset", "E06000022"),
        ("St. Helens", "E08000013"),
        ("Central Bedfordshire", "E06000056"),
        ("SSDA903_2026", ""),
        ("2024-25", ""),
        ("Solihull & Birmingham", ""),
    ],
)
def test_a_name_that_means_one_council(name, council):
    assert in_name(name) == council


def test_the_nearest_folder_counts_before_the_file():
    assert named("Kent/Medway return/children in Essex.csv") == "E06000035"
    assert named("903/episodes Essex.csv") == "E10000012"
