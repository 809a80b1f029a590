"""The states of minutes, from the unit's draft to confirmation at a later meeting (clause 6).

The meeting that somebody names when they write of its minutes: by reference, by day, or by month (own
rule).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from forum.calendar.working_days import WorkingDays
from forum.text.dates import leading_date, month_number
from forum.text.wording import MONTHS


class MinutesState(StrEnum):
    DRAFT = "draft"
    WITH_THE_CHAIR = "with the Chair"
    AGREED = "agreed"
    CIRCULATED = "circulated unconfirmed"
    CONFIRMED = "confirmed"


class Confirmation(StrEnum):
    """A later meeting's decision on the last minutes."""

    CONFIRMED = "confirmed"
    AMENDED = "amended"
    DEFERRED = "deferred"


@dataclass(frozen=True, kw_only=True)
class DecisionTaken:
    """A decision. ``seats_present`` is the number of seats there for it, without those who withdrew, or left
    for part 2."""

    reference: str
    text: str
    seats_present: int
    quorate: bool
    to_ratify: bool = False
    refer_to: str = ""


OUT = frozenset({MinutesState.CIRCULATED, MinutesState.CONFIRMED})  # members have them
OUTCOMES = ("Noted", "Deferred", "Not discussed")
"""What may be on record of an item of which nothing else is."""


def draft_back_by(within: int, agreed_by: dt.date | None, days: WorkingDays, as_of: dt.date) -> dt.date:
    """Return the day by which the unit sends the draft back: ``within`` working days from today, but at the
    latest the working day before the Chair is to agree it, as over Christmas, and at the earliest the next
    working day (own lead time)."""
    back_by = days.add(as_of, within)
    if agreed_by is not None:
        back_by = min(back_by, days.add(agreed_by, -1))
    return max(back_by, days.add(as_of, 1))


def may_release_unagreed(state: MinutesState, deadline: dt.date, as_of: dt.date) -> bool:
    """Say whether the unit may release minutes as a draft: the Chair is silent, and they are due (clause
    6)."""
    return state is MinutesState.WITH_THE_CHAIR and as_of >= deadline


def is_work_left(
    states: Set[MinutesState],
    deadline: dt.date,
    log_by: dt.date,
    as_of: dt.date,
    *,
    log_out: bool,
    offered: bool,
) -> bool:
    """Say whether anything is left to do for minutes after their record is filed (clause 6): draft them, send
    them once agreed, from ``log_by`` on send the action log, and from the deadline on offer the draft for
    release.

    ``states`` are the states of all parts. ``log_out`` says whether the action log has been sent, ``offered``
    whether the draft has been offered for release.
    """
    if not states or states == {MinutesState.AGREED}:
        return True
    if MinutesState.CIRCULATED in states:
        return False
    silent = all(may_release_unagreed(state, deadline, as_of) for state in states)
    return (not log_out and as_of >= log_by) or (silent and not offered)


_MONTH = "|".join(MONTHS)
_OF_DAY = re.compile(
    r"\b(?:minutes|meeting|action note)\s(?:of|from|on|for)\s(?:the\s)?(.{3,30})", re.IGNORECASE
)
_OF_MONTH = re.compile(
    rf"\b({_MONTH})(?:['’]s)?\s(?:minutes|meeting|action note)\b"
    rf"|\b(?:minutes|meeting|action note)\s(?:of|from|in|for)\s({_MONTH})\b",
    re.IGNORECASE,
)


def meetings_named(text: str, meetings: Mapping[str, dt.date], on: dt.date) -> frozenset[str] | None:
    """Return the references of the meetings that a text names, of those that were held; None where it names
    none, and empty where it names one that was not.

    “Minutes of 12 January” and “January’s minutes” name one; a date alone is what is to be corrected.
    """
    words = " ".join(text.split())
    named = {reference for reference in meetings if reference.casefold() in words.casefold()}
    is_named = bool(named)
    for match in _OF_DAY.finditer(words):
        if found := leading_date(match[1], on, gone_by=True):
            is_named = True
            named |= {reference for reference, day in meetings.items() if day == found[0]}
    for match in _OF_MONTH.finditer(words):
        is_named = True
        month = month_number(match[1] or match[2])
        named |= {reference for reference, day in meetings.items() if day.month == month}
    return frozenset(named) if is_named else None
