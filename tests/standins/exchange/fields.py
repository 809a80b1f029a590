"""The fields of items, in the order of the schema: what each is called, what it says, how it is written."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml.etree import _Element

from tests.standins.bodies import as_html, as_text
from tests.standins.exchange import mime
from tests.standins.exchange.soap import node, t
from tests.standins.post_office.items import (
    Attendee,
    Coming,
    File,
    Folder,
    Item,
    ItemClass,
    Meeting,
    Person,
    topic,
)

Plain = str | int | bool | dt.datetime | None
RESPONSES = {
    Coming.UNKNOWN: "Unknown",
    Coming.ACCEPTED: "Accept",
    Coming.TENTATIVE: "Tentative",
    Coming.DECLINED: "Decline",
}
NOT_IN_LISTS = frozenset(  # what FindItem and SyncFolderItems don't return
    [
        "item:Body",
        "item:TextBody",
        "item:UniqueBody",
        "item:Attachments",
        "item:MimeContent",
        "item:InternetMessageHeaders",
        "message:ToRecipients",
        "message:CcRecipients",
        "message:BccRecipients",
        "message:ReplyTo",
        "calendar:RequiredAttendees",
        "calendar:OptionalAttendees",
    ]
)


@dataclass(frozen=True)
class Field:
    """A field of an item: its element, its URI, and its value, plain or as XML."""

    name: str
    uri: str
    plain: Callable[[Item], Plain] | None = None
    xml: Callable[[Item], Iterable[_Element]] | None = None

    def write(self, item: Item) -> Iterable[_Element]:
        if self.xml:
            return self.xml(item)
        value = self.plain(item) if self.plain else None
        return () if value is None else (node(t(self.name), plain_text(value)),)


def plain_text(value: Plain) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime):
        return f"{value.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    return str(value)


def change_key(item: Item) -> str:
    return base64.b64encode(f"C{item.change:08d}".encode()).decode()


def item_id(item: Item, tag: str = "ItemId") -> _Element:
    return node(t(tag), Id=item.id, ChangeKey=change_key(item))


def folder_id(mailbox_number: int | str, folder: str) -> str:
    return f"f{mailbox_number}.{folder}"


def person(each: Person) -> _Element:
    parts = (node(t("Name"), each.name or each.address), node(t("EmailAddress"), each.address or "unknown"))
    return node(t("Mailbox"), None, *parts, node(t("RoutingType"), "SMTP"), node(t("MailboxType"), "Mailbox"))


def with_person(name: str, get: Callable[[Item], Person | None]) -> Callable[[Item], Iterable[_Element]]:
    def write(item: Item) -> Iterable[_Element]:
        invitee = get(item)
        return (node(t(name), None, person(invitee)),) if invitee else ()

    return write


def with_people(name: str, get: Callable[[Item], Iterable[Person]]) -> Callable[[Item], Iterable[_Element]]:
    def write(item: Item) -> Iterable[_Element]:
        people = [person(each) for each in get(item)]
        return (node(t(name), None, *people),) if people else ()

    return write


def attendees(name: str, required: bool) -> Callable[[Item], Iterable[_Element]]:
    def write(item: Item) -> Iterable[_Element]:
        meeting = item.meeting or NO_MEETING
        nodes = [_attendee(each) for each in meeting.attendees if each.required is required]
        return (node(t(name), None, *nodes),) if nodes else ()

    return write


def _attendee(attendee: Attendee) -> _Element:
    answer_time = (
        (node(t("LastResponseTime"), plain_text(attendee.answered_at)),) if attendee.answered_at else ()
    )
    response = node(t("ResponseType"), RESPONSES[attendee.coming])
    return node(t("Attendee"), None, person(attendee.person), response, *answer_time)


def attachment(item: Item, file: File, *, content: bool = False, as_mime: bool = False) -> _Element:
    """A FileAttachment or ItemAttachment, with its content only when it is asked for by itself; an attached
    item can be had in its MIME form, too."""
    parts = [node(t("AttachmentId"), Id=attachment_id(item, file)), node(t("Name"), file.name)]
    parts.append(node(t("ContentType"), file.media_type))
    parts += [node(t("ContentId"), file.content_id)] if file.content_id else []
    parts += [node(t("Size"), str(len(file.content))), node(t("IsInline"), plain_text(file.inline))]
    if file.is_item:
        if content:
            inner = mime.read(file.content)
            body = node(t("Body"), as_text(inner.text, inner.html), BodyType="Text")
            headers = (node(t("InternetMessageId"), inner.message_id),)
            form = (node(t("MimeContent"), base64.b64encode(file.content).decode()),) if as_mime else ()
            parts.append(node(t("Message"), None, *form, node(t("Subject"), inner.subject), body, *headers))
        return node(t("ItemAttachment"), None, *parts)
    if file.is_link:
        return node(t("ReferenceAttachment"), None, *parts)
    if content:
        parts.append(node(t("Content"), base64.b64encode(file.content).decode()))
    return node(t("FileAttachment"), None, *parts)


def attachment_id(item: Item, file: File) -> str:
    return f"{item.id}.{file.id}"


def _attachments(item: Item) -> Iterable[_Element]:
    files = [attachment(item, file) for file in item.files]
    return (node(t("Attachments"), None, *files),) if files else ()


def _categories(item: Item) -> Iterable[_Element]:
    if item.categories:
        yield node(t("Categories"), None, *(node(t("String"), each) for each in item.categories))


def _headers(item: Item) -> Iterable[_Element]:
    headers = [
        node(t("InternetMessageHeader"), value, HeaderName=name) for name, value in mime.headers_of(item)
    ]
    if item.folder not in (Folder.DRAFTS, Folder.SENT) and headers:
        yield node(t("InternetMessageHeaders"), None, *headers)


def _body(kind: str) -> Callable[[Item], Iterable[_Element]]:
    """A body in the form asked for; Best is what the item has."""

    def write(item: Item) -> Iterable[_Element]:
        form = ("HTML" if item.html else "Text") if kind == "Best" else kind
        text = as_html(item.text, item.html) if form == "HTML" else as_text(item.text, item.html)
        yield node(t("Body"), text, BodyType=form)

    return write


BODIES = {kind: Field("Body", "item:Body", xml=_body(kind)) for kind in ("Best", "HTML", "Text")}
NO_MEETING = Meeting("", dt.datetime(1601, 1, 1, tzinfo=dt.UTC), dt.datetime(1601, 1, 1, tzinfo=dt.UTC))


def of_meeting(get: Callable[[Meeting], Plain]) -> Callable[[Item], Plain]:
    return lambda item: get(item.meeting) if item.meeting else None


def _mime(item: Item) -> Iterable[_Element]:
    yield node(t("MimeContent"), base64.b64encode(mime.write(item)).decode(), CharacterSet="UTF-8")


def _display(people: Iterable[Person]) -> str:
    return "; ".join(each.name or each.address for each in people)


def _conversation(item: Item) -> Iterable[_Element]:
    if item.conversation:
        yield node(t("ConversationId"), Id=item.conversation)


def _calendar_item(item: Item) -> Iterable[_Element]:
    if item.meeting and item.meeting.calendar_item:
        yield node(t("AssociatedCalendarItemId"), Id=item.meeting.calendar_item, ChangeKey="Qw==")


def _parent(item: Item) -> Iterable[_Element]:
    yield node(
        t("ParentFolderId"), Id=folder_id(item.id.partition("-")[0], item.folder.value), ChangeKey="AQ=="
    )


def _conversation_index(item: Item) -> str:
    return base64.b64encode(b"\1" + hashlib.sha256(item.conversation.encode()).digest()[:21]).decode()


def _organiser(item: Item) -> Person | None:
    return item.meeting.organiser if item.meeting else None


ITEM = (
    Field("MimeContent", "item:MimeContent", xml=_mime),
    Field("ItemId", "item:ItemId", xml=lambda item: (item_id(item),)),
    Field("ParentFolderId", "item:ParentFolderId", xml=_parent),
    Field("ItemClass", "item:ItemClass", lambda item: item.item_class),
    Field("Subject", "item:Subject", lambda item: item.subject),
    Field("Sensitivity", "item:Sensitivity", lambda item: item.sensitivity),
    BODIES["Best"],
    Field("Attachments", "item:Attachments", xml=_attachments),
    Field("DateTimeReceived", "item:DateTimeReceived", lambda item: item.received_at),
    Field("Size", "item:Size", lambda item: item.size),
    Field("Categories", "item:Categories", xml=_categories),
    Field("Importance", "item:Importance", lambda item: item.importance),
    Field("InReplyTo", "item:InReplyTo", lambda item: item.in_reply_to or None),
    Field("IsSubmitted", "item:IsSubmitted", lambda _: False),
    Field("IsDraft", "item:IsDraft", lambda item: item.sent_at is None and item.item_class == ItemClass.NOTE),
    Field("IsFromMe", "item:IsFromMe", lambda item: item.folder is Folder.SENT),
    Field("IsResend", "item:IsResend", lambda _: False),
    Field("IsUnmodified", "item:IsUnmodified", lambda item: item.modified_at == item.created_at),
    Field("InternetMessageHeaders", "item:InternetMessageHeaders", xml=_headers),
    Field("DateTimeSent", "item:DateTimeSent", lambda item: item.sent_at),
    Field("DateTimeCreated", "item:DateTimeCreated", lambda item: item.created_at),
    Field("DisplayCc", "item:DisplayCc", lambda item: _display(item.cc)),
    Field("DisplayTo", "item:DisplayTo", lambda item: _display(item.to)),
    Field("HasAttachments", "item:HasAttachments", lambda item: bool(item.files)),
    Field("ExtendedProperty", ""),  # where they stand in the order
    Field(
        "LastModifiedName", "item:LastModifiedName", lambda item: item.sender.name if item.sender else None
    ),
    Field("LastModifiedTime", "item:LastModifiedTime", lambda item: item.modified_at),
    Field("ConversationId", "item:ConversationId", xml=_conversation),
    Field("TextBody", "item:TextBody", xml=lambda item: (_text_body(item),)),
)


def _text_body(item: Item) -> _Element:
    return node(t("TextBody"), as_text(item.text, item.html), BodyType="Text")


MESSAGE = (
    Field("Sender", "message:Sender", xml=with_person("Sender", lambda item: item.sender)),
    Field("ToRecipients", "message:ToRecipients", xml=with_people("ToRecipients", lambda item: item.to)),
    Field("CcRecipients", "message:CcRecipients", xml=with_people("CcRecipients", lambda item: item.cc)),
    Field("BccRecipients", "message:BccRecipients", xml=with_people("BccRecipients", lambda item: item.bcc)),
    Field("ConversationIndex", "message:ConversationIndex", _conversation_index),
    Field("ConversationTopic", "message:ConversationTopic", lambda item: topic(item.subject)),
    Field("From", "message:From", xml=with_person("From", lambda item: item.sender)),
    Field("InternetMessageId", "message:InternetMessageId", lambda item: item.message_id or None),
    Field("IsRead", "message:IsRead", lambda item: item.read),
    Field("References", "message:References", lambda item: item.references or None),
    Field("ReplyTo", "message:ReplyTo", xml=with_people("ReplyTo", lambda item: item.reply_to)),
)
MEETING_MESSAGE = (
    Field("AssociatedCalendarItemId", "meeting:AssociatedCalendarItemId", xml=_calendar_item),
    Field("IsDelegated", "meeting:IsDelegated", lambda _: False),
    Field("IsOutOfDate", "meeting:IsOutOfDate", lambda _: False),
    Field("HasBeenProcessed", "meeting:HasBeenProcessed", lambda _: True),
    Field("ResponseType", "meeting:ResponseType", of_meeting(lambda meeting: RESPONSES[meeting.coming])),
    Field("UID", "calendar:UID", of_meeting(lambda meeting: meeting.uid)),
    Field("DateTimeStamp", "calendar:DateTimeStamp", lambda item: item.sent_at),
)
TIMES = (
    Field("Start", "calendar:Start", of_meeting(lambda meeting: meeting.start)),
    Field("End", "calendar:End", of_meeting(lambda meeting: meeting.end)),
)
PLACE = Field("Location", "calendar:Location", of_meeting(lambda meeting: meeting.place or None))
ABOUT_MEETING = (
    *TIMES,
    Field("IsAllDayEvent", "calendar:IsAllDayEvent", of_meeting(lambda meeting: meeting.all_day)),
    Field("LegacyFreeBusyStatus", "calendar:LegacyFreeBusyStatus", of_meeting(lambda _: "Busy")),
    PLACE,
    Field("IsMeeting", "calendar:IsMeeting", of_meeting(lambda meeting: bool(meeting.attendees))),
    Field("IsCancelled", "calendar:IsCancelled", of_meeting(lambda meeting: meeting.cancelled)),
    Field("IsRecurring", "calendar:IsRecurring", of_meeting(lambda _: False)),
    Field(
        "MeetingRequestWasSent", "calendar:MeetingRequestWasSent", of_meeting(lambda meeting: meeting.sent)
    ),
    Field("CalendarItemType", "calendar:CalendarItemType", of_meeting(lambda _: "Single")),
    Field("MyResponseType", "calendar:MyResponseType", of_meeting(lambda meeting: RESPONSES[meeting.coming])),
    Field(
        "Organizer",
        "calendar:Organizer",
        xml=with_person("Organizer", _organiser),
    ),
    Field("RequiredAttendees", "calendar:RequiredAttendees", xml=attendees("RequiredAttendees", True)),
    Field("OptionalAttendees", "calendar:OptionalAttendees", xml=attendees("OptionalAttendees", False)),
    Field(
        "AppointmentSequenceNumber",
        "calendar:AppointmentSequenceNumber",
        of_meeting(lambda meeting: meeting.edition),
    ),
)
REQUEST_TYPE = Field("MeetingRequestType", "meetingRequest:MeetingRequestType", lambda _: "NewMeetingRequest")
UID = Field("UID", "calendar:UID", of_meeting(lambda meeting: meeting.uid))
FIELDS: dict[str, tuple[Field, ...]] = {
    "Item": ITEM,
    "Message": (*ITEM, *MESSAGE),
    "CalendarItem": (*ITEM, UID, *ABOUT_MEETING),
    "MeetingRequest": (*ITEM, *MESSAGE, *MEETING_MESSAGE, REQUEST_TYPE, *ABOUT_MEETING),
    "MeetingResponse": (*ITEM, *MESSAGE, *MEETING_MESSAGE, *TIMES, PLACE),
    "MeetingCancellation": (*ITEM, *MESSAGE, *MEETING_MESSAGE, *TIMES, PLACE),
    "PostItem": ITEM,
    "Contact": ITEM,
    "Person": ITEM,
}
BY_URI = {field.uri: field for fields in FIELDS.values() for field in fields if field.uri}


def element_of(item: Item) -> str:
    """The element by which Exchange returns an item; classes it knows nothing of are plain Items."""
    name = item.item_class
    if name == ItemClass.EVENT or name.startswith(f"{ItemClass.EVENT}."):
        return "CalendarItem"
    if name == ItemClass.REQUEST:
        return "MeetingRequest"
    if name == ItemClass.CANCELLED:
        return "MeetingCancellation"
    if name.startswith("IPM.Schedule.Meeting.Resp"):
        return "MeetingResponse"
    if name.startswith(("IPM.Note", "REPORT.")):
        return "Message"
    return {"IPM.Post": "PostItem", "IPM.Contact": "Contact", "IPM.AbchPerson": "Person"}.get(name, "Item")
