"""The matter of a line: the words that name a question beside those that answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.sayings import Reading, asked_back
from forum.questions.kind import KindOfQuestion
from forum.questions.kinds import KINDS
from forum.text.patterns import any_of

HOW = (
    "Say what was answered, by whom, how and when: AGENDA AGREED BY CHAIR, phone, 21 January; or begin with "
    "the reference: MASE/2027-01/03 DONE, phone, 21 January."
)
_MATTER = any_of(
    r"\b(?:the )?(?:late |attendance |short )?(?:paper|letter|action|ruling|quorum|notice)\b"
    r"(?: for| on| to)?"
)


def without_matter(words: str, questions: Sequence[AskedQuestion]) -> str:
    """Return the words without the matter: "late paper for item 7 ALLOWED" is "ALLOWED"."""
    for question in questions:
        if question.reference:
            short = question.reference[-2:] if question.reference[-3:-2] == "/" else question.reference
            named = f"(?:{re.escape(question.reference)}|{re.escape(short)}(?= [a-z]))"
            reference = rf"\b(?:(?:for|on|action|to) ){{0,3}}(?:item )?{named}(?!\w)"
            words = re.sub(reference, " ", words, flags=re.IGNORECASE)
    for question in questions:
        words = _without_name(words, KINDS[question.kind])
    words = _MATTER.sub(" ", words)
    return " ".join(words.split()).strip(" ,;:.–-")


def _without_name(words: str, kind: KindOfQuestion) -> str:
    """Return the words without the name of the matter, unless that is part of an answer: QUORATE."""
    if not kind.matter_pattern or any(
        re.search(kind.matter_pattern, word, re.IGNORECASE) for word in kind.words
    ):
        return words
    return re.sub(kind.matter_pattern, " ", words, flags=re.IGNORECASE)


def unclear(why: str, line: str) -> Reading:
    """Return the reading of a line that is asked back, with how the unit writes such a line."""
    return asked_back(why, HOW, line)
