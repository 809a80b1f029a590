"""A claim: the words that make it, whatever the letter is that they answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The words of a claim: those that make it by themselves, those beside which they don't in the same
    sentence, and rows of hints that make it where all of a row stand together."""

    said: re.Pattern[str] = _NEVER
    unless: re.Pattern[str] = _NEVER
    hints: tuple[tuple[re.Pattern[str], ...], ...] = ()
