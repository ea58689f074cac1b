"""Words for rules/extra/figures.py."""

from check903.wording import words

for code, what in (("W45A", "in care"), ("W45B", "who came into care"), ("W45C", "who left care")):
    words(
        code,
        who="data",
        theme="Disagrees with last year",
        show="DECOM DEC",
        sentence=f"{{now}} children {what}, as at {{day}}; on the same day a year ago {{then}}.",
        cause=f"Number of children {what}",
    )
