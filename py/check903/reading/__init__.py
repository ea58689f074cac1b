"""Files to tables: what councils hand over, read without doubt or with the doubt said aloud."""

from check903.reading.files import read_file
from check903.reading.limits import LIMITS, Limits
from check903.reading.loaded_files import LoadedFiles, read
from check903.reading.questions import Answer, Question
from check903.reading.result import FileRead, Part

__all__ = ["LIMITS", "Answer", "FileRead", "Limits", "Part", "Question", "LoadedFiles", "read", "read_file"]
