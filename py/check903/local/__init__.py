"""A council's own checks: files of SQL or Python with a few plain fields each. docs/local-rules.md says how.

    from check903.local import local_rule

    @local_rule("L1", "Missing.MIS_START Missing.MIS_END", title="...", wrong="...", fix="...")
    def long(t):
        m = t.Missing
        return m[(m.MIS_END - m.MIS_START).dt.days > 30]

`local_rule` gives the function typed DataFrames, `return_rule` the return as the Department's rules see it.
"""

from check903.local.declared import local_rule, return_rule
from check903.local.running import run_local

__all__ = ["local_rule", "return_rule", "run_local"]
