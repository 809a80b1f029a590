"""Subjects: a reply's subject, and the subject of our letter in it."""

from __future__ import annotations

import re

from forum.inbox.mail_languages import REPLIED

_PREFIX = re.compile(
    rf"(?:\s*(?:(?:re|fw|fwd|{REPLIED})(?:\[\d+\])?\s*:|\[[^\]]{{1,30}}\]|automatic reply:))*", re.IGNORECASE
)


def plain_subject(subject: str) -> str:
    """Return a subject without RE:, FW: and the marks of mail systems such as [EXTERNAL], in lower case.

    Empty for a subject that says nothing.
    """
    before = _PREFIX.match(subject)
    return " ".join(subject[before.end() if before else 0 :].split()).casefold()
