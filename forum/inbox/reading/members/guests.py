"""The replies of a guest: whether they come for their item, and the agreement that they signed."""

from __future__ import annotations

import re
from dataclasses import replace

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.reading.files import has_files
from forum.inbox.reading.letters_to_members import read_member
from forum.inbox.reading.reply_text import ReplyText
from forum.inbox.sayings import AgreementReturned, Reading

_PART = re.compile(r"(?<=[.!;,])\s+(?:and )?")
_OF_THE_AGREEMENT = re.compile(r"\b(?:signed|agreement|form)\b", re.IGNORECASE)


def read_guest(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read whether a guest comes (own rule); an agreement that they send is the unit's to look at."""
    parts = [(part, quoted) for line, quoted in text.quoted for part in _PART.split(line)]
    others = [(part, quoted) for part, quoted in parts if quoted or not _OF_THE_AGREEMENT.search(part)]
    if not has_files(received.files) or len(others) == len(parts):
        return read_member(letter, received, text.quoted)
    reading = read_member(letter, received, others)
    return replace(reading, sayings=(AgreementReturned(), *reading.sayings))
