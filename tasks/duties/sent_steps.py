"""Steps that are done when their letters are out: all of them sent, or lapsed as no longer needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal_column, or_, select
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
SETTLED = frozenset(state for state in State if settles(state))


def finish_sent_steps(office: Office, as_of: dt.date, groups: Collection[UUID], by: str) -> None:
    """Finish the steps whose letters are all out, on the day the last one went."""
    with office.register.transaction(by) as tx:
        for step, meeting in steps_to_finish(tx.session, as_of):
            if step.group_id in groups:
                went = tx.session.scalar(
                    select(func.max(DispatchRow.sent_at)).where(
                        DispatchRow.meeting_id == meeting.id, _is_letter_of(step.kind)
                    )
                )
                finish_step(tx, meeting, step.kind, went.date() if went else as_of)


def steps_to_finish(
    session: Session, as_of: dt.date, group_id: UUID | None = None
) -> list[tuple[StepRow, MeetingRow]]:
    """The open steps whose letters are written and all settled."""
    of_step = and_(
        DispatchRow.meeting_id == StepRow.meeting_id,
        or_(*(and_(StepRow.kind == kind, _is_letter_of(kind)) for kind in LETTERS)),
    )
    waiting = exists().where(of_step, DispatchRow.state.not_in(SETTLED))
    query = _open_steps(as_of, group_id).where(exists().where(of_step), ~waiting)
    return [(step, meeting) for step, meeting in session.execute(query)]


def with_failed_letters(
    session: Session, as_of: dt.date, group_id: UUID | None = None
) -> list[tuple[StepRow, MeetingRow]]:
    """The steps that stay open because the gateway will never take one of their letters; once a letter."""
    query = (
        _open_steps(as_of, group_id)
        .join(DispatchRow, DispatchRow.meeting_id == StepRow.meeting_id)
        .where(
            or_(*(and_(StepRow.kind == kind, _is_letter_of(kind)) for kind in LETTERS)),
            DispatchRow.state == literal_column("'failed'"),  # the words of the index on failed letters
        )
    )
    return [(step, meeting) for step, meeting in session.execute(query)]


def _open_steps(as_of: dt.date, group_id: UUID | None) -> Select[StepRow, MeetingRow]:
    query = (
        select(StepRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == StepRow.meeting_id)
        .where(
            StepRow.done.is_(None),
            StepRow.verdict.is_(None),
            StepRow.opens <= as_of,
            StepRow.kind.in_(LETTERS),
        )
        .order_by(StepRow.deadline)
    )
    return query if group_id is None else query.where(StepRow.group_id == group_id)


def _is_letter_of(kind: StepKind) -> ColumnElement[bool]:
    letter, occasion = LETTERS[kind]
    is_letter = DispatchRow.letter == letter
    return and_(is_letter, DispatchRow.occasion == occasion) if occasion else is_letter
