"""The return as a plain data model: typed tables with keys, which SQL, pandas and other tools read as they are."""
