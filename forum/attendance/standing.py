"""Attendance: a core member's standing by the meetings they came to, and their deputies came to (clause
4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import takewhile
from math import ceil
from typing import get_args

from forum.terms.parts import quorum as terms
from forum.terms.parts.part import Month
from forum.text.dates import months_after
from forum.text.wording import count, long_date, rounded


class Mark(StrEnum):
    """The mark of a seat in the attendance table, for a meeting held."""

    PRESENT = "P"
    REMOTE = "R"
    DEPUTY = "D"
    APOLOGIES = "A"
    ABSENT = "X"
    NOT_EXPECTED = "–"


OWN = frozenset({Mark.PRESENT, Mark.REMOTE})
FILLED = OWN | {Mark.DEPUTY}
_ABSENCES = {
    "nobody came": frozenset({Mark.APOLOGIES, Mark.ABSENT}),
    "not in person": frozenset({Mark.APOLOGIES, Mark.ABSENT, Mark.DEPUTY}),
    "no apologies": frozenset({Mark.ABSENT}),
}


class Standing(StrEnum):
    TOO_EARLY = "too early to say"
    MET = "met"
    NEAR = "one absence from falling below"
    BELOW = "below"


@dataclass(frozen=True)
class Sitting:
    """A meeting held, for one seat and its holder. Cancelled and unrecorded meetings are no sittings."""

    date: dt.date
    mark: Mark
    ordinary: bool = True
    under_cover: bool = False


@dataclass(frozen=True)
class AttendanceFinding:
    """A member's attendance and standing.

    Of ``counted`` meetings the member came to ``own`` and a deputy to ``deputies``; ``asked_for`` is the
    fewest that the terms ask for, ``deputies_allowed`` the most for a deputy. ``absences_left`` is the number
    of next meetings in a row that may be missed without falling below; None where the next meeting is in a
    new year of the board, in which all begin anew. ``absent`` is what the terms do not allow to miss, "the
    last 3 meetings in a row"; empty where nobody did.
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
    absent: str = ""

    @property
    def short(self) -> Fraction:
        """The share of meetings by which the member or their deputies miss what is asked; 0 for nothing."""
        missed = max(self.asked_for - self.own, self.deputies - self.deputies_allowed, 0)
        return Fraction(missed, self.counted or 1)


def judge_attendance(
    rule: terms.Attendance, sittings: Sequence[Sitting], as_of: dt.date, following: dt.date | None = None
) -> AttendanceFinding:
    """Judge a member's attendance: they come in person to three meetings in four, exactly three in four being
    enough (clause 4).

    ``sittings`` are all those at which the member held the seat, in any order; ``following`` is the day of
    the next meeting, if it is known.
    """
    meetings = meetings_counted(rule, sittings, as_of)
    own = sum(sitting.mark in OWN for sitting in meetings)
    deputies = sum(sitting.mark is Mark.DEPUTY for sitting in meetings)
    number = len(meetings)
    absences_left = None if _is_of_another_year(rule, as_of, following) else _absences_left(rule, meetings)
    absent = _absent(rule, sittings, as_of)
    standing = Standing.BELOW if absent else _standing(rule, meetings, absences_left)
    return AttendanceFinding(
        counted=number,
        own=own,
        deputies=deputies,
        asked_for=ceil(rule.own * number),
        deputies_allowed=int(rule.deputies * number),
        absences_left=absences_left,
        standing=standing,
        words=f"Absent from {absent}." if absent else _words(rule, standing, number, own, deputies),
        clause=rule.clause,
        absent=absent,
    )


def meetings_counted(
    rule: terms.Attendance, sittings: Sequence[Sitting], as_of: dt.date
) -> tuple[Sitting, ...]:
    """Return the meetings that count, oldest first: the last twelve ordinary ones, or those of the board's
    year, at which the member was expected and nobody covered for them (where the terms are silent)."""
    meetings = sorted(
        (sitting for sitting in sittings if _counts(sitting) and sitting.date <= as_of),
        key=lambda sitting: sitting.date,
    )
    if rule.window == "board year":
        starts = board_year_start(rule, as_of)
        return tuple(sitting for sitting in meetings if sitting.date >= starts)
    return tuple(meetings[-rule.meetings :])


def board_year_start(rule: terms.Attendance, as_of: dt.date) -> dt.date:
    """Return the first day of the board's year in which ``as_of`` falls: 1 April (where the terms are
    silent)."""
    this_year = dt.date(as_of.year, get_args(Month).index(rule.board_year_starts) + 1, 1)
    return this_year if this_year <= as_of else this_year.replace(year=as_of.year - 1)


def standing_before(rule: terms.Attendance, sittings: Sequence[Sitting], meeting: dt.date) -> Standing:
    """Return the member's standing before the meeting of that date (own rule)."""
    earlier = [sitting for sitting in sittings if sitting.date < meeting]
    return judge_attendance(rule, earlier, meeting).standing


def falls_below(before: Standing, after: Standing) -> bool:
    """Say whether a member has fallen below the minimum: they hear of it then, and not again while they are
    below; nobody does who meets it (own rule)."""
    return after is Standing.BELOW and before is not Standing.BELOW


def below_since(rule: terms.Attendance, sittings: Sequence[Sitting], as_of: dt.date) -> tuple[dt.date, ...]:
    """Return the days of the last meetings in a row after each of which the member was below the minimum,
    latest first (own rule). A meeting that does not count for them, an extraordinary one for instance, says
    nothing anew."""
    counted = (sitting.date for sitting in sittings if _counts(sitting) and sitting.date <= as_of)
    days = sorted(set(counted), reverse=True)
    return tuple(
        takewhile(lambda day: judge_attendance(rule, sittings, day).standing is Standing.BELOW, days)
    )


def share_represented(sittings: Sequence[Sitting]) -> Fraction:
    """Return the share of meetings at which a seat was filled, by its member or a deputy (clause 4)."""
    expected = [sitting for sitting in sittings if sitting.mark is not Mark.NOT_EXPECTED]
    filled = sum(sitting.mark in FILLED for sitting in expected)
    return Fraction(filled, len(expected)) if expected else Fraction(0)


def _counts(sitting: Sitting) -> bool:
    return sitting.ordinary and not sitting.under_cover and sitting.mark is not Mark.NOT_EXPECTED


def _absent(rule: terms.Attendance, sittings: Sequence[Sitting], as_of: dt.date) -> str:
    """Return what a member has missed and should not: so many meetings in a row, or all of so many months
    since they were last there (clause 4); empty for nothing."""
    meetings = sorted(
        (sitting for sitting in sittings if _counts(sitting) and sitting.date <= as_of),
        key=lambda sitting: sitting.date,
    )
    absences = _ABSENCES[rule.absence]
    missed = len(list(takewhile(lambda sitting: sitting.mark in absences, reversed(meetings))))
    if missed and 0 < rule.absent_in_a_row <= missed:
        return f"the last {count(missed, 'meeting')} in a row"
    if missed and rule.absent_months:
        since = meetings[max(len(meetings) - missed - 1, 0)].date
        if months_after(since, rule.absent_months) <= as_of:
            return f"every meeting since {long_date(since)}"
    return ""


def _is_of_another_year(rule: terms.Attendance, as_of: dt.date, following: dt.date | None) -> bool:
    if rule.window != "board year" or following is None:
        return False
    return board_year_start(rule, following) > board_year_start(rule, as_of)


def _standing(rule: terms.Attendance, meetings: Sequence[Sitting], absences_left: int | None) -> Standing:
    if len(meetings) < rule.from_meetings:
        return Standing.TOO_EARLY
    if _is_below(rule, meetings):
        return Standing.BELOW
    # A member who has missed none can't do better: they are not warned of one absence.
    has_missed = any(sitting.mark not in OWN for sitting in meetings)
    return Standing.NEAR if has_missed and absences_left == 0 else Standing.MET


def _is_below(rule: terms.Attendance, meetings: Sequence[Sitting]) -> bool:
    return _own_is_below(rule, meetings) or _deputies_are_above(rule, meetings)


def _own_is_below(rule: terms.Attendance, meetings: Sequence[Sitting]) -> bool:
    return _is_less(sum(sitting.mark in OWN for sitting in meetings), rule.own, len(meetings))


def _deputies_are_above(rule: terms.Attendance, meetings: Sequence[Sitting]) -> bool:
    return sum(sitting.mark is Mark.DEPUTY for sitting in meetings) > rule.deputies * len(meetings)


def _absences_left(rule: terms.Attendance, meetings: Sequence[Sitting]) -> int:
    """The number of next meetings that may be missed in a row, with the oldest dropping out of the last
    twelve."""
    marks = [sitting.mark in OWN for sitting in meetings]
    for missed in range(rule.meetings):
        marks.append(False)
        window = marks if rule.window == "board year" else marks[-rule.meetings :]
        if _is_less(sum(window), rule.own, len(window)):
            return missed
    return rule.meetings


def _is_less(part: int, share: Fraction, whole: int) -> bool:
    """Say whether a part is less than its share of the whole, in whole numbers."""
    return part * share.denominator < share.numerator * whole


def _words(rule: terms.Attendance, standing: Standing, number: int, own: int, deputies: int) -> str:
    meetings = count(number, "meeting")
    if standing is Standing.TOO_EARLY:
        so_far = f"Attended {own} of {meetings} so far" if number else "No meetings so far"
        return f"{so_far}; judged from {count(rule.from_meetings, 'meeting')} on."
    of = f"{number} in the board’s year" if rule.window == "board year" else f"the last {number}"
    attended = f"Attended {own} of {of} ({rounded(own, number)}), {ceil(rule.own * number)} asked for"
    if deputies > rule.deputies * number:
        return f"{attended}. A deputy came to {deputies}; the terms allow {int(rule.deputies * number)}."
    return f"{attended}; cannot miss another." if standing is Standing.NEAR else f"{attended}."
