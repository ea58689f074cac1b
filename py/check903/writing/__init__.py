"""What was changed, written out again: files in the format they came in, the return as XML."""

from check903.writing.files import all_as_zip, corrected, whole_return
from check903.writing.linked_cells import LinkedCells
from check903.writing.result import Corrected
from check903.writing.return_xml import return_as_xml, return_notes

__all__ = ["Corrected", "LinkedCells", "all_as_zip", "corrected", "return_as_xml", "return_notes", "whole_return"]
