"""The return as rules see it: tables, typed columns, rows linked to each other."""
