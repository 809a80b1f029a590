"""Reading the timetable from the register."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind, judge_step
from forum.calendar.timetable import MeetingTimetable, StepLine
from tasks.duties.base.office import Office
from tasks.register.groups import groups_at_work
from tasks.register.meetings import open_steps, planned_from, step_value, steps_of
from tasks.register.tables import GroupRow, MeetingRow


def timetable(office: Office, group: str | None = None) -> tuple[MeetingTimetable, ...]:
    """The meetings planned from today on and those with an open step, by group and date.

    Raises Problem for a group that the register does not know.
    """
    today = office.clock.now().date()
    with office.register.reading() as session:
        shown = groups_at_work(session, group)
        return tuple(meeting for row in shown for meeting in meetings_of(session, office, row, today))


def meetings_of(session: Session, office: Office, group: GroupRow, today: dt.date) -> list[MeetingTimetable]:
    """The meetings of a group planned from a day on and those with an open step, by date."""
    meetings = {meeting.id: meeting for meeting in planned_from(session, group.id, today)}
    for step in open_steps(session, today, only=frozenset([group.id])):
        meetings.setdefault(step.meeting_id, session.get_one(MeetingRow, step.meeting_id))
    name = office.policy(group).group.short_name
    in_order = sorted(meetings.values(), key=lambda meeting: meeting.date)
    return [_timetable(session, name, meeting, today) for meeting in in_order]


def _timetable(session: Session, group: str, meeting: MeetingRow, today: dt.date) -> MeetingTimetable:
    steps = sorted(
        map(step_value, steps_of(session, meeting.id)), key=lambda s: [*map(str, StepKind)].index(s.kind)
    )
    return MeetingTimetable(
        group=group,
        reference=meeting.reference,
        date=meeting.date,
        start=meeting.start,
        minutes=meeting.minutes,
        place=meeting.place,
        steps=tuple(
            StepLine(step, judge_step(step, meeting_date=meeting.date, as_of=today)) for step in steps
        ),
    )
