"""What was changed, written out again: files in the format they came in, the return as XML, the list of changes."""

from check903.export.change_list import change_log
from check903.writing.files import all_as_zip, corrected
from check903.writing.linked_cells import Ties
from check903.writing.result import Corrected
from check903.writing.return_xml import return_as_xml, return_notes

__all__ = ["Corrected", "Ties", "all_as_zip", "change_log", "corrected", "return_as_xml", "return_notes"]
