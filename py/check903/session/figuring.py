"""The part of the worker's API for Figures. Each figure is worked out when it is first asked for, and kept as long as
the return, what is accepted, and the published files are the same. See `check903.session.session`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from check903.export.names import Made, file_name
from check903.figures.declared import Measure, measures
from check903.figures.figures import Figures
from check903.figures.published import Published
from check903.figures.whose import Listed, listed
from check903.findings.status import Status
from check903.model.text import long_date
from check903.reference import schema
from check903.session import there
from check903.session.checks import Checks
from check903.session.inputs import Inputs
from check903.session.own_checks import HasChoices
from check903.session.snapshot import decides
from check903.views import figure as page
from check903.views import figure_children as behind
from check903.views import figures as view
from check903.views import figures_balance
from check903.views.figure_children import ChildrenFilter, FigureChildren
from check903.views.figure_question import FigureQuestion, question

MOST_DAYS = 3  # kept at a time


class FigureCalls:
    """The calls. A day is ISO, "" for the day on which the user stands."""

    def __init__(self, inputs: Inputs, checks: Checks, chosen: HasChoices):
        self._inputs, self._checks, self._chosen = inputs, checks, chosen
        self._of: tuple = ()
        self._days: dict[dt.date, Figures] = {}
        self._listed_of: tuple = ()
        self._listed_rows: list[Listed] = []
        self._published_of: tuple = ()
        self._published_read = Published()

    def figures_place(self, day: str = "") -> view.FiguresPlace:
        """The themes with their figures' names, the days that can be chosen, and the published files."""
        checked = self._checks.needed().findings
        has_last = any(schema.is_last_years(name) for name in checked.r.loaded)
        chosen = view.Chosen(self._day(day), self._today, self._chosen.choices.headlines)
        return view.place(checked, chosen, has_last, self._published)

    @decides
    def figures_headlines(self, ids: list[str], day: str = "") -> view.FiguresPlace:
        """Choose which figures are shown first; none: those that the page proposes."""
        self._chosen.choose(headlines=[measure.id for measure in _measures(ids)])
        return self.figures_place(day)

    def figures_lines(self, ids: list[str], day: str = "") -> list[view.FigureLine]:
        """These figures: value, last year, how far each can be trusted, what is published."""
        return view.lines(self._figures(day), _measures(ids), self._published)

    def figures_balance(self, day: str = "") -> figures_balance.FiguresBalance | None:
        """Whether the children at the year's start, starts, leavers and the children on the day add up."""
        return figures_balance.shown(self._figures(day))

    def figure(self, id: str, day: str = "") -> page.FigurePage | page.NoFigure:
        """One figure: what it counts, month by month, its breakdowns, the rules whose errors touch it."""
        checked = self._checks.needed().findings
        whole = self._figures(checked.r.collection.end.isoformat())
        for measure in _measures([id]):
            return page.page(checked, self._figures(day), whole, measure, self._published, self._status)
        return {"id": id, "found": False}

    def figure_children(
        self, id: str, day: str = "", asked: ChildrenFilter | None = None, page: int = 0, size: int = 50
    ) -> FigureChildren:
        """The children behind a figure, a page of one list: counted, not counted and why, cannot tell, with error."""
        return behind.children(self._listed(id, day), asked or {}, int(page), int(size))

    def figure_children_file(
        self, id: str, day: str = "", asked: ChildrenFilter | None = None, kind: str = "csv"
    ) -> Made:
        """One of those lists as a file. `kind`: csv, xlsx."""
        from check903.export import figure_children

        make = figure_children.FORMS[f".{there.kind(kind, _endings(figure_children.FORMS))}"]
        wanted = asked or {}
        records = behind.of_state(behind.filtered(self._listed(id, day), wanted), wanted.get("of") or "counted")
        return self._file(f"children {id} {self._day(day).isoformat()}", kind, make(records))

    def figure_question(self, id: str, day: str = "", asked: ChildrenFilter | None = None) -> FigureQuestion:
        """One of those lists as a question for Ask, in SQL."""
        wanted = asked or {}
        state = wanted.get("of") or "counted"
        records = behind.of_state(behind.filtered(self._listed(id, day), wanted), state)
        titles = [f"{measure.title}, on {long_date(self._day(day))}" for measure in _measures([id])]
        loaded = self._checks.needed().findings.r.loaded
        return question("".join(titles), state, [record["child"] for record in records], loaded)

    def figures_file(self, kind: str = "xlsx", day: str = "", hide: bool = True) -> Made:
        """All figures with every month's end, without any child's id. `kind`: csv, xlsx; `hide`: numbers of 1 to 5, and
        what would give them away.
        """
        from check903.export import figure_files

        make = figure_files.FORMS[f".{there.kind(kind, _endings(figure_files.FORMS))}"]
        given = figure_files.Given(self._figures(day), self._published, hide)
        what = f"figures {self._day(day).isoformat()}{' small numbers hidden' if hide else ''}"
        return self._file(what, kind, make(given))

    def figures_of(self, day: str = "") -> Figures:
        """The figures as at that day, for what else is made of them."""
        return self._figures(day)

    # -- within -------------------------------------------------------------------------------------------------------

    @property
    def _status(self) -> Status:
        checked = self._checks.needed().findings
        return checked.status or Status(checked, checked.as_at, {})

    @property
    def _today(self) -> dt.date:
        """The day on which the user stands, within the collection year."""
        window = self._checks.needed().findings.r.collection
        return min(max(self._status.as_at, window.start), window.end)

    def _day(self, day: str) -> dt.date:
        """The day chosen; that on which the user stands, where it is none of the collection year."""
        window = self._checks.needed().findings.r.collection
        try:
            chosen = dt.date.fromisoformat(day) if day else self._today
        except ValueError:
            return self._today
        return chosen if window.start <= chosen <= window.end else self._today

    def _figures(self, day: str = "") -> Figures:
        """The figures as at that day."""
        checked, published = self._checks.needed().findings, self._published
        status = self._status
        now = (checked, published, status.accepted.tobytes(), status.not_due.tobytes())
        if (
            len(self._of) != len(now)
            or any(one is not other for one, other in zip(now[:2], self._of))
            or now != self._of
        ):
            self._of = now
            self._days.clear()
        as_at = self._day(day)
        if as_at not in self._days:
            while len(self._days) >= MOST_DAYS:
                del self._days[next(iter(self._days))]
            self._days[as_at] = Figures(checked.r, as_at, checked, *published.populations(checked.r.collection.year))
        return self._days[as_at]

    def _listed(self, id: str, day: str) -> list[Listed]:
        """The children behind a figure; none where it can't be made."""
        figures, workers = self._figures(day), self._inputs.loaded.workers
        now = (id, figures, workers)
        if now[:1] != self._listed_of[:1] or any(one is not other for one, other in zip(now[1:], self._listed_of[1:])):
            can = [measure for measure in _measures([id]) if figures.this.result(measure).count is not None]
            self._listed_of, self._listed_rows = (
                now,
                [row for measure in can for row in listed(figures.this, measure, workers)],
            )
        return self._listed_rows

    def _file(self, what: str, ending: str, data: bytes) -> Made:
        return {"name": file_name(self._checks.needed().findings, what, ending), "bytes": data}

    @property
    def _published(self) -> Published:
        """What the published files say; read anew where one came or went."""
        authority = self._checks.needed().findings.r.authority
        now = (authority, *map(id, files := self._inputs.loaded.published))
        if now != self._published_of:
            self._published_of, self._published_read = now, Published(authority)
            for file in files:
                self._published_read.add(file.name, file.data)
        return self._published_read


def _endings(forms: Mapping[str, object]) -> list[str]:
    """The kinds of file, without the dot."""
    return [ending.removeprefix(".") for ending in forms]


def _measures(ids: list[str]) -> list[Measure]:
    """The figures of those ids; what is none is left out."""
    known = {measure.id: measure for measure in measures()}
    return [known[wanted] for wanted in ids if wanted in known]
