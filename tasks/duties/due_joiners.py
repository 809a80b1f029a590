"""Letters about a meeting that those who joined of late, or were named for it, have not had yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import InstrumentedAttribute

from forum.letters.papers import Papers
from forum.membership import Role
from forum.working_days import ONE_DAY
from tasks.register.tables import AppointmentRow, CoverRow, DispatchRow, ExpectedRow, MeetingRow

JUST_APPOINTED = dt.timedelta(days=31)  # joiners are looked for this far back, longer than any gap in running


def joiner_without(letter: str, roles: Collection[Role], as_of: dt.date) -> ColumnElement[bool]:
    """Whether an appointment or cover of late brings letters, of which this one is not written yet."""

    def not_written(to: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
        written = exists().where(
            DispatchRow.meeting_id == MeetingRow.id, DispatchRow.letter == letter, DispatchRow.person_id == to
        )
        return ~written.correlate(MeetingRow, AppointmentRow, CoverRow)

    of_late = as_of - JUST_APPOINTED
    return exists().where(
        AppointmentRow.group_id == MeetingRow.group_id,
        AppointmentRow.first.between(of_late + ONE_DAY, as_of),
        AppointmentRow.role.in_(roles),
        not_written(AppointmentRow.person_id),
    ) | exists().where(
        CoverRow.group_id == MeetingRow.group_id,
        CoverRow.first.between(of_late + ONE_DAY, as_of),
        not_written(CoverRow.covered_by_id),
    )


def deputy_without_pack() -> ColumnElement[bool]:
    """Whether a deputy was named for the meeting to whom its papers were never written."""
    written = exists().where(
        DispatchRow.meeting_id == ExpectedRow.meeting_id,
        DispatchRow.letter == Papers.NAME,
        DispatchRow.person_id == ExpectedRow.deputy_id,
    )
    return exists().where(
        ExpectedRow.meeting_id == MeetingRow.id, ExpectedRow.deputy_id.is_not(None), ~written
    )
