"""Queries for meetings whose papers a recent joiner, or a deputy named for the meeting, has not had yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_
from sqlalchemy.orm import InstrumentedAttribute

from forum.calendar.working_days import ONE_DAY
from forum.letters.papers.pack import Papers
from forum.members.joining import LOOK_BACK
from forum.members.membership import AT_EVERY_MEETING, PapersFor, Role
from forum.outbox.causes import Cause
from forum.outbox.states import State
from tasks.register.tables import AppointmentRow, CoverRow, DispatchRow, ExpectedRow, MeetingRow


def without_papers(released: Select[UUID], as_of: dt.date) -> Iterator[Select[UUID]]:
    """Yield queries for the released meetings whose papers some reader has no letter about.

    The readers: anybody at all, people appointed of late, people who cover for a reader, and named deputies.
    """
    of_late = as_of - LOOK_BACK + ONE_DAY
    yield released.where(~_has_papers())
    yield released.join(AppointmentRow, AppointmentRow.group_id == MeetingRow.group_id).where(
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= as_of),
        or_(AppointmentRow.first.between(of_late, as_of), AppointmentRow.entered >= of_late),
        AppointmentRow.first <= as_of,
        or_(
            AppointmentRow.role.in_(AT_EVERY_MEETING),
            and_(AppointmentRow.role == Role.DEPUTY, AppointmentRow.papers == PapersFor.ALWAYS),
        ),
        ~_written_to(AppointmentRow.person_id),
    )
    yield released.join(CoverRow, CoverRow.group_id == MeetingRow.group_id).where(
        CoverRow.last >= as_of,
        CoverRow.first <= as_of,
        _is_of_a_reader(as_of),
        ~_written_to(CoverRow.covered_by_id),
    )
    yield released.join(ExpectedRow, ExpectedRow.meeting_id == MeetingRow.id).where(
        ExpectedRow.deputy_id.is_not(None), ~_written_to(ExpectedRow.deputy_id)
    )


def _is_of_a_reader(as_of: dt.date) -> ColumnElement[bool]:
    """Tell whether the cover is for a reader of the pack; nobody gets it in the place of a deputy."""
    return exists().where(
        AppointmentRow.group_id == CoverRow.group_id,
        AppointmentRow.person_id == CoverRow.person_id,
        AppointmentRow.role.in_(AT_EVERY_MEETING),
        AppointmentRow.first <= as_of,
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= as_of),
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
