"""The sentences of what somebody wrote, folded so that "She's 14!" and "shes 14" are the same.

Phrases that are looked for in folded sentences, which have neither capitals, apostrophes nor marks. A
claim: the words that make it, whatever the letter is that they answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from forum.text.patterns import words

MOST_WORDS = 40  # of a sentence: whoever is frightened writes without full stops
WRAPPED = 60  # characters, from which a line without an end goes on in the next
_END = re.compile(r"[.!?;](?=\s|$)|\n|\bfull stop\b", re.IGNORECASE)
_APOSTROPHE, _NO_WORD = re.compile("['’‘`´]"), re.compile(r"[\W_]+")


def sentences_of(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of somebody's own lines, folded; a long one in pieces."""
    text = "".join(line + (" " if _goes_on(line) else "\n") for line in lines)
    folded = (fold(sentence).split() for sentence in _END.split(text))
    return tuple(
        " ".join(words[start : start + MOST_WORDS])
        for words in folded
        for start in range(0, len(words), MOST_WORDS // 2)
        if start == 0 or len(words) - start > MOST_WORDS // 2
    )


def fold(text: str) -> str:
    """Return a text in small letters without accents, apostrophes and marks, a space between words."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text)).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NO_WORD.sub(" ", plain).strip()


def _goes_on(line: str) -> bool:
    return len(line) > WRAPPED and line.rstrip()[-1:] not in ".!?:;"


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


_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The words of a claim: those that make it by themselves, those beside which they don't in the same
    sentence, and rows of hints that make it where all of a row stand together."""

    said: re.Pattern[str] = _NEVER
    unless: re.Pattern[str] = _NEVER
    hints: tuple[tuple[re.Pattern[str], ...], ...] = ()
