"""Slips of the keyboard: one letter too many, missing, wrong, or changed places."""

from __future__ import annotations

import re
from collections.abc import Collection

_WORD = re.compile(r"(?<![\w'])[A-Za-z]{2,15}(?![\w'])")
_SHORT = {
    "il": "i'll",
    "im": "i'm",
    "ive": "i've",
    "com": "come",
    "cudnt": "couldn't",
    "wudnt": "wouldn't",
    "agrd": "agreed",
    "thats": "that's",
    "its": "it's",
    "itll": "it'll",
    "theyre": "they're",
    "dont": "don't",
    "cant": "can't",
    "havent": "haven't",
}
"""Words as people type them in haste, which are no others."""
_OTHER_WORDS = re.compile(
    "agrees|alloys?|allows|apologise|attends|coin(?:ing)?|enable|here|homing|joins|meetings|pleased?"
    "|sorts?|tanks?"
    "|thank|theme|theres|these|three|usable|where|worry"
)
"""Words that are one slip from one that is looked for, and mean something else."""


def mended(text: str, words: Collection[str]) -> str:
    """Return a text with the slips in these words put right: "Aggree agenda". A name is left as it is."""
    return _WORD.sub(lambda match: _without_slip(match, words), text)


def _without_slip(match: re.Match[str], words: Collection[str]) -> str:
    word = match[0].lower()
    is_name = match[0].istitle() and match.start() > 0
    if word in words or is_name or _OTHER_WORDS.fullmatch(word):
        return match[0]
    if word in _SHORT:
        return _SHORT[word]
    near = [each for each in words if len(word) > 3 and len(each) > 3 and _is_one_slip(word, each)]
    return near[0] if len(near) == 1 else match[0]


def _is_one_slip(word: str, key: str) -> bool:
    """Say whether a word is a key word but for one letter too many, missing, wrong, or changed places."""
    if abs(len(word) - len(key)) > 1:
        return False
    same = next(
        (at for at, (a, b) in enumerate(zip(word, key, strict=False)) if a != b), min(len(word), len(key))
    )
    rest, of_key = word[same:], key[same:]
    swapped = rest[:2] == of_key[1::-1] and rest[2:] == of_key[2:]
    return rest[1:] == of_key[1:] or rest[1:] == of_key or rest == of_key[1:] or swapped
