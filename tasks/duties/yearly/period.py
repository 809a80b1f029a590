"""A period of a group as it stood at its last day: what was recorded later is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from forum.attendance.standing import board_year_start
from forum.calendar.steps import StepKind, StepVerdict
from tasks.duties.base.group_context import GroupContext
from tasks.register.audit.journal import Later
from tasks.register.meetings import (
    HELD,
    PLANNED,
    attendance_at,
    held_until,
    meetings_between,
    step_if_any,
    steps_of,
)
from tasks.register.tables import AttendanceRow, MeetingRow, ReportStepRow, StepRow


@dataclass(frozen=True)
class Period:
    """The days of a group from ``first`` to ``last``, both included; ``forum`` is its context on the
    last."""

    forum: GroupContext
    first: dt.date
    last: dt.date

    @cached_property
    def meetings(self) -> Sequence[MeetingRow]:
        """The meetings of the period in whatever state, the earliest first."""
        return meetings_between(self.forum.tx.session, self.forum.group.id, self.first, self.last)

    @cached_property
    def due(self) -> Sequence[MeetingRow]:
        """The meetings of the period that were held, or were to be."""
        return [meeting for meeting in self.meetings if meeting.state in (PLANNED, HELD)]

    @cached_property
    def held(self) -> Sequence[MeetingRow]:
        """The meetings of the period whose record was filed by its last day."""
        return [meeting for meeting in self.meetings if meeting.state is HELD and self._is_recorded(meeting)]

    @cached_property
    def last_held(self) -> MeetingRow | None:
        """The last meeting whose record was filed by the last day, though it was held before the period."""
        held = held_until(self.forum.tx.session, self.forum.group.id, self.last)
        return next(filter(self._is_recorded, held), None)

    @cached_property
    def attendance(self) -> Mapping[UUID, Sequence[AttendanceRow]]:
        """The attendance at each meeting held."""
        rows = attendance_at(self.forum.tx.session, [meeting.id for meeting in self.held])
        return {meeting.id: [row for row in rows if row.meeting_id == meeting.id] for meeting in self.held}

    def steps(self, meeting: MeetingRow) -> Sequence[StepRow]:
        """Return the steps of a meeting that were needed and due by the last day."""
        return [
            step
            for step in steps_of(self.forum.tx.session, meeting.id)
            if step.deadline and step.deadline <= self.last and step.verdict is not StepVerdict.NOT_NEEDED
        ]

    @cached_property
    def later(self) -> Later:
        """What was recorded after the last day."""
        return Later(self.forum.tx.session, self.last)

    def by_then(self, day: dt.date | None, event: str, subject: UUID, **about: object) -> dt.date | None:
        """Return the day of an event; None where it was on a later day than the last, or recorded on one."""
        is_known = day is not None and day <= self.last and not self.later.has(event, subject, **about)
        return day if is_known else None

    def _is_recorded(self, meeting: MeetingRow) -> bool:
        step = step_if_any(self.forum.tx.session, meeting.id, StepKind.RECORD)
        return step is None or self.done(step) is not None

    def done(self, step: StepRow) -> dt.date | None:
        """Return the day on which a step was done; None where that was not on record by the last day."""
        return self.by_then(step.done, "step done", step.meeting_id, step=step.kind)

    def report_step_done(self, step: ReportStepRow) -> dt.date | None:
        """Return the day on which a step of a report was done; None where that was not on record."""
        return self.by_then(step.done, "report step done", step.report_id, step=step.kind)


def year_until(forum: GroupContext, day: dt.date) -> Period:
    """Return the board's year up to a day, from the group's first day of work at the earliest."""
    return Period(forum, max(board_year_start(forum.policy.attendance, day), forum.group.go_live), day)
