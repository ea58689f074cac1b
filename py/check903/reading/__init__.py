"""Files to tables: what councils hand over, read without doubt or with the doubt said aloud."""

from check903.reading.files import read_file
from check903.reading.limits import LIMITS, Limits
from check903.reading.loaded_files import Shelf, read
from check903.reading.questions import Answer, Question
from check903.reading.result import FileRead, Part

__all__ = ["LIMITS", "Answer", "FileRead", "Limits", "Part", "Question", "Shelf", "read", "read_file"]
