"""A writer's own words as a person gets to read them."""

from __future__ import annotations

import re

from forum.letters.parts import Quote
from forum.text.patterns import any_of

LONGEST = 600  # characters of a quote; the rest is in the mailbox
_LINK = any_of(r"\b(?:https?|ftp|file)://\S+", r"\bwww\.\S+")
"""What a mail program makes a link of: it may be a trap, and the unit gets none from us."""
_NUMBER = re.compile(r"(?<![\d+])\+?\d(?:[ ()-]{0,2}\d){6,14}(?!\d)")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}")
"""Ways to reach somebody, which may not be those of whom a mail seems to come from."""


def quote_of(text: str) -> Quote:
    """Return somebody's own words as a letter quotes them, without links and cut at a word where they are
    long (own rule)."""
    plain = _LINK.sub("(a link)", text)
    if len(plain) <= LONGEST:
        return Quote(lines=tuple(plain.splitlines()), is_cut=False)
    cut = plain[:LONGEST].rsplit(None, 1)[0]
    return Quote(lines=tuple(f"{cut} …".splitlines()), is_cut=True)


def without_ways_to_reach(text: str) -> str:
    """Return words that nothing proves to be their writer's without numbers to ring and addresses to write to
    (own rule): the unit uses those in the register."""
    return _ADDRESS.sub("(an address)", _NUMBER.sub("(a number)", text))
