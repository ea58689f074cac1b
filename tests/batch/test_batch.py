"""Many returns at once: a made-up region with messy names and a broken return."""

import csv
import io
import zipfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from check903 import batch, sample
from check903.batch.kept import NAMES
from check903.reading.councils import in_name, named

PLACES = ["Birmingham City Council", "E08000026 returns", "332 dudley 903", "unnamed export"]
CODES = {"E08000025", "E08000026", "E08000027", "E06000023"}  # the last by the home postcodes


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    """Four councils, two of them as zips, with this year and last; a broken file; a list of settings for all."""
    root = tmp_path_factory.mktemp("region")
    for seed, place in enumerate(PLACES):
        made = sample.generate(40, seed=seed, share=0.4)
        files = {f"2026-27/{name}": data for name, data in made.this_year.items()}
        files |= {f"2025-26/{name}": data for name, data in made.last_year.items()}
        if seed % 2:
            (root / f"{place}.zip").write_bytes(zipped(files))
        else:
            write(root / place, files)
        (root / "providers.xlsx").write_bytes(made.providers)
    write(root / "Sandwell", {"return.xlsx": b"PK\x03\x04 cut off"})
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
def kept(region, tmp_path_factory):
    with ThreadPoolExecutor(1) as pool:
        return batch(region, tmp_path_factory.mktemp("out"), executor=pool)


def test_every_council_and_year_is_checked_against_the_year_before(kept):
    found = rows(kept, "returns")
    checked = [row for row in found if row["state"] == "checked"]
    assert {(row["council"], row["year"]) for row in checked} == {(code, y) for code in CODES for y in ("2027", "2026")}
    assert {row["with_last_year"] for row in checked if row["year"] == "2027"} == {"1"}
    assert {row["with_last_year"] for row in checked if row["year"] == "2026"} == {"0"}
    errors = [row["council"] for row in rows(kept, "findings") if row["year"] == "2027"]
    assert all(errors.count(row["council"]) == int(row["errors"]) > 0 for row in checked if row["year"] == "2027")


def test_the_figures_of_every_council_and_year_lie_in_one_table(kept):
    found = [row for row in rows(kept, "figures") if row["id"] == "cla_on_day" and not row["split"]]
    newest = [row for row in found if row["day"] == "2027-03-31"]
    assert {row["council"] for row in newest} == set(CODES) and all(float(row["value"]) > 0 for row in newest)
    assert {row["day"] for row in found if row["year"] == "2026"} >= {"2026-03-31", "2025-04-30"}


def test_a_return_that_cannot_be_read_is_told_and_stops_no_other(kept):
    (row,) = [row for row in rows(kept, "returns") if row["state"] != "checked"]
    assert row["council"] == "E08000028" and row["state"] == "not read" and "Sandwell/return.xlsx" in row["problem"]


def test_what_was_assumed_is_written_down(kept):
    said = [row["sentence"] for row in rows(kept, "assumed") if row["council"] == "E06000023"]
    assert any("home postcodes are in Bristol" in sentence for sentence in said)
    assert not any("Not used" in row["sentence"] for row in rows(kept, "assumed")), "the newer year is no doubt"
    lists = [row for row in rows(kept, "not_run") if "Ofsted" in row["reason"]]
    assert not lists, "the list of settings in the tree is for all"


def test_what_has_not_changed_is_not_done_again(region, kept, tmp_path):
    def again(folder) -> tuple[list[str], dict[str, str]]:
        done = []
        with ThreadPoolExecutor(1) as pool:
            found = batch(folder, kept.folder, executor=pool, progress=lambda place, at, of: done.append(place))
        return done, texts(found)

    before = texts(kept)
    assert again(region) == ([], before)
    file = region / "Birmingham City Council" / "2026-27" / "header.csv"
    data = file.read_bytes()
    file.write_bytes(data + b"999999,F,01/01/2015,WBRI,,,\r\n")
    done, changed = again(region)
    assert done == ["Birmingham City Council"] and "999999" in changed["findings"]
    file.write_bytes(data)
    assert again(region)[1] == before


def test_processes_give_what_one_thread_gives(region, kept, tmp_path):
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert texts(batch(region, tmp_path, executor=pool)) == texts(kept)


def test_a_dask_cluster_gives_what_one_thread_gives(region, kept, tmp_path):
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        assert texts(batch(region, tmp_path, executor=client.get_executor())) == texts(kept)


def test_every_table_is_there_even_without_returns(tmp_path):
    (tmp_path / "in").mkdir()
    with ThreadPoolExecutor(1) as pool:
        kept = batch(tmp_path / "in", tmp_path / "out", executor=pool)
    assert list(kept.tables) == list(NAMES) and all(path.is_file() for path in kept.tables.values())


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
