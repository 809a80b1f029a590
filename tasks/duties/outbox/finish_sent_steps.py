"""Steps that are done when their letters or invitation are out: all sent, or lapsed as no longer needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import Session

from forum.attendance.invitations import State as InvitationState
from forum.calendar.steps import StepKind, StepVerdict
from forum.outbox.states import Cause, Occasion, OccasionKind, State, settles_step
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.steps import finish_step
from tasks.register.groups import Groups, of_group, of_groups
from tasks.register.meetings import is_meeting_open, step_if_any
from tasks.register.tables import (
    DispatchRow,
    InvitationRow,
    LeaseRow,
    MeetingRow,
    StepRow,
)

# The letter that makes each step done, and its occasion where not every one does.
LETTERS: Mapping[StepKind, tuple[str, Occasion | None]] = {
    StepKind.FOLLOW_UP: ("after_meeting", None),
    StepKind.PAPERS_OUT: ("papers", None),
    StepKind.MINUTES_OUT: ("minutes", Occasion(OccasionKind.MINUTES)),
    StepKind.BRIEFINGS_OUT: ("briefing", None),
}
OUT = (InvitationState.DONE, InvitationState.LAPSED)  # one that was only rehearsed settles nothing
SETTLED = frozenset(state for state in State if settles_step(state))


def finish_sent_steps(work: UnitOfWork, groups: Collection[UUID]) -> None:
    """Finish the steps whose letters or invitation are all out, on the day the last one went, also those that
    a restore had left with a later day."""
    for step, meeting, last in steps_to_finish(work.session, work.as_of):
        if step.group_id in groups:
            step.verdict = None
            finish_step(work, meeting, step.kind, last.date() if last else work.as_of)


def steps_to_finish(
    session: Session, as_of: dt.date, only: Groups = None
) -> list[tuple[StepRow, MeetingRow, dt.datetime | None]]:
    """The open steps whose letters are written and all settled, or whose invitation is out, and those that
    are done but whose letters went sooner, each with the moment at which the last one went; None where none
    did."""
    own = [
        (step, meeting, last)
        for step, meeting in session.execute(_with_letters_out(only), {"as_of": as_of}).all()
        # Papers that nobody was sent before the meeting began are not out.
        if (last := _when_it_went(session, step)) or step.kind is not StepKind.PAPERS_OUT
    ]
    return [
        *own,
        *_with_letters_found_after_a_restore(session, only),
    ]


def _with_letters_found_after_a_restore(
    session: Session, only: Groups
) -> Iterator[tuple[StepRow, MeetingRow, dt.datetime | None]]:
    """Yield the steps that stand as missed, or as done on a later day than their letters went, as Sent Items
    showed."""
    keys = {key for explained in session.scalars(select(LeaseRow.explained)) for key in explained}
    if not keys:  # as in a register that was never restored
        return
    kinds = {letter: kind for kind, (letter, _) in LETTERS.items()}
    letters = (
        select(DispatchRow.meeting_id, DispatchRow.letter)
        .distinct()  # of the keys alone: PostgreSQL compares no JSON
        .where(
            DispatchRow.meeting_id.is_not(None),
            DispatchRow.key.in_(keys),
            DispatchRow.state == State.SENT,
            DispatchRow.letter.in_(kinds),
            *of_group(DispatchRow.group_id, only),
        )
    )
    for meeting_id, letter in session.execute(letters).all():
        meeting = session.get_one(MeetingRow, meeting_id)
        step = step_if_any(session, meeting.id, kinds[letter])
        if step is None or step.verdict in (None, StepVerdict.NOT_NEEDED):
            continue
        is_of_step = DispatchRow.meeting_id == meeting.id, _is_letter_of(step.kind)
        states = set(session.scalars(select(DispatchRow.state).where(*is_of_step).distinct()))
        last = _when_it_went(session, step)
        if last and last.date() < (step.done or dt.date.max) and states <= SETTLED:
            yield step, meeting, last


@lru_cache  # to put it together takes longer than to ask it
def _with_letters_out(only: Groups) -> Select[StepRow, MeetingRow]:
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
    return _open_steps(only).where(is_out | (exists().where(of_step, ~unsigned) & ~waiting))


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
    values = {"as_of": as_of, "groups": list(groups or ())}
    rows = session.execute(_with_failed_letters(of_all=groups is None), values)
    return [(step, meeting) for step, meeting in rows]


@cache
def _with_failed_letters(*, of_all: bool) -> Select[StepRow, MeetingRow]:
    return (
        _open_steps(None)
        .join(DispatchRow, DispatchRow.meeting_id == StepRow.meeting_id)
        .where(
            *of_groups(StepRow.group_id, of_all=of_all),
            or_(*(and_(StepRow.kind == kind, _is_letter_of(kind)) for kind in LETTERS)),
            DispatchRow.state == literal_column("'failed'"),  # the words of the index on failed letters
        )
    )


def _open_steps(only: Groups) -> Select[StepRow, MeetingRow]:
    return (
        select(StepRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == StepRow.meeting_id)
        .where(*is_meeting_open(only), StepRow.kind.in_((StepKind.INVITE, *LETTERS)))
        .order_by(StepRow.deadline)
    )


def _is_letter_of(kind: StepKind) -> ColumnElement[bool]:
    letter, occasion = LETTERS[kind]
    is_letter = DispatchRow.letter == letter
    return and_(is_letter, DispatchRow.occasion == occasion) if occasion else is_letter
