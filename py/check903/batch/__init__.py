"""Many returns at once: every council and year found in a tree of folders, each checked against the year before."""

from check903.batch.running import batch

__all__ = ["batch"]
