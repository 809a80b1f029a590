"""The words that answer a question, whether typed, chosen from a list or pressed as a button."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """The words that answer a question, as people type them."""

    AGREE = "AGREE"
    AGREE_BOTH = "AGREE BOTH"
    FIT = "FIT"
    AGREE_AGENDA = "AGREE AGENDA"
    AGREE_MINUTES = "AGREE MINUTES"
    AGREE_REPORT = "AGREE REPORT"
    ALLOW = "ALLOW"
    RELEASE = "RELEASE"
    DONE = "DONE"
    HELP = "HELP"
    NEW_DATE = "a new date"
    VERBAL = "VERBAL"
    WITHDRAW = "WITHDRAW"
    WRONG = "WRONG"
    DISCHARGE = "DISCHARGE"
    RETURN = "RETURN"
    SEND = "SEND"
    QUORATE = "QUORATE"
    NOT_QUORATE = "NOT QUORATE"
    NO = "NO"
    NONE = "NONE"
    SIGNED = "SIGNED"
    APPLY = "APPLY"
    ACCEPT = "ACCEPT"
    HAND_TO = "TO"
    HELPED = "HELPED"
    SEEN = "SEEN"
    DECLINE = "DECLINE"
    AGREE_BRIEFINGS = "AGREE BRIEFINGS"
    BRIEFING = "BRIEFING"
    PROGRESS = "PROGRESS"
    USED = "USED"
    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"
    RECEIVED = "RECEIVED"
    FILED = "filed"  # the file that was asked for came; nobody types it
    OTHER = "in their own words"


CONSENTS = frozenset(
    {
        Word.AGREE,
        Word.AGREE_BOTH,
        Word.FIT,
        Word.AGREE_AGENDA,
        Word.AGREE_MINUTES,
        Word.AGREE_REPORT,
        Word.AGREE_BRIEFINGS,
        Word.ALLOW,
        Word.RELEASE,
        Word.DISCHARGE,
        Word.SEND,
        Word.QUORATE,
        Word.APPLY,
    }
)


@dataclass(frozen=True)
class Reply:
    """An answer as read. ``date`` is given with NEW_DATE, and may be with SIGNED. ``text`` is the reason,
    a remark, the person whom TO names, or all of a reply in free text.
    """

    word: Word
    text: str = ""
    date: dt.date | None = None
