"""Reading the inbox: the ids of new items by a delta query, then each item with its marks.

The delta query asks for ids alone: Graph does not document which properties it can expand, and items are few.
The ids are immutable ones, since people move items that they have read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from forum.inbox.mailbox_items import ItemKind
from tasks.limited.runner import Runner
from tasks.mail.gateways.graph.calendar import from_utc_text, utc_text
from tasks.mail.gateways.graph.client import ITS_OWN_FAULT, Call, GraphClient, segment, with_query
from tasks.mail.gateways.graph.errors import GraphAnswer, Json, answer_passes, fault
from tasks.mail.gateways.graph.extended import (
    FROM_TYPE,
    GLOBAL_ID,
    ITEM_CLASS,
    KEY,
    SENDER_TYPE,
    START,
    TRANSPORT_HEADERS,
    VERB_RESPONSE,
    expand,
    having_any,
    value_in,
)
from tasks.mail.gateways.graph.finding import MANY, GraphFinding
from tasks.mail.incoming.authentication import examination, examined_by, verdict
from tasks.mail.incoming.plain_text import LONGEST_TEXT, read_non_delivery
from tasks.mail.incoming.sender import confirmed_sender
from tasks.mail.protocol import marks
from tasks.mail.protocol.mailer import (
    NEVER_READ,
    BusyError,
    MailError,
    Page,
    ReceivedFile,
    ReceivedItem,
    mark_of,
    the_only_key,
)
from tasks.mail.protocol.properties import is_inside
from tasks.mail.protocol.size_and_shape import headers_of

PAGE = 40  # items: two batches
IMMUTABLE = 'IdType="ImmutableId"'
PAGE_SIZE = f"odata.maxpagesize={PAGE}"
AS_TEXT = 'outlook.body-content-type="text"'
WANTED = "id,subject,from,receivedDateTime,internetMessageId,internetMessageHeaders,conversationId,body"
FILES = "attachments($select=id,name,contentType,size,isInline)"
GONE = 404
LONG_AGO = dt.datetime(2000, 1, 1)


class Inbox:
    def __init__(self, client: GraphClient, finding: GraphFinding, limited: Runner) -> None:
        self.client = client
        self.finding = finding
        self.limited = limited

    def read(self, cursor: str, since: dt.datetime) -> Page:
        """Read one page of items, oldest first.

        A cursor that Graph no longer knows (410), can't make sense of or never gave is taken for an empty
        one.
        """
        answer = self._changes(cursor) or self._all_since(since)
        following = answer.body.get("@odata.nextLink")
        link = str(following or answer.body.get("@odata.deltaLink"))
        self.client.path_of(link)  # raises where the link leads anywhere but to the endpoint
        return Page(
            items=tuple(sorted(self._items(_new_ids(answer)), key=lambda item: item.received_at)),
            cursor=link,
            more=following is not None,
        )

    def news(self, cursor: str) -> str:
        """Return the mark of the ids that the next page has."""
        answer = self._changes(cursor)
        return mark_of(_new_ids(answer)) if answer else NEVER_READ

    def file_content(self, item_id: str, file_id: str) -> bytes:
        path = f"{self._path(item_id)}/attachments/{segment(file_id)}/$value"
        return self.client.look(Call("GET", path, prefer=(IMMUTABLE,))).content

    def original(self, item_id: str) -> bytes:
        answer = self.client.look(Call("GET", f"{self._path(item_id)}/$value", prefer=(IMMUTABLE,)), GONE)
        return answer.content if answer.ok else b""

    def mark(self, item_id: str, category: str) -> None:
        """Add a category to those of the item."""
        path = with_query(self._path(item_id), select="id,categories")
        answer = self.client.look(Call("GET", path, prefer=(IMMUTABLE,)), GONE)
        categories = [str(name) for name in answer.body.get("categories") or ()]
        if answer.ok and category not in categories:
            change = {"categories": [*categories, category]}
            self.client.look(Call("PATCH", self._path(item_id), change, (IMMUTABLE,)), GONE)

    def _changes(self, cursor: str) -> GraphAnswer | None:
        """Ask for what is new after the cursor; None where Graph never gave it, or does not know it now."""
        if not cursor.startswith(self.client.settings.endpoint):
            return None
        path = self.client.path_of(cursor)
        answer = self.client.look(Call("GET", path, prefer=(IMMUTABLE, PAGE_SIZE)), 400, GONE, 410)
        return answer if answer.ok else None

    def _all_since(self, since: dt.datetime) -> GraphAnswer:
        """Begin a delta query. With a filter Graph gives at most 5,000 items: months of this mailbox."""
        path = with_query(
            f"{self.client.mailbox}/mailFolders/inbox/messages/delta",
            filter=f"receivedDateTime ge {utc_text(since)}",
            select="id",
        )
        return self.client.look(Call("GET", f"{path}&changeType=created", prefer=(IMMUTABLE, PAGE_SIZE)))

    def _items(self, ids: Sequence[str]) -> list[ReceivedItem]:
        """Fetch these items, without those that have gone since; an unreadable one comes without content."""
        details = [self._details(id) for id in ids]
        answers = dict(zip(ids, self.client.look_at_many(details, busy_too=True), strict=True))
        items = {id: answer.body for id, answer in answers.items() if answer.status != GONE}
        event_keys = self._event_keys(
            [
                id
                for id, item in items.items()
                if marks.invitation_answer(value_in(item, ITEM_CLASS)) is not None
            ]
        )
        return [
            _busy(id, answers[id])
            if answer_passes(answers[id])
            else self._as_received(id, item, event_keys.get(id, ""))
            for id, item in items.items()
        ]

    def _details(self, item_id: str) -> Call:
        marked = expand(VERB_RESPONSE, ITEM_CLASS, FROM_TYPE, SENDER_TYPE)
        path = with_query(self._path(item_id), select=WANTED, expand=f"{marked},{FILES}")
        return Call("GET", path, prefer=(IMMUTABLE, AS_TEXT))

    def _event_keys(self, item_ids: Sequence[str]) -> dict[str, str]:
        """Return the key of the event that each item answers, by item id ("Get eventMessage", example 2)."""
        paths = [
            with_query(self._path(id), select="id", expand="microsoft.graph.eventMessage/event")
            for id in item_ids
        ]
        events = {
            item_id: str((answer.body.get("event") or {}).get("id") or "")
            for item_id, answer in zip(item_ids, self._look_at(paths), strict=True)
        }
        ids = sorted({event_id for event_id in events.values() if event_id})
        paths = [
            with_query(f"{self.client.mailbox}/events/{segment(id)}", select="id", expand=expand(KEY))
            for id in ids
        ]
        keys = {id: value_in(event.body, KEY) for id, event in zip(ids, self._look_at(paths), strict=True)}
        unlinked = [item_id for item_id, event_id in events.items() if not event_id]
        answered = self._keys_by_uid_or_start(unlinked) if unlinked else {}
        return {
            item_id: keys.get(event_id) or answered.get(item_id, "") for item_id, event_id in events.items()
        }

    def _keys_by_uid_or_start(self, item_ids: Sequence[str]) -> dict[str, str]:
        """Return the key of the meeting that each item answers, as far as its UID or its start tells it."""
        marks_of_meeting = expand(GLOBAL_ID, START)
        paths = [with_query(self._path(id), select="id", expand=marks_of_meeting) for id in item_ids]
        answers = [answer.body for answer in self._look_at(paths)]
        events = with_query(
            f"{self.client.mailbox}/events",
            filter=having_any(KEY),
            select="id",
            expand=expand(KEY, GLOBAL_ID, START),
            top=MANY,
        )
        ours = self.client.look(Call("GET", events, prefer=(IMMUTABLE,)), *ITS_OWN_FAULT).items
        return {
            id: _key_of_same(answer, GLOBAL_ID, ours) or _key_of_same(answer, START, ours)
            for id, answer in zip(item_ids, answers, strict=True)
        }

    def _look_at(self, paths: Sequence[str]) -> list[GraphAnswer]:
        return self.client.look_at_many([Call("GET", path, prefer=(IMMUTABLE,)) for path in paths])

    def _as_received(self, item_id: str, item: Json, event_key: str) -> ReceivedItem:
        try:
            return self._received(item_id, item, event_key)
        except BusyError as error:
            return ReceivedItem(item_id, ItemKind.OTHER, "", LONG_AGO, "", busy=str(error))
        except MailError:
            raise
        except Exception:  # whatever is wrong with one mail, the next one is still read
            at = from_utc_text(item.get("receivedDateTime")) or LONG_AGO
            return ReceivedItem(id=item_id, kind=ItemKind.OTHER, sender="", received_at=at, subject="")

    def _received(self, item_id: str, item: Json, event_key: str) -> ReceivedItem:
        headers = _headers(item) or self._transport_headers(item_id)
        item_class = value_in(item, ITEM_CLASS)
        vote = value_in(item, VERB_RESPONSE)
        sender = confirmed_sender(headers, _address(item.get("from")))
        inside = is_inside(value_in(item, FROM_TYPE), value_in(item, SENDER_TYPE))
        kind = marks.item_kind(item_class, headers, vote) if item.get("id") else ItemKind.OTHER
        conversation = str(item.get("conversationId") or "")
        report = self._returned(item_id) if kind is ItemKind.NON_DELIVERY else None
        failed_key = self.finding.key_of(report.message_ids, "") if report else ""
        return ReceivedItem(
            id=item_id,
            kind=kind if report is None or report.for_good else ItemKind.NOTICE,
            sender=sender,
            received_at=from_utc_text(item.get("receivedDateTime")) or LONG_AGO,
            subject=str(item.get("subject") or ""),
            text=str((item.get("body") or {}).get("content") or "")[:LONGEST_TEXT],
            message_id=str(item.get("internetMessageId") or ""),
            answers=marks.answered_message_ids(headers),
            conversation=conversation,
            dmarc=verdict(headers, sender, self.client.settings.authserv_id, is_inside=inside),
            examined_by=examined_by(headers),
            examination=examination(headers, self.client.settings.authserv_id),
            vote=vote,
            event_key=event_key,
            invitation_answer=marks.invitation_answer(item_class),
            failed_address=report.address if report else "",
            failed_status=report.status if report else "",
            failed_key=failed_key,
            failed_by=report.failed_by if report else ("", ""),
            files=tuple(_files(item)),
        )

    def _returned(self, item_id: str) -> marks.ReturnedLetter:
        """Read a report in its MIME form, the standard's own (RFC 3464).

        An empty result where the server can't make that form, so that the next item is still read.
        """
        path = f"{self._path(item_id)}/$value"
        answer = self.client.look(Call("GET", path, prefer=(IMMUTABLE,)), *ITS_OWN_FAULT)
        return read_non_delivery(self.limited, answer.content) if answer.ok else marks.ReturnedLetter()

    def _transport_headers(self, item_id: str) -> list[tuple[str, str]]:
        """Fetch the headers of an item from the property that has them; none where there is none."""
        path = with_query(self._path(item_id), select="id", expand=expand(TRANSPORT_HEADERS))
        answer = self.client.look(Call("GET", path, prefer=(IMMUTABLE,)), *ITS_OWN_FAULT)
        return headers_of(value_in(answer.body, TRANSPORT_HEADERS).encode("utf-8", "replace"))

    def _path(self, item_id: str) -> str:
        return f"{self.client.mailbox}/messages/{segment(item_id)}"


def _busy(item_id: str, answer: GraphAnswer) -> ReceivedItem:
    """Return an item that can't be read for now."""
    return ReceivedItem(item_id, ItemKind.OTHER, "", LONG_AGO, "", busy=str(fault(answer)))


def _new_ids(answer: GraphAnswer) -> list[str]:
    return [str(item["id"]) for item in answer.items if "@removed" not in item and "id" in item]


def _key_of_same(answer: Json, property_id: str, events: Sequence[Json]) -> str:
    """Return the key of the only event with the same property as an answer."""
    value = value_in(answer, property_id)
    same = [event for event in events if value and value_in(event, property_id) == value]
    return the_only_key([value_in(event, KEY) for event in same])


def _headers(item: Json) -> list[tuple[str, str]]:
    headers = item.get("internetMessageHeaders") or ()
    return [
        (str(header.get("name")), str(header.get("value"))) for header in headers if isinstance(header, dict)
    ]


def _address(sender: object) -> str:
    email = sender.get("emailAddress") if isinstance(sender, dict) else None
    return str(email.get("address") or "") if isinstance(email, dict) else ""


def _files(item: Json) -> list[ReceivedFile]:
    """Return the attached files, without pictures that belong to the text; an attached item is a mail, and a
    reference to a file a link, whose content Graph does not have."""
    files: list[ReceivedFile] = []
    for file in item.get("attachments") or ():
        kind = str(file.get("@odata.type", ""))
        is_item = kind.endswith("itemAttachment")
        media_type = "message/rfc822" if is_item else str(file.get("contentType") or "")
        if file.get("isInline") and media_type.startswith("image/"):
            continue
        files.append(
            ReceivedFile(
                str(file["id"]),
                str(file.get("name") or ""),
                media_type,
                int(file.get("size") or 0),
                is_link=kind.endswith("referenceAttachment"),
            )
        )
    return files
