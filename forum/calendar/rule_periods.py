"""The periods of the meeting rule: each has one ordinary meeting at most (clause 5; own rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from forum.calendar.meeting_dates import A_MONTH, meeting_dates
from forum.calendar.meetings import NOT_HELD, MeetingState
from forum.calendar.working_days import ONE_DAY
from forum.terms.parts.calendar import EveryRule, ListRule, MonthlyRule

A_FORTNIGHT = dt.timedelta(days=14)
AnyRule = MonthlyRule | EveryRule | ListRule


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
