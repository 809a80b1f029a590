"""The seats that will be empty for part 2: the unit hears of them while somebody else can still come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from forum.attendance.forecast import seats_empty_for_part_two
from forum.members.membership import Seat
from forum.questions.kinds import QuestionKind
from forum.text.wording import listed
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import questions_about
from tasks.duties.questions.ask_unit import ask_unit
from tasks.register.attendance.expected_attendance import expected_at
from tasks.register.members.membership import people
from tasks.register.papers import has_part_two
from tasks.register.tables import MeetingRow


def ask_who_stays(forum: GroupContext, meeting: MeetingRow, *, due: dt.date) -> None:
    """Ask the unit once about the seats whose representative may not see part 2 (own rule)."""
    session, kind = forum.tx.session, QuestionKind.FILL_PART_TWO
    if questions_about(session, meeting.id, kind) or not has_part_two(session, meeting.id):
        return
    if any(person for _, person in _empty_seats(forum, meeting)):
        ask_unit(forum, kind, meeting, due=due)


def empty_seats_in_words(forum: GroupContext, meeting: MeetingRow) -> str:
    """Say which seats will be empty for part 2 as things stand today."""
    empty = _empty_seats(forum, meeting)
    if not empty:
        return "Every seat is now filled by somebody who may see it."
    ids = {person for _, person in empty if person}
    names = {person.id: person.name for person in people(forum.tx.session, ids, forum.on)}
    seats = [
        f"{seat.short_name} ({f'{names[person]} may not see it' if person else 'nobody is coming'})"
        for seat, person in empty
    ]
    return f"Empty as things stand: {listed(seats)}."


def _empty_seats(forum: GroupContext, meeting: MeetingRow) -> Sequence[tuple[Seat, UUID | None]]:
    answers = expected_at(forum.tx.session, meeting)
    return seats_empty_for_part_two(forum.membership, answers, meeting.date)
