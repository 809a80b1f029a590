"""The kinds and the states of a meeting, and what becomes of one that a changed rule does not give.

The dates of meetings by the meeting rule (clause 5), and the references of meetings. The periods of the
meeting rule: each has one ordinary meeting at most (clause 5; own rule).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, count, groupby
from string import ascii_lowercase
from uuid import UUID, uuid5

from forum.calendar.working_days import ONE_DAY, WorkingDays
from forum.terms.parts.calendar import EveryRule, ListRule, MonthlyRule
from forum.text.wording import MONTHS, WEEKDAYS


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


AnyRule = MonthlyRule | EveryRule | ListRule
A_MONTH = dt.timedelta(days=31)
WEEKS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def meeting_dates(rule: AnyRule, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return the dates the rule gives from ``first`` to ``last``, both included, in order (clause 5)."""
    match rule:
        case MonthlyRule():
            dates = _monthly(rule, first, last)
        case EveryRule():
            dates = _every(rule, first, last)
        case ListRule():
            return tuple(day for day in sorted(rule.dates) if first <= day <= last)
    return tuple(
        day for day in dates if first <= day <= last and MONTHS[day.month - 1] not in rule.no_meeting_in
    )


def _monthly(rule: MonthlyRule, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    month, weekday = first.replace(day=1), WEEKDAYS.index(rule.weekday)
    while month <= last:
        next_month = _next_month(month)
        earliest = month + (weekday - month.weekday()) % 7 * ONE_DAY
        days = (earliest + dt.timedelta(weeks=number) for number in range(5))
        yield [day for day in days if day < next_month][WEEKS[rule.week]]
        month = next_month


def _every(rule: EveryRule, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    step = dt.timedelta(weeks=rule.weeks)
    day = rule.starting + max((first - rule.starting) // step, 0) * step
    while day <= last:
        yield day
        day += step


def months_without(
    rule: AnyRule, first: dt.date, last: dt.date, dates: Collection[dt.date]
) -> Iterator[dt.date]:
    """Yield the whole months of a period without any of these dates, by their first day, where the group is
    to meet in each (clause 5); none by another rule than a monthly one."""
    month = first if first.day == 1 else _next_month(first)
    while isinstance(rule, MonthlyRule) and (following := _next_month(month)) <= last + ONE_DAY:
        has_none = not any(month <= day < following for day in dates)
        if has_none and MONTHS[month.month - 1] not in rule.no_meeting_in:
            yield month
        month = following


def held_in_place(rule: AnyRule, cancelled: dt.date, others: Iterable[dt.date]) -> dt.date | None:
    """Return the day of another meeting in the period of a cancelled one, by a monthly rule in its month: the
    period has its meeting (clause 5). None where there is none."""
    return next((day for day in others if _period(rule, day) == _period(rule, cancelled)), None)


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + A_MONTH).replace(day=1)


def list_end(rule: AnyRule) -> dt.date | None:
    """Return the last day of a list of meeting days, after which nothing is planned; None for a rule that
    goes on."""
    return max(rule.dates) if isinstance(rule, ListRule) else None


def day_to_meet(rule_date: dt.date, days: WorkingDays) -> dt.date:
    """Return the working day on which the group meets when the rule gives ``rule_date`` (where the terms are
    silent): that day or the next working day.

    Where that falls in the next month it is the working day before, so that each month keeps its meeting.
    """
    after = days.on_or_after(rule_date)
    return after if after.month == rule_date.month else days.on_or_before(rule_date)


def last_day_to_plan(as_of: dt.date, months_ahead: int) -> dt.date:
    """Return the day up to which meetings are planned ahead (own rule)."""
    return as_of + months_ahead * A_MONTH


def last_day_to_move_to(planned_day: dt.date, as_of: dt.date, months_ahead: int) -> dt.date:
    """Return the last day to which a meeting can be moved: as far as meetings are planned ahead, or a month
    after ``planned_day`` (own rule). A later day is a mistyped year, and everybody would hear of it.
    """
    return max(last_day_to_plan(as_of, months_ahead), planned_day + A_MONTH)


def meeting_ids(group: UUID, date: dt.date) -> Iterator[UUID]:
    """Yield the ids for a group's meetings first planned for a date, in order (own rule).

    A register that was restored from a backup gives a meeting that it plans again the same id, by which
    its calendar item and its letters are known.
    """
    return (uuid5(group, f"{date}/{number}") for number in count(1))


def meeting_reference(code: str, date: dt.date, references: Collection[str]) -> str:
    """Return "MASE/2027-01", or "MASE/2027-01b" where the references have it already, and so on."""
    plain = f"{code}/{date:%Y-%m}"
    names = (plain + letter for letter in chain([""], ascii_lowercase[1:]))
    return next(name for name in names if name not in references)


A_FORTNIGHT = dt.timedelta(days=14)


@dataclass(frozen=True)
class OrdinaryMeeting:
    """An ordinary meeting on the register. ``rule_date`` is the date of the rule for which it stands, None
    where a person kept it although the rule has none for it."""

    id: UUID
    date: dt.date
    rule_date: dt.date | None
    state: MeetingState


@dataclass(frozen=True)
class OffRule:
    """A planned meeting that the rule does not give. ``in_place`` is the date that the rule gives for its
    period; None where it gives none to come, or another meeting stands there."""

    meeting: OrdinaryMeeting
    in_place: dt.date | None


def dates_without_meeting(
    rule: AnyRule, first: dt.date, last: dt.date, meetings: Collection[OrdinaryMeeting]
) -> tuple[dt.date, ...]:
    """Return the dates the rule gives from ``first`` to ``last`` in whose period no ordinary meeting was
    held, planned, moved in, kept, or called off (own rule)."""
    taken = {period for meeting in meetings for period in _periods_taken(rule, meeting)}
    return tuple(date for date in meeting_dates(rule, first, last) if _period(rule, date) not in taken)


def off_rule(rule: AnyRule, today: dt.date, meetings: Collection[OrdinaryMeeting]) -> tuple[OffRule, ...]:
    """Return the meetings planned after ``today`` that the rule does not give, in the order of their days.

    Of two in one period the nearer has the rule's date in its place (own rule).
    """
    off = [
        meeting
        for meeting in meetings
        if meeting.state is MeetingState.PLANNED and meeting.date > today and _is_off(rule, meeting)
    ]
    taken = {p for meeting in meetings if meeting not in off for p in _periods_taken(rule, meeting)}
    in_place: dict[UUID, dt.date] = {}
    for meeting in sorted(off, key=lambda meeting: _distance(rule, meeting)):
        period = _period(rule, _stands_for(meeting))
        date = _date_of(rule, period)
        if date and date > today and period not in taken:
            taken.add(period)
            in_place[meeting.id] = date
    off.sort(key=lambda meeting: meeting.date)
    return tuple(OffRule(meeting, in_place.get(meeting.id)) for meeting in off)


def reach(rule: AnyRule) -> dt.timedelta:
    """Return how long before a date of the rule a meeting can be that stands in the date's period."""
    return dt.timedelta(weeks=rule.weeks) if isinstance(rule, EveryRule) else A_MONTH


def _is_off(rule: AnyRule, meeting: OrdinaryMeeting) -> bool:
    """Say whether the rule gives neither the date for which a meeting stands nor its day."""
    dates = (meeting.rule_date, meeting.date)
    return meeting.rule_date is not None and not any(meeting_dates(rule, day, day) for day in dates if day)


def _stands_for(meeting: OrdinaryMeeting) -> dt.date:
    return meeting.rule_date or meeting.date


def _periods_taken(rule: AnyRule, meeting: OrdinaryMeeting) -> Iterator[dt.date]:
    """Yield the period for which a meeting stands, and that into which it was moved. A list says itself how
    many meetings a month has: there only the very day is taken."""
    yield _period(rule, _stands_for(meeting))
    if meeting.state not in NOT_HELD:
        yield meeting.date if isinstance(rule, ListRule) else _period(rule, meeting.date)


def _period(rule: AnyRule, day: dt.date) -> dt.date:
    """Return a date that stands for the period of a day: its month; with meetings every few weeks the nearest
    of them; of a list the nearest day in the same month, or else within a fortnight (own rule)."""
    match rule:
        case MonthlyRule():
            return day.replace(day=1)
        case EveryRule():
            step = dt.timedelta(weeks=rule.weeks)
            return rule.starting + (day - rule.starting + step / 2) // step * step
        case ListRule():
            month = [date for date in rule.dates if date.replace(day=1) == day.replace(day=1)]
            near = month or [date for date in rule.dates if abs(date - day) <= A_FORTNIGHT]
            return min(near, key=lambda date: abs(date - day), default=day)


def _date_of(rule: AnyRule, period: dt.date) -> dt.date | None:
    """Return the date that the rule gives in a period, None in a month or a time that it leaves out."""
    last = (period + A_MONTH).replace(day=1) - ONE_DAY if isinstance(rule, MonthlyRule) else period
    return next(iter(meeting_dates(rule, period, last)), None)


def _distance(rule: AnyRule, meeting: OrdinaryMeeting) -> tuple[bool, dt.timedelta]:
    """Return how far a meeting is from the date of its period; a day of a list in another month is farther
    than any in its own."""
    day = _stands_for(meeting)
    date = _date_of(rule, _period(rule, day)) or dt.date.max
    return isinstance(rule, ListRule) and date.month != day.month, abs(date - day)
