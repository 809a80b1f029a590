"""What stands in a mail that is kept as an ``.eml`` file: its parts, its headers, its date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from tasks.mail.marks import Headers
from tasks.register.clock import LONDON


def leaves_of(message: Message) -> Iterator[Message]:
    """All parts that hold something; a mail that is attached is one of them."""
    if message.get_content_maintype() == "multipart" and isinstance(parts := message.get_payload(), list):
        for part in parts:
            if isinstance(part, Message):
                yield from leaves_of(part)
    else:
        yield message


def header(headers: Headers, name: str) -> str:
    """The first header of that name; empty where there is none."""
    return next((value for found, value in headers if found.lower() == name.lower()), "").strip()


def decoded(value: str) -> str:
    """A header as a reader sees it; as it stands where it is in no encoding that is known."""
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError):
        return value


def london_time(value: str) -> dt.datetime | None:
    """A date header as London time; None for one that is none."""
    try:
        date = parsedate_to_datetime(value)
        return (date.astimezone(LONDON) if date.tzinfo else date).replace(tzinfo=None)
    except (ValueError, TypeError, OverflowError):
        return None
