"""The meeting, the person and the seats that an item is about."""

from __future__ import annotations

from itertools import islice
from uuid import UUID

from forum.minutes import meetings_named
from forum.questions.kinds import QuestionKind
from forum.text.problem import Problem
from tasks.duties.inbox.answered_letter import meeting_spoken_of
from tasks.duties.inbox.incoming_item import IncomingItem, questions_of
from tasks.register.meetings import held_until
from tasks.register.tables import MeetingRow

MEETINGS_A_YEAR = 12
MINUTES_NOT_PLAIN = (
    "It is not plain which minutes you want corrected. Say it again with the day of their meeting, such as "
    "“the minutes of 12 January”."
)
NO_MEETING = "We could not tell which meeting you mean. Reply to one of our letters about that meeting."


def seats_asked_about(item: IncomingItem) -> list[UUID]:
    """Return the seat for which the letter asks a deputy; none for another letter."""
    questions = questions_of(item.forum.tx.session, item.our_letter) if item.our_letter else ()
    return [question.about_id for question in questions if question.kind == QuestionKind.NAME_DEPUTY]


def meeting_meant(item: IncomingItem) -> MeetingRow:
    """Return the meeting that an item speaks of; the writer is told where none is plain."""
    if meeting := meeting_spoken_of(item):
        return meeting
    raise Problem(NO_MEETING)


def meeting_of_minutes(item: IncomingItem, text: str) -> MeetingRow:
    """Return the meeting whose minutes a text speaks of: that which it names, else the item's; the writer is
    asked where it names several, or none that was held."""
    held = islice(held_until(item.forum.tx.session, item.forum.group.id, item.on), MEETINGS_A_YEAR)
    meetings = {meeting.reference: meeting for meeting in held}
    named = meetings_named(text, {reference: row.date for reference, row in meetings.items()}, item.on)
    if named is None:
        return meeting_meant(item)
    if len(named) > 1 or not named:
        raise Problem(MINUTES_NOT_PLAIN)
    return meetings[next(iter(named))]


def person_of(item: IncomingItem) -> UUID:
    """Return the person for whom an item speaks; the writer is told where nobody is plain."""
    if item.person is None:
        raise Problem(NO_MEETING)
    return item.person
