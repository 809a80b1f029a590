"""Decisions taken without a quorum: put to the next meeting, ratified by one that is quorate (clause 4)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.attendance.quorum import Ruling, decision_stands
from forum.calendar.steps import StepKind
from tasks.duties.agenda.agenda import is_drafted, put_in_order
from tasks.duties.base.group_context import GroupContext
from tasks.register.meetings import next_meeting, step_of
from tasks.register.tables import DecisionRow, MeetingRow


def ratify(session: Session, meeting: MeetingRow, ratified: Collection[UUID]) -> None:
    """Put on record which earlier decisions a meeting ratified; a record filed again may say otherwise."""
    for row in session.scalars(select(DecisionRow).where(DecisionRow.ratified_at_id == meeting.id)):
        row.ratified_at_id = None
    for row in session.scalars(select(DecisionRow).where(DecisionRow.id.in_(ratified))):
        row.ratified_at_id = meeting.id


def put_to_next_meeting(forum: GroupContext, meeting: MeetingRow) -> None:
    """Put decisions to ratify on the next agenda, as long as the Chair has not agreed it."""
    session = forum.tx.session
    following = next_meeting(session, meeting.group_id, meeting.date)
    if following is None or not is_drafted(session, following):
        return
    if step_of(session, following.id, StepKind.AGENDA_AGREED).verdict is None:
        put_in_order(forum, following)


def ruled(forum: GroupContext, meeting: MeetingRow, ruling: Ruling, present: int) -> None:
    """The Chair ruled after the record was filed: the decisions stand by it, or are to be ratified. That the
    meeting is quorate does not cover a decision with fewer seats than the ``present`` at its opening."""
    decisions = select(DecisionRow).where(DecisionRow.meeting_id == meeting.id)
    for row in forum.tx.session.scalars(decisions):
        covered = ruling is Ruling.NOT_QUORATE or row.seats_present == present
        if covered and row.quorate != decision_stands(row.quorate, ruling):
            row.quorate = not row.quorate
            row.to_ratify = not row.quorate
    put_to_next_meeting(forum, meeting)
