"""Mails kept as ``.eml`` files: their parts, headers and dates."""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime

from tasks.mail.protocol.marks import Headers
from tasks.register.database.clock import LONDON

LONGEST = 2_000  # characters of a header that are decoded
# Python's codecs of text that no mail program writes: they make host names, code or compressed bytes of it.
NO_CHARSETS = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7")


def leaf_parts(message: Message) -> Iterator[Message]:
    """Yield the parts that are no multipart; an attached mail counts as one part."""
    if message.get_content_maintype() == "multipart" and isinstance(parts := message.get_payload(), list):
        for part in parts:
            if isinstance(part, Message):
                yield from leaf_parts(part)
    else:
        yield message


def headers_of(content: bytes) -> list[tuple[str, str]]:
    """Return the headers of a mail in its MIME form, the topmost first."""
    message = BytesHeaderParser(policy=policy.compat32).parsebytes(content)
    return [(name, str(value)) for name, value in message.items()]


def charset_of(part: Message) -> str:
    """Return Python's name for the charset of a part's text; latin-1 for an unknown or unsuitable one."""
    try:
        codec = codecs.lookup(part.get_content_charset("utf-8"))
    except (LookupError, ValueError):
        return "latin-1"
    is_charset = codec._is_text_encoding and codec.name.replace("-", "_") not in NO_CHARSETS
    return codec.name if is_charset else "latin-1"


def header(headers: Headers, name: str) -> str:
    """Return the first header of that name, in any capitals; empty where there is none."""
    return next((value for header, value in headers if header.lower() == name.lower()), "").strip()


def readable_header(value: str) -> str:
    """Return a header decoded (RFC 2047); unchanged where its encoding is unknown."""
    try:
        return str(make_header(decode_header(value[:LONGEST])))
    except (LookupError, ValueError, MessageError):
        return value[:LONGEST]


def london_time(value: str) -> dt.datetime | None:
    """Return a date header as London time without a zone; None for anything else."""
    try:
        date = parsedate_to_datetime(value[:LONGEST])
        return (date.astimezone(LONDON) if date.tzinfo else date).replace(tzinfo=None)
    except (ValueError, TypeError, OverflowError):
        return None
