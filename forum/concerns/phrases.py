"""Phrases that are looked for in folded sentences, which have neither capitals, apostrophes nor marks."""

from __future__ import annotations

import re

from forum.text.patterns import words

_BROKEN, _GAP = re.compile(r"\s+"), re.compile(r"(?<=[,|]) ")
_SHORT = {
    "~ ": r"(?:\w+ ){0,3}?",
    "@": "(?:me|her|him|them|us)",
    "%": "(?:my|our|her|his|their|your)",
}


def phrases(*listed: str) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases, which commas divide. ``~`` stands for up to three words
    between, ``@`` for "her" and the like, ``%`` for "my" and the like."""
    pattern = "|".join(words(_GAP.sub("", _BROKEN.sub(" ", each))) for each in listed)
    for sign, meaning in _SHORT.items():
        pattern = pattern.replace(sign, meaning)
    return re.compile(pattern)
