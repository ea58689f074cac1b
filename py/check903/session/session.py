"""The page's side of the engine: one Session holds the files and the check, and answers the worker's calls.

Every method takes and gives what JSON can hold, bytes excepted; `docs/architecture.md` has the table. Nothing else in
the package knows that there is a page. Each answer is sensible before anything was loaded or checked.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from check903 import api, engine
from check903.engine.findings import Findings
from check903.export import report
from check903.findings import status
from check903.findings.search import matching
from check903.findings.status import STATUSES
from check903.model.providers import Providers
from check903.model.returns import Collection
from check903.model.table import Table
from check903.reading import Shelf
from check903.reading.providers import ProviderList
from check903.reference import authorities, postcodes, schema
from check903.session.corrections import FixCalls
from check903.session.sharing import ShareCalls
from check903.session.snapshot import MemoCalls, decides
from check903.views import catalogue, child, children, files, findings, overview, rules, share


class Session(FixCalls, ShareCalls, MemoCalls):
    """The files that were dropped in, and what a check found in them.

    directory  check903.reference.postcodes.Directory; by default what the package finds, else an empty one that the
    page fills by area
    """

    def __init__(self, directory: postcodes.Directory | None = None):
        found = directory or postcodes.default_directory()
        self._directory = found or postcodes.Directory()
        self._by_area = found is None
        self._areas = 0
        self._mentioned_by: list = []
        self._mentioned: set[str] = set()
        self._shelf = Shelf()
        self._running: Running | None = None
        self._checked: Findings | None = None
        ShareCalls.__init__(self)
        MemoCalls.__init__(self)

    # -- what there is to choose from ---------------------------------------------------------------------------------

    def about(self) -> dict:
        """The years whose rules are known, councils, tables, and what the page calls categories and statuses."""
        years = range(schema.FIRST_YEAR, schema.LAST_YEAR + 1)
        return {
            "years": [
                {"year": year, "label": schema.year_label(year), "rules": len(engine.in_force(year))} for year in years
            ],
            "councils": [{"code": code, "name": name} for code, name in authorities.councils().items()],
            "tables": [{"name": spec.name, "label": spec.label} for spec in schema.TABLES.values()],
            "categories": engine.CATEGORIES,
            "statuses": STATUSES,
        }

    def rule_book(self, year: int | None = None) -> dict:
        """The rules of a year with their texts, and what changed from the year before."""
        return catalogue.rule_book(year)

    # -- files --------------------------------------------------------------------------------------------------------

    @decides
    def files(self) -> dict:
        """The files as they were recognised."""
        return files.files(self._shelf)

    def add_file(self, path: str, data: bytes, source: int = 0, drop: int = 0) -> dict:
        """Read a file, whatever it is; `files()`, once all are added, says what it is.

        `source`: the caller's number for it; `drop`: one that files dropped or chosen together share.
        """
        added = self._shelf.add(path, bytes(data), int(source), int(drop))
        self._compare_anew()
        return {"added": [file.id for file in added]}

    @decides
    def remove(self, file: int) -> dict:
        """Take a file away."""
        self._shelf.remove(int(file))
        self._compare_anew()
        return self.files()

    @decides
    def change(self, file: int, part: int, table: str | None = None, year: int | None = None) -> dict:
        """Take a part of a file for a table (none: leave it out) and a year (none: as its dates say)."""
        read = next(found for found in self._shelf.files if found.id == int(file))
        read.years.pop(int(part), None)
        same = (table or "") == read.read.parts[int(part)].table_name
        self._shelf.change(int(file), int(part), None if same else table or "", int(year) if year else None)
        return self.files()

    @decides
    def choose_year(self, year: int | None = None) -> dict:
        """Set the collection year; none: as the files suggest."""
        self._shelf.set_year(int(year) if year else None)
        return self.files()

    @decides
    def answer(self, key: str, answer: str = "") -> dict:
        """Answer a question about the files; none: ask it again."""
        self._shelf.answer(key, answer or "")
        return self.files()

    @decides
    def sample(self, source: int = 0) -> dict:
        """The sample return in place of what was loaded, and the council that makes it. `source`: the caller's number
        for its files.
        """
        from check903 import sample

        made = sample.generate()
        self.forget()
        for folder, tables in (("this year", made.this_year), ("last year", made.last_year)):
            for name, data in tables.items():
                self._shelf.add(f"{folder}/{name}", data, int(source))
        self._shelf.add("providers.xlsx", made.providers, int(source))
        return {**self.files(), "authority": made.council}

    def forget(self) -> dict:
        """Clear files, results, changes and notes."""
        self._shelf = self._shelf_checked = Shelf()
        self._running = self._checked = self._fixing = self._ties = None
        self._mentioned_by, self._mentioned = [], set()
        ShareCalls.__init__(self)
        MemoCalls.__init__(self)
        return self.files()

    def _compare_anew(self) -> None:
        """A saved check may have come or gone, and the screens compare with it."""
        if self._checked:
            self._show(self._checked)

    # -- postcodes ----------------------------------------------------------------------------------------------------

    def postcode_areas_wanted(self, call: str = "", arguments: list | None = None) -> list[str]:
        """The postcode areas that the files and the change log mention and that are not here yet; some may not exist.

        call, arguments   a call about to be made: only what it will put into the return is looked at
        """
        if not self._by_area:
            return []
        mentioned = (
            self._areas_of(self._typed(call, arguments or []))
            if call
            else self._areas_mentioned() | self._areas_of(self._put_in())
        )
        return sorted(mentioned - self._directory.areas)

    def add_postcode_area(self, area: str, data: bytes) -> None:
        """Take in the postcodes of an area."""
        self._directory.add_area(area, bytes(data))
        self._areas += 1

    def _areas_mentioned(self) -> set[str]:
        """The postcode areas of the files. Worked out again where one of the three concerned came or went."""
        sources = [
            *(tables.get("Episodes") for tables in (self._shelf.this_year, self._shelf.last_year)),
            self._shelf.providers,
        ]
        if any(now is not then for now, then in zip_longest(sources, self._mentioned_by)):
            self._mentioned_by, self._mentioned = sources, postcodes.areas_in(_postcodes(*sources))
        return self._mentioned

    def _areas_of(self, cells: Iterable[tuple[str | None, str]]) -> set[str]:
        """The postcode areas of what was put into cells, as (field, text): postcodes, and Ofsted numbers of listed
        providers.
        """
        texts, urns = [], set()
        for field, text in cells:
            if field in ("HOME_POST", "PL_POST"):
                texts.append(text)
            elif field == "URN":
                urns.add(text)
        return postcodes.areas_in(texts + _of_providers(self._shelf.providers, urns))

    def _directory_if_there(self) -> postcodes.Directory | None:
        """The directory; None where the page could bring none of it, so that rules don't take every postcode for a
        wrong one.
        """
        return None if self._by_area and not self._areas and self._areas_mentioned() else self._directory

    def _providers(self, directory: postcodes.Directory | None) -> Providers | None:
        listed = self._shelf.providers
        return None if listed is None else Providers.of_list(listed, directory)

    # -- checking -----------------------------------------------------------------------------------------------------

    def check_start(self, options: dict | None = None) -> dict:
        """Begin a check; `options` may hold year, authority, rules_year and as_at (ISO date)."""
        options = options or {}
        self._as_at = dt.date.fromisoformat(options["as_at"]) if options.get("as_at") else None
        if options.get("year") and int(options["year"]) != self._shelf.year:
            self._shelf.set_year(int(options["year"]))
        self._shelf_checked = self._shelf.snapshot()
        self._running = Running(self._prepared(options), authorities.name(options.get("authority") or ""))
        return self._running.progress()

    def _prepared(self, options: dict):
        directory = self._directory_if_there()
        return api.prepare(
            self._shelf.this_year,
            self._shelf.last_year or None,
            Collection.of_year(self._shelf.year),
            authority=options.get("authority") or None,
            rules_year=int(options["rules_year"]) if options.get("rules_year") else None,
            providers=self._providers(directory),
            postcodes=directory,
        )

    def check_step(self) -> dict:
        """Run the next rule. The last step makes the results those of this check."""
        if self._running is None:
            return {"done": True, "total": 0, "finished": 0, "code": "", "title": ""}
        self._running.step()
        progress = self._running.progress()
        if progress["done"]:
            self._show(self._running.checked())
            self._running = None
            self._begin_fixing()
        return progress

    def check_stop(self) -> None:
        """Leave off checking; the results of the check before stay."""
        self._running = None

    # -- results ------------------------------------------------------------------------------------------------------

    def _view(self, show, nothing_yet: dict, *asked) -> dict:
        """`show` of the check, or `nothing_yet` before there is one."""
        return nothing_yet if self._checked is None else show(self._checked, *asked)

    def overview(self, filter: dict | None = None) -> dict:
        """Where the errors are."""
        return self._view(_overview, {"checked": False, "errors": 0, "of_errors": 0}, filter)

    def things(self, filter: dict | None = None) -> dict:
        """How many things to fix the errors come to, and values at fault in many records."""
        return self._view(overview.things, {"things": 0, "patterns": []}, filter)

    def rules(self, filter: dict | None = None, find: str = "", sort: str = "") -> dict:
        """The rules with errors."""
        return self._view(rules.rules, {"total": 0, "errors": 0, "rules": []}, filter, find or "", sort or "")

    def rule(self, code: str, filter: dict | None = None, page: int = 0, size: int = 50, sort: str = "") -> dict:
        """One rule and its rows."""
        return self._view(rules.rule, rules.without_rows(code), code, filter, page, size, sort or "")

    def children(
        self, filter: dict | None = None, find: str = "", page: int = 0, size: int = 50, sort: str = ""
    ) -> dict:
        """The children with errors."""
        return self._view(children.children, {"total": 0, "rows": []}, filter, find or "", page, size, sort or "")

    def child(self, id: str, filter: dict | None = None, sort: str = "") -> dict:
        """One child: facts, errors, time line, rows."""
        return self._view(child.child, {"child": id, "found": False}, id, filter, sort or "")

    def findings(self, filter: dict | None = None, page: int = 0, size: int = 50, sort: str = "") -> dict:
        """The errors themselves."""
        return self._view(findings.findings, {"total": 0, "of": 0, "rows": []}, filter, page, size, sort or "")

    def filter_choices(self, filter: dict | None = None) -> dict:
        """What the filter could be set to."""
        return self._view(findings.choices, {facet: [] for facet in findings.FACETS}, filter)

    def workbook(self, filter: dict | None = None) -> dict:
        """The report as an Excel workbook."""
        return self._view(report.workbook, {}, filter)

    def csv(self, view: str, filter: dict | None = None) -> dict:
        """The table of a view as CSV."""
        return self._view(report.csv, {}, view, filter)


def _postcodes(now: Table | None, before: Table | None, listed: ProviderList | None) -> list[str]:
    """The postcodes of the children's homes and placements in Episodes, and of the listed providers they are placed
    with.
    """
    episodes = [table.columns for table in (now, before) if table]
    found = [
        text
        for columns in episodes
        for name in ("HOME_POST", "PL_POST")
        if name in columns
        for text in columns[name].values
    ]
    return found + _of_providers(
        listed, {text for columns in episodes if "URN" in columns for text in columns["URN"].values}
    )


def _of_providers(listed: ProviderList | None, urns: set[str]) -> list[str]:
    """The postcodes of the listed providers with those Ofsted numbers."""
    return listed.postcodes_of(urns) if listed and urns else []


def _overview(checked: Findings, filter: dict | None) -> dict:
    return {
        **overview.overview(checked, filter),
        **status.overview(checked, matching(checked, filter)),
        "since": share.since(checked.marks),
    }


class Running:
    """A check under way."""

    def __init__(self, prepared, council: str):
        r, self._rules, self._result = prepared
        self._council = council
        self._steps: Iterator[int] = engine.run(r, self._rules, self._result)
        self._finished, self._done, self._seconds = 0, False, 0.0

    def step(self) -> None:
        """Run one rule."""
        began = time.perf_counter()
        number = next(self._steps, None)
        self._done = number is None
        self._finished = len(self._rules) if number is None else number + 1
        self._seconds += time.perf_counter() - began

    def progress(self) -> dict:
        """How far it is, and the rule that comes next."""
        following = self._rules[self._finished] if self._finished < len(self._rules) else None
        return {
            "done": self._done,
            "total": len(self._rules),
            "finished": self._finished,
            "code": following.code if following else "",
            "title": following.title if following else "",
        }

    def checked(self) -> Findings:
        """The findings, once it is finished."""
        self._result.council, self._result.seconds = self._council, self._seconds
        return self._result
