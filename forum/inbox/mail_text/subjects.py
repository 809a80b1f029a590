"""Subjects: a reply's subject, and the subject of our letter in it."""

from __future__ import annotations

import re

from forum.inbox.mail_text.mail_languages import REPLIED
from forum.letters.taps import after_code

_PREFIX = re.compile(
    rf"(?:\s*(?:(?:re|fw|fwd|{REPLIED})(?:\[\d+\])?\s*:|\[[^\]]{{1,30}}\]|automatic reply:))*", re.IGNORECASE
)
_REPLIED = re.compile(rf".*\b(?:re|fwd?|{REPLIED})(?:\[\d+\])?\s*:", re.IGNORECASE)
_REPLIED_BEFORE = re.compile(rf"\b(?:re|fwd?|{REPLIED})$", re.IGNORECASE)
_EDGES = " :;,.–—-"


def plain_subject(subject: str) -> str:
    """Return a subject without RE:, FW: and the marks of mail systems such as [EXTERNAL], in lower case.

    Empty for a subject that says nothing.
    """
    return _without_marks(subject).casefold()


def own_subject(subject: str, code: str, answered: str, *, is_reply: bool) -> str:
    """Return what of a subject is in somebody's own words: "DONE" of "DONE: MASE: 1 action needs a line".

    ``answered`` is the subject of our letter, where one is answered, and ``code`` that of the group, which
    all our subjects have. Empty for the subject of another letter, and of what they reply to or forward where
    that is none of ours. Of a tapped reply it is the word that was tapped, where the subject has it.
    """
    if (tapped := after_code(subject)) is not None:
        return tapped
    own = _without_marks(subject)
    if answered and (at := own.casefold().find(answered.casefold())) >= 0:
        return _REPLIED_BEFORE.sub("", f"{own[:at]} {own[at + len(answered) :]}".strip(_EDGES)).strip(_EDGES)
    is_ours = re.search(rf"\b{re.escape(code)}\b", subject, re.IGNORECASE) is not None
    is_of_another = not is_reply and _REPLIED.match(subject) is not None
    return "" if is_ours or is_of_another else own


def _without_marks(subject: str) -> str:
    before = _PREFIX.match(subject)
    return " ".join(subject[before.end() if before else 0 :].split())
