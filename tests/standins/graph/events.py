"""Events: who is told what when they are made, changed or cancelled ("Update event", "event: cancel")."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from tests.standins.exchange import calendar
from tests.standins.graph import extended, queries, shapes
from tests.standins.graph.asks import Place
from tests.standins.graph.problems import Reply, bad_request
from tests.standins.post_office.items import Folder, Item, ItemClass, Meeting

TO_ALL, TO_CHANGED = "SendToAllAndSaveCopy", "SendToChangedAndSaveCopy"
KNOWN = {
    "subject",
    "sensitivity",
    "body",
    "start",
    "end",
    "location",
    "attendees",
    "singleValueExtendedProperties",
}
NEW = KNOWN | {"transactionId", "responseRequested", "allowNewTimeProposals"}
Transactions = MutableMapping[tuple[str, str], Item]


def create(place: Place, transactions: Transactions) -> Reply:
    """Make an event, but none for the transactionId of one before, even where that event is gone."""
    body = place.ask.body
    _check_names(body, NEW)
    earlier = transactions.get((place.mailbox.address, str(body.get("transactionId"))))
    if earlier is not None:
        return Reply(201, shapes.event(place, earlier))
    start, end = shapes.time_of(body["start"]), shapes.time_of(body["end"])
    organiser = place.mailbox.person
    item = Item(
        item_class=ItemClass.EVENT,
        meeting=Meeting(uuid4().hex, start, end, organiser=organiser, zone="GMT Standard Time"),
    )
    _write(item, body)
    assert item.meeting
    calendar.create(place.office, place.mailbox, item, TO_ALL if item.meeting.attendees else "SendToNone")
    if "transactionId" in body:
        transactions[place.mailbox.address, body["transactionId"]] = item
    return Reply(201, shapes.event(place, item))


def update(place: Place, event_id: str) -> Reply:
    """A change of the attendees alone goes to those who join or leave; any other to everybody."""
    item = shapes.item_of(place.mailbox, event_id, Folder.CALENDAR)
    body = place.ask.body
    _check_names(body, KNOWN)
    before = item.meeting
    assert before
    _write(item, body)
    calendar.tell(
        place.office, place.mailbox, item, before, TO_CHANGED if body.keys() == {"attendees"} else TO_ALL
    )
    return Reply(200, shapes.event(place, item))


def cancel(place: Place, event_id: str) -> Reply:
    item = shapes.item_of(place.mailbox, event_id, Folder.CALENDAR)
    assert item.meeting
    if item.meeting.organiser.address != place.mailbox.address:
        raise bad_request("You need to be an organizer to cancel a meeting.", "ErrorCalendarIsNotOrganizer")
    _check_names(place.ask.body, {"Comment"})
    place.office.cancel(place.mailbox, item, text=place.ask.body.get("Comment", ""))
    place.mailbox.move(item.id, Folder.DELETED)
    return Reply(202)


def get(place: Place, event_id: str) -> Reply:
    return Reply(200, shapes.event(place, shapes.item_of(place.mailbox, event_id, Folder.CALENDAR)))


def find(place: Place) -> Reply:
    items = queries.find(place.mailbox, Folder.CALENDAR, place.ask.query.get("$filter", ""))
    top = int(place.ask.query.get("$top", "10"))
    return Reply(200, {"value": [shapes.event(place, item) for item in list(items)[:top]]})


def _write(item: Item, body: dict[str, Any]) -> None:
    meeting = item.meeting
    assert meeting
    item.subject = body.get("subject", item.subject)
    item.sensitivity = body.get("sensitivity", item.sensitivity).capitalize()
    if "body" in body:
        item.html, item.text = body["body"]["content"], ""
    extended.write(item, body.get("singleValueExtendedProperties", ()))
    attendees = body.get("attendees")
    item.meeting = replace(
        meeting,
        start=shapes.time_of(body["start"]) if "start" in body else meeting.start,
        end=shapes.time_of(body["end"]) if "end" in body else meeting.end,
        place=body["location"]["displayName"] if "location" in body else meeting.place,
        attendees=meeting.attendees
        if attendees is None
        else shapes.attendees_of(attendees, meeting.attendees),
    )


def _check_names(body: Any, allowed: set[str]) -> None:
    if not isinstance(body, dict):
        raise bad_request("Unable to read JSON request payload.", "BadRequest")
    if unknown := body.keys() - allowed:
        raise bad_request(f"The property '{min(unknown)}' does not exist on type 'microsoft.graph.event'.")
