"""The questions about one grid of cells read as one table, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from check903.model.table import Column
from check903.reading import dates, misspelt
from check903.reading.grid import Grid
from check903.reading.misspelt import Misspelt
from check903.reading.phrases import all_of, count, shortened
from check903.reading.questions import Answer, Answers, Example, Question, of_file
from check903.reference.schema import TableSpec

USE, NO = "use", "no"
_SHOWN = 3  # examples of a question


class Asking:
    """Asks, and gives the answer that there is; `questions` has all that were asked, answered or not."""

    def __init__(self, grid: Grid, spec: TableSpec, answers: Answers):
        self._grid, self._spec, self._answers = grid, spec, answers
        self.questions: list[Question] = []

    def about_names(self, places: dict[str, list[int]]) -> dict[str, str]:
        """Asks about columns whose names are nearly those of the table. What the user wants used is put into `places`,
        {column: positions}.

        Gives those that are still open: column -> the question in a sentence.
        """
        waiting = {}
        for slip in misspelt.of_table(self._grid.names, self._spec, places):
            evidence = misspelt.evidence(slip, self._grid.columns[slip.position], self._spec.column(slip.column))
            if evidence is None:
                continue
            question = self._name_question(slip, evidence)
            answer = self._ask(question)
            if answer == USE:
                places[slip.column] = [slip.position]
            elif not answer:
                waiting[slip.column] = f"{question.sentence} That waits for your answer on Files"
        return waiting

    def _name_question(self, slip: Misspelt, evidence: str) -> Question:
        label = self._spec.column(slip.column).label
        written = shortened(slip.written)
        answers = (
            Answer(
                USE,
                "Use it",
                f"It is read as {slip.column} ({label}). In corrected files it gets the right name.",
                likely=True,
            ),
            Answer(NO, "No, it’s something else", f"The column is ignored, and {slip.column} is not in the file."),
        )
        return Question(
            f"column:{self._spec.name}:{slip.written}",
            f"Is {written} the column {slip.column}?",
            evidence,
            answers,
            rows=len(self._grid),
            where=self._grid.where,
        )

    def about_values(self, name: str, column: Column) -> dates.Ask:
        """What asks about the texts of one column."""

        def ask(kind: str, sentence: str, evidence: str, answers: tuple[Answer, ...], positions: dates.Readings) -> str:
            counts = np.bincount(column.codes, minlength=len(column.values))
            touched, filled = int(counts[list(positions)].sum()), int(counts[1:].sum())
            which = all_of(filled) if touched == filled else f"{touched:,} of {count(filled, 'value')}"
            counted = f"{which} {'is' if touched == 1 else 'are'} written like this. {evidence}"
            return self._ask(
                Question(
                    of_file(kind, self._grid.digest, self._spec.name, name),
                    sentence.replace("{column}", name),
                    counted,
                    answers,
                    rows=touched,
                    where=self._grid.where,
                    examples=tuple(self._examples(column, positions)),
                )
            )

        return ask

    def _examples(self, column: Column, readings: dates.Readings) -> Iterator[Example]:
        """The first of the texts as they stand in the file, each once."""
        first = {code: int(np.argmax(column.codes == code)) for code in readings}
        for position, row in sorted(first.items(), key=lambda item: item[1])[:_SHOWN]:
            yield Example(shortened(column.values[position]), int(self._grid.lines[row]), readings[position])

    def _ask(self, question: Question) -> str:
        """The key of the answer; "" if it is open."""
        self.questions.append(question)
        given = question.answered(self._answers)
        return given.key if given else ""
