"""Targets that read words: replies, addresses, dates and times, and HTML."""

from __future__ import annotations

import datetime as dt

from forum.inbox.answered_letter import FileReceived, ReceivedReply
from forum.inbox.mail_text.own_words import own_lines
from forum.inbox.phrases.typed_words import read_lines
from forum.inbox.reading.reply import read, read_fresh
from forum.inbox.sayings import Reading, Saying
from forum.text.addresses import checked_address, is_allowed
from forum.text.cells import parse_date, parse_share, parse_time, whole_number
from forum.text.dates import leading_date
from forum.text.problem import Problem
from tasks.mail.incoming.plain_text import text_of_html
from tasks.mail.protocol.size_and_shape import london_time, readable_header
from tests.forum.inbox.reading.letters import LETTERS, TODAY
from tests.fuzz.sound import agreed, sound

NAMES = tuple(LETTERS)
FILES = (FileReceived("0", "Paper for item 6.docx"), FileReceived("1", "MASE-2027-01 record.xlsx"))
VOTES = ("", "Agree both", "Coming", "Apologies")
WITH_FILES, FRESH = 1, 4


def reply(content: bytes) -> None:
    """The first byte says which letter is answered, the second what else came; the rest is the text."""
    head, text = content[:2].ljust(2, b"\0"), content[2:].decode("utf-8", "replace")
    letter, flags = LETTERS[NAMES[head[0] % len(NAMES)]], head[1]
    received = ReceivedReply(
        on=TODAY,
        text=text,
        vote=VOTES[flags >> 4 & 3],
        files=FILES if flags & WITH_FILES else (),
    )
    reading = read_fresh(letter, received) if flags & FRESH else read(letter, received)
    agreed(isinstance(reading, Reading), "no reading came of a reply")
    for saying in reading.sayings:
        agreed(isinstance(saying, Saying), "a saying of no known kind")
        agreed(bool(saying.in_words(letter)), "a saying without words")
    for unclear in reading.not_understood:
        agreed(bool(unclear.why) and bool(unclear.how), "what was not understood is not told")
    own_lines(text)


def reply_seed(letter: str, text: str, flags: int = 0) -> bytes:
    """A reply as the target takes it."""
    return bytes([NAMES.index(letter), flags]) + text.encode()


def address(content: bytes) -> None:
    """An address is refused in words, or one that every mail system takes as one, and read again the same."""
    text = content.decode("utf-8", "surrogateescape")
    is_allowed(text, {"council.example"})
    try:
        taken = checked_address(text)
    except Problem as problem:
        agreed(len(text) < 30 or text not in problem.sentence, "the refusal repeats the address")
        return
    agreed(taken.isascii() and taken.isprintable() and " " not in taken, "an address of odd characters")
    agreed(taken.count("@") == 1 and not set(taken) & set('<>(),;:\\"[]'), "an address with other signs")
    agreed(checked_address(taken) == taken, "an address that is not taken again")


def dates(content: bytes) -> None:
    """Dates, times, shares and numbers as people write them, in a mail, in its header and in a cell."""
    text = content.decode("utf-8", "surrogateescape")
    for gone_by in (False, True):
        if found := leading_date(text, TODAY, gone_by=gone_by):
            agreed(
                isinstance(found[0], dt.date) and text.endswith(found[1]), "what follows a date was changed"
            )
        parse_date(text, TODAY, gone_by=gone_by)
    parse_time(text)
    share = parse_share(text)
    agreed(share is None or 0 <= share <= 1, "a share of more than all")
    whole_number(text)
    read_lines([text], TODAY)
    london_time(text)
    readable_header(text)


def html(content: bytes) -> None:
    """A body in HTML as text, and the lines of it that are the sender's own."""
    text = text_of_html(content.decode("utf-8", "replace"))
    sound(text, "the text of HTML")
    own_lines(text)
