"""Invitations to a meeting, and the letters that say it moved or was cancelled."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import select

from forum.letters.cancelled import Cancelled
from forum.letters.invitation import Invitation
from forum.letters.moved import Moved
from forum.letters.papers import Papers
from forum.membership import Person
from tasks.documents.calendar import invitation_item
from tasks.duties.forum_on_day import ForumOnDay, forum_on_day
from tasks.duties.office import Office
from tasks.duties.writing import as_it_stands, enclose, head, meeting_line, write
from tasks.mail.outbox import Enclosure
from tasks.register.expected import standing_in
from tasks.register.meetings import PLANNED, next_meeting, planned_from
from tasks.register.tables import DispatchRow, MeetingRow

CALENDAR = "text/calendar"


def invite(office: Office, group_id: UUID, as_of: dt.date, by: str) -> int:
    """Invite to each planned meeting, once for each edition of its calendar item. Returns how many."""
    with office.register.transaction(by) as tx:
        forum = forum_on_day(office, tx, group_id, as_of)
        return sum(invite_all(forum, meeting) for meeting in planned_from(tx.session, group_id, as_of))


def invite_all(forum: ForumOnDay, meeting: MeetingRow) -> int:
    """Invite all expected who have not the current edition of a meeting's calendar item. Returns how many."""
    invited = set(
        forum.tx.session.scalars(
            select(DispatchRow.person_id).where(
                DispatchRow.meeting_id == meeting.id,
                DispatchRow.letter == Invitation.NAME,
                DispatchRow.occasion == _edition(meeting),
            )
        )
    )
    new = [person for person in expected_at(forum, meeting) if person.id not in invited]
    return sum(_invite_one(forum, meeting, person) for person in new)


def _edition(meeting: MeetingRow) -> str:
    return f"edition {meeting.moves}"


def expected_at(forum: ForumOnDay, meeting: MeetingRow) -> tuple[Person, ...]:
    """Chair, deputy chair and members, and the deputies named for the meeting. Each once."""
    members = forum.membership
    named = [
        members.person(deputy)
        for deputy in standing_in(forum.tx.session, meeting.id)
        if members.is_appointed(deputy, forum.on)
    ]
    everybody = [*members.leaders_on(forum.on), *members.members_on(forum.on), *named]
    return tuple({person.id: person for person in everybody}.values())


def tell_of_move(forum: ForumOnDay, meeting: MeetingRow, was: dt.date) -> None:
    """Tell all expected that a meeting has moved; whoever has its papers is told that they stand."""
    have_papers = set(
        forum.tx.session.scalars(
            select(DispatchRow.person_id).where(
                DispatchRow.meeting_id == meeting.id, DispatchRow.letter == Papers.NAME
            )
        )
    )
    for person in expected_at(forum, meeting):
        letter = Moved(
            **head(forum, person),
            meeting=meeting_line(meeting),
            was=was,
            reason=meeting.reason,
            papers_stand=person.id in have_papers,
        )
        write(
            forum,
            letter,
            to=person,
            about=meeting.id,
            occasion=_edition(meeting),
            meeting=meeting,
            valid_until=meeting.date,
            conditions={"appointed": True, "meeting": as_it_stands(meeting, PLANNED)},
        )


def tell_of_cancellation(forum: ForumOnDay, meeting: MeetingRow) -> None:
    """Tell all expected that a meeting will not take place, and when the next one is."""
    following = next_meeting(forum.tx.session, meeting.group_id, meeting.date)
    for person in expected_at(forum, meeting):
        letter = Cancelled(
            **head(forum, person),
            meeting=meeting_line(meeting),
            reason=meeting.reason,
            next_date=following.date if following else None,
        )
        write(
            forum,
            letter,
            to=person,
            about=meeting.id,
            meeting=meeting,
            valid_until=meeting.date,
            enclosures=[_calendar_item(forum, meeting, person, cancelled=True)],
            conditions={"appointed": True, "meeting": as_it_stands(meeting, meeting.state)},
        )


def _invite_one(forum: ForumOnDay, meeting: MeetingRow, person: Person) -> bool:
    seat = next(
        (
            seat
            for seat in forum.membership.seats_on(forum.on)
            if (member := forum.membership.core_member(seat.id, forum.on)) and member.id == person.id
        ),
        None,
    )
    deputies = forum.membership.deputies(seat.id, forum.on) if seat else ()
    letter = Invitation(
        **head(forum, person),
        meeting=meeting_line(meeting),
        seat=seat.short_name if seat else "",
        deputies=tuple(deputy.name for deputy in deputies),
    )
    return write(
        forum,
        letter,
        to=person,
        about=meeting.id,
        occasion=_edition(meeting),
        meeting=meeting,
        valid_until=meeting.date,
        enclosures=[_calendar_item(forum, meeting, person)],
        conditions={"appointed": True, "meeting": as_it_stands(meeting, PLANNED)},
    )


def _calendar_item(
    forum: ForumOnDay, meeting: MeetingRow, person: Person, *, cancelled: bool = False
) -> Enclosure:
    content = invitation_item(
        uid=meeting.id,
        sequence=meeting.moves + cancelled,
        summary=forum.policy.group.short_name,
        date=meeting.date,
        start=meeting.start,
        minutes=meeting.minutes,
        place=meeting.place,
        attendee=person.send_to,
        made_at=forum.tx.at,
        cancelled=cancelled,
    )
    return enclose(forum, f"{meeting.reference.replace('/', '-')} meeting.ics", content, CALENDAR)
