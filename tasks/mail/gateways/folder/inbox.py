"""The inbox of the folder mailbox: ``.eml`` files that are put there, by people or by programs."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email import errors, message_from_bytes, policy
from email.message import Message
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

import icalendar

from forum.inbox.mailbox_items import ItemKind
from tasks.limited.runner import DirectRunner, LimitExceeded, Runner
from tasks.mail.incoming.authentication import examination, examined_by, verdict
from tasks.mail.incoming.plain_text import LONGEST_HTML, LONGEST_TEXT, TOO_SLOW, text_of_html
from tasks.mail.incoming.sender import plain_sender
from tasks.mail.protocol.mailer import (
    InvitationAnswer,
    Page,
    ReceivedFile,
    ReceivedItem,
    UnclearError,
    mark_of,
)
from tasks.mail.protocol.marks import MOST_ANSWERED, answered_message_ids, item_kind, parse_report
from tasks.mail.protocol.size_and_shape import charset_of, header, leaf_parts, readable_header
from tasks.register.database.clock import LONDON

ENOUGH = 50  # items of one page
TOGETHER = 50_000_000  # nanoseconds: closer together, nobody can tell which file came first
LARGEST = 40_000_000  # bytes of a file that is read whole
LARGEST_HEAD = 200_000  # bytes of a larger one, for its headers
LARGEST_CALENDAR = 200_000
MARK = ".mark"
LINK = "message/external-body"  # of RFC 2046: a part whose content stands elsewhere
BROKEN_HEADERS = (  # where one reader stops, another goes on and finds another sender
    errors.FirstHeaderLineIsContinuationDefect,
    errors.MisplacedEnvelopeHeaderDefect,
    errors.MissingHeaderBodySeparatorDefect,
)
NO_ANSWER = (ItemKind.NON_DELIVERY, ItemKind.PASSED_ON)  # whatever calendar item is in it
TOO_LARGE = "It is larger than what we read ({megabytes} MB): open it in the mailbox."
DAMAGED = "It is damaged, or no mail: open it in the mailbox."
ANSWERS = {  # by the PARTSTAT of RFC 5545
    "ACCEPTED": InvitationAnswer.ACCEPTED,
    "TENTATIVE": InvitationAnswer.TENTATIVE,
    "DECLINED": InvitationAnswer.DECLINED,
}


@dataclass(frozen=True)
class FolderInbox:
    """The inbox folder. An item's id is its file name; files are put there whole, by a move.

    ``key_of`` finds the key of our letter by Message-IDs, ``event_key`` that of our meeting by its iCalendar
    UID. ``authserv_id`` names the mail system that vouches for senders. ``limited`` reads the files. The time
    of arrival is when the file was written, whatever date its sender gave the mail.
    """

    folder: Path
    key_of: Callable[[Sequence[str]], str]
    event_key: Callable[[str], str]
    authserv_id: str = ""
    limited: Runner = field(default_factory=DirectRunner)

    def read(self, cursor: str, since: dt.datetime) -> Page:
        """Read new files, in the order in which they were put there."""
        mark, seen = _place(cursor)
        files = self._files()
        new = _new(files, cursor)
        page, more = new[:ENOUGH], len(new) > ENOUGH
        items = [item for _, name in page if (item := self._item(self.folder / name))]
        if not cursor:
            items = [item for item in items if _is_since(self._file(item.id), item, since)]
        if page:
            last = max(page[-1][0], mark)
            passed = {*seen, *(name for _, name in page)}
            near = [name for at, name in files if name in passed and at >= last - TOGETHER]
            cursor = json.dumps([last, near])
        return Page(tuple(items), cursor, more)

    def news(self, cursor: str) -> str:
        """Return the mark of the new files."""
        return mark_of(f"{at} {name}" for at, name in _new(self._files(), cursor))

    def file_content(self, item_id: str, file_id: str) -> bytes:
        try:
            content = self.limited.run(content_of_item, self._file(item_id).read_bytes(), int(file_id))
        except (OSError, ValueError):
            content = None
        if content is None:
            raise UnclearError("The file is not in the inbox any more.")
        return content

    def original(self, item_id: str) -> bytes:
        file = self._file(item_id)
        return file.read_bytes() if file.is_file() else b""

    def delete(self, item_id: str) -> None:
        """Delete a file, and the mark beside it."""
        file = self._file(item_id)
        for each in (file, file.with_name(file.name + MARK)):
            each.unlink(missing_ok=True)

    def mark(self, item_id: str, category: str) -> None:
        """Put the mark into a file beside the item."""
        file = self._file(item_id)
        if file.exists():
            file.with_name(file.name + MARK).write_text(category + "\n", encoding="utf-8")

    def _files(self) -> list[tuple[int, str]]:
        """Return when each file was put there, and its name, in that order."""
        return sorted((at, file.name) for file in self.folder.glob("*.eml") if (at := _put_at(file)))

    def _item(self, file: Path) -> ReceivedItem | None:
        """Read a file; an item without content for one that is no mail, None for one that has gone since."""
        try:
            known = file.stat()
        except OSError:
            return None
        put_at = dt.datetime.fromtimestamp(known.st_mtime, LONDON).replace(tzinfo=None, microsecond=0)
        try:
            is_large = known.st_size > LARGEST
            with file.open("rb") as opened:
                content = opened.read(LARGEST_HEAD if is_large else LARGEST)
            if is_large:
                head = content.partition(b"\n\n")[0]
                item = self.limited.run(head_of, head, put_at, self.authserv_id)
                unreadable = TOO_LARGE.format(megabytes=known.st_size // 1_000_000)
                return replace(item, id=_id(file), unreadable=unreadable)
            item, uid, returned_ids = self.limited.run(read_mail, content, put_at, self.authserv_id)
            return replace(
                item,
                id=_id(file),
                event_key=self.event_key(uid) if uid else "",
                failed_key=self.key_of(returned_ids) if returned_ids else "",
            )
        except LimitExceeded:
            return _unread(file, put_at, TOO_SLOW)
        except Exception:  # whatever is wrong with one mail, the next one is still read
            return _unread(file, put_at, DAMAGED)

    def _file(self, item_id: str) -> Path:
        """Return the file of an item, also where its name is no UTF-8 and the id is percent-encoded."""
        file = self.folder / Path(item_id).name
        return file if file.exists() else self.folder / Path(os.fsdecode(unquote_to_bytes(item_id))).name


def read_mail(
    content: bytes, put_at: dt.datetime, authserv_id: str
) -> tuple[ReceivedItem, str, tuple[str, ...]]:
    """Read a mail: the item without its id, the UID of the meeting it answers, and the Message-IDs of the
    letter it returns."""
    message = message_from_bytes(content, policy=policy.compat32)
    headers = [(name, str(value)) for name, value in message.items()]
    sender = "" if _is_broken(message) else plain_sender(headers)
    leaves = list(leaf_parts(message))
    kind, uid, invitation_answer = item_kind("", headers), "", None
    back = parse_report(content) if kind is ItemKind.NON_DELIVERY else None
    if back is not None and not back.for_good:
        kind = ItemKind.NOTICE
    elif kind not in NO_ANSWER and (found := _calendar_answer(leaves)):
        kind, (uid, invitation_answer) = ItemKind.MEETING_ANSWER, found
    item = ReceivedItem(
        id="",
        kind=kind,
        sender=sender,
        received_at=put_at,
        subject=readable_header(header(headers, "Subject")),
        text=_text(leaves)[:LONGEST_TEXT],
        message_id=header(headers, "Message-ID"),
        answers=answered_message_ids(headers),
        dmarc=verdict(headers, sender, authserv_id),
        examined_by=examined_by(headers),
        examination=examination(headers, authserv_id),
        invitation_answer=invitation_answer,
        failed_address=back.address if back else "",
        failed_status=back.status if back else "",
        failed_by=back.failed_by if back else ("", ""),
        files=tuple(_files(leaves)),
    )
    return item, uid, back.message_ids[:MOST_ANSWERED] if back else ()


def head_of(head: bytes, put_at: dt.datetime, authserv_id: str) -> ReceivedItem:
    """Read only the sender and subject of a mail that is too large, from its headers."""
    message = message_from_bytes(head, policy=policy.compat32)
    headers = [(name, str(value)) for name, value in message.items()]
    sender = "" if _is_broken(message) else plain_sender(headers)
    return ReceivedItem(
        id="",
        kind=ItemKind.OTHER,
        sender=sender,
        received_at=put_at,
        subject=readable_header(header(headers, "Subject")),
        message_id=header(headers, "Message-ID"),
        dmarc=verdict(headers, sender, authserv_id),
    )


def content_of_item(mail: bytes, number: int) -> bytes | None:
    """Return the content of the part with that number; None where a mail has no such part."""
    leaves = list(leaf_parts(message_from_bytes(mail)))
    return _content(leaves[number]) if number < len(leaves) else None


def _unread(file: Path, put_at: dt.datetime, why: str) -> ReceivedItem:
    return ReceivedItem(
        id=_id(file), kind=ItemKind.OTHER, sender="", received_at=put_at, subject="", unreadable=why
    )


def _id(file: Path) -> str:
    """Return the name of a file, percent-encoded where it is no UTF-8 and could not be stored."""
    try:
        file.name.encode()
    except UnicodeEncodeError:
        return quote(os.fsencode(file.name))
    return file.name


def _place(cursor: str) -> tuple[int, frozenset[str]]:
    """Read a cursor: when the last file read was put there, and the names of files read at about that
    time."""
    try:
        at, names = json.loads(cursor)
        return int(at), frozenset(names)
    except (ValueError, TypeError):
        return 0, frozenset()


def _new(files: Sequence[tuple[int, str]], cursor: str) -> list[tuple[int, str]]:
    """Return those of the files that were put there after the cursor."""
    mark, seen = _place(cursor)
    return [(at, name) for at, name in files if at >= mark - TOGETHER and name not in seen]


def _put_at(file: Path) -> int:
    """Return when a file came into the folder, in nanoseconds; 0 for one that has gone or is no file.

    A file's change time says so; its modification time moves with it from the folder it came from.
    """
    with suppress(OSError):
        return file.stat().st_ctime_ns if file.is_file() else 0
    return 0


def _is_broken(message: Message) -> bool:
    """Tell whether a line that is no header ends or interrupts the headers."""
    return any(isinstance(defect, BROKEN_HEADERS) for defect in message.defects)


def _is_since(file: Path, item: ReceivedItem, since: dt.datetime) -> bool:
    """Tell whether a file was put there, or came, at ``since`` or later, whatever date the mail has."""
    put_at = dt.datetime.fromtimestamp(_put_at(file) / 1e9, LONDON).replace(tzinfo=None)
    return max(put_at, item.received_at) >= since


def _text(leaves: Sequence[Message]) -> str:
    """Return the plain text, or the HTML as text where there is no plain text."""
    bodies = [part for part in leaves if not part.get_filename() and _disposition(part) != "attachment"]
    for kind in ("text/plain", "text/html"):
        texts = [_decode(part) for part in bodies if part.get_content_type() == kind]
        text = "\n".join(texts)
        if text.strip():
            return text_of_html(text[:LONGEST_HTML]) if kind == "text/html" else text
    return ""


def _files(leaves: Sequence[Message]) -> Iterator[ReceivedFile]:
    for number, part in enumerate(leaves):
        name = readable_header(part.get_filename() or "")
        if (
            name
            or _disposition(part) == "attachment"
            or part.get_content_type() == LINK
            or part.get_content_maintype() not in ("text", "message")
        ):
            is_link = part.get_content_type() == LINK
            yield ReceivedFile(str(number), name, part.get_content_type(), len(_content(part)), is_link)


def _calendar_answer(leaves: Sequence[Message]) -> tuple[str, InvitationAnswer] | None:
    """Return the UID of the meeting that a mail answers, and the answer.

    None for any other calendar item, and for an unreadable one: it came beside a reply.
    """
    for part in leaves:
        content = _content(part) if part.get_content_type() == "text/calendar" else b""
        if not 0 < len(content) <= LARGEST_CALENDAR:
            continue
        with suppress(ValueError):
            calendar = icalendar.Calendar.from_ical(content)
            is_answer = str(calendar.get("METHOD", "")).upper() == "REPLY"
            for event in calendar.walk("VEVENT") if is_answer else ():
                answer, uid = _answer(event), str(event.get("UID", ""))
                if answer and uid:
                    return uid, answer
    return None


def _answer(event: icalendar.cal.Component) -> InvitationAnswer | None:
    attendees = event.get("ATTENDEE")
    attendee = attendees[0] if isinstance(attendees, list) else attendees
    return None if attendee is None else ANSWERS.get(str(attendee.params.get("PARTSTAT", "")).upper())


def _disposition(part: Message) -> str:
    return part.get_content_disposition() or ""


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        return content
    attached = part.get_payload()
    return attached[0].as_bytes() if isinstance(attached, list) and isinstance(attached[0], Message) else b""


def _decode(part: Message) -> str:
    return _content(part).decode(charset_of(part), errors="replace")
