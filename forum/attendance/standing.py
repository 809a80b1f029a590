"""Attendance: how often a core member came, and how often a deputy came in their place (clause 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import get_args

from forum.terms import policy
from forum.text.wording import count


class Mark(StrEnum):
    """How a seat was filled at a meeting held."""

    PRESENT = "P"
    REMOTE = "R"
    DEPUTY = "D"
    APOLOGIES = "A"
    ABSENT = "X"
    NOT_EXPECTED = "–"


OWN = frozenset({Mark.PRESENT, Mark.REMOTE})
FILLED = OWN | {Mark.DEPUTY}


class Standing(StrEnum):
    TOO_EARLY = "too early to say"
    MET = "met"
    NEAR = "one absence from falling below"
    BELOW = "below"


@dataclass(frozen=True)
class Sitting:
    """One meeting held, as it concerns a seat and its holder; cancelled and unrecorded meetings have none."""

    date: dt.date
    mark: Mark
    ordinary: bool = True
    under_cover: bool = False


@dataclass(frozen=True)
class AttendanceFinding:
    """What is to be said of one member's attendance.

    ``counted`` meetings, of which the member came to ``own`` and a deputy to ``deputies``; ``asked_for`` is
    the fewest of them the terms ask for, ``deputies_allowed`` the most a deputy may come to.
    ``absences_left`` is how many meetings in a row may still be missed without falling below; None where the
    next one is of a new year of the board, in which all begin anew.
    """

    counted: int
    own: int
    deputies: int
    asked_for: int
    deputies_allowed: int
    absences_left: int | None
    standing: Standing
    words: str
    clause: str


def attendance(
    rule: policy.Attendance, sittings: Sequence[Sitting], as_of: dt.date, following: dt.date | None = None
) -> AttendanceFinding:
    """A member comes in person to three meetings in four; exactly three in four is enough (clause 4).

    ``sittings`` are all those at which the member held the seat, in any order; ``following`` is the day of
    the next meeting, if it is known.
    """
    meetings = counting(rule, sittings, as_of)
    own = sum(one.mark in OWN for one in meetings)
    deputies = sum(one.mark is Mark.DEPUTY for one in meetings)
    number = len(meetings)
    left = None if _is_of_another_year(rule, as_of, following) else _absences_left(rule, meetings)
    standing = _standing(rule, meetings, left)
    return AttendanceFinding(
        counted=number,
        own=own,
        deputies=deputies,
        asked_for=ceil(rule.own * number),
        deputies_allowed=int(rule.deputies * number),
        absences_left=left,
        standing=standing,
        words=_words(rule, standing, number, own, deputies),
        clause=rule.clause,
    )


def counting(rule: policy.Attendance, sittings: Sequence[Sitting], as_of: dt.date) -> tuple[Sitting, ...]:
    """Ordinary meetings at which the member was expected and nobody was covering for them: the last twelve,
    or those of the board's year (where the terms are silent). Oldest first."""
    meetings = sorted(
        (one for one in sittings if _counts(one) and one.date <= as_of), key=lambda one: one.date
    )
    if rule.window == "board year":
        starts = board_year_start(rule, as_of)
        return tuple(one for one in meetings if one.date >= starts)
    return tuple(meetings[-rule.meetings :])


def board_year_start(rule: policy.Attendance, as_of: dt.date) -> dt.date:
    """The first day of the board's year that ``as_of`` falls in: 1 April (where the terms are silent)."""
    this_year = dt.date(as_of.year, get_args(policy.Month).index(rule.board_year_starts) + 1, 1)
    return this_year if this_year <= as_of else this_year.replace(year=as_of.year - 1)


def standing_before(rule: policy.Attendance, sittings: Sequence[Sitting], meeting: dt.date) -> Standing:
    """How the member stood before the meeting of that date (own rule)."""
    earlier = [one for one in sittings if one.date < meeting]
    return attendance(rule, earlier, meeting).standing


def notice_due(before: Standing, now: Standing) -> bool:
    """A member is written to when their standing gets worse, and not again while it stays (own rule)."""
    worse = {Standing.NEAR: {Standing.TOO_EARLY, Standing.MET}}
    worse[Standing.BELOW] = worse[Standing.NEAR] | {Standing.NEAR}
    return before in worse.get(now, ())


def represented(sittings: Sequence[Sitting]) -> Fraction:
    """The share of meetings at which a seat was filled, by its member or a deputy (clause 4)."""
    expected = [one for one in sittings if one.mark is not Mark.NOT_EXPECTED]
    filled = sum(one.mark in FILLED for one in expected)
    return Fraction(filled, len(expected)) if expected else Fraction(0)


def _counts(sitting: Sitting) -> bool:
    return sitting.ordinary and not sitting.under_cover and sitting.mark is not Mark.NOT_EXPECTED


def _is_of_another_year(rule: policy.Attendance, as_of: dt.date, following: dt.date | None) -> bool:
    if rule.window != "board year" or following is None:
        return False
    return board_year_start(rule, following) > board_year_start(rule, as_of)


def _standing(rule: policy.Attendance, meetings: Sequence[Sitting], absences_left: int | None) -> Standing:
    if len(meetings) < rule.from_meetings:
        return Standing.TOO_EARLY
    if _is_below(rule, meetings):
        return Standing.BELOW
    has_missed = any(one.mark not in OWN for one in meetings)  # nobody can come to more than all
    return Standing.NEAR if has_missed and absences_left == 0 else Standing.MET


def _is_below(rule: policy.Attendance, meetings: Sequence[Sitting]) -> bool:
    return _own_is_below(rule, meetings) or _deputies_are_above(rule, meetings)


def _own_is_below(rule: policy.Attendance, meetings: Sequence[Sitting]) -> bool:
    return _is_less(sum(one.mark in OWN for one in meetings), rule.own, len(meetings))


def _deputies_are_above(rule: policy.Attendance, meetings: Sequence[Sitting]) -> bool:
    return sum(one.mark is Mark.DEPUTY for one in meetings) > rule.deputies * len(meetings)


def _absences_left(rule: policy.Attendance, meetings: Sequence[Sitting]) -> int:
    """How many of the next meetings may be missed in a row, the oldest dropping out of the last twelve."""
    marks = [one.mark in OWN for one in meetings]
    for missed in range(rule.meetings):
        marks.append(False)
        window = marks if rule.window == "board year" else marks[-rule.meetings :]
        if _is_less(sum(window), rule.own, len(window)):
            return missed
    return rule.meetings


def _is_less(part: int, share: Fraction, whole: int) -> bool:
    """Whether a part is less than its share of the whole, in whole numbers."""
    return part * share.denominator < share.numerator * whole


def _words(rule: policy.Attendance, standing: Standing, number: int, own: int, deputies: int) -> str:
    meetings = count(number, "meeting")
    if standing is Standing.TOO_EARLY:
        so_far = f"Came to {own} of {meetings} so far" if number else "No meetings so far"
        return f"{so_far}; judged from {count(rule.from_meetings, 'meeting')} on."
    came = f"Came to {own} of the last {meetings}"
    if rule.window == "board year":
        came = f"Came to {own} of {meetings} in the board’s year"
    asked = f"{came}; the terms ask for {ceil(rule.own * number)} (clause {rule.clause})"
    if deputies > rule.deputies * number:
        return f"{asked}; a deputy came to {deputies} and the terms allow {int(rule.deputies * number)}."
    return f"{asked}; one more absence would fall below." if standing is Standing.NEAR else f"{asked}."
