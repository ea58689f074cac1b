#!/usr/bin/env python3
"""Build, serve and test Check 903. Needs Python 3.11 or newer and Node 20 or newer; gets everything else by itself.

build/ holds what is made on the way (its own virtual environment too), dist/ the hosted site and the zip,
~/.cache/check903 the downloads.
A step runs again only if something that it reads has changed (`Step`). Bytecode and compression are made in the page's
own interpreter (js/build/pack.py), so the same source gives the same bytes on every computer.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import functools
import hashlib
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import urllib.request
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "js" / "build"))
import bundled  # noqa: E402

JS, BUILD, DIST = ROOT / "js", ROOT / "build", ROOT / "dist"
SITE = DIST / "site"
MODULES = JS / "node_modules"
CACHE = Path(os.environ.get("CHECK903_CACHE") or Path.home() / ".cache" / "check903")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSION = PROJECT["version"]
ZIP = DIST / f"check903-{VERSION}.zip"
PORT = 8903
TESTS = ROOT / "tests"
BROWSER_TESTS = TESTS / "browser"
# What each browser is driven by, and the Debian package it comes in.
BROWSERS = {
    "chromium": {"chromium": "chromium"},
    "firefox": {"firefox-esr": "firefox-esr"},
    "webkit": {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"},
}
ALL_TESTS = ("-n", "2", "--dist", "loadfile")
WITH_ARGUMENTS = ("test", "bench", "fuzz")

# Order matters: the page is up first, the worker starts while the larger files still load, and charts are wanted last.
PACKED = ["pyodide.asm.wasm", "python_stdlib.zip", "packages.tar", "app.tar"]
SCRIPTS = ["page", "worker", *PACKED, "charts"]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "worker-src": "blob:",
    "connect-src": "'none'",
    "form-action": "'none'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "check903 lit-html",
}


@dataclass(frozen=True)
class Wheel:
    """A package of the page. sha256 None: the one in Pyodide's own lock file."""

    name: str
    version: str
    licence: str
    sha256: str | None
    tags: tuple[str, ...] = ()


WASM_TAGS = ("--platform=pyemscripten_2026_0_wasm32", "--implementation=cp", "--python-version=3.14", "--abi=cp314")
WHEELS = [
    Wheel("numpy", "2.4.3", "BSD-3-Clause", None),
    Wheel(
        "python-calamine", "0.9.1", "MIT", "1f9a2f99d65f4cc647f3fc57ff80a2bb492bf8ce66a637b67064d1663697ae21", WASM_TAGS
    ),
    Wheel("xlsxwriter", "3.3.1", "BSD-2-Clause", "8e2c89e59d733fe59e112317218c64fbbc276d90a8c144ebd6f7fa15e7ab184a"),
    Wheel("defusedxml", "0.7.1", "PSF-2.0", "a352e7e428770286cc899e2542b6cdaedb2b4953ff269a210103ec58f6198a61"),
]


class Trouble(Exception):
    """What went wrong and what to do, in one sentence."""


# --- steps
# ----------------------------------------------------------------------------------------------------------------------


def run(*command: str | Path, **more) -> subprocess.CompletedProcess:
    try:
        return subprocess.run([str(part) for part in command], check=True, **more)
    except FileNotFoundError as fault:
        raise Trouble(f"{command[0]} is not installed.") from fault
    except subprocess.CalledProcessError as fault:
        raise Trouble(f"This command failed (status {fault.returncode}): {' '.join(fault.cmd)}") from fault


def files(*places: Path, skip: Iterable[str] = ("__pycache__", "node_modules")) -> Iterator[Path]:
    for place in places:
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (file for file in found if file.is_file() and not set(skip) & set(file.parts))


def digest(*parts: Path | str) -> str:
    """One sha256 of texts and of files, their names included."""
    total = hashlib.sha256()
    for part in parts:
        for file in files(part) if isinstance(part, Path) else [part]:
            name, data = (
                (str(file.relative_to(ROOT)), file.read_bytes()) if isinstance(file, Path) else ("", file.encode())
            )
            total.update(f"{name} {len(data)}\n".encode() + data)
    return total.hexdigest()


def step(title: str, reads: list[Path | str], makes: list[Path], action: Callable[[], None]) -> None:
    """Run the action unless it ran before with the same input, and what it made is still there."""
    stamp = BUILD / "stamps" / re.sub(r"\W+", "-", title)
    state = digest(*reads)
    if stamp.is_file() and stamp.read_text() == state and all(made.exists() for made in makes):
        return
    print(f"{title} ...", flush=True)
    stamp.unlink(missing_ok=True)
    action()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state)


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Two builds at the same time wait for each other."""
    BUILD.mkdir(exist_ok=True)
    with open(BUILD / "lock", "w") as lock:
        try:
            import fcntl
        except ImportError:  # Windows
            yield
            return
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- what the build needs
# ---------------------------------------------------------------------------------------------------------------


def venv_python() -> Path:
    return BUILD / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def site_packages() -> Path:
    return next(path for path in (BUILD / "venv").rglob("site-packages") if path.is_dir())


def environment(*extras: str) -> None:
    """The virtual environment with the project's packages and those of the extras, each of the very bytes that
    py/locks/ names.
    """
    python = venv_python()
    step(
        f"Virtual environment for Python {sys.version.split()[0]}",
        [sys.version],
        [python],
        lambda: run(sys.executable, "-m", "venv", "--clear", BUILD / "venv"),
    )
    for name in ("needed", *extras):
        lock = ROOT / "py" / "locks" / f"{name}.txt"
        install = (
            "-m",
            "pip",
            "install",
            "-qq",
            "--no-compile",
            "--disable-pip-version-check",
            "--require-hashes",
            "--requirement",
            lock,
        )
        step(f"Python packages: {name}", [lock, sys.version], [python], lambda install=install: run(python, *install))


def node_packages() -> None:
    try:
        version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as fault:
        raise Trouble("Node is not installed. Install version 20 or newer, then run this again.") from fault
    if int(version.removeprefix("v").split(".")[0]) < 20:
        raise Trouble(f"Node is {version}. Install version 20 or newer, then run this again.")
    npm = shutil.which("npm")
    if not npm:
        raise Trouble("npm is not installed. It comes with Node, or as Debian's package npm.")
    step(
        "npm packages",
        [JS / "package-lock.json"],
        [MODULES / "pyodide", MODULES / "esbuild"],
        lambda: run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", cwd=JS),
    )


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def download(name: str, expected: str, sources: list[Callable[[Path], None]]) -> Path:
    """The file of that sha256, from the cache or the first source that has it. Never half a file, never another one."""
    kept = CACHE / "downloads" / expected / name
    if kept.is_file() and sha256(kept) == expected:
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    failed = []
    for source in sources:
        with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
            fetched = Path(folder) / name
            try:
                source(fetched)
                found = sha256(fetched)
            except (OSError, Trouble) as fault:
                failed.append(str(fault))
                continue
            if found == expected:
                fetched.replace(kept)
                return kept
            failed.append(f"got a file with sha256 {found} instead of {expected}")
    raise Trouble(f"{name} could not be fetched: {'; '.join(failed)}. Check the network and run this again.")


def pyodide_version() -> str:
    return json.loads((MODULES / "pyodide" / "package.json").read_text())["version"]


def from_pyodide(file: Path) -> None:
    """From Pyodide's own release. A short limit: where this is refused, the next source has the same file."""
    with urllib.request.urlopen(
        f"https://cdn.jsdelivr.net/pyodide/v{pyodide_version()}/full/{file.name}", timeout=5
    ) as answer:
        file.write_bytes(answer.read())


def from_open_webui(file: Path) -> None:
    """Pyodide's wheels are also inside a wheel on PyPI: take the one file out of it, without the other hundred
    megabytes.
    """
    report = run(
        venv_python(),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--dry-run",
        "--no-deps",
        "--ignore-installed",
        "--report=-",
        "--only-binary=:all:",
        "--python-version=3.12",
        f"--target={BUILD / 'nowhere'}",
        "open-webui==0.12.4",
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ).stdout
    address = json.loads(report)["install"][0]["download_info"]["url"]
    code = (
        "import sys, remotezip\nwith remotezip.RemoteZip(sys.argv[1]) as z: open(sys.argv[3],"
        " 'wb').write(z.read(sys.argv[2]))"
    )
    run(venv_python(), "-c", code, address, f"open_webui/frontend/pyodide/{file.name}", file, stderr=subprocess.DEVNULL)


def from_pypi(wheel: Wheel) -> Callable[[Path], None]:
    def fetch(file: Path) -> None:
        run(
            venv_python(),
            "-m",
            "pip",
            "download",
            "-qq",
            "--no-deps",
            "--only-binary=:all:",
            "--disable-pip-version-check",
            f"--dest={file.parent}",
            *wheel.tags,
            f"{wheel.name}=={wheel.version}",
        )
        next(file.parent.glob("*.whl")).rename(file)

    return fetch


def wheels() -> list[Path]:
    lock = json.loads((MODULES / "pyodide" / "pyodide-lock.json").read_text())["packages"]
    found = []
    for wheel in WHEELS:
        if wheel.sha256 is None:
            if lock[wheel.name]["version"] != wheel.version:
                raise Trouble(f"Pyodide has {wheel.name} {lock[wheel.name]['version']}, build.py says {wheel.version}.")
            entry = lock[wheel.name]
            found.append(download(entry["file_name"], entry["sha256"], [from_pyodide, from_open_webui]))
        else:
            found.append(download(f"{wheel.name}-{wheel.version}.whl", wheel.sha256, [from_pypi(wheel)]))
    return found


# --- the assets
# ----------------------------------------------------------------------------------------------------------------------


def in_pyodide(*arguments: str | Path) -> None:
    """Run js/build/pack.py in the page's own interpreter, which sees the project's folder and nothing else."""
    run("node", "--no-warnings", JS / "build" / "python.mjs", JS / "build" / "pack.py", *arguments, cwd=ROOT)


def assets() -> None:
    packer = [JS / "build" / "pack.py", JS / "build" / "python.mjs", JS / "package-lock.json"]
    made = BUILD / "assets"

    def runtime() -> None:
        place = BUILD / "wheels"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for wheel in wheels():
            shutil.copyfile(wheel, place / wheel.name)
        in_pyodide("runtime")

    step("Python for the page", [*packer, repr(WHEELS)], [made / f"{name}.js" for name in PACKED[:3]], runtime)
    step(
        "check903 for the page",
        [*packer, ROOT / "py" / "check903", ROOT / "rules", *sorted((JS / "worker").glob("*.py"))],
        [made / "app.tar.js"],
        lambda: in_pyodide("app"),
    )
    page = BUILD / "page"
    sources = [file for file in files(JS) if file.suffix != ".py" and file.name != "package.json"]
    step(
        "The page's script and style",
        sources,
        [page / name for name in ("boot.js", "page.js", "worker.js", "charts.js", "sw.js", "app.css", "bundled.json")],
        lambda: run("node", JS / "build" / "bundle.mjs", page),
    )


def postcodes() -> None:
    """The postcode directory, an asset for each area."""
    module = ROOT / "py" / "check903" / "reference" / "postcodes.py"
    made, packed = BUILD / "postcodes", BUILD / "assets" / "postcodes"

    def make() -> None:
        shutil.rmtree(made, ignore_errors=True)
        run(
            venv_python(),
            "-c",
            "import sys; from check903.reference import postcodes; postcodes.build(sys.argv[1])",
            made,
            env={**os.environ, "PYTHONPATH": str(ROOT / "py")},
        )
        shutil.rmtree(packed, ignore_errors=True)
        in_pyodide("postcodes")

    reads = [
        module,
        ROOT / "py" / "check903" / "reference" / "authorities.py",
        ROOT / "py" / "check903" / "reference" / "data" / "authorities.json",
    ]
    step(
        "Postcodes (half a minute)",
        [*reads, ROOT / "py" / "locks" / "build.txt", JS / "build" / "pack.py"],
        [made, packed],
        make,
    )


# --- the site and the zip
# ---------------------------------------------------------------------------------------------------------------


def page_html(policy: dict[str, str], version: str = "") -> str:
    """index.html with its policy, style and scripts. `version` on each address keeps caches on the way from mixing two
    builds.
    """
    html = (ROOT / "index.html").read_text(encoding="utf-8")
    content = "; ".join(f"{name} {value}" for name, value in policy.items())
    head = [
        f'<meta http-equiv="Content-Security-Policy" content="{content}">',
        '<meta name="referrer" content="no-referrer">',
        f'<script src="assets/boot.js{version}"></script>',
        f'<link rel="stylesheet" href="assets/app.css{version}">',
    ]
    scripts = [f'<script src="assets/{name}.js{version}"></script>' for name in SCRIPTS]
    html = put(html, '<meta charset="utf-8">', after="".join(f"\n  {line}" for line in head))
    return put(html, "</body>", before="".join(f"  {line}\n" for line in scripts))


def put(html: str, mark: str, before: str = "", after: str = "") -> str:
    if html.count(mark) != 1:
        raise Trouble(f"index.html must have {mark} exactly once.")
    return html.replace(mark, f"{before}{mark}{after}")


def lay_out(folder: Path, html: str) -> None:
    """The files that the hosted site and the zip have in common."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "assets").mkdir(parents=True)
    for name in ("boot.js", "page.js", "worker.js", "charts.js", "app.css"):
        shutil.copyfile(BUILD / "page" / name, folder / "assets" / name)
    for name in PACKED:
        shutil.copyfile(BUILD / "assets" / f"{name}.js", folder / "assets" / f"{name}.js")
    shutil.copytree(BUILD / "assets" / "postcodes", folder / "assets" / "postcodes")
    (folder / "index.html").write_text(html, encoding="utf-8")
    components = bundled.components(
        WHEELS, BUILD / "wheels", site_packages(), json.loads((BUILD / "page" / "bundled.json").read_text())
    )
    (folder / "licences.txt").write_text(
        bundled.licences((ROOT / "LICENSE").read_text(encoding="utf-8"), components), encoding="utf-8"
    )
    (folder / "sbom.cdx.json").write_text(
        json.dumps(bundled.sbom(VERSION, components), indent=1) + "\n", encoding="utf-8"
    )


def service_worker(folder: Path) -> None:
    """sw.js with the list of the site's files. Its name for this build is the hash of them all."""
    listed = {}
    for file in files(folder):
        name = file.relative_to(folder).as_posix()
        listed["./" if name == "index.html" else name] = integrity(file)
    build = hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:16]
    script = (BUILD / "page" / "sw.js").read_text(encoding="utf-8")
    (folder / "sw.js").write_text(
        f"const SITE={json.dumps({'build': build, 'files': listed})};\n{script}", encoding="utf-8"
    )


def integrity(file: Path) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()}"


def site() -> None:
    inputs = [
        ROOT / "build.py",
        ROOT / "index.html",
        BUILD / "assets",
        BUILD / "page",
        JS / "package-lock.json",
        JS / "build",
        ROOT / "LICENSE",
    ]
    state = digest(*inputs)
    step("The hosted site and the zip", inputs, [SITE / "index.html", ZIP], lambda: write_site(f"?{state[:12]}"))


def write_site(version: str) -> None:
    unzipped = BUILD / "unzipped"
    lay_out(unzipped, page_html(POLICY))
    in_pyodide("zip", unzipped.relative_to(ROOT), "build/page.zip", f"check903-{VERSION}")
    hosted = BUILD / "site"
    lay_out(hosted, page_html({**POLICY, "worker-src": "'self' blob:"}, version))  # 'self': the service worker
    service_worker(hosted)
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    hosted.rename(SITE)
    (BUILD / "page.zip").rename(ZIP)


def report() -> None:
    postcode_files = list((SITE / "assets" / "postcodes").glob("*.js"))
    print(
        f"{SITE.relative_to(ROOT)}: {megabytes(files(SITE))}, of it {megabytes(postcode_files)} postcodes in"
        f" {len(postcode_files)} files"
    )
    for file in [
        SITE / "assets" / "boot.js",
        *(SITE / "assets" / f"{name}.js" for name in SCRIPTS),
        SITE / "assets" / "app.css",
    ]:
        print(f"  {file.name:24} {file.stat().st_size / 1000:10,.0f} kB")
    print(f"{ZIP.relative_to(ROOT)}: {megabytes([ZIP])}, sha256 {sha256(ZIP)}")


def megabytes(those: Iterable[Path]) -> str:
    return f"{sum(file.stat().st_size for file in those) / 1e6:.1f} MB"


# --- commands
# ----------------------------------------------------------------------------------------------------------------------


def build() -> None:
    """make dist/: the hosted site and the zip"""
    with only_one():
        environment("build")
        node_packages()
        assets()
        postcodes()
        site()
    report()


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".css": "text/css",
        ".txt": "text/plain; charset=utf-8",
    }

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a browser that went away is no fault
            super().handle_error(request, client_address)


def site_server(folder: Path = SITE, port: int = 0, handler: type[Handler] = Handler) -> Server:
    """A server of the folder on localhost, not yet running. Port 0: any free one."""
    return Server(("127.0.0.1", port), functools.partial(handler, directory=str(folder)))


def serve(open_browser: bool = True) -> None:
    """serve what was built on localhost"""
    if not SITE.is_dir():
        raise Trouble("There is nothing to serve yet: run build.py build first.")
    try:
        server = site_server(port=PORT)
    except OSError:
        server = site_server()
    address = f"http://localhost:{server.server_port}/"
    print(f"\nCheck 903 is at {address}   (Ctrl-C stops it)", flush=True)
    if open_browser and (
        os.name == "nt" or sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        webbrowser.open(address)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()


def apt_install(*packages: str) -> None:
    """Debian packages, as root or through sudo without a password."""
    apt = shutil.which("apt-get")
    command = ([] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]) + [
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
    ]
    try:
        if not apt:
            raise Trouble("this is not Debian")
        run(*command, "update", "-qq")
        run(*command, "install", "-qq", "-y", "--no-install-recommends", *packages, stdout=subprocess.DEVNULL)
    except Trouble as trouble:
        raise Trouble(
            f"The tests need {' and '.join(packages)}, which could not be installed ({str(trouble).rstrip('.')})."
            " Install it and run this again, or name the browsers to test in: CHECK903_BROWSERS=chromium python3"
            " build.py test"
        ) from trouble


def browsers_wanted() -> list[str]:
    """All, or those that CHECK903_BROWSERS names; Chromium always."""
    named = os.environ.get("CHECK903_BROWSERS")
    wanted = ["chromium", *re.findall(r"\w+", named)] if named else list(BROWSERS)
    if unknown := set(wanted) - BROWSERS.keys():
        raise Trouble(f"CHECK903_BROWSERS names {', '.join(sorted(unknown))}; the tests know {', '.join(BROWSERS)}.")
    return wanted


def browsers() -> None:
    """Each browser that is wanted, installed where it isn't there yet."""
    for name in browsers_wanted():
        absent = [package for program, package in BROWSERS[name].items() if not shutil.which(program)]
        if absent and not (name == "chromium" and os.environ.get("CHECK903_CHROMIUM")):
            apt_install(*absent)


def in_a_browser(arguments: list[str]) -> bool:
    """Whether tests in a browser are among those that arguments for pytest name: by themselves, by a folder, or as all
    where none is named.
    """
    places = [ROOT / argument.partition("::")[0] for argument in arguments if not argument.startswith("-")]
    named = [place for place in places if place.exists() and TESTS in (place, *place.parents)]
    return not named or any(
        BROWSER_TESTS in (place, *place.parents) or place in BROWSER_TESTS.parents for place in named
    )


def ready_for_a_browser() -> None:
    """The browsers, the packages that drive them, and the page."""
    browsers()
    build()
    with only_one():
        environment("build", "test", "browser")
    os.environ["CHECK903_BUILT"] = "1"


def test(arguments: list[str]) -> int:
    """run all tests, or those named, with what they need (a browser and Node only for some)"""
    if in_a_browser(arguments):
        ready_for_a_browser()
    with only_one():
        environment("test")
    return subprocess.run([venv_python(), "-m", "pytest", *(arguments or ALL_TESTS)], cwd=ROOT).returncode


def bench(arguments: list[str]) -> int:
    """measure the start, checking and the screen; sizes may follow (children)"""
    ready_for_a_browser()
    paths = os.pathsep.join(str(ROOT / part) for part in (".", "py", "tests", "tests/browser"))
    return subprocess.run(
        [venv_python(), "-m", "bench", *arguments], cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}
    ).returncode


def fuzz(arguments: list[str]) -> int:
    """look for files that a reader fails on: fuzz READER SECONDS (Linux only)"""
    with only_one():
        environment("test", "fuzz")
    return subprocess.run([venv_python(), ROOT / "tests" / "reading" / "fuzzing.py", *arguments], cwd=ROOT).returncode


def screenshots() -> int:
    """take the README's pictures anew (docs/screenshots)"""
    os.environ["CHECK903_SCREENSHOTS"] = "1"
    return test(["tests/browser/test_looks.py", "-k", "pictures"])


def clean() -> None:
    """remove build/, dist/ and js/node_modules; downloads stay in ~/.cache/check903"""
    for folder in (BUILD, DIST, MODULES):
        shutil.rmtree(folder, ignore_errors=True)


def only_postcodes() -> None:
    """make the postcode assets only"""
    with only_one():
        environment("build")
        node_packages()
        postcodes()


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Build Check 903, serve it on localhost and open it. Each step can be run alone:"
    )
    parser.add_argument("--no-serve", action="store_true", help="only build")
    parser.add_argument("--no-open", action="store_true", help="open no browser")
    commands = parser.add_subparsers(dest="command", metavar="STEP")
    steps = {
        "build": build,
        "serve": serve,
        "test": test,
        "bench": bench,
        "fuzz": fuzz,
        "screenshots": screenshots,
        "postcodes": only_postcodes,
        "clean": clean,
    }
    for name, function in steps.items():
        commands.add_parser(name, help=function.__doc__, add_help=name not in WITH_ARGUMENTS)
    return parser


def main() -> int:
    if sys.version_info < (3, 11):
        sys.exit("Check 903 is built with Python 3.11 or newer; this is " + sys.version.split()[0])
    options, rest = command_line().parse_known_args()
    if rest and options.command not in WITH_ARGUMENTS:
        command_line().error(f"what is {' '.join(rest)}?")
    try:
        match options.command:
            case "build":
                build()
            case "serve":
                serve(not options.no_open)
            case "test":
                return test(rest)
            case "bench":
                return bench(rest)
            case "fuzz":
                return fuzz(rest)
            case "screenshots":
                return screenshots()
            case "postcodes":
                only_postcodes()
            case "clean":
                clean()
            case _:
                build()
                if not options.no_serve:
                    serve(not options.no_open)
    except Trouble as trouble:
        sys.exit(f"\nbuild.py stopped: {trouble}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
