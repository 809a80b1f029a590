"""Queries about meetings and their steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import count, islice
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import Session

from forum.agenda import Place
from forum.attendance.forecast import Answer
from forum.calendar.meetings import MeetingKind, MeetingState, OrdinaryMeeting
from forum.calendar.steps import Step, StepKind, StepVerdict
from forum.calendar.working_days import ONE_DAY
from forum.text.problem import Problem
from tasks.register.database.rows import value_of
from tasks.register.groups import Groups, of_group, of_groups
from tasks.register.tables import (
    AgendaItemRow,
    AppointmentRow,
    AttendanceRow,
    ExpectedRow,
    GroupRow,
    MeetingRow,
    ReportStepRow,
    StepRow,
    TaskStepRow,
)

PLANNED, HELD = MeetingState.PLANNED, MeetingState.HELD
CANCELLED, NO_MEETING = MeetingState.CANCELLED, MeetingState.NO_MEETING
ORDINARY, EXTRAORDINARY = MeetingKind.ORDINARY, MeetingKind.EXTRAORDINARY
A_QUARTER = dt.timedelta(days=92)
READ_AT_A_TIME = 6  # of the meetings held: most who ask want the last one, some a year's

AS_OF = bindparam("as_of", type_=Date())  # the day that a query is asked with
_BETWEEN = (
    select(MeetingRow)
    .where(
        MeetingRow.group_id == bindparam("group"),
        MeetingRow.date.between(bindparam("first"), bindparam("last")),
    )
    .order_by(MeetingRow.date)
)
_BY_REFERENCE = select(MeetingRow).where(MeetingRow.reference == bindparam("reference"))
_ORDINARY = select(MeetingRow.id, MeetingRow.date, MeetingRow.rule_date, MeetingRow.state).where(
    MeetingRow.group_id == bindparam("group"),
    MeetingRow.kind == ORDINARY,
    or_(MeetingRow.date >= bindparam("since"), MeetingRow.rule_date >= bindparam("since")),
)
_STEPS = select(StepRow).where(StepRow.meeting_id == bindparam("meeting"))
_STEP = _STEPS.where(StepRow.kind == bindparam("kind"))
# SQLite uses the index on planned meetings only for queries in the words that define it.
IS_PLANNED = MeetingRow.state == literal_column("'planned'")
_PLANNED = (
    select(MeetingRow).where(MeetingRow.group_id == bindparam("group"), IS_PLANNED).order_by(MeetingRow.date)
)
_PLANNED_DATES = select(MeetingRow.id, MeetingRow.date).where(IS_PLANNED)
_PLANNED_DATES_IN = _PLANNED_DATES.where(MeetingRow.group_id.in_(bindparam("groups", expanding=True)))
_HELD = (
    select(MeetingRow)
    .where(
        MeetingRow.group_id == bindparam("group"),
        MeetingRow.state == HELD,
        MeetingRow.date <= bindparam("day"),
    )
    .order_by(MeetingRow.date.desc(), MeetingRow.id)
    .limit(READ_AT_A_TIME)
    .offset(bindparam("read", type_=Integer()))
)
_ATTENDANCE = select(AttendanceRow).where(AttendanceRow.meeting_id.in_(bindparam("meetings", expanding=True)))


def meeting_by_reference(session: Session, reference: str) -> MeetingRow:
    """Return the meeting with a reference such as MASE/2027-01, in any capitals.

    Problem naming the latest meetings when there is none.
    """
    code, _, rest = reference.strip().partition("/")
    wanted = f"{code.upper()}/{rest.lower()}"
    meeting = session.scalars(_BY_REFERENCE, {"reference": wanted}).first()
    if meeting is None:
        known = session.scalars(select(MeetingRow.reference).order_by(MeetingRow.date.desc()).limit(6)).all()
        latest = ", ".join(reversed(known)) or "no meeting yet"
        raise Problem(f"There is no meeting {reference!r} on the register. The latest are: {latest}.")
    return meeting


def planned_meeting(session: Session, reference: str) -> MeetingRow:
    """Return the planned meeting with a reference; Problem when it was held, cancelled or left out."""
    meeting = meeting_by_reference(session, reference)
    if meeting.state != PLANNED:
        state = "has been held" if meeting.state == HELD else f"is down as “{meeting.state}”"
        raise Problem(f"{meeting.reference} {state}; this can be done only to a meeting that is planned.")
    return meeting


def meetings_between(session: Session, group_id: UUID, first: dt.date, last: dt.date) -> Sequence[MeetingRow]:
    """Return the meetings of a group from ``first`` to ``last``, in whatever state, earliest first."""
    return session.scalars(_BETWEEN, {"group": group_id, "first": first, "last": last}).all()


def ordinary_meetings(session: Session, group_id: UUID, since: dt.date) -> list[OrdinaryMeeting]:
    """Return the ordinary meetings of a group, in whatever state, whose day or date of the rule is ``since``
    or later."""
    rows = session.execute(_ORDINARY, {"group": group_id, "since": since}).all()
    return [OrdinaryMeeting(*row) for row in rows]


def held_between(session: Session, group_id: UUID, first: dt.date, last: dt.date) -> Sequence[MeetingRow]:
    """Return the meetings of a group that were held from ``first`` to ``last``, earliest first."""
    return [row for row in meetings_between(session, group_id, first, last) if row.state is HELD]


def _planned(session: Session, group_id: UUID) -> Sequence[MeetingRow]:
    return session.scalars(_PLANNED, {"group": group_id}).all()


def planned_in(
    session: Session, groups: Collection[UUID], first: dt.date, last: dt.date
) -> Sequence[MeetingRow]:
    """Return the planned meetings of these groups from ``first`` to ``last``."""
    of_groups = MeetingRow.group_id.in_(groups), MeetingRow.state == PLANNED
    return session.scalars(
        select(MeetingRow).where(*of_groups, MeetingRow.date.between(first, last)).order_by(MeetingRow.date)
    ).all()


def planned_from(session: Session, group_id: UUID, day: dt.date) -> Sequence[MeetingRow]:
    """Return the planned meetings of a group on ``day`` or later, earliest first."""
    return [row for row in _planned(session, group_id) if row.date >= day]


def references_around(session: Session, group_id: UUID, date: dt.date) -> Sequence[str]:
    """Return the references that are taken in a wide month around a day: a meeting moved out of its month
    keeps its reference, which must not be given twice."""
    year = dt.timedelta(days=366)
    near = MeetingRow.group_id == group_id, MeetingRow.date.between(date - year, date + year)
    return session.scalars(select(MeetingRow.reference).where(*near)).all()


def called_for(meeting: MeetingRow) -> str:
    """Return the one item that a meeting is called for, and why; empty for all others."""
    goes_on = meeting.state in (PLANNED, HELD)
    return meeting.reason if meeting.kind is EXTRAORDINARY and goes_on else ""


def next_meeting(session: Session, group_id: UUID, after: dt.date) -> MeetingRow | None:
    """Return the first meeting planned after a day, or after another meeting; where the hour counts, it is
    ``next_to_begin``."""
    return next((row for row in _planned(session, group_id) if row.date > after), None)


def next_that_confirms(session: Session, of: MeetingRow, today: dt.date) -> MeetingRow | None:
    """Return the first planned meeting that can confirm the minutes of an earlier one: today's can still, and
    not one that has been."""
    planned = planned_from(session, of.group_id, max(of.date + ONE_DAY, today))
    return next((row for row in planned if confirms_minutes(session, row)), None)


def confirms_minutes(session: Session, meeting: MeetingRow) -> bool:
    """Tell whether a meeting confirms the minutes before it: each ordinary one, and of those called beside
    them whose agenda has that item, not one that is called for an item of its own (own rule)."""
    if meeting.kind is ORDINARY or meeting.last_minutes is not None:
        return True
    places = session.scalars(select(AgendaItemRow.place).where(AgendaItemRow.meeting_id == meeting.id)).all()
    return not places or Place.LAST_MINUTES in places


def next_ordinary(session: Session, group_id: UUID, after: dt.date) -> MeetingRow | None:
    """Return the first ordinary meeting planned after a day."""
    planned = _planned(session, group_id)
    return next((row for row in planned if row.date > after and row.kind == ORDINARY), None)


def still_to_begin(session: Session, group_id: UUID, at: dt.datetime) -> Iterator[MeetingRow]:
    """Yield the planned meetings that have not begun by that time, earliest first; London time, as
    everywhere."""
    planned = _planned(session, group_id)
    return (row for row in planned if dt.datetime.combine(row.date, row.start) > at)


def has_begun(meeting: MeetingRow, at: dt.datetime) -> bool:
    """Tell whether a meeting has begun by that time: nobody prepares for it any more (own rule)."""
    return dt.datetime.combine(meeting.date, meeting.start) <= at


def next_to_begin(session: Session, group_id: UUID, at: dt.datetime) -> MeetingRow | None:
    """Return the first planned meeting that has not begun by that time."""
    return next(still_to_begin(session, group_id, at), None)


def held_until(session: Session, group_id: UUID, day: dt.date) -> Iterator[MeetingRow]:
    """Yield the meetings of every kind held until a day, the latest first, reading old ones only when
    needed."""
    for read in count(step=READ_AT_A_TIME):
        rows = session.scalars(_HELD, {"group": group_id, "day": day, "read": read}).all()
        yield from rows
        if len(rows) < READ_AT_A_TIME:
            return


def held_before(session: Session, meeting: MeetingRow) -> Iterator[MeetingRow]:
    """Yield the meetings of every kind held before the day of this one, the latest first."""
    return held_until(session, meeting.group_id, meeting.date - dt.timedelta(days=1))


def last_held(session: Session, group_id: UUID, until: dt.date, limit: int) -> Sequence[MeetingRow]:
    """Return the last ``limit`` ordinary meetings held until a day, earliest first."""
    ordinary = (row for row in held_until(session, group_id, until) if row.kind == ORDINARY)
    return list(islice(ordinary, limit))[::-1]


def attendance_at(session: Session, meeting_ids: Sequence[UUID]) -> Sequence[AttendanceRow]:
    """Return the attendance recorded at these meetings."""
    return session.scalars(_ATTENDANCE, {"meetings": [*meeting_ids]}).all()


def step_value(row: StepRow | ReportStepRow | TaskStepRow) -> Step:
    """Return the step of a meeting, a report or a task group as a value of the rules."""
    return value_of(Step, row, is_needed=row.verdict is not StepVerdict.NOT_NEEDED)


def step_of(session: Session, meeting_id: UUID, kind: StepKind) -> StepRow:
    """Return one step of a meeting."""
    return session.scalars(_STEP, {"meeting": meeting_id, "kind": kind}).one()


def step_if_any(session: Session, meeting_id: UUID, kind: StepKind) -> StepRow | None:
    """Do as ``step_of``; None for a meeting entered from the time before the go-live, which has no steps."""
    return session.scalars(_STEP, {"meeting": meeting_id, "kind": kind}).one_or_none()


def steps_of(session: Session, meeting_id: UUID) -> Sequence[StepRow]:
    """Return all steps of a meeting by deadline; steps without a deadline come first."""
    steps = session.scalars(_STEPS, {"meeting": meeting_id})
    return sorted(steps, key=lambda row: (row.deadline or dt.date.min, row.kind))


def open_steps(
    session: Session, as_of: dt.date, kind: StepKind | None = None, only: Groups = None
) -> Sequence[StepRow]:
    """Return the steps that have opened by ``as_of`` and are not done, through the index on open steps."""
    return session.scalars(_open_steps(kind, only), {"as_of": as_of}).all()


@lru_cache  # to put it together takes longer than to ask it
def _open_steps(kind: StepKind | None, only: Groups) -> Select[StepRow]:
    of_kind = [] if kind is None else [StepRow.kind == kind]
    return select(StepRow).where(*is_meeting_open(only), *of_kind).order_by(StepRow.opens)


def quorum_forecasts(
    session: Session, on: dt.date, groups: Collection[UUID] | None
) -> Sequence[tuple[StepRow, MeetingRow]]:
    """Return the opened quorum forecasts of coming meetings of these groups (all for None), also those sent
    that may be short of seats.

    A forecast goes out before its deadline only with enough seats; seats may be lost afterwards.
    """
    values = {"as_of": on, "groups": list(groups or ())}
    rows = session.execute(_quorum_forecasts(of_all=groups is None), values)
    return [(step, meeting) for step, meeting in rows]


@cache
def _quorum_forecasts(*, of_all: bool) -> Select[StepRow, MeetingRow]:
    has_lost_a_seat = exists().where(
        ExpectedRow.meeting_id == MeetingRow.id,
        or_(
            ExpectedRow.for_date != MeetingRow.date,
            and_(
                ExpectedRow.answer.in_([Answer.APOLOGIES, Answer.TENTATIVE]),
                ExpectedRow.said_on >= StepRow.done,
            ),
        ),
    )
    has_left = exists().where(
        AppointmentRow.group_id == MeetingRow.group_id,
        AppointmentRow.last.between(StepRow.done, MeetingRow.date),
    )
    return (
        select(StepRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == StepRow.meeting_id)
        .where(
            *is_to_come(),
            *of_groups(MeetingRow.group_id, of_all=of_all),
            StepRow.kind == StepKind.QUORUM_FORECAST,
            StepRow.opens <= AS_OF,
            or_(StepRow.done.is_(None), StepRow.done >= StepRow.deadline, has_lost_a_seat, has_left),
        )
        .order_by(MeetingRow.date)
    )


def is_to_come(only: Groups = None) -> list[ColumnElement[bool]]:
    """Return the conditions that a meeting of a group, or of any, is planned for the day that a query is
    asked with, as ``as_of``, or for a later one."""
    return [IS_PLANNED, MeetingRow.date >= AS_OF, *of_group(MeetingRow.group_id, only)]


def unrecorded_meetings(session: Session, on: dt.date, groups: Collection[UUID] | None) -> frozenset[UUID]:
    """Return the meetings of these groups (all for None), planned for an earlier day and without a record."""
    query = _PLANNED_DATES if groups is None else _PLANNED_DATES_IN
    rows = session.execute(query, {"groups": [*(groups or ())]})
    return frozenset(id for id, date in rows if date < on)


def meets_on(session: Session, group_id: UUID, day: dt.date) -> bool:
    """Tell whether a group has a meeting planned for a day."""
    return any(date == day for _, date in session.execute(_PLANNED_DATES_IN, {"groups": [group_id]}))


def groups_that_meet(session: Session, on: dt.date, only: Groups) -> frozenset[UUID]:
    """Return the groups, or that one, with a meeting planned for a day."""
    return frozenset(session.scalars(_meeting_on(only), {"as_of": on}))


@lru_cache
def _meeting_on(only: Groups) -> Select[UUID]:
    return select(MeetingRow.group_id).where(
        IS_PLANNED, MeetingRow.date == AS_OF, *of_group(MeetingRow.group_id, only)
    )


def is_meeting_open(only: Groups = None) -> list[ColumnElement[bool]]:
    """Return the conditions that a step of a group, or of any, is open on the day that a query is asked with,
    as ``as_of``; in the words that define its index."""
    still_open = [StepRow.done.is_(None), StepRow.verdict.is_(None), StepRow.opens <= AS_OF]
    return [*still_open, *of_group(StepRow.group_id, only)]


def group_of(session: Session, meeting: MeetingRow) -> GroupRow:
    """Return the group of a meeting."""
    return session.get_one(GroupRow, meeting.group_id)
