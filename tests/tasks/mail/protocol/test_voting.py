"""Voting buttons, byte by byte as Microsoft publishes them."""

from __future__ import annotations

import pytest

from tasks.mail.protocol.properties import verb_stream

# [MS-OXOMSG] section 4.5, "Sending a Message with Voting Options": Yes, No and Maybe.
PUBLISHED = bytes.fromhex(
    """
    02 01 03 00 00 00 04 00 00 00 03 59 65 73 08 49 50 4D 2E 4E 6F 74 65 00 03 59 65 73 00 00 00 00
    00 00 00 00 00 01 00 00 00 02 00 00 00 02 00 00 00 01 00 00 00 FF FF FF FF 04 00 00 00 02 4E 6F
    08 49 50 4D 2E 4E 6F 74 65 00 02 4E 6F 00 00 00 00 00 00 00 00 00 01 00 00 00 02 00 00 00 02 00
    00 00 02 00 00 00 FF FF FF FF 04 00 00 00 05 4D 61 79 62 65 08 49 50 4D 2E 4E 6F 74 65 00 05 4D
    61 79 62 65 00 00 00 00 00 00 00 00 00 01 00 00 00 02 00 00 00 02 00 00 00 03 00 00 00 FF FF FF
    FF 04 01 03 59 00 65 00 73 00 03 59 00 65 00 73 00 02 4E 00 6F 00 02 4E 00 6F 00 05 4D 00 61 00
    79 00 62 00 65 00 05 4D 00 61 00 79 00 62 00 65 00
    """
)


def test_the_stream_is_the_published_example_byte_for_byte() -> None:
    assert verb_stream(["Yes", "No", "Maybe"]) == PUBLISHED


def test_the_count_is_that_of_the_answers_alone() -> None:
    assert verb_stream(["AGREE", "CHANGES NEEDED"])[2:6] == (2).to_bytes(4, "little")


@pytest.mark.parametrize("answer", ["a" * 256, "同意"])
def test_an_answer_that_outlook_cannot_show_is_refused(answer: str) -> None:
    with pytest.raises(ValueError, match=r"255 characters|codec"):
        verb_stream([answer])
