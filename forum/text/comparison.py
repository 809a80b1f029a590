"""Two versions of a document held against each other, in words, paragraph by paragraph (own rule)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

MOST_ALIKE = 50_000  # pairs of things that are the same, from which what stayed is found
MOST_WORDS = 2_000  # of a paragraph that is compared word by word; a longer one is shown whole, twice
_ALIKE = 0.35  # the share of words that two paragraphs have in common, to be one that was changed
_WORDS = re.compile(r"(?<!\s)\s*+\S++")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a row of a table. ``place`` is where it stands ("under item 5")."""

    place: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Words that stayed, or that were taken ``out`` or put ``new`` in."""

    text: str
    out: bool = False
    new: bool = False


@dataclass(frozen=True, kw_only=True)
class Change:
    """A paragraph that is different: where it stands now (or stood, when it is gone), and its words."""

    place: str
    pieces: tuple[Piece, ...]


def compare(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> tuple[Change, ...]:
    """The paragraphs that are different, in the order in which they stand now."""
    old, new = [one.text for one in before], [one.text for one in after]
    found: list[Change] = []
    if _pairs(old, new) > MOST_ALIKE:
        return tuple(_changed(before, after))
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _changed(before[i:j], after[k:m])
    return tuple(found)


def _pairs(before: Sequence[str], after: Sequence[str]) -> int:
    """How many pairs of one before and one after are the same: so long it takes to find what stayed."""
    counted = Counter(after)
    return sum(number * counted[one] for one, number in Counter(before).items())


def _changed(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Iterator[Change]:
    """A stretch in which nothing is the same: one after the other where alike, else gone and new."""
    for old, new in zip_longest(before, after):
        if old is not None and new is not None:
            if old.text == new.text:
                continue
            pieces = _pieces(old.text, new.text)
            if pieces:
                yield Change(place=new.place, pieces=pieces)
                continue
        if old is not None:
            yield Change(place=old.place, pieces=(Piece(text=old.text, out=True),))
        if new is not None:
            yield Change(place=new.place, pieces=(Piece(text=new.text, new=True),))


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The words of a paragraph that was changed; nothing where the two are not alike."""
    was, now = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(was), len(now)) > MOST_WORDS or _pairs(was, now) > MOST_ALIKE:
        return ()
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return ()
    pieces: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(text="".join(now[k:m])))
        else:
            out, new = "".join(was[i:j]), "".join(now[k:m])
            pieces += [Piece(text=out, out=True)] if out else []
            pieces += [Piece(text=new, new=True)] if new else []
    return tuple(pieces)
