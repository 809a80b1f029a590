"""Minutes: from the unit's draft to confirmation at a later meeting (clause 6)."""

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
    """What a later meeting said of the last minutes."""

    CONFIRMED = "confirmed"
    AMENDED = "amended"
    DEFERRED = "deferred"


OUT = frozenset({MinutesState.CIRCULATED, MinutesState.CONFIRMED})  # members have them


def draft_back_by(within: int, agreed_by: dt.date | None, days: WorkingDays, as_of: dt.date) -> dt.date:
    """The unit has so many working days to write the minutes, but sends them back on the one before the
    Chair is to agree them, as over Christmas, or on the next, where it is late for that (own lead time)."""
    back_by = days.add(as_of, within)
    if agreed_by is not None:
        back_by = min(back_by, days.add(agreed_by, -1))
    return max(back_by, days.add(as_of, 1))


def may_release_unagreed(state: MinutesState, deadline: dt.date, as_of: dt.date) -> bool:
    """With the Chair silent, on the day they are due the unit may release them as a draft (clause 6)."""
    return state is MinutesState.WITH_THE_CHAIR and as_of >= deadline


def is_work_left(
    states: Set[MinutesState], deadline: dt.date, as_of: dt.date, *, log_out: bool, offered: bool
) -> bool:
    """Whether minutes whose record is filed are to be moved on: to be drafted, or sent out once agreed; from
    the deadline on to have their action log sent, or the draft offered for release (clause 6).

    ``states`` are those of all parts; ``log_out`` and ``offered`` whether the last two have been done.
    """
    if not states or states == {MinutesState.AGREED}:
        return True
    if MinutesState.CIRCULATED in states or as_of < deadline:
        return False
    silent = all(may_release_unagreed(state, deadline, as_of) for state in states)
    return not log_out or (silent and not offered)
