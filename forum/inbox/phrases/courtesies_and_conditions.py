"""The former names of the courtesies and of the words that turn an answer."""

from __future__ import annotations

import re

from forum.inbox.phrases.courtesies import (
    SMILES,
    answers_a_letter,
    end_of_courtesy,
    is_harmless,
    is_plain_signature,
    is_signature,
    is_thanks,
)
from forum.inbox.phrases.lexicon import PHRASE_ENDS, is_asking, is_denying, is_qualified
from forum.text.patterns import any_of, words

__all__ = [
    "CONDITIONS",
    "DOUBTS",
    "PHRASE_ENDS",
    "SMILES",
    "answers_a_letter",
    "end_of_courtesy",
    "is_asking",
    "is_denying",
    "is_harmless",
    "is_plain_signature",
    "is_qualified",
    "is_signature",
    "is_thanks",
]
DOUBTS = any_of(
    words(
        "but, if, unless, until, or, maybe, perhaps, might, may, probably, possibly, however, instead, not"
        " sure, unsure"
    ),
    r"\?",
)
CONDITIONS: re.Pattern[str] = any_of(
    words(
        r"but, except, excepting, exception, subject to, provided, providing, however, though, although,"
        r" if, unless, once, when, whenever, until, till, after, before, apart from, aside from, other"
        r" than, only, not, without, instead, chang\w*, amend\w*, add, remov\w*, delet\w*, correct\w*,"
        r" mov\w*, swap\w*, put, take, includ\w*, replac\w*, reorder, defer\w*, should, could, would, must,"
        r" need\w*, what, why, pending, assuming, as long as, so long as, conditional, conditionally,"
        r" condition, provisional, provisionally, in principle, on the basis, bar, minus, save for,"
        r" awaiting, mostly, partly, nearly, almost, probably, perhaps, maybe, might, unsure, or"
    ),
    r"n['’]t\b",
    r"\?",
)
