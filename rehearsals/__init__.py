"""Months of the forum played through the real flows, with scripted people: ``mase rehearse``."""
