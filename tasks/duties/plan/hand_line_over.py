"""A line of the action plan has another lead, who is asked from now on (clause 3)."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.names import person_called
from tasks.duties.questions.ask import withdraw_question
from tasks.register.plan import line_by_reference


def hand_line_over(forum: GroupContext, reference: str, to: str) -> None:
    """Have a person, or the core member of a seat, lead a line; whoever led it is asked no more."""
    session = forum.tx.session
    row, lead = (
        line_by_reference(session, forum.group.id, reference),
        person_called(session, forum.group.id, to, forum.on),
    )
    seats = [seat.id for seat in forum.membership.seats_of(lead, forum.on)]
    if seats and row.lead_seat_id not in seats:
        row.lead_seat_id = seats[0]
    row.lead_id = lead
    withdraw_question(forum.tx, row.id, QuestionKind.UPDATE_LINE, forum.on)
    forum.tx.audit("lead of line changed", line=row.id, lead=lead)
