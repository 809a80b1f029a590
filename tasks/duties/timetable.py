"""Reading the timetable from the register."""

from __future__ import annotations

from sqlalchemy.orm import Session

from forum.steps import StepKind, finding
from forum.timetable import MeetingTimetable, StepLine
from tasks.duties.office import Office
from tasks.register.groups import groups
from tasks.register.meetings import open_steps, planned_from, step_value, steps_of
from tasks.register.tables import MeetingRow


def timetable(office: Office, group: str | None = None) -> tuple[MeetingTimetable, ...]:
    """The meetings planned from today on and those with an open step, by group and date.

    Raises Problem for a group that the register does not know.
    """
    today = office.clock.now().date()
    found: list[MeetingTimetable] = []
    with office.register.reading() as session:
        for row in groups(session, group):
            meetings = {meeting.id: meeting for meeting in planned_from(session, row.id, today)}
            for step in open_steps(session, today, group_id=row.id):
                meetings.setdefault(step.meeting_id, session.get_one(MeetingRow, step.meeting_id))
            name = office.policy(row).group.short_name
            in_order = sorted(meetings.values(), key=lambda meeting: meeting.date)
            found += [_timetable(session, office, name, meeting) for meeting in in_order]
    return tuple(found)


def _timetable(session: Session, office: Office, group: str, meeting: MeetingRow) -> MeetingTimetable:
    today = office.clock.now().date()
    steps = sorted(map(step_value, steps_of(session, meeting.id)), key=lambda s: list(StepKind).index(s.kind))
    return MeetingTimetable(
        group=group,
        reference=meeting.reference,
        date=meeting.date,
        start=meeting.start,
        minutes=meeting.minutes,
        place=meeting.place,
        steps=tuple(StepLine(step, finding(step, meeting_date=meeting.date, as_of=today)) for step in steps),
    )
