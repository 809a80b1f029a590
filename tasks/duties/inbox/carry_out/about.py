"""The meeting, the person and the seats that an item is about."""

from __future__ import annotations

from uuid import UUID

from forum.questions.kinds import QuestionKind
from forum.text.problem import Problem
from tasks.duties.inbox.answered_letter import meeting_spoken_of
from tasks.duties.inbox.incoming_item import IncomingItem, questions_of
from tasks.register.tables import MeetingRow

NO_MEETING = "We could not tell which meeting you mean. Reply to one of our letters about that meeting."


def seats_asked_about(item: IncomingItem) -> list[UUID]:
    """Return the seat for which the letter asks a deputy; none for another letter."""
    questions = questions_of(item.session, item.our_letter) if item.our_letter else ()
    return [question.about_id for question in questions if question.kind == QuestionKind.NAME_DEPUTY]


def meeting_of(item: IncomingItem) -> MeetingRow:
    """Return the meeting that an item speaks of; the writer is told where none is plain."""
    if meeting := meeting_spoken_of(item):
        return meeting
    raise Problem(NO_MEETING)


def person_of(item: IncomingItem) -> UUID:
    """Return the person for whom an item speaks; the writer is told where nobody is plain."""
    if item.person is None:
        raise Problem(NO_MEETING)
    return item.person
