"""The returns that are measured: made by check903.sample, the same every time, and kept in build/bench."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "build" / "bench"
PROVIDERS = 5_000
SHARE = 0.55  # of the children with an error put in: about one finding a child, as in a return before anyone cleaned it


@dataclass(frozen=True)
class Sample:
    """`folder` holds both years' CSV files, each in a folder of its own, and the provider list."""

    folder: Path
    council: str

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Name as the page would have it -> bytes."""
        return {
            path.relative_to(self.folder.parent).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*.*"))
        }


def sample(children: int) -> Sample:
    """The return of so many children, last year's with it."""
    place = BENCH / f"{children} children, {SHARE:.0%} with errors"
    council = place / "council"
    if not council.exists():
        _make(place / "return", children, council)
    return Sample(place / "return", council.read_text())


def _make(folder: Path, children: int, council: Path) -> None:
    from check903 import sample
    from check903.reference import postcodes

    print(f"Making a return of {children:,} children ...", flush=True)
    made = sample.generate(
        children=children, seed=1, share=SHARE, providers=PROVIDERS, directory=postcodes.default_directory()
    )
    for year, tables in (("this year", made.this_year), ("last year", made.last_year)):
        (folder / year).mkdir(parents=True, exist_ok=True)
        for file, data in tables.items():
            (folder / year / file).write_bytes(data)
    (folder / "providers.xlsx").write_bytes(made.providers)
    council.write_text(made.council)
