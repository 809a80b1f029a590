"""Queries for meetings whose papers a recent joiner, or a deputy named for the meeting, has not had yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from forum.calendar.working_days import ONE_DAY
from forum.letters.papers import Papers
from forum.members.joining import LOOK_BACK
from forum.members.membership import AT_EVERY_MEETING, PapersFor, Role
from forum.outbox.causes import Cause
from forum.outbox.states import State
from tasks.register.meetings import AS_OF
from tasks.register.tables import AppointmentRow, CoverRow, DispatchRow, ExpectedRow, MeetingRow

_OF_LATE = bindparam("of_late", type_=Date())


def without_papers(session: Session, released: Collection[UUID], as_of: dt.date) -> Sequence[UUID]:
    """Return the released meetings whose papers some reader has no letter about.

    The readers: anybody at all, people appointed of late, people who cover for a reader, and named deputies.
    """
    values = {"released": list(released), "as_of": as_of, "of_late": as_of - LOOK_BACK + ONE_DAY}
    return session.scalars(_without_papers(), values).all()


@cache  # to put it together takes longer than to ask it
def _without_papers() -> CompoundSelect[UUID]:
    return union_all(*_by_reader())


def _by_reader() -> Iterator[Select[UUID]]:
    released = select(MeetingRow.id).where(MeetingRow.id.in_(bindparam("released", expanding=True)))
    yield released.where(~_has_papers())
    yield released.join(AppointmentRow, AppointmentRow.group_id == MeetingRow.group_id).where(
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= AS_OF),
        or_(AppointmentRow.first.between(_OF_LATE, AS_OF), AppointmentRow.entered >= _OF_LATE),
        AppointmentRow.first <= AS_OF,
        or_(
            and_(AppointmentRow.role.in_(AT_EVERY_MEETING), AppointmentRow.papers != PapersFor.NONE),
            and_(AppointmentRow.role == Role.DEPUTY, AppointmentRow.papers == PapersFor.ALWAYS),
        ),
        ~_written_to(AppointmentRow.person_id),
    )
    yield released.join(CoverRow, CoverRow.group_id == MeetingRow.group_id).where(
        CoverRow.last >= AS_OF,
        CoverRow.first <= AS_OF,
        _is_of_a_reader(),
        ~_written_to(CoverRow.covered_by_id),
    )
    yield released.join(ExpectedRow, ExpectedRow.meeting_id == MeetingRow.id).where(
        ExpectedRow.deputy_id.is_not(None), ~_written_to(ExpectedRow.deputy_id)
    )


def _is_of_a_reader() -> ColumnElement[bool]:
    """Tell whether the cover is for a reader of the pack; nobody gets it in the place of a deputy."""
    return exists().where(
        AppointmentRow.group_id == CoverRow.group_id,
        AppointmentRow.person_id == CoverRow.person_id,
        AppointmentRow.role.in_(AT_EVERY_MEETING),
        AppointmentRow.first <= AS_OF,
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= AS_OF),
    )


def _written_to(
    reader: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None],
) -> ColumnElement[bool]:
    return _has_papers(DispatchRow.person_id == reader)


def _has_papers(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Match meetings with such a letter of papers; a lapsed one counts only where it had gone already."""
    reached_nobody = DispatchRow.cause.is_distinct_from(Cause.ALREADY_GONE)
    has_lapsed = and_(DispatchRow.state == State.LAPSED, reached_nobody)
    return exists().where(
        DispatchRow.meeting_id == MeetingRow.id, DispatchRow.letter == Papers.NAME, ~has_lapsed, *conditions
    )
