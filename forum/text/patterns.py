"""Patterns for what people write, a phrase a line."""

from __future__ import annotations

import re


def any_of(*phrases: str) -> re.Pattern[str]:
    """A pattern that finds any of the phrases, whatever their letters' case."""
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE)


def words(listed: str) -> str:
    """A phrase that finds any of the words listed, divided by commas, as whole words."""
    return rf"\b(?:{'|'.join(word.strip() for word in listed.split(','))})\b"
