"""Many returns at once: every council and year found in a tree of folders, each checked against the year before.

`check903.batch(...)` is `running.batch`.
"""
