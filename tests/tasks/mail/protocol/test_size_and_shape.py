"""A letter that no server would take is refused before it is offered to one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tasks.mail.protocol.mailer import Attachment, Mail
from tasks.mail.protocol.size_and_shape import (
    HEADERS,
    LONGEST_SUBJECT,
    WORDS,
    attachments_fit,
    why_letter_is_refused,
)

PDF = "application/pdf"
LETTER = Mail(
    key="group/subject/minutes/first/person",
    to="nurse@members.example",
    subject="MASE: minutes",
    text="été",  # five bytes
    html="<p>é</p>",  # nine
    attachments=(Attachment("a.pdf", PDF, b"a" * 100), Attachment("b.pdf", PDF, b"b" * 100)),
)
IN_TRANSIT = HEADERS + 5 + 9 + 274  # base64 and its line ends make 137 bytes of 100


def test_a_letter_may_be_as_large_as_the_setting_says_and_no_larger() -> None:
    assert why_letter_is_refused(LETTER, IN_TRANSIT) is None
    refused = why_letter_is_refused(LETTER, IN_TRANSIT - 1)
    assert str(refused).endswith("that may be sent (MASE_LARGEST_LETTER_MB). Send less with it.")


def test_the_largest_size_is_said_in_megabytes() -> None:
    larger = replace(LETTER, attachments=(Attachment("a.pdf", PDF, b"a" * 2_000_000),))
    assert "is larger than the 2.5 MB that may be sent" in str(why_letter_is_refused(larger, 2_500_000))


def test_there_is_room_for_files_beside_the_most_words() -> None:
    largest = WORDS + HEADERS + 137
    assert attachments_fit(100, largest)
    assert not attachments_fit(101, largest)


@pytest.mark.parametrize(
    ("changes", "is_refused"),
    [
        ({}, False),
        ({"subject": "s" * LONGEST_SUBJECT, "marking": "OFFICIAL", "voting": ("a" * 255,)}, False),
        ({"subject": "s" * (LONGEST_SUBJECT + 1)}, True),
        ({"subject": "MASE\nBcc: everybody@members.example"}, True),
        ({"marking": "OFFICIAL\r"}, True),
        ({"subject": "MASE\x1f"}, True),
        ({"to": "nurse@members.example, police@members.example"}, True),
        ({"voting": ("a" * 256,)}, True),
        ({"voting": ("zażółć",)}, True),
    ],
)
def test_a_letter_that_no_mail_can_hold_is_refused(changes: dict[str, Any], is_refused: bool) -> None:
    refused = why_letter_is_refused(replace(LETTER, **changes), 10_000_000)
    said = "The letter has an address or a subject that no mail can hold." if is_refused else "None"
    assert str(refused) == said
