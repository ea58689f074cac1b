"""Files that leave the page: the report, worklists, the list of changes."""
