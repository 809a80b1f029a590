"""Items out of requests: each element of an item or a change says one thing of it."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from lxml.etree import _Element

from tests.standins.exchange import mime
from tests.standins.exchange.fields import RESPONSES
from tests.standins.exchange.properties import OBJECT_ID_START, name_of, parse, put
from tests.standins.exchange.soap import child, local, t
from tests.standins.post_office.items import Attendee, Coming, File, Item, ItemClass, Meeting, Person
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOfficeError

COMING = {word: coming for coming, word in RESPONSES.items()}
EVER = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


def new_item(element: _Element, mailbox: Mailbox) -> Item:
    """An item of a CreateItem request."""
    item = Item(sender=mailbox.person)
    if local(element) == "CalendarItem":
        uid = f"{OBJECT_ID_START}00000000{'0' * 32}10000000{'0' * 24}{uuid4().hex}"[:112].upper()
        item.item_class = ItemClass.EVENT
        item.meeting = Meeting(uid, EVER, EVER, organiser=mailbox.person)
    content = element.findtext(t("MimeContent"))
    if content:
        item = mime.read(base64.b64decode(content))
        item.sender = mailbox.person
    apply(item, element)
    return item


def apply(item: Item, element: _Element) -> None:
    """Give an item what the children of an element say."""
    for part in element:
        name = local(part)
        if name not in SETTERS and name not in IGNORED:
            raise PostOfficeError("ErrorInvalidPropertySet", f"Set action is invalid for property: {name}.")
        if name in SETTERS:
            SETTERS[name](item, part)


def check_match(path: _Element, element: _Element) -> None:
    """A SetItemField has to say the one thing that its path names."""
    field = (
        "ExtendedProperty"
        if local(path) == "ExtendedFieldURI"
        else (path.get("FieldURI") or "").partition(":")[2]
    )
    if [local(part) for part in element] != [field]:
        raise PostOfficeError(
            "ErrorUpdatePropertyMismatch", "The property doesn't match the path of the update."
        )


def clear(item: Item, path: _Element) -> None:
    """Take away what a DeleteItemField names."""
    if local(path) == "ExtendedFieldURI":
        item.properties.pop(name_of(path), None)
        return
    name = (path.get("FieldURI") or "").partition(":")[2]
    if name not in CLEARED:
        raise PostOfficeError("ErrorInvalidPropertyDelete", f"Delete action isn't supported for: {name}.")
    CLEARED[name](item)


def person(mailbox: _Element) -> Person:
    address = (mailbox.findtext(t("EmailAddress")) or "").strip()
    if "@" not in address or any(sign in address for sign in " ,;<>"):
        raise PostOfficeError("ErrorInvalidRecipients", "At least one recipient isn't valid.")
    return Person(address.lower(), mailbox.findtext(t("Name")) or address)


def file(element: _Element, number: int) -> File:
    """A FileAttachment or ItemAttachment."""
    name = element.findtext(t("Name")) or "attachment"
    if local(element) == "ItemAttachment":
        inner = next((each for each in element if local(each) in ("Message", "CalendarItem", "Item")), None)
        item = Item()
        if inner is not None:
            content = inner.findtext(t("MimeContent"))
            item = mime.read(base64.b64decode(content)) if content else item
            apply(item, inner)
        return File(str(number), name, "message/rfc822", mime.write(item), is_item=True)
    return File(
        str(number),
        name,
        element.findtext(t("ContentType")) or "application/octet-stream",
        base64.b64decode(element.findtext(t("Content")) or ""),
        element.findtext(t("ContentId")) or "",
        (element.findtext(t("IsInline")) or "").lower() in ("true", "1"),
    )


def next_number(item: Item) -> int:
    return max((int(each.id) for each in item.files), default=0) + 1


def _add_files(item: Item, element: _Element) -> None:
    for attachment in element:
        item.files += (file(attachment, next_number(item)),)


def _people(element: _Element) -> tuple[Person, ...]:
    return tuple(person(mailbox) for mailbox in element)


def _set(name: str) -> Callable[[Item, _Element], None]:
    return lambda item, element: setattr(item, name, element.text or "")


def _set_people(name: str) -> Callable[[Item, _Element], None]:
    return lambda item, element: setattr(item, name, _people(element))


def _set_meeting(name: str, get: Callable[[_Element], object]) -> Callable[[Item, _Element], None]:
    def change(item: Item, element: _Element) -> None:
        if item.meeting:
            item.meeting = replace(item.meeting, **{name: get(element)})  # type: ignore[arg-type]

    return change


def _set_attendees(required: bool) -> Callable[[Item, _Element], None]:
    """Set the attendees; those who stay keep the answers that they gave, as in Exchange."""

    def change(item: Item, element: _Element) -> None:
        assert item.meeting
        before = {each.person.address: each for each in item.meeting.attendees}
        unchanged = tuple(each for each in item.meeting.attendees if each.required is not required)
        attendees = tuple(_attendee(each, required, before) for each in element)
        item.meeting = replace(
            item.meeting, attendees=(*unchanged, *attendees) if not required else (*attendees, *unchanged)
        )

    return change


def _attendee(element: _Element, required: bool, before: dict[str, Attendee]) -> Attendee:
    invitee = person(child(element, t("Mailbox")))
    if invitee.address in before:
        return replace(before[invitee.address], required=required)
    return Attendee(invitee, required, COMING.get(element.findtext(t("ResponseType")) or "", Coming.UNKNOWN))


def _set_body(item: Item, element: _Element) -> None:
    text = element.text or ""
    item.html, item.text = (text, "") if element.get("BodyType") == "HTML" else ("", text)


def _set_property(item: Item, element: _Element) -> None:
    put(item, *parse(element))


def _set_categories(item: Item, element: _Element) -> None:
    item.categories = tuple(each.text or "" for each in element)


def _set_read(item: Item, element: _Element) -> None:
    item.read = element.text == "true"


def _moment(element: _Element) -> dt.datetime:
    moment = dt.datetime.fromisoformat(element.text or "")
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)


SETTERS: dict[str, Callable[[Item, _Element], None]] = {
    "Subject": _set("subject"),
    "ItemClass": _set("item_class"),
    "Sensitivity": _set("sensitivity"),
    "Importance": _set("importance"),
    "InReplyTo": _set("in_reply_to"),
    "References": _set("references"),
    "InternetMessageId": _set("message_id"),
    "Body": _set_body,
    "Attachments": _add_files,
    "Categories": _set_categories,
    "ExtendedProperty": _set_property,
    "IsRead": _set_read,
    "ToRecipients": _set_people("to"),
    "CcRecipients": _set_people("cc"),
    "BccRecipients": _set_people("bcc"),
    "ReplyTo": _set_people("reply_to"),
    "UID": _set_meeting("uid", lambda element: element.text or ""),
    "Start": _set_meeting("start", _moment),
    "End": _set_meeting("end", _moment),
    "Location": _set_meeting("place", lambda element: element.text or ""),
    "IsAllDayEvent": _set_meeting("all_day", lambda element: element.text == "true"),
    "StartTimeZone": _set_meeting("zone", lambda element: element.get("Id") or ""),
    "RequiredAttendees": _set_attendees(True),
    "OptionalAttendees": _set_attendees(False),
}
IGNORED = frozenset(  # taken, and of no consequence here
    [
        "MimeContent",
        "ReminderIsSet",
        "ReminderMinutesBeforeStart",
        "ReminderDueBy",
        "Culture",
        "From",
        "Sender",
        "IsResponseRequested",
        "IsReadReceiptRequested",
        "IsDeliveryReceiptRequested",
        "LegacyFreeBusyStatus",
        "EndTimeZone",
        "MeetingTimeZone",
        "AllowNewTimeProposal",
        "IsOnlineMeeting",
        "Resources",
        "Flag",
    ]
)


def _no_attendees(required: bool) -> Callable[[Item], None]:
    def change(item: Item) -> None:
        if item.meeting:
            remaining = tuple(each for each in item.meeting.attendees if each.required is not required)
            item.meeting = replace(item.meeting, attendees=remaining)

    return change


def _empty(name: str, value: object) -> Callable[[Item], None]:
    return lambda item: setattr(item, name, value)


CLEARED: dict[str, Callable[[Item], None]] = {
    "Subject": _empty("subject", ""),
    "Categories": _empty("categories", ()),
    "InReplyTo": _empty("in_reply_to", ""),
    "References": _empty("references", ""),
    "ToRecipients": _empty("to", ()),
    "CcRecipients": _empty("cc", ()),
    "BccRecipients": _empty("bcc", ()),
    "ReplyTo": _empty("reply_to", ()),
    "RequiredAttendees": _no_attendees(True),
    "OptionalAttendees": _no_attendees(False),
}
