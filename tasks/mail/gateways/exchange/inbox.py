"""Reading the inbox: items that are new since the cursor, each as far as it can be made out."""

from __future__ import annotations

import base64
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from exchangelib import FileAttachment, HTMLBody, Message
from exchangelib.attachments import AttachmentId
from exchangelib.errors import ErrorInvalidSyncStateData, ErrorItemNotFound
from exchangelib.ewsdatetime import EWSDateTime
from exchangelib.fields import FieldPath
from exchangelib.items import ALWAYS_OVERWRITE, ID_ONLY, SAVE_ONLY, SEND_TO_NONE, Item
from exchangelib.util import TNS

from forum.inbox.mailbox_items import ItemKind
from tasks.mail.gateways.exchange.account import EwsMailbox
from tasks.mail.gateways.exchange.calendar import keys_by_uid_or_start, keys_of_events
from tasks.mail.gateways.exchange.errors import passes, translate, translating
from tasks.mail.gateways.exchange.finding import key_of, london
from tasks.mail.gateways.exchange.letters import NOT_THERE
from tasks.mail.gateways.exchange.properties import CalendarAnswer
from tasks.mail.gateways.exchange.services import (
    GetAttachment,
    GetItem,
    LinkedFile,
    SyncFolderItems,
    UpdateItem,
    each,
    only_outcome,
)
from tasks.mail.incoming.authentication import examination, examined_by, verdict
from tasks.mail.incoming.plain_text import (
    LARGEST_REPORT,
    LONGEST_HTML,
    LONGEST_TEXT,
    read_non_delivery,
    text_of_html,
)
from tasks.mail.incoming.sender import confirmed_sender
from tasks.mail.protocol.batches import split_by_size
from tasks.mail.protocol.mailer import (
    NEVER_READ,
    BusyError,
    MailError,
    Page,
    ReceivedFile,
    ReceivedItem,
    SignInError,
    mark_of,
)
from tasks.mail.protocol.marks import (
    Headers,
    ReturnedLetter,
    answered_message_ids,
    invitation_answer,
    item_kind,
)
from tasks.mail.protocol.properties import is_inside
from tasks.mail.protocol.response_codes import Doing
from tasks.mail.protocol.size_and_shape import headers_of

ENOUGH = 200  # items of one page, more or less
AT_ONCE = 500  # changes that Exchange names in one answer; it allows 512
TOGETHER = 20_000_000  # bytes of items that are fetched in one request
FETCHED_ALONE = 20  # items at most, after one that can't be read for now
LARGEST_FOR_ITS_HEADERS = 1_000_000  # bytes
LONG_AGO = dt.datetime(1990, 1, 1)

OURS = re.compile(r"(?P<since>([0-9T:.-]{19,26})?)\|(?P<state>.+)")
SENDER_TYPES = ("mase_from_type", "mase_sender_type")
FIELDS: dict[type, tuple[str, ...]] = {
    Item: (
        "item_class",
        "subject",
        "text_body",
        "datetime_received",
        "headers",
        "attachments",
        "in_reply_to",
    ),
    Message: ("author", "message_id", "references", "mase_vote", "mase_conversation", *SENDER_TYPES),
    CalendarAnswer: ("associated_calendar_item_id",),
}


@dataclass(frozen=True)
class _New:
    """A new item as the list of changes has it."""

    id: str
    received_at: dt.datetime
    size: int


@dataclass(frozen=True)
class _Place:
    """A cursor, with ``since`` as long as the inbox is being listed for the first time."""

    state: str
    since: str

    @classmethod
    def of(cls, cursor: str, since: dt.datetime) -> _Place:
        """Read a cursor; the beginning for one that isn't ours."""
        match = OURS.fullmatch(cursor)
        return cls(match["state"], match["since"]) if match else cls("", since.isoformat())

    def __str__(self) -> str:
        return f"{self.since}|{self.state}"


def items_after(mailbox: EwsMailbox, cursor: str, since: dt.datetime) -> Page:
    """Read new items after the cursor, oldest first; the first listing counts items from ``since`` on."""
    place = _Place.of(cursor, since)
    new: list[_New] = []
    while True:
        changes = _changes(mailbox, place.state)
        if changes is None:  # a state that Exchange has forgotten
            place = _Place("", since.isoformat())
            changes = _changes(mailbox, "")
            assert changes is not None
        items, state, last = changes
        begin = dt.datetime.fromisoformat(place.since) if place.since else LONG_AGO
        new += [item for item in items if item.received_at >= begin]
        stuck = state == place.state
        place = _Place(state, "" if last else place.since)
        if last or stuck or len(new) >= ENOUGH:
            break
    new.sort(key=lambda item: item.received_at)
    batches = split_by_size(new, lambda item: item.size, TOGETHER, AT_ONCE)
    received = tuple(item for batch in batches for item in _fetch(mailbox, batch))
    return Page(received, str(place), more=not last and not stuck)


def news(mailbox: EwsMailbox, cursor: str) -> str:
    """Return the mark of the items that the next list of changes has."""
    state = _Place.of(cursor, LONG_AGO).state
    changes = _changes(mailbox, state) if state else None
    return NEVER_READ if changes is None else mark_of(item.id for item in changes[0])


def file_content(mailbox: EwsMailbox, file_id: str) -> bytes:
    """Fetch the content of a received file; of an attached message, its MIME form."""
    with translating(Doing.READING):
        attachment = only_outcome(
            GetAttachment(account=mailbox.account).call(
                items=[AttachmentId(id=file_id)],
                include_mime_content=True,
                body_type=None,
                filter_html_content=None,
                additional_fields=None,
            )
        )
        if isinstance(attachment, FileAttachment):
            return bytes(attachment._content or b"")
        return bytes(attachment._item.mime_content or b"") if attachment._item else b""


def original(mailbox: EwsMailbox, item_id: str) -> bytes:
    """Fetch an item in its MIME form; empty when it is gone already."""
    (item,) = _get(mailbox, [item_id], {Item: ("mime_content",)})
    if isinstance(item, NOT_THERE):
        return b""
    if isinstance(item, Exception):
        raise translate(item, Doing.READING)
    return bytes(item.mime_content or b"")


def mark(mailbox: EwsMailbox, item_id: str, category: str) -> None:
    """Mark an item with a category; nothing happens when it is gone already."""
    with translating(Doing.CHANGING):
        (outcome,) = each(
            UpdateItem(account=mailbox.account).call(
                items=[(Item(id=item_id, categories=[category]), ["categories"])],
                conflict_resolution=ALWAYS_OVERWRITE,
                message_disposition=SAVE_ONLY,
                send_meeting_invitations_or_cancellations=SEND_TO_NONE,
                suppress_read_receipts=True,
            ),
            1,
        )
    if isinstance(outcome, Exception) and not isinstance(outcome, NOT_THERE):
        raise translate(outcome, Doing.CHANGING)


def _changes(mailbox: EwsMailbox, state: str) -> tuple[list[_New], str, bool] | None:
    """List the items that are new since a state, with the next state and whether these are all.

    None for a state that Exchange does not know.
    """
    service = SyncFolderItems(account=mailbox.account)
    names = ("datetime_received", "size")
    with translating(Doing.READING):
        changes = list(
            service.call(
                folder=mailbox.inbox,
                shape=ID_ONLY,
                additional_fields={FieldPath(field=Item.get_field_by_fieldname(name)) for name in names},
                sync_state=state or None,
                ignore=None,
                max_changes_returned=AT_ONCE,
                sync_scope="NormalItems",
            )
        )
        for change in changes:
            if isinstance(change, ErrorInvalidSyncStateData) and state:
                return None
            if isinstance(change, Exception):
                raise change
        items = [_new(element) for element in changes if element is not None]
        return items, str(service.sync_state), bool(service.includes_last_item_in_range)


def _new(element: Any) -> _New:
    received = element.findtext(f"{{{TNS}}}DateTimeReceived")
    at = london(EWSDateTime.from_string(received)) if received else None
    size = element.findtext(f"{{{TNS}}}Size") or "0"
    return _New(element.find(f"{{{TNS}}}ItemId").get("Id"), at or LONG_AGO.replace(year=9000), int(size))


def _fetch(mailbox: EwsMailbox, new: Sequence[_New]) -> list[ReceivedItem]:
    items = _get_each(mailbox, [item.id for item in new])
    events = keys_of_events(mailbox, [id for item in items if (id := _event_id(item))])
    unlinked = [item.id for item in items if isinstance(item, CalendarAnswer) and not _event_id(item)]
    answered = _keys_by_uid_or_start(mailbox, unlinked)
    bodies = _bodies(mailbox, items)
    received: list[ReceivedItem] = []
    for listed, item in zip(new, items, strict=True):
        if isinstance(item, ErrorItemNotFound):
            continue
        event_key = events.get(_event_id(item)) or answered.get(listed.id, "")
        received.append(_as_received(mailbox, item, listed, event_key, bodies.get(listed.id, "")))
    return received


def _keys_by_uid_or_start(mailbox: EwsMailbox, answer_ids: Sequence[str]) -> dict[str, str]:
    """Return the keys that are found; none where Exchange can't look, so that the next item is read."""
    try:
        return keys_by_uid_or_start(mailbox, answer_ids)
    except (SignInError, BusyError):
        raise
    except MailError:
        return {}


def _bodies(mailbox: EwsMailbox, items: Sequence[Any]) -> dict[str, str]:
    """Fetch the bodies of items that came without a plain text, which not every server makes."""
    wanted = [item.id for item in items if isinstance(item, Item) and not item.text_body]
    if not wanted:
        return {}
    return {item.id: item.body for item in _get(mailbox, wanted, {Item: ("body",)}) if isinstance(item, Item)}


def _get_each(mailbox: EwsMailbox, ids: Sequence[str]) -> list[Any]:
    """Fetch these items, or for each the error that it meets, raised where all meet a state that passes.

    Exchange leaves out all that follow one that it can't read for now: these are fetched one by one.
    """
    items = dict(zip(ids, _get(mailbox, ids, FIELDS, busy_too=True), strict=True))
    for id in [id for id, item in items.items() if _is_busy(item)][:FETCHED_ALONE]:
        (items[id],) = _get(mailbox, [id], FIELDS, busy_too=True)
    if items and all(map(_is_busy, items.values())):
        raise translate(next(iter(items.values())), Doing.READING)
    return list(items.values())


def _is_busy(item: Any) -> bool:
    return isinstance(item, Exception) and passes(item)


def _get(
    mailbox: EwsMailbox, ids: Sequence[str], names: Mapping[Any, Sequence[str]], *, busy_too: bool = False
) -> list[Any]:
    """Fetch these items with these fields, or for each the error that concerns it alone; ``busy_too`` a state
    of the mailbox that passes, which else is raised."""
    fields = {FieldPath(field=kind.get_field_by_fieldname(name)) for kind in names for name in names[kind]}
    service = GetItem(account=mailbox.account, chunk_size=len(ids))
    with translating(Doing.READING):
        items = each(
            service.call(items=[(id, None) for id in ids], additional_fields=fields, shape=ID_ONLY), len(ids)
        )
        for item in items:
            if _is_busy(item) and not busy_too:
                raise item
    return items


def _as_received(mailbox: EwsMailbox, item: Any, listed: _New, event_key: str, body: str) -> ReceivedItem:
    """Read an item as far as possible; an unreadable one is kept for a person to look at."""
    busy = str(translate(item, Doing.READING)) if _is_busy(item) else ""
    try:
        if not isinstance(item, Exception):
            return _received(mailbox, item, listed, event_key, body)
    except BusyError as error:
        busy = str(error)
    except MailError:
        raise
    except Exception:  # whatever is wrong with somebody's mail, the next one is still read
        pass
    return ReceivedItem(listed.id, ItemKind.OTHER, "", listed.received_at, "", busy=busy)


def _received(mailbox: EwsMailbox, item: Any, listed: _New, event_key: str, body: str) -> ReceivedItem:
    headers = _headers(mailbox, item, listed)
    item_class = item.item_class or ""
    vote = getattr(item, "mase_vote", None) or ""
    sender = confirmed_sender(headers, _sender(item))
    inside = is_inside(*(getattr(item, name, None) for name in SENDER_TYPES))
    received = ReceivedItem(
        id=item.id,
        kind=item_kind(item_class, headers, vote),
        sender=sender,
        received_at=listed.received_at,
        subject=item.subject or "",
        text=(item.text_body or _as_text(mailbox, body))[:LONGEST_TEXT],
        message_id=getattr(item, "message_id", None) or "",
        answers=answered_message_ids(headers),
        conversation=base64.b64encode(getattr(item, "mase_conversation", None) or b"").decode(),
        dmarc=verdict(headers, sender, mailbox.authserv_id, is_inside=inside),
        examined_by=examined_by(headers),
        examination=examination(headers, mailbox.authserv_id),
        vote=vote,
        event_key=event_key,
        invitation_answer=invitation_answer(item_class),
        files=tuple(_file(attachment) for attachment in item.attachments or ()),
    )
    return (
        _with_what_failed(mailbox, received, listed) if received.kind is ItemKind.NON_DELIVERY else received
    )


def _with_what_failed(mailbox: EwsMailbox, received: ReceivedItem, listed: _New) -> ReceivedItem:
    """Add to a non-delivery report the address that failed and the key of the letter that it returns."""
    report = ReturnedLetter(message_ids=received.answers)
    if listed.size <= LARGEST_REPORT and (content := _mime_content(mailbox, received.id)):
        report = read_non_delivery(mailbox.limited, content)
        report = replace(report, message_ids=(*report.message_ids, *received.answers))
    if not report.for_good:  # the letter is only late, or has even arrived
        return replace(received, kind=ItemKind.NOTICE)
    key = key_of(mailbox, report.message_ids, "")  # a conversation proves nothing: anybody can name one
    return replace(
        received,
        failed_address=report.address,
        failed_status=report.status,
        failed_key=key,
        failed_by=report.failed_by,
    )


def _mime_content(mailbox: EwsMailbox, item_id: str) -> bytes:
    """Fetch an item in its MIME form; empty where Exchange can’t make it, so that the next item is read."""
    try:
        (item,) = _get(mailbox, [item_id], {Item: ("mime_content",)})
    except (SignInError, BusyError):
        raise
    except MailError:
        return b""
    return b"" if isinstance(item, Exception) else bytes(item.mime_content or b"")


def _transport_headers(mailbox: EwsMailbox, item_id: str) -> str:
    """Fetch the headers of an item from the property that has them; empty where there is none."""
    (item,) = _get(mailbox, [item_id], {Message: ("mase_headers",)})
    return getattr(item, "mase_headers", None) or ""


def _as_text(mailbox: EwsMailbox, body: str) -> str:
    """Return a body as plain text."""
    if not isinstance(body, HTMLBody):
        return body or ""
    return mailbox.limited.run(text_of_html, body[:LONGEST_HTML])


def _headers(mailbox: EwsMailbox, item: Any, listed: _New) -> Headers:
    """Return the headers as they came, then those that Exchange itself keeps of a thread.

    A server that gives no headers is asked for the property that has them, and then for the item in its MIME
    form, where that has no large files.
    """
    headers = [(header.name, header.value or "") for header in item.headers or ()]
    if not headers and isinstance(item, (Message, CalendarAnswer)):
        headers = headers_of(_transport_headers(mailbox, listed.id).encode("utf-8", "replace"))
    if not headers and listed.size <= LARGEST_FOR_ITS_HEADERS:
        headers = headers_of(_mime_content(mailbox, listed.id))
    of_exchange = {"In-Reply-To": item.in_reply_to, "References": getattr(item, "references", None)}
    return [*headers, *((name, value) for name, value in of_exchange.items() if value)]


def _sender(item: Any) -> str:
    author = getattr(item, "author", None)
    return (author.email_address or "") if author else ""


def _event_id(item: Any) -> str:
    """Return the id of the meeting in our calendar that an item answers; empty for any other item."""
    meeting = getattr(item, "associated_calendar_item_id", None)
    return str(meeting.id) if meeting and isinstance(item, CalendarAnswer) else ""


def _file(attachment: Any) -> ReceivedFile:
    if isinstance(attachment, LinkedFile):
        return ReceivedFile(attachment.id, attachment.name, "application/octet-stream", 0, is_link=True)
    is_file = isinstance(attachment, FileAttachment)
    media_type = (attachment.content_type or "application/octet-stream") if is_file else "message/rfc822"
    return ReceivedFile(
        id=attachment.attachment_id.id,
        name=attachment.name or "",
        media_type=media_type,
        size=attachment.size or 0,
    )
