"""dist/: the hosted site and the zip, laid out from what stands in build/."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from tools import licences
from tools.assets import ASSETS, LATER, PACKED, PAGE, SCRIPTS, in_pyodide
from tools.downloads import ASK_WHEELS, WHEELS
from tools.environment import site_packages
from tools.places import BUILD, DIST, JS, ROOT, SITE, VERSION, ZIP
from tools.steps import Trouble, digest, files, sha256, step

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


def site() -> None:
    """The hosted site and the zip, made anew if a part of them has changed."""
    inputs = [
        ROOT / "build.py",
        ROOT / "py" / "tools",
        ROOT / "index.html",
        ASSETS,
        PAGE,
        JS / "package-lock.json",
        JS / "build",
        ROOT / "LICENSE",
    ]
    state = digest(*inputs)
    step("The hosted site and the zip", inputs, [SITE / "index.html", ZIP], lambda: write_site(f"?{state[:12]}"))


def write_site(version: str) -> None:
    """Both, by way of build/. `version` stands in the addresses of the hosted files."""
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
    for name in (
        "boot.js",
        "app.css",
        "ask.js",
        "parquet.js",
        *(f"{script}.js" for script in SCRIPTS if script not in PACKED),
    ):
        shutil.copyfile(PAGE / name, folder / "assets" / name)
    for name in (*PACKED, "pandas"):
        shutil.copyfile(ASSETS / f"{name}.js", folder / "assets" / f"{name}.js")
    shutil.copytree(ASSETS / "postcodes", folder / "assets" / "postcodes")
    (folder / "index.html").write_text(html, encoding="utf-8")
    npm = json.loads((PAGE / "bundled.json").read_text())
    wheels = {**dict.fromkeys(WHEELS, BUILD / "wheels"), **dict.fromkeys(ASK_WHEELS, BUILD / "ask-wheels")}
    listed = licences.components(wheels, site_packages(), npm)
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    (folder / "licences.txt").write_text(licences.licences(licence, listed), encoding="utf-8")
    sbom = json.dumps(licences.sbom(VERSION, listed), indent=1)
    (folder / "sbom.cdx.json").write_text(f"{sbom}\n", encoding="utf-8")


def service_worker(folder: Path) -> None:
    """sw.js with the list of the site's files. Its name for this build is the hash of them all."""
    listed = {}
    for file in files(folder):
        name = file.relative_to(folder).as_posix()
        listed["./" if name == "index.html" else name] = integrity(file)
    build = hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:16]
    script = (PAGE / "sw.js").read_text(encoding="utf-8")
    head = f"const SITE={json.dumps({'build': build, 'files': listed})};\n"
    (folder / "sw.js").write_text(head + script, encoding="utf-8")


def integrity(file: Path) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()}"


def report() -> None:
    """Print what was made and how large it is."""
    areas = list((SITE / "assets" / "postcodes").glob("*.js"))
    print(
        f"{SITE.relative_to(ROOT)}: {megabytes(files(SITE))}, of it {megabytes(areas)} postcodes in {len(areas)} files"
    )
    for name in ("boot.js", *(f"{script}.js" for script in (*SCRIPTS, *LATER)), "app.css"):
        print(f"  {name:24} {(SITE / 'assets' / name).stat().st_size / 1000:10,.0f} kB")
    print(f"{ZIP.relative_to(ROOT)}: {megabytes([ZIP])}, sha256 {sha256(ZIP)}")


def megabytes(those: Iterable[Path]) -> str:
    return f"{sum(file.stat().st_size for file in those) / 1e6:.1f} MB"
