"""Of a mail that is larger than any that people write, so much is looked at as a reply needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from forum.inbox.mailbox_items import ItemKind
from tasks.mail.incoming.plain_text import (
    LONGEST_ADDRESS,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_FILES,
    cut_to_bounds,
)
from tasks.mail.protocol.mailer import ReceivedFile, ReceivedItem

AT = dt.datetime(2027, 1, 14, 9, 0)
ORDINARY = ReceivedItem(
    "1",
    ItemKind.MESSAGE,
    "chair@council.example",
    AT,
    "RE: agenda",
    text="AGREE",
    message_id="<1@council.example>",
    answers=("<ours@forum.example>",),
    vote="AGREE AGENDA",
    failed_address="gone@council.example",
    files=(ReceivedFile("f", "agenda.docx", "application/pdf", 7),),
)


def file(name: str) -> ReceivedFile:
    return replace(ORDINARY.files[0], name=name)


def test_a_mail_as_people_write_them_is_read_whole() -> None:
    assert cut_to_bounds(ORDINARY) == ORDINARY


@pytest.mark.parametrize(
    ("came", "read"),
    [
        ({"sender": "c" * LONGEST_ADDRESS}, {"sender": "c" * LONGEST_ADDRESS}),
        ({"sender": "c" * (LONGEST_ADDRESS + 1)}, {"sender": ""}),
        ({"subject": "s" * LONGEST_LINE + "t"}, {"subject": "s" * LONGEST_LINE}),
        ({"text": "a" * LONGEST_TEXT + "b"}, {"text": "a" * LONGEST_TEXT}),
        ({"vote": "v" * LONGEST_LINE + "w"}, {"vote": "v" * LONGEST_LINE}),
        ({"failed_address": "f" * LONGEST_ADDRESS + "g"}, {"failed_address": "f" * LONGEST_ADDRESS}),
        ({"answers": ("a" * LONGEST_LINE, "a" * (LONGEST_LINE + 1))}, {"answers": ("a" * LONGEST_LINE,)}),
        ({"files": (file("x" + "n" * LONGEST_NAME),)}, {"files": (file("n" * LONGEST_NAME),)}),
        ({"files": (file("a.pdf"),) * (MOST_FILES + 1)}, {"files": (file("a.pdf"),) * MOST_FILES}),
    ],
)
def test_what_is_longer_is_cut(came: dict[str, Any], read: dict[str, Any]) -> None:
    assert cut_to_bounds(replace(ORDINARY, **came)) == replace(ORDINARY, **read)


@pytest.mark.parametrize("field", ["sender", "subject", "text", "message_id", "vote", "failed_address"])
def test_what_no_database_takes_is_marked(field: str) -> None:
    came: dict[str, Any] = {field: "a\0b\ud800c"}
    read: dict[str, Any] = {field: "a\N{REPLACEMENT CHARACTER}b?c"}
    assert cut_to_bounds(replace(ORDINARY, **came)) == replace(ORDINARY, **read)
