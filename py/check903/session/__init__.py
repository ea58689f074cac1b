"""The page's one Python object and its parts."""
