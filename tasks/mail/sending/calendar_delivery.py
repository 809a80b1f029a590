"""The calendar: each meeting's one item is created, changed or cancelled there, and nobody invited twice.

Before each attempt the item is looked for, so that one is never created where one is already. An attempt of
which nobody knows the outcome is looked for at once, and again after the delay, by the edition that the
calendar has: only then is it made again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
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
from tasks.mail.protocol.mailer import (
    BusyError,
    Event,
    FoundEvent,
    MailError,
    RefusedError,
    SignInError,
    UnsendableError,
)
from tasks.mail.sending.checks import why_address_is_refused
from tasks.mail.sending.delivery_settings import Mode
from tasks.mail.sending.lease import LeaseLostError
from tasks.mail.sending.run import DeliveryRun, Turn
from tasks.register.invitations import (
    CALLED_OFF,
    LIVE,
    TO_BE_DONE,
    bring_up_to_date,
    details_of,
    in_state,
    invited_to,
    move,
    told_as_json,
    told_from_json,
)
from tasks.register.meetings import PLANNED
from tasks.register.tables import InvitationRow, MeetingRow

BEGUN = {
    State.TO_CREATE: State.CREATING,
    State.TO_UPDATE: State.UPDATING,
    State.TO_CANCEL: State.CANCELLING,
}
BACK = {begun: to_be_done for to_be_done, begun in BEGUN.items()}
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
GONE = "It is no longer in the calendar of the mailbox. Released, it invites everybody anew."
TRIED = "After several attempts the calendar still does not have it."
OVER = "The meeting is over."
BROKE_OFF = "The run that was telling the calendar broke off."


@dataclass(frozen=True)
class Attempt:
    """What is about to be asked of the calendar; it returns the id of the item."""

    id: UUID
    request: Callable[[], str]


def tell_calendar(run: DeliveryRun) -> None:
    """Create, change and cancel what is to be, after looking for whatever an earlier run left unclear.

    A calendar that can't be asked keeps no letter from going, unless the whole mailbox can't.
    """
    _let_lapse(run)
    _pick_up(run)
    try:
        _look_up(run)
        with run.register.reading() as session:
            waiting = [row.id for row in in_state(session, *TO_BE_DONE, groups=run.groups)]
        for id in waiting:
            if not run.stopped:
                _tell(run, id)
        if not run.stopped:
            _look_up(run)
    except MailError as error:
        _say_why_it_waits(run, str(error))
        if isinstance(error, (SignInError, BusyError)):
            run.stopped = str(error)


def _say_why_it_waits(run: DeliveryRun, reason: str) -> None:
    with run.transaction() as turn:
        turn.session.execute(
            update(InvitationRow)
            .where(InvitationRow.state.in_((*TO_BE_DONE, State.UNKNOWN)), LIVE)
            .values(reason=reason)
            .execution_options(synchronize_session=False)
        )


def _let_lapse(run: DeliveryRun) -> None:
    """Nobody is told anything of a meeting that is over."""
    over = (
        select(InvitationRow)
        .join(MeetingRow, MeetingRow.id == InvitationRow.meeting_id)
        .where(LIVE, MeetingRow.date < run.as_of)
    )
    with run.register.reading() as session:
        if session.scalars(over.limit(1)).first() is None:
            return
    with run.transaction() as turn:
        for row in turn.session.scalars(over).all():
            if row.state not in BACK:
                _move(turn, row, State.LAPSED, reason=OVER)


def _pick_up(run: DeliveryRun) -> None:
    """What an earlier run was telling the calendar when it broke off is looked for."""
    with run.register.reading() as session:
        if not in_state(session, *BACK):
            return
    with run.transaction() as turn:
        for row in in_state(turn.session, *BACK):
            _move(turn, row, State.UNKNOWN, reason=BROKE_OFF, looked=0, looked_at=None)


def _look_up(run: DeliveryRun) -> None:
    before = run.register.clock.now() - run.rules.look_again_after
    with run.register.reading() as session:
        due = [
            (row.id, _key(row))
            for row in in_state(session, State.UNKNOWN)
            if row.looked_at is None or row.looked_at <= before
        ]
    for id, key in due:
        found = run.mailer.find_event(key)
        with run.transaction() as turn:
            row = turn.session.get_one(InvitationRow, id)
            _looked(run, turn, row, found)


def _looked(run: DeliveryRun, turn: Turn, row: InvitationRow, found: FoundEvent | None) -> None:
    what = _what(row)
    edition = row.telling.get("edition", 0)
    if what is State.CANCELLING and found is None:
        _settle(run, turn, row, what, "")
    elif what is not State.CANCELLING and found is not None and found.edition >= edition:
        _settle(run, turn, row, what, found.id)
    elif row.looked == 0:
        turn.session.execute(
            update(InvitationRow)
            .where(InvitationRow.id == row.id, InvitationRow.state == State.UNKNOWN)
            .values(looked=row.looked + 1, looked_at=turn.tx.at)
            .execution_options(synchronize_session=False)
        )
    elif row.attempt < run.rules.most_attempts:
        _move(turn, row, BACK[what], **{**SETTLED, "attempt": row.attempt + 1})
    else:
        _hold(turn, row, TRIED)


def _tell(run: DeliveryRun, id: UUID) -> None:
    with run.register.reading() as session:
        key = _key(session.get_one(InvitationRow, id))
    found = run.mailer.find_event(key)
    with run.transaction() as turn:
        row = turn.session.get_one(InvitationRow, id)
        to_be_told = row.state in TO_BE_DONE and not run.is_held(turn.session)
        attempt = _begin(run, turn, row, found) if to_be_told else None
    if attempt is None:
        return
    try:
        outcome: str | MailError = attempt.request()
    except MailError as error:
        outcome = error
    with run.transaction() as turn:
        _told(run, turn, turn.session.get_one(InvitationRow, id), outcome)


def _begin(run: DeliveryRun, turn: Turn, row: InvitationRow, found: FoundEvent | None) -> Attempt | None:
    """Claim an invitation for what is to be asked of the calendar; None when nothing is."""
    meeting = turn.session.get_one(MeetingRow, row.meeting_id)
    if meeting.state in CALLED_OFF and row.state is not State.TO_CANCEL:
        _move(turn, row, State.TO_CANCEL)
    if row.state is State.TO_CANCEL:
        return _begin_to_cancel(run, turn, row, found)
    if meeting.state != PLANNED:
        _move(turn, row, State.LAPSED, reason=OVER)
        return None
    invited = invited_to(turn.session, turn.context.membership(row.group_id), meeting, run.as_of)
    told = told_from_json(row.told)
    now = _as_things_stand(turn, meeting, invited, told)
    if not now.reached:
        _hold(turn, row, NOBODY_TO_INVITE)
        return None
    if row.state is State.TO_CREATE and found is not None:
        # Of an item that was kept though the calendar refused, nobody can say who heard.
        told = (
            CalendarEdition(found.edition, start=found.start)
            if row.refusals
            else _adopted(run, meeting, now, found)
        )
        _move(turn, row, State.TO_UPDATE, event_id=found.id, told=told_as_json(told))
    if row.state is State.TO_UPDATE and found is None:
        _hold(turn, row, GONE, event_id=None, told={})
        return None
    hears = audience(told, now)
    edition = max(told.edition, found.edition if found else 0)
    now = replace(now, since=told.since if told.start == now.start else turn.tx.at)
    telling = replace(now, edition=edition + 1)
    if row.state is State.TO_UPDATE and hears is Audience.NOBODY:
        _move(turn, row, _done(run), told=told_as_json(replace(now, edition=edition)), **SETTLED)
        return None
    event = _event(run, row, meeting, invited, telling)
    _claim(run, turn, row, telling=told_as_json(telling))
    if found is None:
        return Attempt(row.id, lambda: run.mailer.create_event(event))
    return Attempt(row.id, lambda: _update(run, found.id, event, hears))


def _begin_to_cancel(
    run: DeliveryRun, turn: Turn, row: InvitationRow, found: FoundEvent | None
) -> Attempt | None:
    if found is None:
        _move(turn, row, State.CANCELLED, **SETTLED)
        return None
    text = row.text
    _claim(run, turn, row, telling={})
    return Attempt(row.id, lambda: _cancel(run, found.id, text))


def _update(run: DeliveryRun, id: str, event: Event, hears: Audience) -> str:
    run.mailer.update_event(id, event, tell_everybody=hears is Audience.EVERYBODY)
    return id


def _cancel(run: DeliveryRun, id: str, text: str) -> str:
    run.mailer.cancel_event(id, text)
    return id


def _as_things_stand(
    turn: Turn, meeting: MeetingRow, invited: Invitees, told: CalendarEdition
) -> CalendarEdition:
    """Who is invited now, without those to whom nothing may be sent."""
    attendees = addresses(invited, told)
    unfit = {id for id, address in attendees.items() if why_address_is_refused(address, turn.context.rules)}
    start = dt.datetime.combine(meeting.date, meeting.start)
    return CalendarEdition(0, details_of(meeting), attendees, frozenset(unfit), start)


def _adopted(
    run: DeliveryRun, meeting: MeetingRow, now: CalendarEdition, found: FoundEvent
) -> CalendarEdition:
    """What an item must have been told that the calendar has and the register doesn't know of."""
    same_time = found.start == dt.datetime.combine(meeting.date, meeting.start)
    redirected = run.rules.mode is Mode.REDIRECT
    expected = {run.rules.redirect_to} if redirected else set(now.reached.values())
    same_people = found.invited == {address.lower() for address in expected}
    return CalendarEdition(
        edition=found.edition,
        details=now.details if same_time else "",
        attendees=now.attendees if same_people else {},
        left_out=now.left_out if same_people else frozenset(),
        start=found.start,
    )


def _event(
    run: DeliveryRun, row: InvitationRow, meeting: MeetingRow, invited: Invitees, telling: CalendarEdition
) -> Event:
    """The item as everybody is to have it; in a rehearsal one address alone is invited."""
    start = dt.datetime.combine(meeting.date, meeting.start)
    redirected = run.rules.mode is Mode.REDIRECT
    required, optional = (
        tuple(one.send_to for one in some if one.id in telling.reached)
        for some in (invited.required, (*invited.optional, *invited.declined))
    )
    return Event(
        key=_key(row),
        edition=telling.edition,
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
    _move(turn, row, BEGUN[row.state], epoch=run.lease.epoch, **changes)
    run.note_on_lease(turn, mode=run.rules.mode.value)


def _told(run: DeliveryRun, turn: Turn, row: InvitationRow, outcome: str | MailError) -> None:
    """Put on record what came of an attempt."""
    what = row.state
    if isinstance(outcome, str):
        _settle(run, turn, row, what, outcome)
    elif isinstance(outcome, (SignInError, BusyError)):
        run.stopped = str(outcome)
        _move(turn, row, BACK[what], reason=str(outcome), telling={})
    elif not isinstance(outcome, RefusedError):
        _move(turn, row, State.UNKNOWN, reason=str(outcome), looked=0, looked_at=None)
        turn.tx.audit(EVENTS[State.UNKNOWN], meeting=row.meeting_id)
    elif isinstance(outcome, UnsendableError) or row.refusals + 1 >= run.rules.most_attempts:
        _hold(turn, row, str(outcome))
    else:
        _move(turn, row, BACK[what], reason=str(outcome), telling={}, refusals=row.refusals + 1)


def _settle(run: DeliveryRun, turn: Turn, row: InvitationRow, what: State, event_id: str) -> None:
    """The calendar has it; what has changed since is told next."""
    turn.tx.audit(EVENTS[what], meeting=row.meeting_id, edition=row.telling.get("edition", 0))
    if what is State.CANCELLING:
        _move(turn, row, State.CANCELLED, told_at=turn.tx.at, **SETTLED)
        return
    changes = {**SETTLED, "told": row.telling, "told_at": turn.tx.at, "event_id": event_id}
    _move(turn, row, _done(run), **changes)
    meeting = turn.session.get_one(MeetingRow, row.meeting_id)
    invited = invited_to(turn.session, turn.context.membership(row.group_id), meeting, run.as_of)
    bring_up_to_date(turn.session, row, meeting, invited, turn.tx.at)


def _hold(turn: Turn, row: InvitationRow, reason: str, **changes: Any) -> None:
    _move(turn, row, State.HELD, **{**SETTLED, "reason": reason, **changes})
    turn.tx.audit(EVENTS[State.HELD], meeting=row.meeting_id)


def _move(turn: Turn, row: InvitationRow, to: State, **changes: Any) -> None:
    """Move an invitation on; LeaseLostError when somebody else did in the middle of it."""
    if not move(turn.session, row, to, **changes):
        raise LeaseLostError


def _what(row: InvitationRow) -> State:
    """What was being asked of the calendar when its outcome became unclear."""
    if not row.telling:
        return State.CANCELLING
    return State.UPDATING if row.event_id else State.CREATING


def _done(run: DeliveryRun) -> State:
    """Redirected, an invitation has only been rehearsed."""
    return State.DONE if run.rules.mode is Mode.LIVE else State.REHEARSED


def _key(row: InvitationRow) -> str:
    return event_key(row.group_id, row.meeting_id)
