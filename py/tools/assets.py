"""The parts of the page in build/: Python and its packages, check903, scripts and style, postcodes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tools.downloads import ASK_WHEELS, WHEELS, Wheel, wheels
from tools.environment import venv_python
from tools.places import BUILD, JS, LOCKS, ROOT
from tools.steps import files, run, step

ASSETS, PAGE = BUILD / "assets", BUILD / "page"
PACKER = [ROOT / "py" / "tools" / "pack.py", JS / "build" / "python.mjs", JS / "package-lock.json"]
# Order matters: the page is up first, the worker starts while the larger files still load.
RUNTIME = ["pyodide.asm.wasm", "python_stdlib.zip", "packages.tar"]
PACKED = [*RUNTIME, "app.zip"]
# Loaded when Ask is opened, when its first question in Python is asked, and when Parquet files are made.
LATER = ["ask", "pandas", "parquet"]
SCRIPTS = ["page", "worker", *PACKED]
BUNDLED = ["boot.js", "page.js", "worker.js", "ask.js", "parquet.js", "sw.js", "app.css", "bundled.json"]


def in_pyodide(*arguments: str | Path) -> None:
    """Run pack.py in the page's own interpreter, which sees the project's folder and nothing else."""
    run("node", "--no-warnings", JS / "build" / "python.mjs", PACKER[0], *arguments, cwd=ROOT)


def assets() -> None:
    """All but the postcodes."""
    reads = [*PACKER, LOCKS / "needed.txt", repr(WHEELS)]
    step("Python for the page", reads, [ASSETS / f"{name}.js" for name in RUNTIME], _runtime)
    reads = [*PACKER, LOCKS / "needed.txt", repr(WHEELS), repr(ASK_WHEELS)]
    step("pandas for Ask", reads, [ASSETS / "pandas.js", BUILD / "ask-wheels"], _pandas)
    reads = [*PACKER, ROOT / "py" / "check903", ROOT / "rules", *sorted((JS / "worker").glob("*.py"))]
    step("check903 for the page", reads, [ASSETS / "app.zip.js"], lambda: in_pyodide("app"))
    reads = [file for file in files(JS) if file.suffix != ".py" and file.name != "package.json"]
    makes = [PAGE / name for name in BUNDLED]
    step("The page's script and style", reads, makes, lambda: run("node", JS / "build" / "bundle.mjs", PAGE))


def _runtime() -> None:
    _lay_ready("wheels", WHEELS)
    in_pyodide("runtime")


def _pandas() -> None:
    _lay_ready("ask-wheels", ASK_WHEELS)
    in_pyodide("pandas")


def _lay_ready(folder: str, wanted: list[Wheel]) -> None:
    """The wheels in that folder of build/, for pack.py."""
    place = BUILD / folder
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for wheel in wheels(wanted):
        shutil.copyfile(wheel, place / wheel.name)


def postcodes() -> None:
    """The postcode directory, an asset for each area."""
    unpacked, packed = BUILD / "postcodes", ASSETS / "postcodes"
    reference = ROOT / "py" / "check903" / "reference"
    reads = [
        *(reference / f"postcode_{part}.py" for part in ("areas", "keys", "source")),
        reference / "authorities.py",
        reference / "data" / "authorities.json",
        LOCKS / "build.txt",
        PACKER[0],
        ROOT / "py" / "tools" / "postcode_files.py",
    ]

    def make() -> None:
        shutil.rmtree(unpacked, ignore_errors=True)
        path = {**os.environ, "PYTHONPATH": str(ROOT / "py")}
        run(venv_python(), "-m", "tools.postcode_files", unpacked, env=path)
        shutil.rmtree(packed, ignore_errors=True)
        in_pyodide("postcodes")

    step("Postcodes (half a minute)", reads, [unpacked, packed], make)
