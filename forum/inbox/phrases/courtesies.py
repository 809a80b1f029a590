"""Replies that need no answer: "Thank you", "Noted"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.phrases.courtesies_and_conditions import is_signature, is_thanks

_YES = re.compile(
    r"[^\w?]*+(?:yes|confirmed)\b(?:[^\w?]*+(?:please|thank you|thanks))*+[^\w?]*+", re.IGNORECASE
)


def is_courtesy(lines: Sequence[str]) -> bool:
    """Say whether a reply is a courtesy and no more; an empty one is (own rule: nothing is agreed by it).

    "OK" is none: where the letter asks to agree to something, it may be meant as an agreement.
    """
    first, *signature = lines or ("Thanks",)
    return is_thanks(first) and all(is_thanks(line) or is_signature(line) for line in signature)


def says_yes(line: str) -> bool:
    """Say whether a line is YES and no more, thanks apart; an answer only where the letter asks for it."""
    return _YES.fullmatch(line) is not None
