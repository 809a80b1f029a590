"""Messages and events as JSON, there and back ("message resource type", "event resource type")."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from tests.standins.bodies import as_text
from tests.standins.exchange.mime import headers_of
from tests.standins.exchange.properties import CLEAN_GLOBAL_OBJECT_ID, START_WHOLE
from tests.standins.graph import extended, queries
from tests.standins.graph.asks import IMMUTABLE, ORDINARY, Ask, Place
from tests.standins.graph.problems import bad_request, item_not_found
from tests.standins.post_office.items import Attendee, Coming, File, Folder, Item, ItemClass, Person
from tests.standins.post_office.mailbox import Mailbox

Json = dict[str, Any]

OUR_ID = re.compile(rf"(?:{re.escape(ORDINARY)}|{re.escape(IMMUTABLE)})([0-9a-f]+-[0-9a-f]+)")
ZONES = {"GMT Standard Time": "Europe/London", "Europe/London": "Europe/London", "UTC": "UTC"}
TYPES: dict[str, str] = {
    ItemClass.REQUEST: "#microsoft.graph.eventMessageRequest",
    ItemClass.CANCELLED: "#microsoft.graph.eventMessage",
    ItemClass.ACCEPTED: "#microsoft.graph.eventMessageResponse",
    ItemClass.TENTATIVE: "#microsoft.graph.eventMessageResponse",
    ItemClass.DECLINED: "#microsoft.graph.eventMessageResponse",
}
# The fields of EWS that stand for what these have, so that one option leaves out both.
CALENDAR_ITEM = "meeting:AssociatedCalendarItemId"
HEADERS = "item:InternetMessageHeaders"
URI_OF = {CLEAN_GLOBAL_OBJECT_ID: "calendar:UID", START_WHOLE: "calendar:Start"}
MESSAGE = frozenset(
    {
        "id",
        "createdDateTime",
        "receivedDateTime",
        "sentDateTime",
        "hasAttachments",
        "internetMessageId",
        "subject",
        "bodyPreview",
        "parentFolderId",
        "conversationId",
        "isRead",
        "isDraft",
        "categories",
        "body",
        "from",
        "toRecipients",
        "ccRecipients",
        "internetMessageHeaders",
    }
)
EVENT = frozenset(
    {
        "id",
        "subject",
        "body",
        "start",
        "end",
        "location",
        "attendees",
        "organizer",
        "isCancelled",
        "iCalUId",
        "transactionId",
    }
)
ANSWERED = {
    Coming.UNKNOWN: "none",
    Coming.ACCEPTED: "accepted",
    Coming.TENTATIVE: "tentativelyAccepted",
    Coming.DECLINED: "declined",
}


def item_of(mailbox: Mailbox, item_id: str, *folders: Folder) -> Item:
    """The item with that id, in either form. 404 where there is none."""
    item = mailbox.items.get(bare(item_id))
    if item is None or (folders and item.folder not in folders):
        raise item_not_found()
    return item


def bare(item_id: str) -> str:
    """The post office's id of an item."""
    if match := OUR_ID.fullmatch(item_id):
        return match[1]
    raise bad_request("Id is malformed.", "ErrorInvalidIdMalformed")


def id_of(ask: Ask, item_id: str) -> str:
    """Immutable ids only look different here: nothing that is asked for by one moves."""
    return f"{IMMUTABLE if ask.immutable else ORDINARY}{item_id}"


def message(place: Place, item: Item) -> Json:
    """A message with what $select and $expand ask for. Headers come on request alone."""
    ask = place.ask
    fields = queries.selected(ask.query, MESSAGE)
    if "$select" not in ask.query or HEADERS in place.office.options.leaves_out:
        fields.discard("internetMessageHeaders")
    everything = {
        "id": id_of(ask, item.id),
        "createdDateTime": _utc(item.created_at),
        "receivedDateTime": _utc(item.received_at or item.created_at),
        "sentDateTime": _utc(item.sent_at or item.created_at),
        "hasAttachments": bool(item.files),
        "internetMessageId": item.message_id,
        "subject": item.subject,
        "bodyPreview": as_text(item.text, item.html)[:255],
        "parentFolderId": item.folder.value,
        "conversationId": item.conversation,
        "isRead": item.read,
        "isDraft": item.folder is Folder.DRAFTS,
        "categories": list(item.categories),
        "body": _body(ask, item),
        "from": _recipient(item.sender) if item.sender else None,
        "toRecipients": [_recipient(person) for person in item.to],
        "ccRecipients": [_recipient(person) for person in item.cc],
        "internetMessageHeaders": [
            {"name": name, "value": " ".join(value.split())} for name, value in headers_of(item)
        ],
    }
    answer: Json = {name: value for name, value in everything.items() if name in fields}
    answer["@odata.type"] = TYPES.get(item.item_class, "#microsoft.graph.message")
    answer["@odata.etag"] = f'W/"{item.change}"'
    return answer | _expanded(place, item)


def event(place: Place, item: Item) -> Json:
    """An event with what $select and $expand ask for, in UTC or in the zone that is preferred."""
    meeting = item.meeting
    assert meeting
    zone = _zone_named(place.ask.prefer.get("outlook.timezone", "UTC"))
    fields = queries.selected(place.ask.query, EVENT)
    everything = {
        "id": id_of(place.ask, item.id),
        "subject": item.subject,
        "body": _body(place.ask, item),
        "start": _in_zone(meeting.start, zone),
        "end": _in_zone(meeting.end, zone),
        "location": {"displayName": meeting.place},
        "attendees": [_attendee(attendee) for attendee in meeting.attendees],
        "organizer": _recipient(meeting.organiser),
        "isCancelled": meeting.cancelled,
        "iCalUId": meeting.uid,
    }
    answer = {name: value for name, value in everything.items() if name in fields}
    return {"@odata.etag": f'W/"{item.change}"', **answer} | _expanded(place, item)


def people_of(recipients: Any) -> tuple[Person, ...]:
    return tuple(
        Person(str(each["emailAddress"]["address"]).lower(), str(each["emailAddress"].get("name", "")))
        for each in recipients
    )


def attendees_of(attendees: Any, before: Iterable[Attendee] = ()) -> tuple[Attendee, ...]:
    """The people of an event; who was invited before keeps the answer given."""
    answers = {attendee.person.address: (attendee.coming, attendee.answered_at) for attendee in before}
    invited = []
    for attendee, person in zip(attendees, people_of(attendees), strict=True):
        if attendee.get("type", "required") not in ("required", "optional", "resource"):
            raise bad_request(f"'{attendee['type']}' is no attendeeType.")
        coming, at = answers.get(person.address, (Coming.UNKNOWN, None))
        invited.append(Attendee(person, attendee.get("type", "required") == "required", coming, at))
    return tuple(invited)


def file_of(number: int, attachment: Json) -> File:
    if attachment.get("@odata.type") != "#microsoft.graph.fileAttachment":
        raise bad_request("Invalid attachment: its @odata.type is missing.", "ErrorInvalidRequest")
    try:
        content = base64.b64decode(attachment["contentBytes"], validate=True)
    except binascii.Error as error:
        raise bad_request("Invalid base64 string.", "ErrorInvalidRequest") from error
    kind = attachment.get("contentType") or "application/octet-stream"
    return File(
        id=str(number),
        name=attachment["name"],
        media_type=kind,
        content=content,
        content_id=attachment.get("contentId") or "",
        inline=bool(attachment.get("isInline")),
    )


def time_of(value: Json) -> dt.datetime:
    """The instant of a dateTimeTimeZone."""
    zone = next((name for windows, name in ZONES.items() if windows == value["timeZone"]), None)
    if zone is None:
        raise bad_request("A time zone isn't supported.", "TimeZoneNotSupportedException")
    return dt.datetime.fromisoformat(value["dateTime"]).replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def _body(ask: Ask, item: Item) -> Json:
    if ask.as_text or not item.html:
        return {"contentType": "text", "content": as_text(item.text, item.html)}
    return {"contentType": "html", "content": item.html}


def _expanded(place: Place, item: Item) -> Json:
    properties, files, with_event = queries.expanded(place.ask.query)
    answer: Json = {}
    left_out = place.office.options.leaves_out
    shown = [property for property in properties if URI_OF.get(extended.name_of(property)[0]) not in left_out]
    values = [value for property in shown if (value := extended.read(item, property))]
    if values:
        answer["singleValueExtendedProperties"] = values
    if files:
        answer["attachments"] = [_file(place.ask, item, file, files) for file in item.files]
    if with_event:
        is_linked = CALENDAR_ITEM not in place.office.options.leaves_out
        event_id = item.meeting.calendar_item if item.meeting and is_linked else ""
        there = event_id in place.mailbox.items
        answer["event"] = {"id": id_of(place.ask, event_id)} if there else None
    return answer


def _file(ask: Ask, item: Item, file: File, names: set[str]) -> Json:
    everything = {
        "id": f"{id_of(ask, item.id)}.{file.id}",
        "name": file.name,
        "contentType": None if file.is_item else file.media_type,
        "size": len(file.content),
        "isInline": file.inline,
    }
    kind = "item" if file.is_item else "reference" if file.is_link else "file"
    return {
        "@odata.type": f"#microsoft.graph.{kind}Attachment",
        **{name: value for name, value in everything.items() if name in names},
    }


def _recipient(person: Person) -> Json:
    return {"emailAddress": {"name": person.name or person.address, "address": person.address}}


def _attendee(attendee: Attendee) -> Json:
    return {
        "type": "required" if attendee.required else "optional",
        "status": {"response": ANSWERED[attendee.coming], "time": _utc(attendee.answered_at)},
        **_recipient(attendee.person),
    }


def _zone_named(name: str) -> tuple[str, ZoneInfo]:
    for windows, zone in ZONES.items():
        if windows.lower() == name:
            return windows, ZoneInfo(zone)
    return "UTC", ZoneInfo("UTC")


def _in_zone(when: dt.datetime, zone: tuple[str, ZoneInfo]) -> Json:
    return {"dateTime": f"{when.astimezone(zone[1]):%Y-%m-%dT%H:%M:%S}.0000000", "timeZone": zone[0]}


def _utc(when: dt.datetime | None) -> str | None:
    return f"{when.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}" if when else None
