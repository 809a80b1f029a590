"""What is requested of the calendar for a meeting, as the register has it now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from forum.attendance.invitations import (
    Audience,
    CalendarEdition,
    Invitees,
    State,
    addresses,
    audience,
)
from forum.outbox.modes import Mode
from tasks.mail.protocol.mailer import Event, FoundEvent
from tasks.mail.sending.calendar.outcome import SETTLED, STATE_DURING, hold, key_of, move_on, state_when_done
from tasks.mail.sending.checks import why_address_is_refused
from tasks.mail.sending.run import DeliveryRun, Turn
from tasks.register.attendance.invitations import (
    CALLED_OFF,
    details_of,
    edition_as_json,
    edition_from_json,
    invited_to,
)
from tasks.register.meetings import PLANNED
from tasks.register.members.welcomes import waiting_for_welcome
from tasks.register.tables import InvitationRow, MeetingRow

NOBODY_TO_INVITE = "Nobody who is invited has an address that mail may go to."
GONE = "It is no longer in the calendar of the mailbox. Released, it invites everybody again."
OVER = "The meeting is over."
WELCOMED_FIRST = "A new member is invited once their welcome has left."
AT_HAND = dt.timedelta(days=4)  # over a long weekend: the invitation to such a meeting waits for no welcome
Request = Callable[[], str]  # makes a request to the calendar, and returns the id of the item


def begin(run: DeliveryRun, turn: Turn, row: InvitationRow, found: FoundEvent | None) -> Request | None:
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
    run: DeliveryRun, turn: Turn, row: InvitationRow, found: FoundEvent | None
) -> Request | None:
    if found is None:
        move_on(turn, row, State.CANCELLED, **SETTLED)
        return None
    text = row.text
    _claim(run, turn, row, telling={})
    return lambda: _cancel(run, found.id, text)


def _claim(run: DeliveryRun, turn: Turn, row: InvitationRow, **changes: Any) -> None:
    move_on(turn, row, STATE_DURING[row.state], epoch=run.lease.epoch, **changes)
    run.note_on_lease(turn, mode=run.rules.mode)


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
