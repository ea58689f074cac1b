"""The page's side of the engine: one Session holds the files and the check, and answers the worker's calls.

Every call takes and gives what JSON can hold, bytes excepted; `docs/api.md` has the table. Nothing else in the package
knows that there is a page. Each answer is sensible before anything was loaded or checked.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from check903.reference import postcodes
from check903.views import about
from check903.views.about import About

if TYPE_CHECKING:
    from check903.session.asking import Asking
    from check903.session.chain import ChainCalls
    from check903.session.checking import CheckCalls
    from check903.session.checks import Check, Checks
    from check903.session.corrections import CorrectionCalls
    from check903.session.councils import CouncilCalls
    from check903.session.figuring import FigureCalls
    from check903.session.files import FileCalls
    from check903.session.inputs import Inputs
    from check903.session.local import LocalCalls
    from check903.session.own_checks import OwnCheckCalls
    from check903.session.planning import PlanCalls
    from check903.session.postcodes import PostcodeCalls
    from check903.session.reports import ReportCalls
    from check903.session.results import ResultCalls
    from check903.session.saving import SavingCalls
    from check903.session.sharing import Sharing
    from check903.session.two_lists import TwoListsCalls
    from check903.session.works import Works

# Each part that answers calls, and which. In the order in which a user comes by them.
CALLS = {
    "filing": """files add_file remove change choose_year answer council sample forget use_work work_again
        work_unfit""",
    "postcodes": "postcode_areas_wanted add_postcode_area",
    "checking": "check_start check_step",
    "saving": "save_work memo recall",
    "results": """overview rule_years things rules rule children child_order child manager search findings
        filter_choices rule_book""",
    "corrections": """fix fix_fields fix_log fix_cell fix_cells fix_values cells_try values_try cause_try cause_fix
        fix_undo fix_redo corrected_files change_log return_as_xml standing fixed""",
    "planning": "plan plan_step plan_group plan_tick fix_try fix_apply fix_apply_safe",
    "sharing": """accept ask_about share_set share_lists share_list share_tick share_workbook share_pages share_drafts
        share_draft share_merge share_roles workers_template progress comparisons figures""",
    "reports": "workbook csv tables tables_plain tables_parquet",
    "own_checking": "own_checks own_check own_switch own_workbook",
    "lists": "two_lists two_lists_of two_lists_workbook",
    "years": "breaks breaks_of breaks_workbook",
    "figuring": """figures_place figures_lines figures_balance figures_headlines figure figure_children
        figure_children_file figures_file figure_question""",
    "councils": "side_by_side side_by_side_months side_by_side_file side_by_side_add",
    "asking": "ask_words ask_begin ask_step ask_file",
    "local": """local_files local_switch local_take local_found local_offer local_write local_template
        local_together""",
}
PART_OF = {call: part for part, calls in CALLS.items() for call in calls.split()}


class Session:
    """What the page can ask for, made of parts that know only what they are given. A part is imported and made when
    something of it is first wanted, so that the page starts without reading, figures and exports.

    directory  see `Inputs`
    """

    def __init__(self, directory: postcodes.Directory | None = None):
        self._directory = directory

    def about(self) -> About:
        """The years whose rules are known, councils, tables, and what the page calls categories, severities and
        statuses.
        """
        return about.about()

    def __getattr__(self, call: str) -> Any:
        """A call, of the part that has it."""
        if call not in PART_OF:
            raise AttributeError(f"The session has no call {call!r}")
        return getattr(getattr(self, PART_OF[call]), call)

    @property
    def check(self) -> Check | None:
        """The check that the screens show; None before there is one."""
        return self.checks.current

    @property
    def is_empty(self) -> bool:
        """True while there is no file."""
        return "inputs" not in vars(self) or not self.inputs.loaded.files

    def make_next(self) -> bool:
        """Make one of the parts that nothing was asked of yet, so that no click has to wait for its import. Whether
        more are left.
        """
        unmade = [part for part in CALLS if part not in vars(self)]
        if unmade:
            getattr(self, unmade[0])
        return len(unmade) > 1

    def _begin_again(self) -> None:
        """Make all parts anew, but for what the files are in."""
        for part in [*CALLS, "checks", "works"]:
            vars(self).pop(part, None)

    # -- what the parts share -----------------------------------------------------------------------------------------

    @cached_property
    def inputs(self) -> Inputs:
        """The files and the postcodes."""
        from check903.session.inputs import Inputs

        return Inputs(self._directory)

    @cached_property
    def checks(self) -> Checks:
        """The check that the screens show."""
        from check903.session.checks import Checks

        return Checks()

    @cached_property
    def works(self) -> Works:
        """What was decided, council by council."""
        from check903.session.works import Works

        return Works(self.inputs, self.corrections, self.sharing)

    # -- those that answer calls --------------------------------------------------------------------------------------

    @cached_property
    def filing(self) -> FileCalls:
        """What was dropped in, and what it is taken for."""
        from check903.session.files import FileCalls

        return FileCalls(self.inputs, self.checks, self.sharing, self._begin_again)

    @cached_property
    def postcodes(self) -> PostcodeCalls:
        """Which postcodes the page is to bring."""
        from check903.session.postcodes import PostcodeCalls

        return PostcodeCalls(
            self.inputs, self.corrections, self.works, lambda *asked: self.councils.areas_wanted(*asked)
        )

    @cached_property
    def checking(self) -> CheckCalls:
        """The check under way."""
        from check903.session.checking import CheckCalls

        return CheckCalls(self.inputs, self.corrections, self.sharing, self.works)

    @cached_property
    def saving(self) -> SavingCalls:
        """The work file and the memo."""
        from check903.session.saving import SavingCalls

        return SavingCalls(self.inputs, self.works)

    @cached_property
    def results(self) -> ResultCalls:
        """What was found, screen by screen."""
        from check903.session.results import ResultCalls

        return ResultCalls(self.inputs, self.checks, self.sharing, lambda: self.figuring.figures_of())

    @cached_property
    def corrections(self) -> CorrectionCalls:
        """Changes, their log, and the files to take away."""
        from check903.session.corrections import CorrectionCalls

        return CorrectionCalls(self.checks, self.sharing.set_status)

    @cached_property
    def planning(self) -> PlanCalls:
        """The plan: what is proposed, tried on a copy, and applied group by group."""
        from check903.session.planning import PlanCalls

        return PlanCalls(self.checks, self.corrections, self.sharing)

    @cached_property
    def sharing(self) -> Sharing:
        """Accepted errors, lists per person, saved checks."""
        from check903.session.sharing import Sharing

        return Sharing(self.inputs, self.checks)

    @cached_property
    def reports(self) -> ReportCalls:
        """Files of what was found."""
        from check903.session.reports import ReportCalls

        return ReportCalls(self.inputs, self.checks, lambda: self.results.manager())

    @cached_property
    def own_checking(self) -> OwnCheckCalls:
        """Checks beyond the Department's: which are on, what they find."""
        from check903.session.own_checks import OwnCheckCalls

        return OwnCheckCalls(self.checks, self.sharing)

    @cached_property
    def lists(self) -> TwoListsCalls:
        """Annex A beside the return."""
        from check903.session.two_lists import TwoListsCalls

        return TwoListsCalls(self.checks)

    @cached_property
    def years(self) -> ChainCalls:
        """Children through the years."""
        from check903.session.chain import ChainCalls

        return ChainCalls(self.checks)

    @cached_property
    def figuring(self) -> FigureCalls:
        """The numbers for leaders."""
        from check903.session.figuring import FigureCalls

        return FigureCalls(self.inputs, self.checks, self.sharing)

    @cached_property
    def councils(self) -> CouncilCalls:
        """Those of several councils side by side."""
        from check903.session.councils import CouncilCalls

        return CouncilCalls(self.inputs, self.checks, self.figuring)

    @cached_property
    def asking(self) -> Asking:
        """The tables for the user's own questions."""
        from check903.session.asking import Asking

        return Asking(self.inputs, self.checks)

    @cached_property
    def local(self) -> LocalCalls:
        """The council's own rules: their files as text, what they found."""
        from check903.session.local import LocalCalls

        return LocalCalls(self.inputs, self.checks, self.sharing, self.asking)
