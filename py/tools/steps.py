"""Steps of the build: one runs again only if something that it reads has changed."""

from __future__ import annotations

import contextlib
import hashlib
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tools.places import BUILD, ROOT


class Trouble(Exception):
    """What went wrong and what to do, in one sentence."""


def run(*command: str | Path, **more) -> subprocess.CompletedProcess:
    """`subprocess.run`; Trouble if the program is not there or fails."""
    try:
        return subprocess.run([str(part) for part in command], check=True, **more)
    except FileNotFoundError as fault:
        raise Trouble(f"{command[0]} is not installed.") from fault
    except subprocess.CalledProcessError as fault:
        raise Trouble(f"This command failed (status {fault.returncode}): {' '.join(fault.cmd)}") from fault


def files(*places: Path, skip: Iterable[str] = ("__pycache__", "node_modules")) -> Iterator[Path]:
    """All files of folders, and files, in order."""
    for place in places:
        listed = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (file for file in listed if file.is_file() and not set(skip) & set(file.parts))


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def digest(*parts: Path | str) -> str:
    """One sha256 of texts and of files, their names included."""
    total = hashlib.sha256()
    for part in parts:
        for file in files(part) if isinstance(part, Path) else [part]:
            name, data = _named(file)
            total.update(f"{name} {len(data)}\n".encode() + data)
    return total.hexdigest()


def _named(part: Path | str) -> tuple[str, bytes]:
    return (part.relative_to(ROOT).as_posix(), part.read_bytes()) if isinstance(part, Path) else ("", part.encode())


def step(title: str, reads: Sequence[Path | str], makes: Sequence[Path], action: Callable[[], object]) -> None:
    """Run the action unless it ran before with the same input, and what it made is still there."""
    stamp = BUILD / "stamps" / re.sub(r"\W+", "-", title)
    state = digest(*reads)
    if stamp.is_file() and stamp.read_text() == state and all(product.exists() for product in makes):
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
