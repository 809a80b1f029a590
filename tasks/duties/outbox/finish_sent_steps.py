"""Steps that are done when their letters or invitation are out: all sent, or lapsed as no longer needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal_column, or_, select
from sqlalchemy.orm import Session

from forum.attendance.invitations import State as InvitationState
from forum.calendar.steps import StepKind
from forum.outbox.causes import Cause
from forum.outbox.occasions import Occasion, OccasionKind
from forum.outbox.states import State, settles_step
from tasks.duties.base.steps import finish_step
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.groups import of_groups
from tasks.register.meetings import is_open
from tasks.register.tables import DispatchRow, InvitationRow, MeetingRow, StepRow

# The letter that makes each step done, and its occasion where not every one does.
LETTERS: Mapping[StepKind, tuple[str, Occasion | None]] = {
    StepKind.FOLLOW_UP: ("after_meeting", None),
    StepKind.PAPERS_OUT: ("papers", None),
    StepKind.MINUTES_OUT: ("minutes", Occasion(OccasionKind.MINUTES)),
}
OUT = (InvitationState.DONE, InvitationState.LAPSED)  # one that was only rehearsed settles nothing
SETTLED = frozenset(state for state in State if settles_step(state))


def finish_sent_steps(work: UnitOfWork, groups: Collection[UUID]) -> None:
    """Finish the steps whose letters or invitation are all out, on the day the last one went."""
    for step, meeting in steps_to_finish(work.session, work.as_of):
        if step.group_id in groups:
            last = _when_it_went(work.session, step)
            finish_step(work, meeting, step.kind, last.date() if last else work.as_of)


def steps_to_finish(
    session: Session, as_of: dt.date, group_id: UUID | None = None
) -> list[tuple[StepRow, MeetingRow]]:
    """The open steps whose letters are written and all settled, or whose invitation is out."""
    of_step = and_(
        DispatchRow.meeting_id == StepRow.meeting_id,
        or_(*(and_(StepRow.kind == kind, _is_letter_of(kind)) for kind in LETTERS)),
    )
    # What waits for its reader to sign the agreement is for the reader to settle, and late by nobody else.
    unsigned = and_(DispatchRow.state == State.HELD, DispatchRow.cause.is_not_distinct_from(Cause.UNSIGNED))
    waiting = exists().where(of_step, DispatchRow.state.not_in(SETTLED), ~unsigned)
    is_out = exists().where(
        StepRow.kind == StepKind.INVITE,
        InvitationRow.meeting_id == StepRow.meeting_id,
        InvitationRow.state.in_(OUT),
    )
    query = _open_steps(as_of, group_id).where(is_out | (exists().where(of_step, ~unsigned) & ~waiting))
    return [(step, meeting) for step, meeting in session.execute(query)]


def _when_it_went(session: Session, step: StepRow) -> dt.datetime | None:
    if step.kind is StepKind.INVITE:
        return session.scalar(
            select(InvitationRow.told_at).where(InvitationRow.meeting_id == step.meeting_id)
        )
    return session.scalar(
        select(func.max(DispatchRow.sent_at)).where(
            DispatchRow.meeting_id == step.meeting_id, _is_letter_of(step.kind)
        )
    )


def with_failed_letters(
    session: Session, as_of: dt.date, groups: Collection[UUID] | None
) -> list[tuple[StepRow, MeetingRow]]:
    """The steps of these groups (all for None) that stay open because the gateway will never take one of
    their letters; once a letter."""
    query = (
        _open_steps(as_of, None)
        .join(DispatchRow, DispatchRow.meeting_id == StepRow.meeting_id)
        .where(
            *of_groups(StepRow.group_id, groups),
            or_(*(and_(StepRow.kind == kind, _is_letter_of(kind)) for kind in LETTERS)),
            DispatchRow.state == literal_column("'failed'"),  # the words of the index on failed letters
        )
    )
    return [(step, meeting) for step, meeting in session.execute(query)]


def _open_steps(as_of: dt.date, group_id: UUID | None) -> Select[StepRow, MeetingRow]:
    return (
        select(StepRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == StepRow.meeting_id)
        .where(*is_open(as_of, group_id), StepRow.kind.in_((StepKind.INVITE, *LETTERS)))
        .order_by(StepRow.deadline)
    )


def _is_letter_of(kind: StepKind) -> ColumnElement[bool]:
    letter, occasion = LETTERS[kind]
    is_letter = DispatchRow.letter == letter
    return and_(is_letter, DispatchRow.occasion == occasion) if occasion else is_letter
