"""What is requested of the calendar for a meeting, as the register has it now.

Record what came of a request to the calendar. Look in the calendar for what came of requests without a
clear outcome.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import update

from forum.attendance.invitations import (
    Audience,
    CalendarEdition,
    Invitees,
    State,
    addresses,
    audience,
    event_key,
)
from forum.outbox.states import Mode
from tasks.mail.protocol.mailer import (
    BusyError,
    Event,
    FoundEvent,
    MailError,
    PassingError,
    RefusedError,
    SignInError,
    UnsendableError,
)
from tasks.mail.sending.checks import why_address_is_refused
from tasks.mail.sending.lease import LeaseLostError
from tasks.mail.sending.run import DeliveryRun, SendingTurn
from tasks.register.attendance import (
    CALLED_OFF,
    bring_up_to_date,
    details_of,
    edition_as_json,
    edition_from_json,
    invitations_in_state,
    invited_to,
    move_invitation,
)
from tasks.register.meetings import PLANNED
from tasks.register.members.people import waiting_for_welcome
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


def record_attempt(run: DeliveryRun, turn: SendingTurn, row: InvitationRow, outcome: str | MailError) -> None:
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


def settle(run: DeliveryRun, turn: SendingTurn, row: InvitationRow, request: State, event_id: str) -> None:
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


def hold(turn: SendingTurn, row: InvitationRow, reason: str, **changes: Any) -> None:
    """Hold an invitation for a person to look at."""
    move_on(turn, row, State.HELD, **{**SETTLED, "reason": reason, **changes})
    turn.tx.audit(EVENTS[State.HELD], meeting=row.meeting_id)


def move_on(turn: SendingTurn, row: InvitationRow, to: State, **changes: Any) -> None:
    """Move an invitation on; LeaseLostError when another sender has moved it meanwhile."""
    if not move_invitation(turn.session, row, to, **changes):
        raise LeaseLostError


def state_when_done(run: DeliveryRun) -> State:
    """Return the state of a delivered invitation: a redirected one has only been rehearsed."""
    return State.DONE if run.rules.mode is Mode.LIVE else State.REHEARSED


def key_of(row: InvitationRow) -> str:
    """Return the key by which the item is found in the calendar."""
    return event_key(row.group_id, row.meeting_id)


NOBODY_TO_INVITE = "Nobody who is invited has an address that mail may go to."
GONE = "It is no longer in the calendar of the mailbox. Released, it invites everybody again."
OVER = "The meeting is over."
WELCOMED_FIRST = "A new member is invited once their welcome has left."
AT_HAND = dt.timedelta(days=4)  # over a long weekend: the invitation to such a meeting waits for no welcome
Request = Callable[[], str]  # makes a request to the calendar, and returns the id of the item


def begin(
    run: DeliveryRun, turn: SendingTurn, row: InvitationRow, found: FoundEvent | None
) -> Request | None:
    """Claim an invitation for a request to the calendar; None when there is nothing to request."""
    meeting = turn.session.get_one(MeetingRow, row.meeting_id)
    if meeting.state in CALLED_OFF and row.state is not State.TO_CANCEL:
        move_on(turn, row, State.TO_CANCEL)
    if row.state is State.TO_CANCEL:
        return _begin_to_cancel(run, turn, row, found)
    if meeting.state != PLANNED:
        move_on(turn, row, State.LAPSED, reason=OVER)
        return None
    invited = invited_to(turn.session, turn.context.membership(row.group_id), meeting, run.as_of)
    sent = edition_from_json(row.told)
    waiting = _waiting_for_welcome(run, turn, meeting, invited) - sent.reached.keys()
    current = _current_edition(turn, meeting, invited, sent, waiting)
    if waiting and not current.reached:
        row.reason = WELCOMED_FIRST
        return None
    if not current.reached:
        hold(turn, row, NOBODY_TO_INVITE)
        return None
    if row.state is State.TO_CREATE and found is not None:
        # Of an item that was kept though the calendar refused, nobody can say who heard.
        sent = (
            CalendarEdition(found.edition, start=found.start)
            if row.refusals
            else _edition_of_event(run, meeting, current, found)
        )
        move_on(turn, row, State.TO_UPDATE, event_id=found.id, told=edition_as_json(sent))
    if row.state is State.TO_UPDATE and found is None:
        # The number goes on, so that the item made anew is no repetition of the one that is gone.
        hold(turn, row, GONE, event_id=None, told=edition_as_json(CalendarEdition(sent.edition)))
        return None
    readers = audience(sent, current)
    number = max(sent.edition, found.edition if found else 0)
    current = replace(current, since=sent.since if sent.start == current.start else turn.tx.at)
    if row.state is State.TO_UPDATE and readers is Audience.NOBODY and waiting:
        row.reason = WELCOMED_FIRST
        return None
    if row.state is State.TO_UPDATE and readers is Audience.NOBODY:
        unchanged = replace(current, edition=number)
        move_on(turn, row, state_when_done(run), told=edition_as_json(unchanged), **SETTLED)
        return None
    new = replace(current, edition=number + 1)
    event = _event(run, row, meeting, invited, new)
    _claim(run, turn, row, telling=edition_as_json(new))
    if found is None:
        return lambda: run.mailer.create_event(event)
    return lambda: _update(run, found.id, event, readers)


def _begin_to_cancel(
    run: DeliveryRun, turn: SendingTurn, row: InvitationRow, found: FoundEvent | None
) -> Request | None:
    if found is None:
        move_on(turn, row, State.CANCELLED, **SETTLED)
        return None
    text = row.text
    _claim(run, turn, row, telling={})
    return lambda: _cancel(run, found.id, text)


def _claim(run: DeliveryRun, turn: SendingTurn, row: InvitationRow, **changes: Any) -> None:
    move_on(turn, row, STATE_DURING[row.state], epoch=run.lease.epoch, **changes)
    run.note_on_lease(turn, mode=run.rules.mode)


def _update(run: DeliveryRun, id: str, event: Event, readers: Audience) -> str:
    run.mailer.update_event(id, event, tell_everybody=readers is Audience.EVERYBODY)
    return id


def _cancel(run: DeliveryRun, id: str, text: str) -> str:
    run.mailer.cancel_event(id, text)
    return id


def _waiting_for_welcome(
    run: DeliveryRun, turn: SendingTurn, meeting: MeetingRow, invited: Invitees
) -> set[UUID]:
    """Return the new members who are invited once their welcome has left (own rule); nobody to a meeting at
    hand."""
    if meeting.date - run.as_of <= AT_HAND:
        return set()
    members = turn.context.membership(meeting.group_id)
    joining = waiting_for_welcome(turn.session, meeting.group_id, members, run.as_of)
    return joining & {person.id for person in invited.everybody}


def _current_edition(
    turn: SendingTurn,
    meeting: MeetingRow,
    invited: Invitees,
    sent: CalendarEdition,
    waiting: Collection[UUID],
) -> CalendarEdition:
    """Return the item as it should be now: without new members who wait, and with the people to whom nothing
    may be sent left out."""
    attendees = {id: address for id, address in addresses(invited, sent).items() if id not in waiting}
    unfit = {id for id, address in attendees.items() if why_address_is_refused(address, turn.context.rules)}
    start = dt.datetime.combine(meeting.date, meeting.start)
    return CalendarEdition(0, details_of(meeting), attendees, frozenset(unfit), start)


def _edition_of_event(
    run: DeliveryRun, meeting: MeetingRow, current: CalendarEdition, found: FoundEvent
) -> CalendarEdition:
    """Work out what was sent with an event that the calendar has and the register doesn't know of."""
    same_time = found.start == dt.datetime.combine(meeting.date, meeting.start)
    redirected = run.rules.mode is Mode.REDIRECT
    expected = {run.rules.redirect_to} if redirected else set(current.reached.values())
    same_people = found.invited == {address.lower() for address in expected}
    return CalendarEdition(
        edition=found.edition,
        details=current.details if same_time else "",
        attendees=current.attendees if same_people else {},
        left_out=current.left_out if same_people else frozenset(),
        start=found.start,
    )


def _event(
    run: DeliveryRun, row: InvitationRow, meeting: MeetingRow, invited: Invitees, edition: CalendarEdition
) -> Event:
    """Return the event as everybody is to have it; in the mode "redirect" one address alone is invited."""
    start = dt.datetime.combine(meeting.date, meeting.start)
    redirected = run.rules.mode is Mode.REDIRECT
    required, optional = (
        tuple(person.send_to for person in people if person.id in edition.reached)
        for people in (invited.required, (*invited.optional, *invited.declined))
    )
    return Event(
        key=key_of(row),
        edition=edition.edition,
        subject=row.subject,
        text=row.text,
        html=row.html,
        start=start,
        end=start + dt.timedelta(minutes=meeting.minutes),
        place=meeting.place,
        required=(run.rules.redirect_to,) if redirected else required,
        optional=() if redirected else optional,
    )


TRIED = "After several attempts the calendar still does not have it."


def look_up_unclear_requests(run: DeliveryRun) -> None:
    """Look up the requests without a clear outcome whose time has come, and settle them by what is there."""
    before = run.register.clock.now() - run.rules.look_again_after
    with run.register.reading() as session:
        due = [
            row
            for row in invitations_in_state(session, State.UNKNOWN, groups=run.rules.serves)
            if row.looked_at is None or row.looked_at <= before
        ]
    for row in due:
        found = run.mailer.find_event(key_of(row))
        with run.transaction([row.group_id]) as turn:
            _settle_by_look(run, turn, turn.session.get_one(InvitationRow, row.id), found)


def _settle_by_look(
    run: DeliveryRun, turn: SendingTurn, row: InvitationRow, found: FoundEvent | None
) -> None:
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
