"""Concerns: what must reach a person at once."""
