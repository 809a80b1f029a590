"""What a reply says, given the letter it answers."""

from __future__ import annotations

from forum.reading.asked import LetterAnswered, Received
from forum.reading.sayings import Reading, Saying


def read(letter: LetterAnswered, received: Received) -> Reading:
    """Read a reply (own rule: nothing is agreed by silence nor with a condition; in doubt we ask)."""
    raise NotImplementedError


def read_fresh(received: Received) -> Reading:
    """Read a message that answers no letter: only apologies and a deputy for the next meeting are taken from
    it; the rest is for the unit (own rule).
    """
    raise NotImplementedError


def in_words(saying: Saying, letter: LetterAnswered) -> str:
    """Say in a sentence what was recorded, without repeating what the person wrote in free text."""
    raise NotImplementedError
