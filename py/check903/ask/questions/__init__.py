"""Questions that councils ask, ready to run. Each module has those of one theme."""

from __future__ import annotations

from check903.ask.question import Question
from check903.ask.questions import care, placements, practice

QUESTIONS: tuple[Question, ...] = (*placements.QUESTIONS, *practice.QUESTIONS, *care.QUESTIONS)
