"""The children's records through the years' returns: one chain per child, and where it breaks."""
