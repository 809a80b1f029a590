"""After a meeting: the record is asked for; members get their actions and may propose items (clause 6)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import select

from forum.letters.after_meeting import AfterMeeting
from forum.letters.record_workbook import RecordWorkbook
from forum.membership import Person
from forum.questions import QuestionKind
from forum.steps import StepKind
from tasks.duties.asking import ask
from tasks.duties.forum_on_day import ForumOnDay, forum_of_meeting
from tasks.duties.office import Office
from tasks.duties.record import prefilled_record, record_name
from tasks.duties.writing import EXCEL, action_lines, as_it_stands, enclose, head, meeting_line, write
from tasks.register.meetings import HELD, next_meeting, step_of
from tasks.register.members import people
from tasks.register.tables import ActionRow, MeetingRow


def ask_for_record(office: Office, meeting_id: UUID, as_of: dt.date, by: str) -> None:
    """Send the unit the record workbook, which doubles as the sign-in sheet, and ask for it back."""
    workbook = prefilled_record(office, meeting_id)
    with office.register.transaction(by) as tx:
        forum, meeting = forum_of_meeting(office, tx, meeting_id, as_of)
        unit = forum.unit()
        due = step_of(tx.session, meeting.id, StepKind.RECORD).deadline or meeting.date
        question = ask(
            tx,
            QuestionKind.FILE_RECORD,
            group_id=forum.group.id,
            about=meeting.id,
            of=unit.id,
            on=as_of,
            due=due,
            meeting_id=meeting.id,
        )
        if question.asked is not None:
            return
        question.asked = as_of
        write(
            forum,
            RecordWorkbook(**head(forum, unit, marked=True), meeting=meeting_line(meeting), by=due),
            to=unit,
            about=meeting.id,
            meeting=meeting,
            valid_until=max(due, as_of) + dt.timedelta(days=14),
            enclosures=[enclose(forum, record_name(meeting.reference), workbook, EXCEL)],
            conditions={"appointed": True, "unanswered": [str(question.id)]},
        )


def follow_up(office: Office, meeting_id: UUID, as_of: dt.date, by: str) -> None:
    """Write to each member and to each owner of an action: their actions, and items for the next meeting."""
    with office.register.transaction(by) as tx:
        forum, meeting = forum_of_meeting(office, tx, meeting_id, as_of)
        members = forum.membership.members_on(as_of)
        following = next_meeting(tx.session, meeting.group_id, meeting.date)
        minutes_by = step_of(tx.session, meeting.id, StepKind.MINUTES_OUT).deadline
        for person in members:
            _write_to(forum, meeting, person, member=True, following=following, minutes_by=minutes_by)
        owners = set(tx.session.scalars(select(ActionRow.owner_id).where(ActionRow.meeting_id == meeting.id)))
        for person in people(tx.session, owners - {person.id for person in members}, as_of):
            _write_to(forum, meeting, person, member=False)


def _write_to(
    forum: ForumOnDay,
    meeting: MeetingRow,
    person: Person,
    *,
    member: bool,
    following: MeetingRow | None = None,
    minutes_by: dt.date | None = None,
) -> None:
    lines = action_lines(forum, person.id)
    taken = tuple(line for line in lines if line.reference.startswith(f"{meeting.reference}/"))
    items_by = forum.days.add(forum.on, forum.policy.lead_times.items_wanted_within)
    letter = AfterMeeting(
        **head(forum, person),
        held=meeting.date,
        taken=taken,
        still_open=tuple(line for line in lines if line not in taken) if member else (),
        next_date=following.date if following else None,
        items_by=items_by if following else None,
        minutes_by=minutes_by,
    )
    write(
        forum,
        letter,
        to=person,
        about=meeting.id,
        meeting=meeting,
        valid_until=max(meeting.date, forum.on) + dt.timedelta(days=14),
        conditions={
            "appointed": forum.membership.is_appointed(person.id, forum.on),
            "meeting": as_it_stands(meeting, HELD),
        },
    )
