"""Which of somebody's own words are for a person to read, whatever else comes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.orders import begins_order
from forum.inbox.phrases.courtesies import is_harmless, is_signature
from forum.inbox.reading.files import speaks_of_file
from forum.text.patterns import any_of, words

_SENTENCE = 4  # words, be they answers alone
_NEWS = 2  # words that are no answers: "Ring me"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BARE = any_of(
    words(
        "yes, yep, yeah, no, nope, ok, okay, sure, fine, maybe, perhaps, agree, agreed, approve, approved,"
        "done, right, correct, good, great, not, both, all, none, and, but, please, the, agenda, minutes, i,"
        "it, that, this, is, am"
    )
)


def says_something(lines: Sequence[str], *, with_files: bool = False) -> bool:
    """Say whether somebody's own lines say something: more than a courtesy, a bare answer, or that a file
    comes (own rule: what answers nothing is in front of a person, and "OK" alone is asked back)."""
    left = " ".join(
        line
        for number, line in enumerate(lines)
        if not (
            is_harmless([line])
            or (number > 0 and is_signature(line))
            or begins_order(line)
            or (with_files and speaks_of_file(line))
        )
    )
    said = _WORD.findall(left)
    return len(said) >= _SENTENCE or len([word for word in said if not _BARE.fullmatch(word)]) >= _NEWS
