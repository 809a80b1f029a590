"""Steps that are done when their letters are out: all of them sent, or lapsed because they were no longer needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from forum.outbox import State, settles
from forum.steps import StepKind
from tasks.duties.office import Office
from tasks.duties.steps import finish_step
from tasks.register.tables import DispatchRow, MeetingRow, StepRow

# The letter, and the occasions of it, that make each step done.
LETTERS: Mapping[StepKind, tuple[str, str]] = {
    StepKind.INVITE: ("invitation", ""),
    StepKind.FOLLOW_UP: ("after_meeting", ""),
    StepKind.PAPERS_OUT: ("papers", ""),
    StepKind.MINUTES_OUT: ("minutes", "minutes"),
}


def finish_sent_steps(office: Office, as_of: dt.date, groups: Collection[UUID], by: str) -> None:
    """Finish the steps whose letters are all out, on the day the last one went."""
    with office.register.transaction(by) as tx:
        rows = tx.session.execute(
            select(StepRow, MeetingRow)
            .join(MeetingRow, MeetingRow.id == StepRow.meeting_id)
            .where(
                StepRow.done.is_(None),
                StepRow.verdict.is_(None),
                StepRow.opens <= as_of,
                StepRow.kind.in_(LETTERS),
                StepRow.group_id.in_(groups),
            )
        ).all()
        for step, meeting in rows:
            letter, occasion = LETTERS[step.kind]
            dispatches = _dispatches(tx.session, meeting.id, letter, occasion)
            if dispatches and all(settles(one.state) for one in dispatches):
                went = [one.sent_at.date() for one in dispatches if one.sent_at]
                finish_step(tx, meeting, step.kind, max(went, default=as_of))


def with_failed_letters(
    session: Session, as_of: dt.date, group_id: UUID | None = None
) -> list[tuple[StepRow, MeetingRow]]:
    """The steps that stay open because the gateway will never take one of their letters."""
    query = (
        select(StepRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == StepRow.meeting_id)
        .join(DispatchRow, DispatchRow.meeting_id == StepRow.meeting_id)
        .where(
            StepRow.done.is_(None),
            StepRow.verdict.is_(None),
            StepRow.opens <= as_of,
            or_(*(_is_letter_of(kind) for kind in LETTERS)),
            DispatchRow.state == State.FAILED,
        )
        .order_by(StepRow.deadline)
    )
    if group_id is not None:
        query = query.where(StepRow.group_id == group_id)
    return [(step, meeting) for step, meeting in session.execute(query)]


def _is_letter_of(kind: StepKind) -> ColumnElement[bool]:
    letter, occasion = LETTERS[kind]
    clauses = [StepRow.kind == kind, DispatchRow.letter == letter]
    return and_(*clauses, DispatchRow.occasion == occasion) if occasion else and_(*clauses)


def _dispatches(session: Session, meeting_id: UUID, letter: str, occasion: str) -> Sequence[DispatchRow]:
    query = select(DispatchRow).where(DispatchRow.meeting_id == meeting_id, DispatchRow.letter == letter)
    if occasion:
        query = query.where(DispatchRow.occasion == occasion)
    return session.scalars(query).all()
