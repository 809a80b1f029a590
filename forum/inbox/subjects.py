"""Subjects: a reply's subject, and the subject of our letter in it."""

from __future__ import annotations

import re

from forum.inbox.mail_languages import REPLIED

_PREFIX = re.compile(
    rf"(?:\s*(?:(?:re|fw|fwd|{REPLIED})(?:\[\d+\])?\s*:|\[[^\]]{{1,30}}\]|automatic reply:))*", re.IGNORECASE
)
_REPLIED = re.compile(rf".*\b(?:re|fwd?|{REPLIED})(?:\[\d+\])?\s*:", re.IGNORECASE)


def plain_subject(subject: str) -> str:
    """Return a subject without RE:, FW: and the marks of mail systems such as [EXTERNAL], in lower case.

    Empty for a subject that says nothing.
    """
    return _without_marks(subject).casefold()


def own_subject(subject: str, code: str, *, is_reply: bool) -> str:
    """Return a subject in somebody's own words; empty for ours, which has the group's code, and for the
    subject of what they reply to or forward where that is no letter of ours."""
    is_ours = re.search(rf"\b{re.escape(code)}\b", subject, re.IGNORECASE) is not None
    is_of_another = not is_reply and _REPLIED.match(subject) is not None
    return "" if is_ours or is_of_another else _without_marks(subject)


def _without_marks(subject: str) -> str:
    before = _PREFIX.match(subject)
    return " ".join(subject[before.end() if before else 0 :].split())
