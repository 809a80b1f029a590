"""The sentences of what somebody wrote, folded so that "She's 14!" and "shes 14" are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

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
