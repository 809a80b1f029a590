"""Look in the calendar for what came of requests without a clear outcome."""

from __future__ import annotations

from sqlalchemy import update

from forum.attendance.invitations import State
from tasks.mail.protocol.mailer import FoundEvent
from tasks.mail.sending.calendar.outcome import SETTLED, STATE_BEFORE, hold, key_of, move_on, settle
from tasks.mail.sending.run import DeliveryRun, Turn
from tasks.register.attendance.invitations import in_state
from tasks.register.tables import InvitationRow

TRIED = "After several attempts the calendar still does not have it."


def look_up_unclear_requests(run: DeliveryRun) -> None:
    """Look up the requests without a clear outcome whose time has come, and settle them by what is there."""
    before = run.register.clock.now() - run.rules.look_again_after
    with run.register.reading() as session:
        due = [
            row
            for row in in_state(session, State.UNKNOWN, groups=run.rules.serves)
            if row.looked_at is None or row.looked_at <= before
        ]
    for row in due:
        found = run.mailer.find_event(key_of(row))
        with run.transaction([row.group_id]) as turn:
            _settle_by_look(run, turn, turn.session.get_one(InvitationRow, row.id), found)


def _settle_by_look(run: DeliveryRun, turn: Turn, row: InvitationRow, found: FoundEvent | None) -> None:
    request = _request_in_doubt(row)
    edition = row.telling.get("edition", 0)
    if request is State.CANCELLING and found is None:
        settle(run, turn, row, request, "")
    elif request is not State.CANCELLING and found is not None and found.edition >= edition:
        settle(run, turn, row, request, found.id)
    elif row.looked == 0:
        turn.session.execute(
            update(InvitationRow)
            .where(InvitationRow.id == row.id, InvitationRow.state == State.UNKNOWN)
            .values(looked=row.looked + 1, looked_at=turn.tx.at)
            .execution_options(synchronize_session=False)
        )
    elif row.attempt < run.rules.most_attempts:
        move_on(turn, row, STATE_BEFORE[request], **{**SETTLED, "attempt": row.attempt + 1})
    else:
        hold(turn, row, TRIED)


def _request_in_doubt(row: InvitationRow) -> State:
    """Return the request whose outcome is unclear."""
    if not row.telling:
        return State.CANCELLING
    return State.UPDATING if row.event_id else State.CREATING
