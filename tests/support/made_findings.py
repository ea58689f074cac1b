"""A made-up return with errors, checked, for tests of what is made of a check."""

import check903
from check903 import sample
from check903.engine.findings import Findings


def made_findings(children: int, seed: int) -> Findings:
    """The findings of a return of 2026-27 with last year's, half of whose children have an error put in."""
    made = sample.generate(children, seed=seed, share=0.5)
    files = {f"this_year/{name}": data for name, data in made.this_year.items()}
    files |= {f"last_year/{name}": data for name, data in made.last_year.items()}
    loaded = check903.read(files, 2027)
    return check903.check(loaded.this_year, loaded.last_year, year=2027, authority=made.council)
