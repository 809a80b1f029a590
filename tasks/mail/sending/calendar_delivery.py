"""Creating, changing and cancelling each meeting's one item in the calendar, so that nobody is invited twice.

Delivery looks for the item before each attempt, so that it never creates a second one. After an attempt
without a clear outcome it compares the calendar's edition at once, and again after the delay, before the
attempt is repeated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from forum.attendance.invitations import (
    Audience,
    CalendarEdition,
    Invitees,
    State,
    addresses,
    audience,
    event_key,
)
from forum.outbox.modes import Mode
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
from tasks.mail.sending.run import DeliveryRun, Turn
from tasks.register.attendance.invitations import (
    CALLED_OFF,
    LIVE,
    TO_BE_DONE,
    bring_up_to_date,
    details_of,
    edition_as_json,
    edition_from_json,
    in_state,
    invited_to,
    move,
)
from tasks.register.meetings import PLANNED
from tasks.register.members.welcomes import waiting_for_welcome
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
NOBODY_TO_INVITE = "Nobody who is invited has an address that mail may go to."
GONE = "It is no longer in the calendar of the mailbox. Released, it invites everybody again."
TRIED = "After several attempts the calendar still does not have it."
OVER = "The meeting is over."
WELCOMED_FIRST = "A new member is invited once their welcome has left."
AT_HAND = dt.timedelta(days=4)  # over a long weekend: the invitation to such a meeting waits for no welcome
BROKE_OFF = "The run that was telling the calendar broke off."
Request = Callable[[], str]  # makes a request to the calendar, and returns the id of the item


def update_calendar(run: DeliveryRun) -> None:
    """Create, change and cancel the items that wait, after looking up those that an earlier run left unclear.

    A failing calendar stops no letters, unless the whole mailbox fails.
    """
    _lapse_past_meetings(run)
    _resume_broken_run(run)
    try:
        _look_up_unclear(run)
        with run.register.reading() as session:
            waiting = in_state(session, *TO_BE_DONE, groups=run.delivered)
        for row in waiting:
            if not run.stopped:
                _deliver_invitation(run, row)
        if not run.stopped:
            _look_up_unclear(run)
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
    over = (
        select(InvitationRow)
        .join(MeetingRow, MeetingRow.id == InvitationRow.meeting_id)
        .where(LIVE, MeetingRow.date < run.as_of)
    )
    with run.register.reading() as session:
        groups = set(session.scalars(over.with_only_columns(InvitationRow.group_id)))
    if not groups:
        return
    with run.transaction(groups) as turn:
        for row in turn.session.scalars(over.where(InvitationRow.group_id.in_(groups))).all():
            if row.state not in STATE_BEFORE:
                _move(turn, row, State.LAPSED, reason=OVER)


def _resume_broken_run(run: DeliveryRun) -> None:
    """Mark requests that an earlier run was making when it broke off, so that they are looked up."""
    groups = _groups_with(run, *STATE_BEFORE)
    if not groups:
        return
    with run.transaction(groups) as turn:
        for row in in_state(turn.session, *STATE_BEFORE, groups=groups):
            _move(turn, row, State.UNKNOWN, reason=BROKE_OFF, looked=0, looked_at=None)


def _groups_with(run: DeliveryRun, *states: State) -> Collection[UUID]:
    with run.register.reading() as session:
        return {row.group_id for row in in_state(session, *states, groups=run.rules.serves)}


def _look_up_unclear(run: DeliveryRun) -> None:
    before = run.register.clock.now() - run.rules.look_again_after
    with run.register.reading() as session:
        due = [
            row
            for row in in_state(session, State.UNKNOWN, groups=run.rules.serves)
            if row.looked_at is None or row.looked_at <= before
        ]
    for row in due:
        found = run.mailer.find_event(_key(row))
        with run.transaction([row.group_id]) as turn:
            _settle_by_look(run, turn, turn.session.get_one(InvitationRow, row.id), found)


def _settle_by_look(run: DeliveryRun, turn: Turn, row: InvitationRow, found: FoundEvent | None) -> None:
    request = _request_in_doubt(row)
    edition = row.telling.get("edition", 0)
    if request is State.CANCELLING and found is None:
        _settle(run, turn, row, request, "")
    elif request is not State.CANCELLING and found is not None and found.edition >= edition:
        _settle(run, turn, row, request, found.id)
    elif row.looked == 0:
        turn.session.execute(
            update(InvitationRow)
            .where(InvitationRow.id == row.id, InvitationRow.state == State.UNKNOWN)
            .values(looked=row.looked + 1, looked_at=turn.tx.at)
            .execution_options(synchronize_session=False)
        )
    elif row.attempt < run.rules.most_attempts:
        _move(turn, row, STATE_BEFORE[request], **{**SETTLED, "attempt": row.attempt + 1})
    else:
        _hold(turn, row, TRIED)


def _deliver_invitation(run: DeliveryRun, waiting: InvitationRow) -> None:
    id, group_id = waiting.id, waiting.group_id
    found = run.mailer.find_event(_key(waiting))
    with run.transaction([group_id]) as turn:
        row = turn.session.get_one(InvitationRow, id)
        still_waits = row.state in TO_BE_DONE and not run.is_held(turn.session)
        request = _begin(run, turn, row, found) if still_waits else None
    if request is None:
        return
    try:
        outcome: str | MailError = request()
    except MailError as error:
        outcome = error
    with run.transaction([group_id]) as turn:
        _record_outcome(run, turn, turn.session.get_one(InvitationRow, id), outcome)


def _begin(run: DeliveryRun, turn: Turn, row: InvitationRow, found: FoundEvent | None) -> Request | None:
    """Claim an invitation for a request to the calendar; None when there is nothing to request."""
    meeting = turn.session.get_one(MeetingRow, row.meeting_id)
    if meeting.state in CALLED_OFF and row.state is not State.TO_CANCEL:
        _move(turn, row, State.TO_CANCEL)
    if row.state is State.TO_CANCEL:
        return _begin_to_cancel(run, turn, row, found)
    if meeting.state != PLANNED:
        _move(turn, row, State.LAPSED, reason=OVER)
        return None
    invited = invited_to(turn.session, turn.context.membership(row.group_id), meeting, run.as_of)
    sent = edition_from_json(row.told)
    waiting = _waiting_for_welcome(run, turn, meeting, invited) - sent.reached.keys()
    current = _current_edition(turn, meeting, invited, sent, waiting)
    if waiting and not current.reached:
        row.reason = WELCOMED_FIRST
        return None
    if not current.reached:
        _hold(turn, row, NOBODY_TO_INVITE)
        return None
    if row.state is State.TO_CREATE and found is not None:
        # Of an item that was kept though the calendar refused, nobody can say who heard.
        sent = (
            CalendarEdition(found.edition, start=found.start)
            if row.refusals
            else _edition_of_event(run, meeting, current, found)
        )
        _move(turn, row, State.TO_UPDATE, event_id=found.id, told=edition_as_json(sent))
    if row.state is State.TO_UPDATE and found is None:
        # The number goes on, so that the item made anew is no repetition of the one that is gone.
        _hold(turn, row, GONE, event_id=None, told=edition_as_json(CalendarEdition(sent.edition)))
        return None
    readers = audience(sent, current)
    number = max(sent.edition, found.edition if found else 0)
    current = replace(current, since=sent.since if sent.start == current.start else turn.tx.at)
    if row.state is State.TO_UPDATE and readers is Audience.NOBODY and waiting:
        row.reason = WELCOMED_FIRST
        return None
    if row.state is State.TO_UPDATE and readers is Audience.NOBODY:
        unchanged = replace(current, edition=number)
        _move(turn, row, _state_when_done(run), told=edition_as_json(unchanged), **SETTLED)
        return None
    new = replace(current, edition=number + 1)
    event = _event(run, row, meeting, invited, new)
    _claim(run, turn, row, telling=edition_as_json(new))
    if found is None:
        return lambda: run.mailer.create_event(event)
    return lambda: _update(run, found.id, event, readers)


def _begin_to_cancel(
    run: DeliveryRun, turn: Turn, row: InvitationRow, found: FoundEvent | None
) -> Request | None:
    if found is None:
        _move(turn, row, State.CANCELLED, **SETTLED)
        return None
    text = row.text
    _claim(run, turn, row, telling={})
    return lambda: _cancel(run, found.id, text)


def _update(run: DeliveryRun, id: str, event: Event, readers: Audience) -> str:
    run.mailer.update_event(id, event, tell_everybody=readers is Audience.EVERYBODY)
    return id


def _cancel(run: DeliveryRun, id: str, text: str) -> str:
    run.mailer.cancel_event(id, text)
    return id


def _waiting_for_welcome(run: DeliveryRun, turn: Turn, meeting: MeetingRow, invited: Invitees) -> set[UUID]:
    """Return the new members who are invited once their welcome has left (own rule); nobody to a meeting at
    hand."""
    if meeting.date - run.as_of <= AT_HAND:
        return set()
    members = turn.context.membership(meeting.group_id)
    joining = waiting_for_welcome(turn.session, meeting.group_id, members, run.as_of)
    return joining & {person.id for person in invited.everybody}


def _current_edition(
    turn: Turn, meeting: MeetingRow, invited: Invitees, sent: CalendarEdition, waiting: Collection[UUID]
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
        key=_key(row),
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


def _claim(run: DeliveryRun, turn: Turn, row: InvitationRow, **changes: Any) -> None:
    _move(turn, row, STATE_DURING[row.state], epoch=run.lease.epoch, **changes)
    run.note_on_lease(turn, mode=run.rules.mode)


def _record_outcome(run: DeliveryRun, turn: Turn, row: InvitationRow, outcome: str | MailError) -> None:
    """Record the outcome of an attempt."""
    request = row.state
    if isinstance(outcome, str):
        _settle(run, turn, row, request, outcome)
    elif isinstance(outcome, (SignInError, BusyError)):
        run.stopped = str(outcome)
        _move(turn, row, STATE_BEFORE[request], reason=str(outcome), telling={})
    elif not isinstance(outcome, RefusedError):
        attempt = row.attempt
        if isinstance(outcome, PassingError):
            run.stopped = str(outcome)
            attempt -= 1  # the next attempt is in place of this one
        _move(turn, row, State.UNKNOWN, reason=str(outcome), attempt=attempt, looked=0, looked_at=None)
        turn.tx.audit(EVENTS[State.UNKNOWN], meeting=row.meeting_id)
    elif isinstance(outcome, UnsendableError) or row.refusals + 1 >= run.rules.most_attempts:
        _hold(turn, row, str(outcome))
    else:
        _move(turn, row, STATE_BEFORE[request], reason=str(outcome), telling={}, refusals=row.refusals + 1)


def _settle(run: DeliveryRun, turn: Turn, row: InvitationRow, request: State, event_id: str) -> None:
    """Record a request that the calendar has carried out; later changes go with the next one."""
    turn.tx.audit(EVENTS[request], meeting=row.meeting_id, edition=row.telling.get("edition", 0))
    if request is State.CANCELLING:
        _move(turn, row, State.CANCELLED, told_at=turn.tx.at, **SETTLED)
        return
    changes = {**SETTLED, "told": row.telling, "told_at": turn.tx.at, "event_id": event_id}
    _move(turn, row, _state_when_done(run), **changes)
    meeting = turn.session.get_one(MeetingRow, row.meeting_id)
    invited = invited_to(turn.session, turn.context.membership(row.group_id), meeting, run.as_of)
    bring_up_to_date(turn.session, row, meeting, invited, turn.tx.at)


def _hold(turn: Turn, row: InvitationRow, reason: str, **changes: Any) -> None:
    _move(turn, row, State.HELD, **{**SETTLED, "reason": reason, **changes})
    turn.tx.audit(EVENTS[State.HELD], meeting=row.meeting_id)


def _move(turn: Turn, row: InvitationRow, to: State, **changes: Any) -> None:
    """Move an invitation on; LeaseLostError when another sender has moved it meanwhile."""
    if not move(turn.session, row, to, **changes):
        raise LeaseLostError


def _request_in_doubt(row: InvitationRow) -> State:
    """Return the request whose outcome is unclear."""
    if not row.telling:
        return State.CANCELLING
    return State.UPDATING if row.event_id else State.CREATING


def _state_when_done(run: DeliveryRun) -> State:
    """Return the state of a delivered invitation: a redirected one has only been rehearsed."""
    return State.DONE if run.rules.mode is Mode.LIVE else State.REHEARSED


def _key(row: InvitationRow) -> str:
    return event_key(row.group_id, row.meeting_id)
