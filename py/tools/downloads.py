"""The page's wheels: each of known bytes, kept in ~/.cache/check903."""

from __future__ import annotations

import json
import subprocess
import tempfile
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.environment import venv_python
from tools.places import BUILD, CACHE, MODULES, locked
from tools.steps import Trouble, run, sha256


@dataclass(frozen=True)
class Wheel:
    """A package of the page. sha256 None: the one in Pyodide's own lock file.

    pinned  its version; "": that of py/locks/needed.txt
    """

    name: str
    licence: str
    sha256: str | None = None
    tags: tuple[str, ...] = ()
    pinned: str = ""

    @property
    def version(self) -> str:
        return self.pinned or locked("needed")[self.name]


WASM_TAGS = ("--platform=pyemscripten_2026_0_wasm32", "--implementation=cp", "--python-version=3.14", "--abi=cp314")
WHEELS = [
    Wheel("numpy", "BSD-3-Clause"),
    Wheel("python-calamine", "MIT", "1f9a2f99d65f4cc647f3fc57ff80a2bb492bf8ce66a637b67064d1663697ae21", WASM_TAGS),
    Wheel("xlsxwriter", "BSD-2-Clause", "8e2c89e59d733fe59e112317218c64fbbc276d90a8c144ebd6f7fa15e7ab184a"),
    Wheel("defusedxml", "PSF-2.0", "a352e7e428770286cc899e2542b6cdaedb2b4953ff269a210103ec58f6198a61"),
]
# Loaded when the first question in Python is asked; micropip installs the others (pandas without pytz: tried).
ASK_WHEELS = [
    Wheel("micropip", "MPL-2.0", pinned="0.11.1"),
    Wheel("pandas", "BSD-3-Clause"),
    Wheel("python-dateutil", "Apache-2.0", pinned="2.9.0.post0"),
    Wheel("six", "MIT", pinned="1.17.0"),
]


def download(name: str, expected: str, sources: list[Callable[[Path], None]]) -> Path:
    """The file of that sha256, from the cache or the first source that has it. Never half a file, never another one."""
    cached = CACHE / "downloads" / expected / name
    if cached.is_file() and sha256(cached) == expected:
        return cached
    cached.parent.mkdir(parents=True, exist_ok=True)
    failed = []
    for source in sources:
        with tempfile.TemporaryDirectory(dir=cached.parent) as folder:
            fetched = Path(folder) / name
            try:
                source(fetched)
                digest = sha256(fetched)
            except (OSError, Trouble) as fault:
                failed.append(str(fault))
                continue
            if digest == expected:
                fetched.replace(cached)
                return cached
            failed.append(f"got a file with sha256 {digest} instead of {expected}")
    raise Trouble(f"{name} could not be fetched: {'; '.join(failed)}. Check the network and run this again.")


def _pip(*arguments: str, **more) -> subprocess.CompletedProcess:
    return run(venv_python(), "-m", "pip", *arguments, "--no-deps", "--only-binary=:all:", **more)


def from_pyodide(file: Path) -> None:
    """From Pyodide's own release. A short limit: where this is refused, the next source has the same file."""
    version = json.loads((MODULES / "pyodide" / "package.json").read_text())["version"]
    with urllib.request.urlopen(f"https://cdn.jsdelivr.net/pyodide/v{version}/full/{file.name}", timeout=5) as answer:
        file.write_bytes(answer.read())


def from_open_webui(file: Path) -> None:
    """Pyodide's wheels are also inside a wheel on PyPI: take the one file out of it, without the other hundred
    megabytes.
    """
    dry = ("--quiet", "--dry-run", "--ignore-installed", "--report=-", "--python-version=3.12")
    target = f"--target={BUILD / 'nowhere'}"
    report = _pip("install", *dry, target, "open-webui==0.12.4", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    address = json.loads(report.stdout)["install"][0]["download_info"]["url"]
    inside = f"open_webui/frontend/pyodide/{file.name}"
    run(venv_python(), Path(__file__).with_name("remote_file.py"), address, inside, file, stderr=subprocess.DEVNULL)


def from_pypi(wheel: Wheel) -> Callable[[Path], None]:
    def fetch(file: Path) -> None:
        quiet = ("-qq", "--disable-pip-version-check", f"--dest={file.parent}")
        _pip("download", *quiet, *wheel.tags, f"{wheel.name}=={wheel.version}")
        next(file.parent.glob("*.whl")).rename(file)

    return fetch


def wheels(wanted: list[Wheel]) -> list[Path]:
    """Their files. Trouble if Pyodide's lock has another version than ours."""
    lock = json.loads((MODULES / "pyodide" / "pyodide-lock.json").read_text())["packages"]
    return [_of_pypi(wheel, wheel.sha256) if wheel.sha256 else _of_pyodide(wheel, lock[wheel.name]) for wheel in wanted]


def _of_pyodide(wheel: Wheel, entry: dict) -> Path:
    if entry["version"] != wheel.version:
        raise Trouble(f"Pyodide has {wheel.name} {entry['version']}, the page wants {wheel.version}.")
    return download(entry["file_name"], entry["sha256"], [from_pyodide, from_open_webui])


def _of_pypi(wheel: Wheel, sha256: str) -> Path:
    return download(f"{wheel.name}-{wheel.version}.whl", sha256, [from_pypi(wheel)])
