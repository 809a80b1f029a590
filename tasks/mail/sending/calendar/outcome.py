"""Record what came of a request to the calendar."""

from __future__ import annotations

from typing import Any

from forum.attendance.invitations import State, event_key
from forum.outbox.modes import Mode
from tasks.mail.protocol.mailer import (
    BusyError,
    MailError,
    PassingError,
    RefusedError,
    SignInError,
    UnsendableError,
)
from tasks.mail.sending.lease import LeaseLostError
from tasks.mail.sending.run import DeliveryRun, Turn
from tasks.register.attendance.invitations import bring_up_to_date, invited_to, move
from tasks.register.tables import InvitationRow, MeetingRow

STATE_DURING = {
    State.TO_CREATE: State.CREATING,
    State.TO_UPDATE: State.UPDATING,
    State.TO_CANCEL: State.CANCELLING,
}
STATE_BEFORE = {begun: to_be_done for to_be_done, begun in STATE_DURING.items()}
EVENTS = {
    State.CREATING: "invitation sent",
    State.UPDATING: "invitation changed",
    State.CANCELLING: "invitation cancelled",
    State.UNKNOWN: "invitation without a clear outcome",
    State.HELD: "invitation held",
}
SETTLED: dict[str, Any] = {
    "reason": "",
    "telling": {},
    "attempt": 1,
    "refusals": 0,
    "looked": 0,
    "looked_at": None,
}


def record_attempt(run: DeliveryRun, turn: Turn, row: InvitationRow, outcome: str | MailError) -> None:
    """Record the outcome of an attempt. A server that is busy over one invitation may take the letters."""
    request = row.state
    if isinstance(outcome, str):
        settle(run, turn, row, request, outcome)
    elif isinstance(outcome, (SignInError, BusyError)):
        if isinstance(outcome, SignInError):
            run.stopped = str(outcome)
        move_on(turn, row, STATE_BEFORE[request], reason=str(outcome), telling={})
    elif not isinstance(outcome, RefusedError):
        attempt = row.attempt - isinstance(outcome, PassingError)  # the next is in place of this one
        move_on(turn, row, State.UNKNOWN, reason=str(outcome), attempt=attempt, looked=0, looked_at=None)
        turn.tx.audit(EVENTS[State.UNKNOWN], meeting=row.meeting_id)
    elif isinstance(outcome, UnsendableError) or row.refusals + 1 >= run.rules.most_attempts:
        hold(turn, row, str(outcome))
    else:
        move_on(turn, row, STATE_BEFORE[request], reason=str(outcome), telling={}, refusals=row.refusals + 1)


def settle(run: DeliveryRun, turn: Turn, row: InvitationRow, request: State, event_id: str) -> None:
    """Record a request that the calendar has carried out; later changes go with the next one."""
    turn.tx.audit(EVENTS[request], meeting=row.meeting_id, edition=row.telling.get("edition", 0))
    if request is State.CANCELLING:
        move_on(turn, row, State.CANCELLED, told_at=turn.tx.at, **SETTLED)
        return
    changes = {**SETTLED, "told": row.telling, "told_at": turn.tx.at, "event_id": event_id}
    move_on(turn, row, state_when_done(run), **changes)
    meeting = turn.session.get_one(MeetingRow, row.meeting_id)
    invited = invited_to(turn.session, turn.context.membership(row.group_id), meeting, run.as_of)
    bring_up_to_date(turn.session, row, meeting, invited, turn.tx.at)


def hold(turn: Turn, row: InvitationRow, reason: str, **changes: Any) -> None:
    """Hold an invitation for a person to look at."""
    move_on(turn, row, State.HELD, **{**SETTLED, "reason": reason, **changes})
    turn.tx.audit(EVENTS[State.HELD], meeting=row.meeting_id)


def move_on(turn: Turn, row: InvitationRow, to: State, **changes: Any) -> None:
    """Move an invitation on; LeaseLostError when another sender has moved it meanwhile."""
    if not move(turn.session, row, to, **changes):
        raise LeaseLostError


def state_when_done(run: DeliveryRun) -> State:
    """Return the state of a delivered invitation: a redirected one has only been rehearsed."""
    return State.DONE if run.rules.mode is Mode.LIVE else State.REHEARSED


def key_of(row: InvitationRow) -> str:
    """Return the key by which the item is found in the calendar."""
    return event_key(row.group_id, row.meeting_id)
