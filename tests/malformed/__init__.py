"""Malformed files of every kind that comes back, put through the checks they meet: a command."""
