"""Checks of a letter's size, address and subject, made before any mail server is offered the letter.

Mails kept as ``.eml`` files: their parts, headers and dates.
"""

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

from forum.text.addresses import checked_address
from forum.text.problem import Problem
from tasks.mail.protocol.mailer import Mail, UnsendableError
from tasks.mail.protocol.marks import Headers
from tasks.mail.protocol.properties import verb_stream
from tasks.register.database.clock import LONDON

LONGEST_SUBJECT = 255  # characters: Exchange takes no more
HEADERS = 5_000  # bytes of a letter besides its words and attachments
WORDS = 200_000  # bytes that the words of a letter have at most


def size_in_transit(mail: Mail) -> int:
    """Return the bytes of a letter in transit: base64 makes 1.37 of each byte attached, with line ends."""
    attached = sum(len(attachment.content) for attachment in mail.attachments)
    return len(mail.html.encode()) + len(mail.text.encode()) + _travelling(attached)


def attachments_fit(attached: int, largest: int) -> bool:
    """Tell whether so many bytes may be attached to a letter that is still to be written."""
    return WORDS + _travelling(attached) <= largest


def _travelling(attached: int) -> int:
    return HEADERS + attached * 137 // 100


def why_letter_is_refused(mail: Mail, largest: int) -> UnsendableError | None:
    """Return why no server is offered this letter; None when it may go. ``largest`` is bytes in transit."""
    if size_in_transit(mail) > largest:
        return UnsendableError(
            f"With its attachments the letter is larger than the {largest / 1_000_000:g} MB that may be sent "
            "(MASE_LARGEST_LETTER_MB). Send less with it."
        )
    if not _can_be_written(mail):
        return UnsendableError("The letter has an address or a subject that no mail can hold.")
    return None


def _can_be_written(mail: Mail) -> bool:
    """Tell whether a mail can hold the letter.

    The mail libraries would take line ends in a subject, and several addresses for one.
    """
    try:
        checked_address(mail.to)
        verb_stream(mail.voting)
    except (Problem, ValueError):
        return False
    if len(mail.subject) > LONGEST_SUBJECT:
        return False
    return not any(ord(character) < 32 for character in mail.subject + mail.marking)


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
