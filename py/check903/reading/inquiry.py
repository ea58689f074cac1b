"""What is asked and doubted while the files' years are worked out."""

from __future__ import annotations

from check903.reading.questions import Answers, Question


class Inquiry:
    """The questions that came up, with the answers that the user gave, and sentences on what is in doubt."""

    def __init__(self, answers: Answers):
        self._answers = answers
        self.questions: list[Question] = []
        self.doubts: list[str] = []

    def answered(self, question: Question) -> str | None:
        """Ask it; the key of the answer, None where there is none yet."""
        self.questions.append(question)
        answer = question.answered(self._answers)
        return answer.key if answer else None
