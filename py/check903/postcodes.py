"""Placeholder until the directory is built."""


def default_directory():
    return None
