"""Figures made from the return, as the Department makes its own: one module a theme, registered by `measure`."""
