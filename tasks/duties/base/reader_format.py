"""The documents of a letter in the format that its reader needs, beside those that everybody gets."""

from __future__ import annotations

from collections.abc import Sequence

from forum.members.reader_format import Format, file_name_in, is_our_document
from tasks.documents.letters.reader_format import document_in_format
from tasks.documents.papers.media_types import PLAIN_TEXT, WORD
from tasks.mail.sending.queue import Enclosure
from tasks.register.database.register import Transaction
from tasks.register.documents import fetch, store


def in_format(tx: Transaction, format: Format, enclosures: Sequence[Enclosure]) -> list[Enclosure]:
    """Our own documents among these once more, in large print or as plain text; nothing for other formats."""
    if format not in (Format.LARGE_PRINT, Format.PLAIN_TEXT):
        return []
    media_type = PLAIN_TEXT if format is Format.PLAIN_TEXT else WORD
    converted = []
    for enclosure in enclosures:
        if is_our_document(enclosure.name):
            name = file_name_in(format, enclosure.name)
            content = document_in_format(format, fetch(tx.session, enclosure.sha256))
            converted.append(Enclosure(store(tx.session, name, media_type, content, tx.on), name))
    return converted
