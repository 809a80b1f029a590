"""Meetings in the calendar: Exchange writes to the people invited, and reports their answers.

Converting times: Graph has UTC and zones by their Windows names, the office London time without a zone.

By "Update event", a change of ``attendees`` alone goes only to those who join or leave; every other change
goes to all. The edition is a property of the event, so it is written with changes that go to all, and stays
as it was when people only join or leave: the list of attendees shows those.
"""

from __future__ import annotations

import datetime as dt
from uuid import NAMESPACE_URL, uuid5

from tasks.mail.gateways.graph.client import Call, GraphClient, segment, with_query
from tasks.mail.gateways.graph.errors import NOT_UNDERSTOOD, Json
from tasks.mail.gateways.graph.extended import EDITION, KEY, expand, extended, having, value_in
from tasks.mail.protocol.mailer import Event, FoundEvent, UnclearError
from tasks.register.database.clock import LONDON

LONDON_IN_WINDOWS = "GMT Standard Time"  # with British Summer Time, in spite of its name


def utc_text(when: dt.datetime) -> str:
    """Write London time as Graph's filters take it: 2027-07-01T08:30:00Z."""
    return when.replace(tzinfo=LONDON).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_utc_text(text: object) -> dt.datetime | None:
    """Read a time of Graph as London time; None for anything else."""
    try:
        return dt.datetime.fromisoformat(str(text)).astimezone(LONDON).replace(tzinfo=None)
    except ValueError:
        return None


def in_zone(when: dt.datetime) -> Json:
    """Write London time as an event has it."""
    return {"dateTime": when.isoformat(), "timeZone": LONDON_IN_WINDOWS}


def from_zone(value: object) -> dt.datetime | None:
    """Read the time of an event that was asked for in London time; None for anything else."""
    try:
        text = str(value["dateTime"]) if isinstance(value, dict) else ""
        return dt.datetime.fromisoformat(text).replace(microsecond=0, tzinfo=None)
    except (KeyError, ValueError):
        return None


MANY = "500"  # events of a page
IMMUTABLE = 'IdType="ImmutableId"'  # events are found by key; so that an id stays good until then
LONDON_TIMES = f'outlook.timezone="{LONDON_IN_WINDOWS}"'


class Calendar:
    def __init__(self, client: GraphClient) -> None:
        self.client = client
        self.events = f"{client.mailbox}/events"

    def create(self, event: Event) -> str:
        """Put a meeting into the calendar and invite everybody.

        Graph makes one event of two with the same transactionId, so that a request repeated without our
        knowing invites nobody twice ("event resource type").
        """
        body = {
            **_everything(event),
            "attendees": _attendees(event),
            "transactionId": str(uuid5(NAMESPACE_URL, f"{event.key}/{event.edition}")),
            "responseRequested": True,
            "allowNewTimeProposals": False,
        }
        answer = self.client.ask_for(Call("POST", self.events, body, (IMMUTABLE,)))
        if event_id := str(answer.body.get("id") or ""):
            return event_id
        raise UnclearError(NOT_UNDERSTOOD)

    def update(self, event_id: str, event: Event, *, tell_everybody: bool) -> None:
        body: Json = {"attendees": _attendees(event)}
        if tell_everybody:
            body |= _everything(event)
        self.client.ask_for(Call("PATCH", self._path(event_id), body, (IMMUTABLE,)))

    def cancel(self, event_id: str, text: str) -> None:
        self.client.ask_for(
            Call("POST", f"{self._path(event_id)}/cancel", {"Comment": text}, (IMMUTABLE,)), 404
        )

    def find(self, key: str) -> FoundEvent | None:
        path = with_query(
            self.events, filter=having(KEY, key), select="id,start,attendees", expand=expand(EDITION)
        )
        answer = self.client.look(Call("GET", path, prefer=(IMMUTABLE, LONDON_TIMES)))
        for item in answer.items:
            if start := from_zone(item.get("start")):
                edition = value_in(item, EDITION)
                return FoundEvent(
                    id=str(item.get("id")),
                    edition=int(edition) if edition.isdigit() else 0,
                    start=start,
                    invited=frozenset(_addresses(item)),
                )
        return None

    def keys_since(self, when: dt.datetime) -> list[str]:
        path = with_query(
            self.events,
            filter=f"start/dateTime ge '{utc_text(when).rstrip('Z')}'",
            select="id,isCancelled",
            expand=expand(KEY),
            top=MANY,
        )
        items = (item for item in self.client.look_through(path) if not item.get("isCancelled"))
        return [key for item in items if (key := value_in(item, KEY))]

    def _path(self, event_id: str) -> str:
        return f"{self.events}/{segment(event_id)}"


def _everything(event: Event) -> Json:
    """Return the fields of an event whose changes everybody is told of."""
    return {
        "subject": event.subject,
        "sensitivity": "private",
        "body": {"contentType": "html", "content": event.html},
        "start": in_zone(event.start),
        "end": in_zone(event.end),
        "location": {"displayName": event.place},
        "singleValueExtendedProperties": [
            extended(KEY, event.key),
            extended(EDITION, str(event.edition)),
        ],
    }


def _attendees(event: Event) -> list[Json]:
    invited = [(address, "required") for address in event.required]
    invited += [(address, "optional") for address in event.optional]
    return [{"type": kind, "emailAddress": {"address": address}} for address, kind in invited]


def _addresses(item: Json) -> list[str]:
    attendees = item.get("attendees") or ()
    return [str(attendee.get("emailAddress", {}).get("address", "")).lower() for attendee in attendees]
