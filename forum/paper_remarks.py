"""What is told of a paper's file before it goes out: to the unit, to its author, and to the Chair of a late
one (where the terms are silent)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Remark(StrEnum):
    COMMENTS = "comments"
    TRACKED = "tracked changes"
    HIDDEN = "hidden"
    EMBEDDED = "embedded"
    NOT_CLEANED = "not cleaned"


WORDS: Mapping[Remark, str] = {
    Remark.COMMENTS: "It has comments, which its readers can see.",
    Remark.TRACKED: "It has tracked changes: its readers can see what was taken out.",
    Remark.HIDDEN: "It has hidden sheets, hidden slides or speaker’s notes, which its readers can open.",
    Remark.EMBEDDED: "It has other files inside, which its readers can open.",
    Remark.NOT_CLEANED: "It may be damaged, and may name its authors: it should be opened, or sent again.",
}


def in_words(remarks: Iterable[str]) -> tuple[str, ...]:
    """The remarks as whole sentences, always in the same order."""
    found = set(remarks)
    return tuple(words for remark, words in WORDS.items() if remark in found)
