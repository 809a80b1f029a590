"""Compare two versions of a document, paragraph by paragraph and word by word (own rule)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

# SequenceMatcher's time grows with the number of pairs of equal items: both limits keep it within seconds.
MOST_ALIKE = 50_000  # pairs of equal paragraphs or words; beyond them paragraphs are compared by position
MOST_WORDS = 2_000  # in a paragraph that is compared word by word; a longer one is shown whole, old and new
_ALIKE = 0.5  # the share of common words from which two paragraphs count as one that was changed
_WORDS = re.compile(r"(?<!\s)\s*+\S++")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a row of a table, and its place in the document ("under item 5")."""

    place: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Words of a paragraph: kept, taken ``out``, or ``new``."""

    text: str
    out: bool = False
    new: bool = False


@dataclass(frozen=True, kw_only=True)
class ChangedParagraph:
    """A paragraph that differs: its place in the new version, or in the old one if it is gone; its words."""

    place: str
    pieces: tuple[Piece, ...]


def compare_paragraphs(
    before: Sequence[Paragraph], after: Sequence[Paragraph]
) -> tuple[ChangedParagraph, ...]:
    """The paragraphs that differ, in the order of the new version."""
    old, new = [paragraph.text for paragraph in before], [paragraph.text for paragraph in after]
    changes: list[ChangedParagraph] = []
    if _pairs(old, new) > MOST_ALIKE:
        return tuple(_changes_in_stretch(before, after))
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            changes += _changes_in_stretch(before[i:j], after[k:m])
    return tuple(changes)


def _pairs(before: Sequence[str], after: Sequence[str]) -> int:
    """The number of pairs of equal texts, one before and one after: what the comparison's time grows with."""
    numbers_after = Counter(after)
    return sum(number_before * numbers_after[text] for text, number_before in Counter(before).items())


def _changes_in_stretch(
    before: Sequence[Paragraph], after: Sequence[Paragraph]
) -> Iterator[ChangedParagraph]:
    """The changes of a stretch without equal paragraphs: one for a pair that is alike, two for any other."""
    for old, new in zip_longest(before, after):
        if old is not None and new is not None:
            if old.text == new.text:
                continue
            pieces = _pieces(old.text, new.text)
            if pieces:
                yield ChangedParagraph(place=new.place, pieces=pieces)
                continue
        if old is not None:
            yield ChangedParagraph(place=old.place, pieces=(Piece(text=old.text, out=True),))
        if new is not None:
            yield ChangedParagraph(place=new.place, pieces=(Piece(text=new.text, new=True),))


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The words of a changed paragraph; none where the two paragraphs are not alike, or too long."""
    old_words, new_words = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old_words), len(new_words)) > MOST_WORDS or _pairs(old_words, new_words) > MOST_ALIKE:
        return ()
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return ()
    pieces: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(text="".join(new_words[k:m])))
        else:
            out, new = "".join(old_words[i:j]), "".join(new_words[k:m])
            pieces += [Piece(text=out, out=True)] if out else []
            pieces += [Piece(text=new, new=True)] if new else []
    return tuple(pieces)
