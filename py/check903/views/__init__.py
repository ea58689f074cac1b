"""What each screen of the page shows, as plain dicts: one module per screen. Nothing here knows the page or the
worker.
"""
