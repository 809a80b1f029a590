"""The kinds and the states of a meeting, and what becomes of one that a changed rule does not give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from itertools import groupby


class MeetingKind(StrEnum):
    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"
    BY_MAIL = "by mail"  # no meeting: a decision that members agree to by mail


class MeetingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    BY_MAIL = "by mail"
    NO_MEETING = "no meeting, agreed"  # a month without one, on the Chair's ruling


NOT_HELD = frozenset({MeetingState.CANCELLED, MeetingState.NO_MEETING})


def in_a_row(meetings: Iterable[tuple[dt.date, MeetingState]]) -> tuple[tuple[dt.date, ...], ...]:
    """Return the days of meetings that followed on each other and were not held, two at least: the Chair and
    the boards are to know of them (clause 5, own rule)."""
    runs = (
        tuple(day for day, _ in run)
        for was_not_held, run in groupby(sorted(meetings), key=lambda meeting: meeting[1] in NOT_HELD)
        if was_not_held
    )
    return tuple(run for run in runs if len(run) > 1)


class RuleChoice(StrEnum):
    """What becomes of a planned meeting that a changed meeting rule does not give."""

    MOVE = "move"
    KEEP = "keep"
    CANCEL = "cancel"
