"""Attendance: whether a core member came often enough, and how often a deputy did so in their place (clause 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from forum import policy


class Mark(StrEnum):
    """How a seat was filled at a meeting held."""

    PRESENT = "P"
    REMOTE = "R"
    DEPUTY = "D"
    APOLOGIES = "A"
    ABSENT = "X"
    NOT_EXPECTED = "–"


class Standing(StrEnum):
    TOO_EARLY = "too early to say"
    MET = "met"
    NEAR = "one absence from falling below"
    BELOW = "below"


@dataclass(frozen=True)
class Sitting:
    """One meeting held, as it concerns one seat and its holder. Cancelled and unrecorded meetings have none."""

    date: dt.date
    mark: Mark
    ordinary: bool = True
    under_cover: bool = False


@dataclass(frozen=True)
class AttendanceFinding:
    """What is to be said of one member's attendance.

    ``counted`` meetings, of which the member came to ``own`` and a deputy to ``deputies``; ``asked_for`` is the
    fewest of them the terms ask for, ``absences_left`` how many meetings in a row may still be missed without
    falling below. The shares are exact; zero when nothing was counted.
    """

    counted: int
    own: int
    deputies: int
    asked_for: int
    absences_left: int
    own_share: Fraction
    represented_share: Fraction
    deputies_share: Fraction
    standing: Standing
    words: str
    clause: str


def counting(rule: policy.Attendance, sittings: Sequence[Sitting], as_of: dt.date) -> tuple[Sitting, ...]:
    """The meetings that count, oldest first."""
    raise NotImplementedError


def attendance(rule: policy.Attendance, sittings: Sequence[Sitting], as_of: dt.date) -> AttendanceFinding:
    """One member's attendance from all the sittings at which they held the seat, in any order (clause 4)."""
    raise NotImplementedError


def notice_due(before: Standing, now: Standing) -> bool:
    """A member is written to when their standing gets worse, not again while it stays (own rule)."""
    raise NotImplementedError


def standing_before(rule: policy.Attendance, sittings: Sequence[Sitting], meeting: dt.date) -> Standing:
    """How the member stood before the meeting of that date."""
    raise NotImplementedError


def represented(sittings: Sequence[Sitting]) -> Fraction:
    """The share of meetings at which a seat was filled by its member or a deputy, whoever held it (clause 4)."""
    raise NotImplementedError
