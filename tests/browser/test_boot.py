"""The page starts, hosted and from a folder; and where it can't, it says in words what to do."""

import json
import re
import shutil
import time

import pytest
from playwright.sync_api import expect

from launching import START, wait_for_python
from tools.site import service_worker

PROBLEM = "#start-problem"
SERVICE_WORKER_READY = "navigator.serviceWorker.ready.then(() => true)"


def python(page, expression, before=""):
    """The value of a Python expression in the worker."""
    code = f"{before}\n{expression}"
    return page.workers[0].evaluate(f"python.runPython({json.dumps(code)})")


def test_python_starts(opened):
    expect(opened.locator(PROBLEM)).to_have_count(0)
    assert python(opened, "int(numpy.arange(4).sum())", "import numpy") == 6


PACKAGES = "check903.api check903.reading python_calamine xlsxwriter defusedxml.ElementTree zipfile csv".split()


def test_packages_are_there_and_pandas_is_not_needed(client_page):
    found = "[importlib.import_module(name).__name__ for name in names]"
    code = f"import importlib, json; names = {PACKAGES!r}"
    assert json.loads(python(client_page, f"json.dumps({found})", code)) == PACKAGES
    assert python(client_page, "'pandas' in sys.modules", "import sys") is False


PREPARED = """
import json
from check903_worker import glue
steps = 0
while glue.prepare_next():
    steps += 1
made = "figuring" in vars(glue.session), glue.session.files()["files"], glue.session.overview({})["checked"]
glue._prepared = glue._preparing()  # as in a page that has just started
glue.call("add_file", ["header.csv", b"CHILD,SEX,DOB\\n1,1,01/02/2015\\n"])
steps_with_a_file = 0
while glue.prepare_next():
    steps_with_a_file += 1
"""


def test_what_the_start_does_without_is_done_afterwards_and_ends_when_a_file_comes(client_page):
    made, steps, with_a_file = json.loads(python(client_page, "json.dumps([made, steps, steps_with_a_file])", PREPARED))
    assert made == [True, [], False]  # the rehearsal leaves nothing behind
    assert steps > 300 and with_a_file == 0  # a step a rule


def test_works_from_a_sub_folder_with_an_odd_name(page, site, serve, tmp_path):
    shutil.copytree(site, tmp_path / "a b" / "prüfung")
    page.goto(serve(tmp_path).address + "a%20b/pr%C3%BCfung/")
    wait_for_python(page)


@pytest.mark.parametrize("name", ["", "index.html"])
def test_opens_offline_after_the_first_visit(page, site, serve, name):
    server = serve(site)
    page.goto(server.address + name)
    wait_for_python(page)
    page.evaluate(SERVICE_WORKER_READY)
    server.close()
    page.reload()
    wait_for_python(page)


def test_a_reload_brings_the_new_build(page, site, serve, tmp_path):
    folder = shutil.copytree(site, tmp_path / "site")
    page.goto(serve(folder).address)
    wait_for_python(page)
    page.evaluate(SERVICE_WORKER_READY)

    index = folder / "index.html"
    index.write_text(index.read_text(encoding="utf-8").replace("<html ", '<html data-build="new" '), encoding="utf-8")
    (folder / "sw.js").unlink()
    service_worker(folder)
    page.reload()  # the old build still, all of it
    wait_for_python(page)
    expect(page.locator("html[data-build=new]")).to_have_count(0)

    until = time.monotonic() + START / 1000
    while not page.evaluate(
        "navigator.serviceWorker.getRegistration().then((registration) => Boolean(registration.waiting))"
    ):
        assert time.monotonic() < until, "the browser found no new build"
        page.wait_for_timeout(100)
    page.reload()
    expect(page.locator("html[data-build=new]")).to_have_count(1, timeout=START)
    wait_for_python(page)


# --- a page that can't start
# ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def copy(unzipped, tmp_path):
    """A copy of the unpacked page, to spoil."""
    return shutil.copytree(unzipped, tmp_path / "page", ignore=shutil.ignore_patterns("postcodes"))


def replace(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.expects_errors
def test_opened_inside_the_zip(page, unzipped, tmp_path):
    """Windows shows index.html alone: no script, no style."""
    shutil.copy(unzipped / "index.html", tmp_path)
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.locator("body")).to_contain_text(re.compile("unpack the whole zip", re.IGNORECASE))


@pytest.mark.expects_errors
@pytest.mark.parametrize("missing", ["page.js", "worker.js", "pyodide.asm.wasm.js", "packages.tar.js"])
def test_a_file_is_missing(page, copy, missing):
    (copy / "assets" / missing).unlink()
    page.goto((copy / "index.html").as_uri())
    expect(page.locator(PROBLEM)).to_contain_text(f"A part of the page is missing: assets/{missing}")
    expect(page.locator(PROBLEM)).to_contain_text("unpack the whole zip")


@pytest.mark.expects_errors
def test_a_file_is_missing_on_the_site(page, site, serve, tmp_path):
    folder = shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("packages.tar.js"))
    page.goto(serve(folder).address)
    expect(page.locator(PROBLEM)).to_contain_text("tell the people who run this site")


@pytest.mark.expects_errors
@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        ("delete window.WebAssembly", "WebAssembly is switched off"),
        ("delete window.Worker", "Web workers are switched off"),
        ("delete window.DecompressionStream", "This browser is too old"),
        ("delete window.WebAssembly; delete window.DecompressionStream", "This browser is too old"),
    ],
)
def test_unfit_browser(page, unzipped, lacking, sentence):
    page.add_init_script(lacking)
    page.goto((unzipped / "index.html").as_uri())
    expect(page.locator(PROBLEM)).to_contain_text(sentence)


@pytest.mark.expects_errors
def test_the_page_script_fails(page, copy):
    (copy / "assets" / "page.js").write_text("let unfinished = ;", encoding="utf-8")
    page.goto((copy / "index.html").as_uri())
    expect(page.locator(PROBLEM)).to_contain_text("The page failed while it was starting")


def test_the_page_script_does_nothing(page, copy):
    replace(copy / "assets" / "boot.js", "6e4", "500")
    (copy / "assets" / "page.js").write_text("", encoding="utf-8")
    page.goto((copy / "index.html").as_uri())
    expect(page.locator(PROBLEM)).to_contain_text("The page has not started after a minute")


def test_a_start_of_python_that_hangs(page, client_folder, tmp_path):
    """A part of Python that never comes, and no error either."""
    folder = shutil.copytree(client_folder, tmp_path / "page", ignore=shutil.ignore_patterns("postcodes"))
    replace(folder / "assets" / "boot.js", "6e4", "3000")
    (folder / "assets" / "packages.tar.js").write_text("", encoding="utf-8")
    page.goto((folder / "index.html").as_uri())
    fault = page.evaluate("client.ready.catch((fault) => fault.message)")
    assert fault.startswith("Python has not started after a minute. Reload the page.")
    assert page.evaluate("faults.map((fault) => fault.message)") == [fault]


def test_python_that_fails_to_start(page, client_folder, tmp_path):
    folder = shutil.copytree(client_folder, tmp_path / "page", ignore=shutil.ignore_patterns("postcodes"))
    shutil.copy(folder / "assets" / "packages.tar.js", folder / "assets" / "app.zip.js")  # then there is no check903
    replace(folder / "assets" / "app.zip.js", '"packages.tar"', '"app.zip"')
    page.goto((folder / "index.html").as_uri())
    assert "No module named 'check903'" in page.evaluate("client.ready.catch((fault) => fault.message)")
