"""The page's side of the engine: one Session holds the files and the check, and answers the worker's calls.

Every method takes and gives what JSON can hold, bytes excepted; `docs/api.md` has the table. Nothing else in
the package knows that there is a page. Each answer is sensible before anything was loaded or checked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TypeVar

from check903 import engine
from check903.engine.findings import Findings
from check903.export import report
from check903.export.names import Made
from check903.findings import status
from check903.findings.search import Filter, matching
from check903.findings.status import STATUSES
from check903.reading import work_file
from check903.reading.work import Work
from check903.reading.work_loaded import WorkPart, cells
from check903.reference import authorities, postcodes, schema
from check903.session import snapshot, there
from check903.session.answers import About, CheckOptions, Memo, Nothing, SavedFile, Step, WholeOverview
from check903.session.asking import Asking
from check903.session.chain import ChainCalls
from check903.session.checks import Check, Checks, Running
from check903.session.corrections import CorrectionCalls
from check903.session.councils import CouncilCalls
from check903.session.figuring import FigureCalls
from check903.session.inputs import Inputs
from check903.session.local import LocalCalls
from check903.session.own_checks import OwnCheckCalls
from check903.session.planning import PlanCalls
from check903.session.sharing import Sharing
from check903.session.snapshot import decides
from check903.session.two_lists import TwoListsCalls
from check903.tidy.columns import PlainTable
from check903.views import catalogue, child, children, files, find, findings, other_rules, overview, rules, share
from check903.views.catalogue import RuleBook
from check903.views.child import Child, NoChild
from check903.views.children import ChildOrder, Children
from check903.views.files import CouncilTold, Files
from check903.views.find import SearchResult
from check903.views.findings import Choices, FoundRows
from check903.views.manager import Manager
from check903.views.other_rules import RuleYears
from check903.views.overview import Things, Unchecked
from check903.views.rules import OneRule, Pages, Rules, UnknownRule

Shown = TypeVar("Shown")

NOT_CHECKED: Unchecked = {"checked": False, "errors": 0, "of_errors": 0}
NO_FILE: Nothing = {}


class Session:
    """What the page can ask for, made of parts that know only what they are given.

    inputs       the files and the postcodes
    checks       the check that the screens show
    corrections  changes, their log, and the files to take away
    planning     the plan: what is proposed, tried on a copy, and applied group by group
    sharing      accepted errors, lists per person, saved checks
    own          checks beyond the Department's: which are on, what they find
    asking       the tables for the user's own questions
    figuring     the numbers for leaders
    councils     those of several councils side by side
    local        the council's own rules: their files as text, what they found

    directory  see `Inputs`
    """

    def __init__(self, directory: postcodes.Directory | None = None):
        self.inputs = Inputs(directory)
        self._begin()

    def _begin(self) -> None:
        """The parts as they are before anything was checked, and their calls, which are the session's own."""
        self._running: Running | None = None
        self._with_work = True
        self._rules_beside: tuple[Findings | None, RuleYears | None] = (None, None)
        self.checks = Checks()
        self.sharing = sharing = Sharing(self.inputs, self.checks)
        self.corrections = corrections = CorrectionCalls(self.checks, sharing.set_status)

        self.fix, self.fix_fields, self.fix_log = corrections.fix, corrections.fix_fields, corrections.fix_log
        self.cause_try, self.cause_fix = corrections.cause_try, corrections.cause_fix
        self.fix_cell, self.fix_cells = corrections.fix_cell, corrections.fix_cells
        self.cells_try, self.values_try = corrections.cells_try, corrections.values_try
        self.fix_values = corrections.fix_values
        self.fix_undo, self.fix_redo = corrections.fix_undo, corrections.fix_redo
        self.corrected_files, self.change_log = corrections.corrected_files, corrections.change_log
        self.return_as_xml = corrections.return_as_xml
        self.standing, self.fixed = corrections.standing, corrections.fixed

        self.own = calls = OwnCheckCalls(self.checks, sharing)
        self.own_checks, self.own_check = calls.own_checks, calls.own_check
        self.own_switch, self.own_workbook = calls.own_switch, calls.own_workbook
        self.lists = lists = TwoListsCalls(self.checks)
        self.two_lists, self.two_lists_of = lists.two_lists, lists.two_lists_of
        self.two_lists_workbook = lists.two_lists_workbook

        self.through_years = chain = ChainCalls(self.checks)
        self.breaks, self.breaks_of, self.breaks_workbook = chain.breaks, chain.breaks_of, chain.breaks_workbook

        self.planning = planning = PlanCalls(self.checks, corrections, sharing)
        self.plan, self.plan_step, self.plan_group = planning.plan, planning.plan_step, planning.plan_group
        self.plan_tick = planning.plan_tick
        self.fix_try, self.fix_apply = planning.fix_try, planning.fix_apply
        self.fix_apply_safe = planning.fix_apply_safe

        self.accept, self.ask_about = sharing.accept, sharing.ask_about
        self.share_set, self.share_lists, self.share_list = sharing.share_set, sharing.share_lists, sharing.share_list
        self.share_tick = sharing.share_tick
        self.share_workbook, self.share_pages = sharing.share_workbook, sharing.share_pages
        self.share_drafts, self.share_draft = sharing.share_drafts, sharing.share_draft
        self.share_merge, self.share_roles = sharing.share_merge, sharing.share_roles
        self.workers_template = sharing.workers_template
        self.progress, self.comparisons = sharing.progress, sharing.comparisons
        self.figures = sharing.figures

        self.asking = asking = Asking(self.inputs, self.checks)
        self.ask_words, self.ask_begin, self.ask_step = asking.ask_words, asking.ask_begin, asking.ask_step
        self.ask_file = asking.ask_file

        self.figuring = figuring = FigureCalls(self.inputs, self.checks, sharing)
        self.figures_place, self.figures_lines = figuring.figures_place, figuring.figures_lines
        self.figures_balance, self.figures_headlines = figuring.figures_balance, figuring.figures_headlines
        self.figure, self.figure_children = figuring.figure, figuring.figure_children
        self.figure_children_file, self.figures_file = figuring.figure_children_file, figuring.figures_file
        self.figure_question = figuring.figure_question
        self.councils = councils = CouncilCalls(self.inputs, self.checks, figuring)
        self.side_by_side, self.side_by_side_months = councils.side_by_side, councils.side_by_side_months
        self.side_by_side_file, self.side_by_side_add = councils.side_by_side_file, councils.side_by_side_add

        self.local = local = LocalCalls(self.inputs, self.checks, sharing, asking)
        self.local_files, self.local_switch = local.local_files, local.local_switch
        self.local_take, self.local_found = local.local_take, local.local_found
        self.local_offer, self.local_write = local.local_offer, local.local_write
        self.local_template, self.local_together = local.local_template, local.local_together

    @property
    def check(self) -> Check | None:
        """The check that the screens show; None before there is one."""
        return self.checks.current

    # -- what there is to choose from ---------------------------------------------------------------------------------

    def about(self) -> About:
        """The years whose rules are known, councils, tables, and what the page calls categories, severities and
        statuses.
        """
        years = range(schema.FIRST_YEAR, schema.LAST_YEAR + 1)
        return {
            "years": [
                {"year": year, "label": schema.year_label(year), "rules": len(engine.in_force(year))} for year in years
            ],
            "councils": [{"code": code, "name": name} for code, name in authorities.councils().items()],
            "tables": [{"name": spec.name, "label": spec.label} for spec in schema.TABLES.values()],
            "categories": engine.CATEGORIES,
            "severities": engine.SEVERITIES,
            "statuses": STATUSES,
        }

    def rule_book(self, year: int | None = None) -> RuleBook:
        """The rules of a year with their texts, and what changed from the year before."""
        return catalogue.rule_book(year)

    # -- files --------------------------------------------------------------------------------------------------------

    @decides
    def files(self) -> Files:
        """The files as they were recognised."""
        return files.files(self.inputs.loaded, self.inputs.undecided)

    def add_file(self, path: str, data: bytes, source: int = 0, drop: int = 0) -> None:
        """Read a file, whatever it is; `files()`, once all are added, says what it is.

        `source`: the caller's number for it; `drop`: one that files dropped or chosen together share.
        """
        self.inputs.loaded.add(path, bytes(data), int(source), int(drop))
        self._compare_anew()

    @decides
    def remove(self, file: int) -> Files:
        """Take a file away."""
        self.inputs.loaded.remove(there.file(self.inputs.loaded, file).id)
        self._compare_anew()
        return self.files()

    @decides
    def change(self, file: int, part: int, table: str | None = None, year: int | None = None) -> Files:
        """Take a part of a file for a table (none: leave it out) and a year (none: as its dates say)."""
        loaded, number = there.part(self.inputs.loaded, file, part)
        wanted, of_year = there.taken(table), there.year(year)
        loaded.years.pop(number, None)
        same = wanted == loaded.read.parts[number].table_name
        self.inputs.loaded.change(loaded.id, number, None if same else wanted, of_year)
        return self.files()

    @decides
    def choose_year(self, year: int | None = None) -> Files:
        """Set the collection year; none: as the files suggest."""
        self.inputs.loaded.set_year(there.year(year))
        return self.files()

    @decides
    def answer(self, key: str, answer: str = "") -> Files:
        """Answer a question about the files; none: ask it again."""
        self.inputs.loaded.answer(key, answer or "")
        return self.files()

    def council(self, chosen: str = "") -> CouncilTold:
        """Which council the postcodes tell, and what is to be asked where they contradict the chosen one."""
        return files.council(self.inputs.council_evidence(), chosen or "", self.inputs.loaded)

    @decides
    def sample(self, source: int = 0) -> Files:
        """The sample return in place of what was loaded, and the council that makes it. `source`: the caller's number
        for its files.
        """
        from check903 import sample

        generated = sample.generate()
        self.forget()
        for folder, tables in (("this year", generated.this_year), ("last year", generated.last_year)):
            for name, data in tables.items():
                self.inputs.loaded.add(f"{folder}/{name}", data, int(source))
        self.inputs.loaded.add("providers.xlsx", generated.providers, int(source))
        return {**self.files(), "authority": generated.council}

    def forget(self) -> Files:
        """Clear files, results, changes and notes."""
        self.inputs.clear()
        self._begin()
        return self.files()

    def _compare_anew(self) -> None:
        """A saved check may have come or gone, and the screens compare with it."""
        if self.check:
            self.sharing.set_status(self.check.findings)

    # -- postcodes ----------------------------------------------------------------------------------------------------

    def postcode_areas_wanted(self, call: str = "", arguments: list | None = None) -> list[str]:
        """The postcode areas that the files and the change log mention and that are not here yet; some may not exist.

        call, arguments   a call about to be made: only what it will put into the return, or check, is looked at
        """
        if call == "side_by_side_add":
            return self.councils.areas_wanted(*(arguments or [""])[:1])
        typed = self.corrections.typed(call, arguments or []) if call else self._put_in()
        return self.inputs.areas_wanted(typed, of_files=not call)

    def _put_in(self) -> Iterator[tuple[str | None, str]]:
        """(field, text) of each change made, and of those that a work file brings."""
        yield from self.corrections.put_in()
        if work := self.inputs.loaded.waiting_work:
            yield from ((change.field, change.after) for batch in work.batches for change in batch.changes)

    def add_postcode_area(self, area: str, data: bytes) -> None:
        """Take in the postcodes of an area."""
        self.inputs.add_area(area, data)

    # -- checking -----------------------------------------------------------------------------------------------------

    def check_start(self, options: CheckOptions | None = None) -> Step:
        """Begin a check; `check_step` until it is done. The results change then, not before."""
        options = options or {}
        as_at, year = there.day(options.get("as_at")), there.year(options.get("year"))
        self.sharing.as_at = as_at
        if year and year != self.inputs.loaded.year:
            self.inputs.loaded.set_year(year)
        self._with_work = options.get("work", True)
        council = authorities.name(options.get("authority") or "")
        self._running = Running(self.inputs.prepared(options), council, self.inputs.loaded.snapshot())
        return self._running.progress()

    def check_step(self) -> Step:
        """Run the next rule. The last step makes the results those of this check; the worker calls it in slices, so
        that Stop works.
        """
        if self._running is None:
            return {"done": True, "total": 0, "finished": 0, "code": "", "title": ""}
        self._running.step()
        progress = self._running.progress()
        if progress["done"]:
            check, self._running = self._running.ended(), None
            loaded = self.inputs.loaded
            self._begin_with(check, loaded.work, loaded.waiting_work if self._with_work else None)
        return progress

    def _begin_with(self, check: Check, part: WorkPart | None, waiting: Work | None) -> None:
        """The changes so far are made again; those, the notes and choices of a work file that waits for a check too."""
        if part is None or waiting is None:
            self.corrections.begin(check)
            return
        state = self.inputs.loaded.work_state
        self.sharing.take_in(waiting)
        self.corrections.begin(check, waiting, cells(waiting, state))
        state.made.append(part.digest)

    # -- results ------------------------------------------------------------------------------------------------------

    def _view(self, show: Callable[..., Shown], nothing_yet: Shown, *asked) -> Shown:
        """`show` of the check, or `nothing_yet` before there is one."""
        return nothing_yet if self.check is None else show(self.check.findings, *asked)

    def overview(self, filter: Filter | None = None) -> WholeOverview | Unchecked:
        """Where the errors are."""
        return self._view(_overview, NOT_CHECKED, filter, self.sharing.not_compared)

    def rule_years(self) -> RuleYears | None:
        """The check beside one with the return's own year's rules; None where these are the ones that were used. Takes
        as long as a check, once after each change.
        """
        findings = self.checks.findings
        if findings is not self._rules_beside[0]:
            self._rules_beside = findings, other_rules.compared(findings) if findings is not None else None
        return self._rules_beside[1]

    def things(self, filter: Filter | None = None) -> Things:
        """How many things to fix the errors come to, and values at fault in many records."""
        return self._view(overview.things, {"things": 0, "patterns": []}, filter)

    def rules(self, filter: Filter | None = None, find: str = "", sort: str = "") -> Rules:
        """The rules with errors; `find` picks by code or words. Sorts: -errors (unless told otherwise), code, title."""
        return self._view(rules.rules, {"total": 0, "errors": 0, "rules": []}, filter, find or "", sort or "")

    def rule(
        self, code: str, filter: Filter | None = None, page: Pages = 0, size: int = 50, sort: str = ""
    ) -> OneRule | UnknownRule:
        """One rule and its rows; `page` of each table, by its name. The filter's own rule doesn't count. Sorts as for
        `findings`.
        """
        return self._view(rules.rule, rules.without_rows(code), code, filter, page, size, sort or "")

    def children(
        self, filter: Filter | None = None, find: str = "", page: int = 0, size: int = 50, sort: str = ""
    ) -> Children:
        """The children with errors. Sorts: -errors (unless told otherwise; ties by id), child."""
        return self._view(children.children, {"total": 0, "rows": []}, filter, find or "", page, size, sort or "")

    def child_order(self, filter: Filter | None = None, sort: str = "") -> ChildOrder:
        """The ids of the children with errors in the order of `children`: whom to work through."""
        return self._view(children.order, {"children": [], "accepted": []}, filter, sort or "")

    def child(self, id: str) -> Child | NoChild:
        """One child: facts, errors, time line, rows, and what was changed."""
        if self.check is None:
            return {"child": id, "found": False}
        return child.child(self.check.findings, id, self.check.fixing, self.sharing.in_letters())

    def manager(self) -> Manager:
        """The page for the manager."""
        return self.sharing.manager(self.figuring.figures_of())

    def search(self, text: str, all_of: str = "") -> SearchResult:
        """What a few typed characters find: rules, local rules, children, rows by line, words of rules; of `all_of`
        (rule, local, child, row or word) not only the first. Before a check the rules alone.
        """
        return find.search(self.checks.findings, text, all_of, self.inputs.loaded.year)

    def findings(self, filter: Filter | None = None, page: int = 0, size: int = 50, sort: str = "") -> FoundRows:
        """The errors themselves. Sorts: rule (unless told otherwise), title, table, category, file, line, child."""
        return self._view(findings.findings, {"total": 0, "of": 0, "rows": []}, filter, page, size, sort or "")

    def filter_choices(self, filter: Filter | None = None) -> Choices:
        """What the filter could be set to."""
        return self._view(findings.choices, findings.NO_CHOICES, filter)

    def workbook(self, filter: Filter | None = None) -> Made | Nothing:
        """The report as an Excel workbook."""
        return self._view(
            report.workbook, NO_FILE, filter, self.manager() if self.check else None, self.inputs.loaded.workers
        )

    def csv(self, view: str, filter: Filter | None = None) -> Made | Nothing:
        """The table of a view as CSV. Views: findings (`rule` is the same), causes (a row per thing to fix), rules,
        children, not_run, child (the rows of the filter's `child` in its `table`), local (of a council's own rules).
        """
        return self._view(report.csv, NO_FILE, view, filter, self.inputs.loaded.workers)

    def tables(self, kind: str) -> Made | Nothing:
        """The return with what was found as typed tables, in a zip with the data dictionary. `kind`: sqlite, csv. Read
        again it is the same return.
        """
        from check903.export import table_files  # sqlite3, which nothing else needs before the first view

        if self.check is None:
            return NO_FILE
        return table_files.zipped(self.check.findings, there.kind(kind, table_files.KINDS))

    def tables_plain(self) -> list[PlainTable]:
        """The same tables as plain columns, of which the page makes Parquet files."""
        from check903.export import table_files

        return table_files.tidy_tables(self.check.findings) if self.check else []

    def tables_parquet(self, parquet_files: dict[str, bytes]) -> Made | Nothing:
        """The Parquet files made of them, by table, in a zip with the data dictionary."""
        from check903.export import table_files

        return table_files.with_parquet(self.check.findings, parquet_files) if self.check else NO_FILE

    # -- work that lasts ----------------------------------------------------------------------------------------------

    def save_work(self) -> SavedFile:
        """What was decided and the check as one file, to be dropped in beside the same files or newer ones."""
        saved_at = dt.datetime.now().replace(microsecond=0)
        work = snapshot.work(self.inputs.loaded, self.corrections, self.sharing, saved_at, self.sharing.saved_now())
        return {
            "name": snapshot.file_name(work, saved_at.date()),
            "bytes": work_file.to_bytes(work),
            "mark": self.memo()["mark"],
        }

    def work_unfit(self) -> Made:
        """The changes of the work file that don't fit these files, as an Excel list."""
        from check903.export.work_list import unfit_list

        return unfit_list(self.inputs.loaded)

    @decides
    def use_work(self, wanted: bool = True) -> Files:
        """Whether the next check makes the changes of the work file again."""
        self.inputs.loaded.work_state.without = not wanted
        return self.files()

    @decides
    def work_again(self, number: int, wanted: bool = True) -> Files:
        """Make a change of the work file although another value stands there now; `number` as `files()` has it."""
        again = self.inputs.loaded.work_state.again
        again.add(int(number)) if wanted else again.discard(int(number))
        return self.files()

    def memo(self) -> Memo:
        """What the user decided, and whether any of it is work to lose: see `session.snapshot`."""
        return snapshot.memo(self.inputs.loaded, self.corrections, self.sharing)

    @decides
    def recall(self, memo: bytes) -> Files:
        """Take over a memo, once the files are added again; the change log is made again by the next check. The same as
        `files()`.
        """
        snapshot.recall(bytes(memo), self.inputs.loaded, self.corrections, self.sharing)
        return self.files()


def _overview(checked: Findings, filter: Filter | None, not_compared: Callable[[], list[str]]) -> WholeOverview:
    return {
        **overview.overview(checked, filter),
        **status.overview(checked, matching(checked, filter, with_accepted=True)),
        "since": share.since(checked.status),
        "not_compared": not_compared(),
    }
