"""Meetings in the calendar: one item each, from which Exchange writes to the people invited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from exchangelib import Attendee, CalendarItem, HTMLBody, Q
from exchangelib.errors import ErrorItemNotFound
from exchangelib.fields import FieldPath
from exchangelib.items import (
    ALWAYS_OVERWRITE,
    ID_ONLY,
    SAVE_ONLY,
    SEND_AND_SAVE_COPY,
    SEND_TO_ALL_AND_SAVE_COPY,
    SEND_TO_CHANGED_AND_SAVE_COPY,
    SEND_TO_NONE,
    CancelCalendarItem,
)
from exchangelib.properties import Mailbox as MailboxElement
from exchangelib.properties import ReferenceItemId

from tasks.mail.gateways.exchange.account import EwsMailbox
from tasks.mail.gateways.exchange.errors import translate, translating
from tasks.mail.gateways.exchange.finding import at_exchange, london, search
from tasks.mail.gateways.exchange.properties import CalendarAnswer
from tasks.mail.gateways.exchange.services import CreateItem, GetItem, UpdateItem, each, only_outcome
from tasks.mail.protocol.mailer import Event, FoundEvent, the_only_key
from tasks.mail.protocol.response_codes import Doing

SAME_ON_ANSWERS = ("uid", "mase_global_id", "start", "mase_start")  # those that tell most first


def create_event(mailbox: EwsMailbox, event: Event) -> str:
    """Put the meeting into the calendar, invite everybody, and return the event's id."""
    with translating(Doing.SENDING):
        created = only_outcome(
            CreateItem(account=mailbox.account).call(
                items=[CalendarItem(**_fields(event), is_response_requested=True)],
                folder=mailbox.calendar,
                message_disposition=SAVE_ONLY,
                send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY,
            )
        )
    return str(created.id)


def update_event(mailbox: EwsMailbox, event_id: str, event: Event, *, tell_everybody: bool) -> None:
    """Change the meeting; tell everybody, or only those who join or leave."""
    fields = _fields(event)
    with translating(Doing.SENDING):
        only_outcome(
            UpdateItem(account=mailbox.account).call(
                items=[(CalendarItem(id=event_id, account=mailbox.account, **fields), list(fields))],
                conflict_resolution=ALWAYS_OVERWRITE,
                message_disposition=SAVE_ONLY,
                send_meeting_invitations_or_cancellations=(
                    SEND_TO_ALL_AND_SAVE_COPY if tell_everybody else SEND_TO_CHANGED_AND_SAVE_COPY
                ),
                suppress_read_receipts=True,
            )
        )


def cancel_event(mailbox: EwsMailbox, event_id: str, text: str) -> None:
    """Cancel the meeting, telling everybody why; nothing happens when it is gone already."""
    (event,) = _get(mailbox, [event_id], "mase_key")
    if isinstance(event, ErrorItemNotFound):
        return
    if isinstance(event, Exception):
        raise translate(event, Doing.READING)
    with translating(Doing.SENDING):
        (outcome,) = each(
            CreateItem(account=mailbox.account).call(
                items=[
                    CancelCalendarItem(
                        account=mailbox.account,
                        reference_item_id=ReferenceItemId(id=event.id, changekey=event.changekey),
                        new_body=text,
                    )
                ],
                folder=mailbox.sent,
                message_disposition=SEND_AND_SAVE_COPY,
                send_meeting_invitations=SEND_TO_NONE,
            ),
            1,
        )
    if isinstance(outcome, Exception):
        raise translate(outcome, Doing.SENDING)


def find_event(mailbox: EwsMailbox, key: str) -> FoundEvent | None:
    """Look up the meeting with that key in the calendar; a cancelled one is as if gone."""
    items = search(
        mailbox, mailbox.calendar, Q(mase_key=key), "is_cancelled", "mase_edition", kind=CalendarItem
    )
    current = [item for item in items if not item.is_cancelled]
    if not current:
        return None
    (event,) = _get(
        mailbox, [current[0].id], "start", "mase_edition", "required_attendees", "optional_attendees"
    )
    if isinstance(event, ErrorItemNotFound):
        return None
    if isinstance(event, Exception):
        raise translate(event, Doing.READING)
    start = london(event.start)
    assert start is not None
    people = [*(event.required_attendees or ()), *(event.optional_attendees or ())]
    addresses = (person.mailbox.email_address or "" for person in people)
    return FoundEvent(
        id=event.id,
        edition=event.mase_edition or 0,
        start=start,
        invited=frozenset(address.lower() for address in addresses if address),
    )


def events_since(mailbox: EwsMailbox, when: dt.datetime) -> list[str]:
    """List the keys of our meetings that begin at ``when`` or later, without cancelled ones."""
    wanted = Q(start__gte=at_exchange(when)) & Q(mase_key__exists=True)
    items = search(mailbox, mailbox.calendar, wanted, "mase_key", "is_cancelled", kind=CalendarItem)
    return [item.mase_key for item in items if isinstance(item, CalendarItem) and not item.is_cancelled]


def keys_of_events(mailbox: EwsMailbox, event_ids: Sequence[str]) -> dict[str, str]:
    """Return the keys of these meetings by id, without those that are gone or not ours."""
    if not event_ids:
        return {}
    events = _get(mailbox, event_ids, "mase_key")
    return {
        id: event.mase_key
        for id, event in zip(event_ids, events, strict=True)
        if isinstance(event, CalendarItem) and event.mase_key
    }


def keys_by_uid_or_start(mailbox: EwsMailbox, answer_ids: Sequence[str]) -> dict[str, str]:
    """Return the keys of our meetings that these answers are to, by id, as far as UID or start tell them.

    Servers leave out the fields of either, and keep the properties from which they are made.
    """
    if not answer_ids:
        return {}
    answers = _get(mailbox, answer_ids, *SAME_ON_ANSWERS, kind=CalendarAnswer)
    ours = search(
        mailbox,
        mailbox.calendar,
        Q(mase_key__exists=True),
        *SAME_ON_ANSWERS,
        "mase_key",
        kind=CalendarItem,
    )
    return {
        answer.id: next(filter(None, (_key_of_same(answer, name, ours) for name in SAME_ON_ANSWERS)), "")
        for answer in answers
        if isinstance(answer, CalendarAnswer)
    }


def _key_of_same(answer: CalendarAnswer, name: str, events: Sequence[CalendarItem]) -> str:
    """Return the key of the only event with the same value as an answer; empty where that has none."""
    value = getattr(answer, name)
    return the_only_key([event.mase_key for event in events if value and getattr(event, name) == value])


def _fields(event: Event) -> dict[str, Any]:
    return {
        "mase_key": event.key,
        "mase_edition": event.edition,
        "subject": event.subject,
        "sensitivity": "Private",
        "body": HTMLBody(event.html),
        "start": at_exchange(event.start),
        "end": at_exchange(event.end),
        "location": event.place,
        "required_attendees": _attendees(event.required),
        "optional_attendees": _attendees(event.optional),
    }


def _attendees(addresses: Sequence[str]) -> list[Attendee]:
    """Return the addresses as attendees: Exchange takes plain addresses for people who have accepted."""
    return [Attendee(mailbox=MailboxElement(email_address=address)) for address in addresses]


def _get(mailbox: EwsMailbox, ids: Sequence[str], *names: str, kind: type = CalendarItem) -> list[Any]:
    fields = {FieldPath(field=kind.get_field_by_fieldname(name)) for name in names}  # type: ignore[attr-defined]
    service = GetItem(account=mailbox.account, chunk_size=len(ids))
    with translating(Doing.READING):
        return each(
            service.call(items=[(id, None) for id in ids], additional_fields=fields, shape=ID_ONLY), len(ids)
        )
