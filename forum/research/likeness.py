"""Earlier requests that ask something like a new one: they are offered first (own rule)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forum.research.requests import Request
from forum.text.checks import folded

MOST = 3  # earlier requests that are named
ENOUGH = 0.5  # of the words of the shorter question
_SMALL_WORDS = (
    "a about across all an and any are as at be been best by can could did do does for from had has have how "
    "in into is it its kent medway more most of on or other our should some than that the their them they "
    "this to under up was way we were what when where which who why will with work would"
)


def like_requests(question: str, earlier: Iterable[Request]) -> tuple[Request, ...]:
    """Return the earlier requests whose questions share at least half their words with a question, and two
    words or more; the likest first, then the newest."""
    words = _words(question)
    likeness = {request: _likeness(words, _words(request.question)) for request in earlier}
    like = [request for request, degree in likeness.items() if degree >= ENOUGH]
    return tuple(
        sorted(
            like, key=lambda request: (-likeness[request], -request.asked_on.toordinal(), request.reference)
        )
    )[:MOST]


def _likeness(words: frozenset[str], others: frozenset[str]) -> float:
    shared = len(words & others)
    return shared / min(len(words), len(others)) if shared > 1 else 0.0


def _words(question: str) -> frozenset[str]:
    """Return the words that carry a question, without an ending that tells one hotel from many."""
    small = _SMALL_WORDS.split()
    words = re.findall(r"[^\W\d_]+", folded(question))
    return frozenset(re.sub(r"(?<=\w{3})(?:s|ing|ed)$", "", word) for word in words if word not in small)
