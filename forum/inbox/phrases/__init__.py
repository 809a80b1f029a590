"""Phrases that people use, each list closed: what they say is known only where all of it is on the list."""
