"""Questions of the user's own, in SQL and Python, about the tidy tables of a check: what runs in the Ask worker."""
