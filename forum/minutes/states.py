"""The states of minutes, from the unit's draft to confirmation at a later meeting (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set
from enum import StrEnum

from forum.calendar.working_days import WorkingDays


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
    states: Set[MinutesState], deadline: dt.date, as_of: dt.date, *, log_out: bool, offered: bool
) -> bool:
    """Say whether anything is left to do for minutes after their record is filed (clause 6): draft them, send
    them once agreed, or from the deadline on send the action log and offer the draft for release.

    ``states`` are the states of all parts. ``log_out`` says whether the action log has been sent, ``offered``
    whether the draft has been offered for release.
    """
    if not states or states == {MinutesState.AGREED}:
        return True
    if MinutesState.CIRCULATED in states or as_of < deadline:
        return False
    silent = all(may_release_unagreed(state, deadline, as_of) for state in states)
    return not log_out or (silent and not offered)
