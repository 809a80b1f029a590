"""The inbox of the folder mailbox: ``.eml`` files that are put there, by people or by programs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email import errors, message_from_bytes, policy
from email.message import Message
from pathlib import Path

import icalendar

from tasks.mail.authentication import examined_by, verdict
from tasks.mail.eml import decoded, header, leaves_of
from tasks.mail.folder.plain_text import text_of_html
from tasks.mail.mailer import Ambiguous, Coming, Kind, Page, Received, ReceivedFile
from tasks.mail.marks import LONGEST_TEXT, answers, kind_of, returned
from tasks.mail.sender import plain_sender
from tasks.register.clock import LONDON

ENOUGH = 50  # items of one page
TOGETHER = 50_000_000  # nanoseconds: so much closer than this nobody can tell which file came first
MARK = ".mark"
BROKEN_HEADERS = (  # where one reader stops, another goes on and finds another sender
    errors.FirstHeaderLineIsContinuationDefect,
    errors.MisplacedEnvelopeHeaderDefect,
    errors.MissingHeaderBodySeparatorDefect,
)
NO_ANSWER = (Kind.NON_DELIVERY, Kind.PASSED_ON)  # whatever calendar item is in it
COMING = {"ACCEPTED": Coming.ACCEPTED, "TENTATIVE": Coming.TENTATIVE, "DECLINED": Coming.DECLINED}


@dataclass(frozen=True)
class FolderInbox:
    """``key_of`` knows our letters by their Message-IDs, ``event_key`` our meetings by what the calendar
    calls them. ``authserv_id`` is the name of the mail system whose word counts. An item's id is its file
    name; files belong into the folder whole, by a move. A mail came when its file was written, whatever date
    its sender gave it.
    """

    folder: Path
    key_of: Callable[[Sequence[str]], str]
    event_key: Callable[[str], str]
    authserv_id: str = ""

    def read(self, cursor: str, since: dt.datetime) -> Page:
        """New files, in the order in which they were put there."""
        mark, seen = _place(cursor)
        files = [file for file in self.folder.glob("*.eml") if file.is_file()]
        found = sorted((_put_at(file), file.name) for file in files)
        new = [(at, name) for at, name in found if at >= mark - TOGETHER and name not in seen]
        page, more = new[:ENOUGH], len(new) > ENOUGH
        items = [self._item(self.folder / name) for _, name in page]
        if not cursor:
            items = [item for item in items if _is_since(self.folder / item.id, item, since)]
        if page:
            last = max(page[-1][0], mark)
            passed = {*seen, *(name for _, name in page)}
            near = [name for at, name in found if name in passed and at >= last - TOGETHER]
            cursor = json.dumps([last, near])
        return Page(tuple(items), cursor, more)

    def file_content(self, item_id: str, file_id: str) -> bytes:
        try:
            message = message_from_bytes((self.folder / Path(item_id).name).read_bytes())
            return _content(list(leaves_of(message))[int(file_id)])
        except (OSError, IndexError, ValueError) as error:
            raise Ambiguous("The file is not in the inbox any more.") from error

    def mark(self, item_id: str, category: str) -> None:
        """Put the mark into a file beside the item."""
        file = self.folder / Path(item_id).name
        if file.exists():
            file.with_name(file.name + MARK).write_text(category + "\n", encoding="utf-8")

    def _item(self, file: Path) -> Received:
        """What a file holds; of one that is no mail, that it came."""
        put_at = dt.datetime.fromtimestamp(file.stat().st_mtime, LONDON).replace(tzinfo=None, microsecond=0)
        try:
            return self._read(file, put_at)
        except Exception:  # whatever is wrong with somebody's mail, the next one is still read
            return Received(id=file.name, kind=Kind.OTHER, sender="", received_at=put_at, subject="")

    def _read(self, file: Path, put_at: dt.datetime) -> Received:
        content = file.read_bytes()
        message = message_from_bytes(content, policy=policy.compat32)
        headers = [(name, str(value)) for name, value in message.items()]
        sender = "" if _is_broken(message) else plain_sender(headers)
        leaves = list(leaves_of(message))
        kind, uid, coming = kind_of("", headers), "", None
        back = returned(content) if kind is Kind.NON_DELIVERY else None
        if back is not None and not back.for_good:
            kind = Kind.NOTICE
        elif kind not in NO_ANSWER and (found := _calendar_answer(leaves)):
            kind, (uid, coming) = Kind.MEETING_ANSWER, found
        return Received(
            id=file.name,
            kind=kind,
            sender=sender,
            received_at=put_at,
            subject=decoded(header(headers, "Subject")),
            text=_text(leaves)[:LONGEST_TEXT],
            message_id=header(headers, "Message-ID"),
            answers=answers(headers),
            dmarc=verdict(headers, sender, self.authserv_id),
            examined_by=examined_by(headers),
            event_key=self.event_key(uid) if uid else "",
            coming=coming,
            failed_address=back.address if back else "",
            failed_key=self.key_of(back.message_ids) if back else "",
            files=tuple(_files(leaves)),
        )


def _place(cursor: str) -> tuple[int, frozenset[str]]:
    """When the last file read was put there, and the names of those that came with it or just before."""
    try:
        at, names = json.loads(cursor)
        return int(at), frozenset(names)
    except (ValueError, TypeError):
        return 0, frozenset()


def _put_at(file: Path) -> int:
    """When a file came into the folder, in nanoseconds; its own date is that of its content."""
    return file.stat().st_ctime_ns


def _is_broken(message: Message) -> bool:
    """Whether the headers end or are interrupted by a line that is none."""
    return any(isinstance(defect, BROKEN_HEADERS) for defect in message.defects)


def _is_since(file: Path, item: Received, since: dt.datetime) -> bool:
    """A file counts from when it was put there, whatever date somebody gave the mail."""
    put_at = dt.datetime.fromtimestamp(_put_at(file) / 1e9, LONDON).replace(tzinfo=None)
    return max(put_at, item.received_at) >= since


def _text(leaves: Sequence[Message]) -> str:
    """The plain text, or the HTML as text where there is no other."""
    bodies = [part for part in leaves if not part.get_filename() and _disposition(part) != "attachment"]
    for kind in ("text/plain", "text/html"):
        texts = [_decode(part) for part in bodies if part.get_content_type() == kind]
        text = "\n".join(texts)
        if text.strip():
            return text_of_html(text) if kind == "text/html" else text
    return ""


def _files(leaves: Sequence[Message]) -> Iterator[ReceivedFile]:
    for number, part in enumerate(leaves):
        name = decoded(part.get_filename() or "")
        if (
            name
            or _disposition(part) == "attachment"
            or part.get_content_maintype() not in ("text", "message")
        ):
            yield ReceivedFile(str(number), name, part.get_content_type(), len(_content(part)))


def _calendar_answer(leaves: Sequence[Message]) -> tuple[str, Coming] | None:
    """What an answer to an invitation answers, and what it says."""
    for part in leaves:
        if part.get_content_type() != "text/calendar":
            continue
        calendar = icalendar.Calendar.from_ical(_content(part))
        for event in calendar.walk("VEVENT"):
            attendee = event.get("ATTENDEE")
            said = (attendee[0] if isinstance(attendee, list) else attendee).params.get("PARTSTAT", "")
            if str(calendar.get("METHOD", "")).upper() == "REPLY" and said.upper() in COMING:
                return str(event["UID"]), COMING[said.upper()]
    return None


def _disposition(part: Message) -> str:
    return part.get_content_disposition() or ""


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        return content
    attached = part.get_payload()
    return attached[0].as_bytes() if isinstance(attached, list) and isinstance(attached[0], Message) else b""


def _decode(part: Message) -> str:
    content = _content(part)
    try:
        return content.decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:  # a charset that nobody knows
        return content.decode("latin-1")
