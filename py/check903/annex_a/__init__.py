"""Ofsted's child-level data (Annex A) beside the return: where the two disagree, and what only Annex A knows."""
