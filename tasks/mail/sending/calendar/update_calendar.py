"""Bring the calendar up to date: what waits, after what an earlier run left unclear."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select, update

from forum.attendance.invitations import State
from tasks.mail.protocol.mailer import BusyError, MailError, PassingError, SignInError
from tasks.mail.sending.calendar.request import (
    OVER,
    STATE_BEFORE,
    begin,
    key_of,
    look_up_unclear_requests,
    move_on,
    record_attempt,
)
from tasks.mail.sending.run import DeliveryRun
from tasks.register.attendance import LIVE, TO_BE_DONE, invitations_in_state
from tasks.register.meetings import AS_OF
from tasks.register.tables import InvitationRow, MeetingRow

BUSY_OVER = 2  # invitations, so that one of them is not to blame
BROKE_OFF = "The run that was telling the calendar broke off."
# Built once, since building a statement costs more than running it.
_OVER = (
    select(InvitationRow)
    .join(MeetingRow, MeetingRow.id == InvitationRow.meeting_id)
    .where(LIVE, MeetingRow.date < AS_OF)
)
_GROUPS_OVER = _OVER.with_only_columns(InvitationRow.group_id)


def update_calendar(run: DeliveryRun) -> None:
    """Create, change and cancel the items that wait, after looking up those that an earlier run left unclear.

    A failing calendar stops no letters, unless the whole mailbox fails, and one invitation no other: the rest
    waits once the server was busy over two.
    """
    _lapse_past_meetings(run)
    _resume_broken_run(run)
    try:
        look_up_unclear_requests(run)
        with run.register.reading() as session:
            waiting = invitations_in_state(session, *TO_BE_DONE, groups=run.delivered)
        in_vain = 0
        for row in run.in_turn(waiting):
            if not run.stopped and in_vain < BUSY_OVER and row.meeting_id not in run.thought_over:
                in_vain += isinstance(_deliver_invitation(run, row), (BusyError, PassingError))
        if not run.stopped:
            look_up_unclear_requests(run)
    except MailError as error:
        _note_reason_for_waiting(run, str(error))
        if isinstance(error, (SignInError, BusyError)):
            run.stopped = str(error)


def _note_reason_for_waiting(run: DeliveryRun, reason: str) -> None:
    states = *TO_BE_DONE, State.UNKNOWN
    groups = _groups_with(run, *states)
    if not groups:
        return
    with run.transaction(groups) as turn:
        turn.session.execute(
            update(InvitationRow)
            .where(InvitationRow.state.in_(states), LIVE, InvitationRow.group_id.in_(groups))
            .values(reason=reason)
            .execution_options(synchronize_session=False)
        )


def _lapse_past_meetings(run: DeliveryRun) -> None:
    """Let invitations to past meetings lapse: nobody is told anything of a meeting that is over."""
    with run.register.reading() as session:
        groups = set(session.scalars(_GROUPS_OVER, {"as_of": run.as_of}))
    if not groups:
        return
    with run.transaction(groups) as turn:
        over = _OVER.where(InvitationRow.group_id.in_(groups))
        for row in turn.session.scalars(over, {"as_of": run.as_of}).all():
            if row.state not in STATE_BEFORE:
                move_on(turn, row, State.LAPSED, reason=OVER)


def _resume_broken_run(run: DeliveryRun) -> None:
    """Mark requests that an earlier run was making when it broke off, so that they are looked up."""
    groups = _groups_with(run, *STATE_BEFORE)
    if not groups:
        return
    with run.transaction(groups) as turn:
        for row in invitations_in_state(turn.session, *STATE_BEFORE, groups=groups):
            move_on(turn, row, State.UNKNOWN, reason=BROKE_OFF, looked=0, looked_at=None)


def _groups_with(run: DeliveryRun, *states: State) -> Collection[UUID]:
    with run.register.reading() as session:
        return {row.group_id for row in invitations_in_state(session, *states, groups=run.rules.serves)}


def _deliver_invitation(run: DeliveryRun, waiting: InvitationRow) -> str | MailError | None:
    """Make the request of an invitation, if it still has one, and return its outcome."""
    id, group_id = waiting.id, waiting.group_id
    found = run.mailer.find_event(key_of(waiting))
    with run.transaction([group_id]) as turn:
        row = turn.session.get_one(InvitationRow, id)
        still_waits = row.state in TO_BE_DONE and not run.is_held(turn.session)
        request = begin(run, turn, row, found) if still_waits else None
    if request is None:
        return None
    try:
        outcome: str | MailError = request()
    except MailError as error:
        outcome = error
    with run.transaction([group_id]) as turn:
        record_attempt(run, turn, turn.session.get_one(InvitationRow, id), outcome)
    return outcome
