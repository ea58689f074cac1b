"""The part of the worker's API that has the page bring postcodes, an area at a time. See `check903.session.session`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from check903.session.corrections import CorrectionCalls
from check903.session.inputs import Inputs
from check903.session.works import Works


class PostcodeCalls:
    """The calls.

    areas_of_councils  the areas that returns need whose figures are to join the comparison
    """

    def __init__(
        self, inputs: Inputs, corrections: CorrectionCalls, works: Works, areas_of_councils: Callable[..., list[str]]
    ):
        self._inputs, self._corrections, self._works = inputs, corrections, works
        self._areas_of_councils = areas_of_councils

    def postcode_areas_wanted(self, call: str = "", arguments: list | None = None) -> list[str]:
        """The postcode areas that the files and the change log mention and that are not here yet; some may not exist.

        call, arguments   a call about to be made: only what it will put into the return, or check, is looked at
        """
        if call == "side_by_side_add":
            return self._areas_of_councils(*(arguments or [""])[:1])
        typed = self._corrections.typed(call, arguments or []) if call else self._put_in()
        return self._inputs.areas_wanted(typed, of_files=not call)

    def _put_in(self) -> Iterator[tuple[str | None, str]]:
        """(field, text) of each change made, and of those that a work file brings."""
        yield from self._corrections.put_in()
        yield from self._works.put_in()
        if work := self._inputs.loaded.waiting_work:
            yield from ((change.field, change.after) for batch in work.batches for change in batch.changes)

    def add_postcode_area(self, area: str, data: bytes) -> None:
        """Take in the postcodes of an area."""
        self._inputs.add_area(area, data)
