"""What a typed reply says. Quoted text is never the answer; what is not one of our words is free text, for a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """The words that answer a question, as people type them."""

    AGREE = "AGREE"
    AGREE_BOTH = "AGREE BOTH"
    AGREE_AGENDA = "AGREE AGENDA"
    AGREE_MINUTES = "AGREE MINUTES"
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
    OTHER = "in their own words"


@dataclass(frozen=True)
class Reply:
    """``date`` is given with NEW_DATE; ``text`` is the reason, a remark, or the whole of a reply in free text."""

    word: Word
    text: str = ""
    date: dt.date | None = None


def read_reply(body: str, today: dt.date) -> Reply:
    """Read the plain text of a reply. Dates without a year are the next to come after ``today``."""
    raise NotImplementedError


def read_action_replies(body: str, references: Sequence[str], today: dt.date) -> Mapping[str, Reply]:
    """Read a reply to a digest: what it says of each of the actions asked about; those it is silent on are left out.

    A line names its action by reference ("MASE/2027-01/03" or just "03"), or stands under the quoted line that does.
    With one action asked about, the reply needs no reference.
    """
    raise NotImplementedError


def own_words(body: str) -> str:
    """Return what the person wrote: without quoted text, banners, signature and the phone's "Sent from"."""
    raise NotImplementedError


def read_date(text: str, today: dt.date) -> dt.date | None:
    """Read a date as people write it (12/1/27, 12 Jan, Tue 12 January 2027); None when the text is not one."""
    raise NotImplementedError
