"""What is found where a list of Annex A and the return disagree: never one of the Department's errors."""

from __future__ import annotations

from dataclasses import dataclass, field

# What a difference is about when it is no single value, with its words.
NOT_IN_RETURN, NOT_IN_LIST, STILL_IN_CARE, LEFT = "not in the return", "not in the list", "still in care", "has left"
LEAVER_NOT_IN_RETURN, LEAVER_NOT_IN_LIST = "leaver not in OC3", "leaver not in the list"
ADOPTION_NOT_IN_RETURN, ADOPTION_NOT_IN_LIST = "adoption not in the return", "adoption not in the list"
NEED_NOT_IN_CARE = "need not in care"
SAID = {
    NOT_IN_RETURN: "In care in list 8, not in the return",
    NOT_IN_LIST: "In care in the return, not in list 8",
    STILL_IN_CARE: "In care in list 8, left care in the return",
    LEFT: "Left care in list 8, in care in the return",
    LEAVER_NOT_IN_RETURN: "Care leaver in list 9, not in OC3",
    LEAVER_NOT_IN_LIST: "In OC3, not in list 9",
    ADOPTION_NOT_IN_RETURN: "To be adopted in list 10, not in PlacedAdoption",
    ADOPTION_NOT_IN_LIST: "In PlacedAdoption, not in list 10",
    NEED_NOT_IN_CARE: "Looked after in list 6, not in care elsewhere",
}


@dataclass(frozen=True)
class Told:
    """What the return says of a child.

    may_be  texts of the return (codes; days as dd/mm/yyyy), the first of which is shown; a list that says any of them
            agrees
    table, row   where it stands there ("" and -1: it is counted from several rows)
    latest  True where the return shows only the latest day that it can be: its beginning is in no file
    means   what the first of them means, for a code
    """

    may_be: tuple[str, ...]
    table: str = ""
    row: int = -1
    latest: bool = False
    means: str = ""

    @property
    def text(self) -> str:
        """The text that is shown, with what it means."""
        return f"{self.may_be[0]} ({self.means})" if self.means else self.may_be[0]


@dataclass(frozen=True)
class Difference:
    """One.

    child   the child's id: in the return, or in the list where the return doesn't have the child
    list    the number of the list
    about   a key of SAID, or the column of the list whose value differs
    said    what it is about, in words
    ours, theirs   what the return says and what the list says ("" for nothing)
    table, row     the row of the return, "" and -1 for none
    file, line     where the list says it, "" and None for nowhere
    hint    what may explain it, a sentence, or ""
    guess   True where the child was found by its details, not by its id
    """

    child: str
    list: int
    about: str
    said: str
    ours: str
    theirs: str
    table: str = ""
    row: int = -1
    file: str = ""
    line: int | None = None
    hint: str = ""
    guess: bool = False


@dataclass
class ListResult:
    """What one list gives.

    differences  in the list's order
    unread       column in Ofsted's words -> texts that mean nothing that is known, each with how often
    compared     how many values were compared
    notes        sentences on what was left out
    """

    differences: list[Difference] = field(default_factory=list)
    unread: dict[str, dict[str, int]] = field(default_factory=dict)
    compared: int = 0
    notes: list[str] = field(default_factory=list)
