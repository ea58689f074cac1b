"""Make the page's assets. Run by python.mjs inside the page's own interpreter, so that bytecode and compression are the
same everywhere.

    pack.py runtime        Pyodide, the standard library and the packages   -> build/assets/
    pack.py pandas         the wheels for Ask, bytecode for source          -> build/assets/pandas.js
    pack.py app            check903 and its rules                           -> build/assets/app.zip.js
    pack.py postcodes      build/postcodes/AREA.bin                         -> build/assets/postcodes/AREA.js
    pack.py zip FOLDER OUT NAME    FOLDER as the folder NAME in the zip OUT

An asset is a classic script that hands over its bytes, the one form that a page opened from a folder may load.
"""

import base64
import gzip
import hashlib
import importlib._bootstrap_external as bootstrap
import importlib.util
import io
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

BUILD = Path("build")
ASSETS = BUILD / "assets"
PYODIDE = Path("js/node_modules/pyodide")
SITE_PACKAGES = "/lib/python3.14/site-packages"
LONG_AGO = (2026, 1, 1, 0, 0, 0)

# Of the standard library: what needs a terminal, a network, processes or a developer, none of which the page has.
NOT_SHIPPED = set(
    """
    __hello__ __phello__ _pyrepl antigravity bdb cProfile cmd code compileall ctypes doctest ensurepip ftplib
    getpass idlelib imaplib lib2to3 mailbox modulefinder multiprocessing netrc nturl2path pdb pickletools
    poplib profile pstats pty py_compile pyclbr pydoc pydoc_data rlcompleter smtplib socketserver
    tabnanny test this timeit tkinter trace tty turtle turtledemo unittest venv wave webbrowser wsgiref xmlrpc
    zipapp
""".split()
)
LATER_OF_LIBRARY = {"ctypes", "timeit", "unittest"}  # these come with pandas: it and its users' code may want them
# Of numpy: what nothing here imports. All are imported by name only, `import numpy` does without them.
NOT_SHIPPED_OF_NUMPY = {
    "_pyinstaller",
    "conftest.py",
    "ctypeslib",
    "doc",
    "f2py",
    "fft",
    "polynomial",
    "random",
    "testing",
    "typing",
}
LATER_OF_NUMPY = {"fft", "polynomial", "random", "typing"}  # these come with pandas
# These hang docstrings on numpy's functions, one by one, at every start.
DOCSTRINGS_OF_NUMPY = {"numpy/_core/_add_newdocs.py", "numpy/_core/_add_newdocs_scalars.py"}
NOT_SHIPPED_ENDINGS = (".pyi", ".pxd", ".pyx", ".h", ".c", ".cpp", ".a", ".md", "py.typed", "RECORD", ".cyclonedx.json")


def bytecode(source: bytes, name: str, optimize: int) -> bytes:
    """A .pyc that is never compared with a source file."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=optimize)
    make = bootstrap._code_to_hash_pyc  # pyright: ignore[reportAttributeAccessIssue] - private; py_compile only reads files
    return make(code, importlib.util.source_hash(source), False)


def write_asset(name: str, data: bytes, folder: Path = ASSETS, taken_by: str = "asset") -> None:
    """FOLDER/NAME.js, which hands over its bytes: `CHECK903.asset(name, base64 of gzip)`."""
    packed = base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.js"
    file.write_text(f'CHECK903.{taken_by}("{name}","{packed}");\n')
    print(f"{file.name}: {len(data):,} bytes, packed {file.stat().st_size:,}")


def tar(files: dict[str, bytes]) -> bytes:
    """ustar of plain files, as js/worker/untar.js reads it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def stored(files: dict[str, bytes]) -> bytes:
    """A zip whose files are not packed, since the asset is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name, data in sorted(files.items()):
            new.writestr(zipfile.ZipInfo(name, LONG_AGO), data)
    return out.getvalue()


def standard_library() -> bytes:
    """python_stdlib.zip with bytecode for source: compiling it at every start would cost two seconds."""
    return stored(of_library(lambda module: module not in NOT_SHIPPED, "/lib/python314.zip"))


def of_library(wanted: Callable[[str], bool], place: str) -> dict[str, bytes]:
    """Modules of python_stdlib.zip, bytecode for source: name -> bytes. `place`: where they will be."""
    files = {}
    with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as library:
        for entry in sorted(library.infolist(), key=lambda entry: entry.filename):
            name = entry.filename
            if entry.is_dir() or not wanted(name.split("/")[0].removesuffix(".py")):
                continue
            data = library.read(entry)
            if name.endswith(".py"):
                data, name = bytecode(data, f"{place}/{name}", optimize=2), f"{name}c"
            files[name] = data
    return files


def shipped(name: str) -> bool:
    parts = name.split("/")
    if name.endswith("/") or name.endswith(NOT_SHIPPED_ENDINGS) or "tests" in parts or parts[0].endswith(".data"):
        return False
    return True


def _of_numpy(name: str, parts: set[str]) -> bool:
    return name.startswith("numpy/") and name.split("/")[1] in parts


def packages() -> bytes:
    """The wheels laid out as site-packages, bytecode for source."""
    files = {}
    for wheel in sorted((BUILD / "wheels").glob("*.whl")):
        files |= laid_out(wheel, lambda name: not _of_numpy(name, NOT_SHIPPED_OF_NUMPY))
    return tar(files)


def laid_out(wheel: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Of a wheel what is shipped and wanted, bytecode for source: name -> bytes."""
    files = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if not shipped(name) or not wanted(name):
                continue
            data = b"" if name in DOCSTRINGS_OF_NUMPY else archive.read(name)
            if name.endswith(".py"):
                data, name = bytecode(data, f"{SITE_PACKAGES}/{name}", optimize=2), f"{name}c"
            files[name] = data
    return files


def wheel(file: Path) -> bytes:
    """The wheel with bytecode for source; its RECORD says what is in it."""
    files, record = {}, ""
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith(".dist-info/RECORD"):
                record = name
            elif shipped(name) or ".dist-info/" in name:
                data = archive.read(name)
                if name.endswith(".py"):
                    data, name = bytecode(data, f"{SITE_PACKAGES}/{name}", optimize=2), f"{name}c"
                files[name] = data
    lines = [f"{name},sha256={_record_hash(data)},{len(data)}" for name, data in sorted(files.items())]
    files[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    return stored(files)


def _record_hash(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def pandas() -> bytes:
    """The wheels for Ask under their own names, in which micropip reads name, version and tags; and what pandas needs
    of numpy and the standard library beyond what the page starts with.
    """
    (numpy,) = (BUILD / "wheels").glob("numpy-*.whl")
    rest = laid_out(numpy, lambda name: _of_numpy(name, LATER_OF_NUMPY))
    rest |= of_library(lambda module: module in LATER_OF_LIBRARY, SITE_PACKAGES)
    wheels = {f"wheels/{file.name}": wheel(file) for file in sorted((BUILD / "ask-wheels").glob("*.whl"))}
    return tar({**wheels, **{f"{SITE_PACKAGES[1:]}/{name}": data for name, data in rest.items()}})


def app() -> bytes:
    """check903, its rules as check903.rules, and the worker's half in Python, as a zip: Python finds a module sooner in
    its list than in five hundred files. Docstrings stay: a rule's is its text.
    """
    files = {}
    for source, target in (
        (Path("py/check903"), "check903"),
        (Path("rules"), "check903/rules"),
        (Path("js/worker"), "check903_worker"),
    ):
        for file in sorted(source.rglob("*")):
            name = f"{target}/{file.relative_to(source).as_posix()}"
            if not file.is_file() or "__pycache__" in name or name.startswith("check903/reference/data/postcodes/"):
                continue
            if file.suffix == ".py":
                files[f"{name}c"] = bytecode(file.read_bytes(), name, optimize=0)
            elif target != "check903_worker":
                files[name] = file.read_bytes()
    return stored(files)


def postcodes() -> None:
    for file in sorted((BUILD / "postcodes").glob("*.bin")):
        area = file.stem
        if not (area.isascii() and area.isalpha() and area.isupper() and len(area) <= 3):
            sys.exit(f"{file} is not named after a postcode area")
        packed = base64.b64encode(gzip.compress(file.read_bytes(), 9, mtime=0)).decode()
        folder = ASSETS / "postcodes"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{area}.js").write_text(f'CHECK903.postcodes("{area}","{packed}");\n')


def zip_folder(folder: Path, out: Path, name: str) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                entry = zipfile.ZipInfo(f"{name}/{file.relative_to(folder).as_posix()}", LONG_AGO)
                entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
                archive.writestr(entry, file.read_bytes())


def main(what: str, *rest: str) -> None:
    if what == "runtime":
        write_asset("pyodide.asm.wasm", (PYODIDE / "pyodide.asm.wasm").read_bytes())
        write_asset("python_stdlib.zip", standard_library())
        write_asset("packages.tar", packages())
    elif what == "pandas":
        write_asset("pandas", pandas(), taken_by="later")
    elif what == "app":
        write_asset("app.zip", app())
    elif what == "postcodes":
        postcodes()
    elif what == "zip":
        folder, out, name = rest
        zip_folder(Path(folder), Path(out), name)


if __name__ == "__main__":
    main(*sys.argv[1:])
