"""What a call answers with when it can't be done as things stand."""


class NotYet(Exception):
    """The text says why and what to do, for the page."""
