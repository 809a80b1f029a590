"""A folder of somebody's sent mail, saved from Outlook as ``.eml`` files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from forum.text.problem import Problem
from tasks.mail.protocol.size_and_shape import header, leaf_parts, london_time, readable_header

LARGEST = 100_000_000  # bytes
SAVE_AS = "In Outlook on the web or the new Outlook choose “Save as” (or “Download”), which makes .eml files."
OUTLOOKS_OWN = f"Outlook’s own format, which is not read. {SAVE_AS}"
_SIGN = r"[^\s<>,;:\"'()\[\]]"
_ADDRESS = re.compile(rf"(?<!{_SIGN})(?={_SIGN}[^\s<>,;:\"'()\[\]@]*+@{_SIGN}){_SIGN}++")
_BYTE_ORDER = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True)
class SentMail:
    """A sent mail: its London time, its addresses in lower case, its subject and the names of its files."""

    sent_at: dt.datetime
    addresses: tuple[str, ...]
    subject: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class SentFolder:
    """The mails of a folder, each once.

    ``not_read`` has each unreadable file with the reason. ``twice`` counts copies of a mail, ``calendar``
    invitations and answers to them.
    """

    mails: tuple[SentMail, ...]
    not_read: tuple[tuple[str, str], ...]
    twice: int
    calendar: int


class _NotReadError(Exception):
    """A file is not read; the message is the reason, in a sentence."""


def read_sent_folder(folder: Path) -> SentFolder:
    """Read every mail in a folder and those below. Problem when it can't be read or has no mail."""
    if not folder.is_dir():
        raise Problem(f"{folder} is no folder. Name the one with the unit’s sent mail (.eml files).")
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    mails: dict[str, SentMail] = {}
    not_read: list[tuple[str, str]] = []
    twice = calendar = 0
    for file in files:
        name = str(file.relative_to(folder))
        try:
            id, mail = _read(file)
        except _NotReadError as reason:
            not_read.append((name, str(reason)))
            continue
        if mail is None:
            calendar += 1
        elif id in mails:
            twice += 1
        else:
            mails[id or name] = mail
    if not mails and not calendar:
        explanation = not_read[0][1] if not_read else "It is empty."
        raise Problem(f"{folder} holds no mail that can be compared. {explanation}")
    return SentFolder(tuple(mails.values()), tuple(not_read), twice, calendar)


def _read(file: Path) -> tuple[str, SentMail | None]:
    """Read a file: its Message-ID and its mail; None for an item of the calendar."""
    kind = file.suffix.lower()
    if kind == ".msg":
        raise _NotReadError(OUTLOOKS_OWN)
    if kind != ".eml":
        raise _NotReadError("It is not an .eml file.")
    try:
        if file.stat().st_size > LARGEST:
            raise _NotReadError(f"It is larger than {LARGEST // 1_000_000} MB.")
        content = file.read_bytes()
    except OSError as error:
        raise _NotReadError(f"It can’t be opened: {error.strerror}.") from error
    try:
        return _mail(_plain(content))
    except _NotReadError:
        raise
    except Exception as error:  # whatever is wrong with one mail, the next is still read
        raise _NotReadError("It is damaged.") from error


def _plain(content: bytes) -> bytes:
    """Take off the byte order mark that some programs put before the first header."""
    for mark, encoding in _BYTE_ORDER.items():
        if content.startswith(mark):
            return content.decode(encoding).encode()
    return content


def _mail(content: bytes) -> tuple[str, SentMail | None]:
    message = message_from_bytes(content, policy=policy.compat32)
    headers = [(name, _whole(value)) for name, value in message.raw_items()]
    if not headers:
        raise _NotReadError("It is not a mail.")
    leaves = list(leaf_parts(message))
    if any(part.get_content_type() == "text/calendar" for part in leaves):
        return "", None
    sent_at = london_time(header(headers, "Date"))
    if sent_at is None:
        raise _NotReadError("It has no date, so it may be a draft that was never sent.")
    addresses = tuple(dict.fromkeys(_addresses(headers)))
    if not addresses:
        raise _NotReadError("It names nobody by an address.")
    files = tuple(readable_header(name) for part in leaves if (name := part.get_filename()))
    subject = " ".join(readable_header(header(headers, "Subject")).split())
    return header(headers, "Message-ID"), SentMail(sent_at, addresses, subject, files)


def _addresses(headers: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the addresses of To, Cc and Bcc; Outlook puts ; between them, and names in any form."""
    for name, value in headers:
        if name.lower() in ("to", "cc", "bcc"):
            yield from (address.lower().rstrip(".") for address in _ADDRESS.findall(value))


def _whole(value: object) -> str:
    """Return a header as text, also where it was written without any encoding."""
    raw = str(value).encode("utf-8", "surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
