"""The part of the worker's API that shares: lists per person, accepted errors, saved checks, figures. See
`check903.session.session`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from check903.engine.findings import Findings
from check903.export.names import Made, file_name, named, plain_names
from check903.figures.figures import Figures
from check903.findings import comparison, roles, workers
from check903.findings.letters import Head
from check903.findings.search import Filter, matching
from check903.findings.status import Status
from check903.findings.worklists import Task, Worklist, people, tasks, whose_letter, worklists
from check903.reading import LoadedFiles, saved_check
from check903.reading.saved_check import Key, SavedCheck
from check903.reading.work import Work
from check903.reference import authorities
from check903.session import there
from check903.session.answers import (
    Accepted,
    Comparisons,
    GivenChoices,
    RoleName,
    SavedFile,
    ShareLists,
    ShareRoles,
    Unticked,
)
from check903.session.checks import Checks
from check903.session.choices import Choices, list_mark, with_choices_of
from check903.session.inputs import Inputs
from check903.session.snapshot import decides
from check903.views import share
from check903.views.causes import InLetters, Letter
from check903.views.manager import Given, Manager, manager
from check903.wording.declared import WHO


class Sharing:
    """The calls, and what the user noted and chose.

    as_at  the day on which the user stands; None: that of the check
    """

    def __init__(self, inputs: Inputs, checks: Checks):
        self._inputs, self.checks = inputs, checks
        self.as_at: dt.date | None = None
        self._accepted: dict[Key, str] = {}
        self._heard: list[SavedCheck] = []  # the saved checks whose notes were taken over
        self._choices = Choices()
        self._council = ""

    @property
    def _checked(self) -> Findings:
        return self.checks.needed().findings

    @property
    def _loaded(self) -> LoadedFiles:
        return self._inputs.loaded

    # -- for the work file --------------------------------------------------------------------------------------------

    @property
    def accepted(self) -> Mapping[Key, str]:
        """The errors accepted with a note."""
        return self._accepted

    @property
    def chosen(self) -> dict[str, Any]:
        """Those of the choices that are not as they always are."""
        usual, chosen = Choices().to_dict(), self._choices.to_dict()
        return {name: value for name, value in chosen.items() if value != usual[name]}

    @property
    def choices(self) -> Choices:
        """What was chosen, as it stands."""
        return self._choices

    def choose(self, **given) -> None:
        """Choose something else: see `Choices`."""
        self._choices = self._choices.changed(given)

    @property
    def council(self) -> str:
        """ONS code of the council that was checked, or was before the worker died; ""."""
        findings = self.checks.findings
        if findings is None:
            return self._council
        return findings.r.authority if findings.r.has_council else ""

    def take_over(self, work: Work, others: Iterable[Work] = ()) -> None:
        """Make this what was noted and chosen, once the files are there again. `others`: what waits for its council."""
        self._council = work.council
        self._accepted = dict(work.accepted)
        heard = (authorities.name(one.council) for one in (work, *others))
        self._heard = self._all_history(*heard)  # whose notes are among the accepted, or were taken back since
        self._choices = Choices().with_kept(work.choices)

    def take_in(self, work: Work) -> None:
        """Add what was noted and chosen in a work file; what was here already stays."""
        self._accepted = {**work.accepted, **self._accepted}
        self._choices = Choices().with_kept({**work.choices, **self.chosen})

    def go_on(self, work: Work | None) -> None:
        """Another council's return is worked on: its notes and ticks (none: there are none yet) in place of these. How
        lists and letters are made stays.
        """
        self._accepted = dict(work.accepted) if work else {}
        self._choices = Choices().with_kept(with_choices_of(self.chosen, work.choices if work else {}))

    # -- status -------------------------------------------------------------------------------------------------------

    def set_status(self, checked: Findings) -> None:
        """Put on the findings what is known of them; the notes of saved checks that are new here are taken over."""
        history = self._all_history(checked.council)
        known = [*self._heard, *(part.work.check for part in self._loaded.works)]  # a work file's notes: see `take_in`
        for before in history:
            if not any(before is heard for heard in known):
                self._accepted.update({key: note for key, note in before.accepted.items() if key not in self._accepted})
        self._heard += [before for before in history if not any(before is heard for heard in self._heard)]
        alike = [check for check in history if check.rules_year == checked.r.rules_year]
        day, before = self.as_at or checked.checked_at.date(), alike[-1] if alike else None
        teams = {child: person.team for child, person in people(self._loaded.workers).items()}
        checked.status = Status(checked, day, self._accepted, before, teams)

    def _all_history(self, *councils: str) -> list[SavedCheck]:
        """The user's own saved checks, oldest first; where files of several councils are here, those of these councils,
        given by name.
        """
        several = bool(self._loaded.parted.groups)
        checks = [
            check
            for check in self._loaded.saved
            if check.findings is not None and check.made and (not several or check.council in ("", *councils))
        ]
        return sorted(checks, key=lambda check: check.made)

    def _history(self) -> list[SavedCheck]:
        """Those of them that used the same year's rules as the check: with others it isn't compared."""
        return [check for check in self._all_of_council() if check.rules_year == self._checked.r.rules_year]

    def _all_of_council(self) -> list[SavedCheck]:
        return self._all_history(self._checked.council)

    def not_compared(self) -> list[str]:
        """A sentence on each saved check that used another year's rules."""
        others = [check for check in self._all_of_council() if check.rules_year != self._checked.r.rules_year]
        return [share.not_compared(check) for check in others]

    @decides
    def accept(self, filter: Filter | None, note: str, findings: list[int] | None = None) -> Accepted:
        """Accept errors with a note: those of a filter, or only `findings` (their `n`). A blank note takes it back."""
        picked = there.findings(findings or [], len(self._checked))
        positions = picked if findings else self._filtered(filter, note)
        self._checked.status.accept(positions, note.strip())
        return {"accepted": int(self._checked.status.accepted.sum()), "changed": len(positions)}

    def _filtered(self, filter: Filter | None, note: str) -> np.ndarray:
        """Positions of the filter's errors that a note changes: those not accepted yet; a blank one, those that are."""
        mask = matching(self._checked, filter, with_accepted=not note.strip())
        return np.flatnonzero(mask if note.strip() else mask & self._checked.status.accepted)

    # -- lists and letters --------------------------------------------------------------------------------------------

    @decides
    def share_set(self, choices: GivenChoices) -> ShareLists | share.Lists:
        """How lists and letters are made: those of `session.choices.Choices` that are given; the others stay."""
        self._choices = self._choices.changed(choices)
        return self.share_lists()

    def share_lists(self, page: int = 0, size: int = 50) -> ShareLists | share.Lists:
        """The lists, a page of them, and how they are made."""
        if not self.checks.findings:
            return share.NO_LISTS
        tasks = self._tasks()
        worklists = self._lists(tasks)
        return {
            **share.lists(self._checked, worklists, tasks, int(page), int(size)),
            **self._choices.to_dict(),
            "workers": self._workers_loaded(),
            "unticked": [worklist.who for worklist in worklists if not self._is_ticked(worklist)],
        }

    @decides
    def share_tick(self, who: list[str], on: bool = True) -> Unticked:
        """Tick these lists, or not: the files are made of those that are ticked."""
        marks = {list_mark(self._choices.by, name) for name in who}
        off = self._choices.lists_off - marks if on else self._choices.lists_off | marks
        self.choose(lists_off=off)
        return {"unticked": sum(not self._is_ticked(worklist) for worklist in self._lists())}

    def _is_ticked(self, worklist: Worklist) -> bool:
        return list_mark(self._choices.by, worklist.who) not in self._choices.lists_off

    @decides
    def ask_about(self, findings: list[int], ask: bool = True) -> ShareLists | share.Lists:
        """Put a cause (its findings) into the letter of whoever knows the child, or take it out again."""
        keys = {self._checked.status.keys[n] for n in there.findings(findings, len(self._checked)).tolist()}
        put_in = self._choices.put_in | keys if ask else self._choices.put_in - keys
        self._choices = dataclasses.replace(self._choices, put_in=put_in)
        return self.share_lists()

    def in_letters(self) -> InLetters:
        """Says whose letter (by worker) the findings of a cause are in."""
        checked, put_in = self._checked, self._put_in()
        mask = ~self._left_out()
        mask[put_in] = True
        asked = roles.put_in(roles.asked(checked, self._choices.who), put_in)
        given = people(self._loaded.workers)

        def letter(findings: np.ndarray) -> Letter | None:
            listed = findings[mask[findings]]
            who = whose_letter(checked, listed, asked, given) if len(listed) else ""
            return {"who": who, "asked": bool(np.isin(listed, put_in).any())} if who else None

        return letter

    def share_list(self, who: str) -> share.OneLetter:
        """One list in words. ValueError if there is no such list."""
        return share.one_list(self._checked, self._lists(), who, self._head())

    def share_roles(self) -> ShareRoles:
        """Who is asked, rule by rule."""
        labels: list[RoleName] = [{"role": role, "label": label} for role, label in WHO.items()]
        return {"roles": labels, "rules": roles.by_rule(self._checked, self._choices.who)}

    def share_workbook(self, who: list[str] | None = None) -> Made:
        """The lists (of those named, or all that are ticked) as a workbook with a sheet for each."""
        from check903.export import worklist_files

        data = worklist_files.workbook(self._checked, self._chosen(who), self._head())
        return self._file(f"lists by {self._choices.by}", "xlsx", data)

    def share_pages(self, who: list[str] | None = None) -> Made:
        """The letters (of those named, or all that are ticked) as one document to print."""
        from check903.export import letter_files

        title = file_name(self._checked, "letters", "html").removesuffix(".html")
        data = letter_files.document(self._checked, self._letters(who), self._head(), title)
        return self._file("letters", "html", data)

    def share_drafts(self, who: list[str] | None = None) -> Made:
        """The letters (of those named, or all that are ticked) as a zip of drafts for the mail program."""
        from check903.export import letter_files

        return self._file("drafts", "zip", letter_files.drafts(self._checked, self._letters(who), self._head()))

    def share_draft(self, who: str) -> Made:
        """One letter as a draft."""
        from check903.export import letter_files

        for worklist in self._letters([who]):
            [name] = plain_names([worklist.who], 60)
            return self._file(f"draft {name}", "eml", letter_files.draft(self._checked, worklist, self._head()))
        raise ValueError(f"there is no letter for {who}")

    def share_merge(self, who: list[str] | None = None) -> Made:
        """The letters (of those named, or all that are ticked) as CSV for mail merge."""
        from check903.export import letter_files

        return self._file("mail merge", "csv", letter_files.merge(self._checked, self._letters(who), self._head()))

    def workers_template(self) -> Made:
        """The list of workers to be filled in: this year's children, with the worker's number where it is known."""
        from check903.export import worklist_files

        data = worklist_files.workers_template(workers.children(self._loaded.this_year))
        what, ending = "list of workers", "xlsx"
        if self._checked:
            return self._file(what, ending, data)
        return {"name": named("", self._loaded.year, what, dt.date.today(), ending), "bytes": data}

    def _workers_loaded(self) -> workers.Loaded | None:
        """What the user's own list of workers gives; None without one."""
        return workers.loaded(self._loaded.workers, self._loaded.this_year)

    def _file(self, what: str, ending: str, data: bytes) -> Made:
        return {"name": file_name(self._checked, what, ending), "bytes": data}

    def _head(self) -> Head:
        council, day = authorities.short_name(self._checked.council), self._checked.checked_at.date()
        return Head(council, day, self._choices.day, self._choices.sender, self._choices.contact)

    def _letters(self, who: list[str] | None) -> list[Worklist]:
        return [worklist for worklist in self._chosen(who) if worklist.is_letter]

    def _chosen(self, who: list[str] | None) -> list[Worklist]:
        return [
            worklist
            for worklist in self._lists()
            if (self._is_ticked(worklist) if who is None else worklist.who in who)
        ]

    def _tasks(self) -> list[Task]:
        return tasks(self._checked, self._left_out(), self._choices.who, self._put_in())

    def _left_out(self) -> np.ndarray:
        checked, choices = self._checked, self._choices
        return share.left_out(checked, checked.status, list(choices.left_out), choices.later)

    def _put_in(self) -> np.ndarray:
        """Positions of the findings that the user wants asked about."""
        wanted = self._choices.put_in
        keys = self._checked.status.keys if wanted else []
        return np.array([n for n, key in enumerate(keys) if key in wanted], int)

    def _lists(self, listed: list[Task] | None = None) -> list[Worklist]:
        tasks = self._tasks() if listed is None else listed
        return worklists(self._checked, tasks, self._choices.by, self._loaded.workers)

    # -- for the manager ----------------------------------------------------------------------------------------------

    def manager(self, figures: Figures) -> Manager:
        """The page for the manager, from the figures of the day."""
        choices = self._choices
        given = Given(self._loaded.workers, choices.who, self._history(), choices.helps, figures)
        return manager(self._checked, given)

    # -- over time ----------------------------------------------------------------------------------------------------

    def progress(self) -> share.Progress:
        """How the errors went over the saved checks."""
        if not self.checks.findings:
            return {"points": [], "since": None}
        return share.progress(self._checked, self._checked.status, self._history())

    def comparisons(self) -> Comparisons:
        """This check beside each saved one that was dropped in, by rule."""
        if not self.checks.findings:
            return {"comparisons": []}
        return {
            "comparisons": [share.beside(self._checked, self._checked.status, other) for other in self._loaded.saved]
        }

    def saved_now(self) -> SavedCheck | None:
        """The check as a work file holds it; None before there is one."""
        findings = self.checks.findings
        return comparison.save(findings, findings.status.keys) if findings else None

    def figures(self) -> SavedFile:
        """Counts by rule and nothing else."""
        saved = comparison.save(self._checked, self._checked.status.keys, self._checked.status.notes)
        return {"name": file_name(self._checked, "figures", "json"), "bytes": saved_check.figures(saved)}
