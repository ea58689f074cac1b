"""The command line: one module a command, with ABOUT, `options` (what it takes) and `run` (the exit status)."""
