"""What stands in a mail that is kept as an ``.eml`` file: its parts, its headers, its date."""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from tasks.mail.protocol.marks import Headers
from tasks.register.database.clock import LONDON

LONGEST = 2_000  # characters of a header that are decoded
NO_CHARSETS = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7")


def leaf_parts(message: Message) -> Iterator[Message]:
    """All parts that hold something; a mail that is attached is one of them."""
    if message.get_content_maintype() == "multipart" and isinstance(parts := message.get_payload(), list):
        for part in parts:
            if isinstance(part, Message):
                yield from leaf_parts(part)
    else:
        yield message


def charset_of(part: Message) -> str:
    """The charset of a part's text, by Python's name for it; latin-1 where it is unknown, or a codec that is
    none: those make host names, code or compressed bytes of a text."""
    try:
        found = codecs.lookup(part.get_content_charset("utf-8"))
    except (LookupError, ValueError):
        return "latin-1"
    is_one = found._is_text_encoding and found.name.replace("-", "_") not in NO_CHARSETS
    return found.name if is_one else "latin-1"


def header(headers: Headers, name: str) -> str:
    """The first header of that name; empty where there is none."""
    return next((value for found, value in headers if found.lower() == name.lower()), "").strip()


def readable_header(value: str) -> str:
    """A header as a reader sees it; as it stands where it is in no encoding that is known."""
    try:
        return str(make_header(decode_header(value[:LONGEST])))
    except (LookupError, ValueError, MessageError):
        return value[:LONGEST]


def london_time(value: str) -> dt.datetime | None:
    """A date header as London time; None for one that is none."""
    try:
        date = parsedate_to_datetime(value[:LONGEST])
        return (date.astimezone(LONDON) if date.tzinfo else date).replace(tzinfo=None)
    except (ValueError, TypeError, OverflowError):
        return None
