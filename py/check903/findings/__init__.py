"""What is made of the findings: causes, statuses, search, comparison, worklists."""
