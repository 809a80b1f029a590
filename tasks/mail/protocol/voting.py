"""Voting buttons as Outlook knows them: PidLidVerbStream, [MS-OXOMSG] 2.2.1.74.

The answers alone are offered. Outlook's own verbs (reply to all, forward) are no part of the stream, so that
the buttons never show them as answers.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

VERSION, VERSION_OF_EXTRAS = 0x0102, 0x0104
VOTING_OPTION = 4  # VerbType
MESSAGE_CLASS = b"IPM.Note"
LOCAL_HEADERS = 0  # fUseUSHeaders: the answer quotes as the reader's Outlook does
ASK_BEFORE_SENDING = 2  # SendBehavior: Outlook offers to add a word, or to send at once
CODE_PAGE = "cp1252"


def verb_stream(answers: Sequence[str]) -> bytes:
    """Encode answers so that Outlook shows them as buttons, in this order.

    ValueError for an answer that Outlook can't show: longer than 255 characters, or outside Western writing.
    """
    options = b"".join(_option(number, answer) for number, answer in enumerate(answers, start=1))
    extras = b"".join(_counted(answer) * 2 for answer in answers)
    start = struct.pack("<HI", VERSION, len(answers))
    return start + options + struct.pack("<H", VERSION_OF_EXTRAS) + extras


def _option(number: int, answer: str) -> bytes:
    name = answer.encode(CODE_PAGE)
    return b"".join(
        (
            struct.pack("<I", VOTING_OPTION),
            _length(name) + name,
            _length(MESSAGE_CLASS) + MESSAGE_CLASS,
            b"\0",  # Internal1String is none
            _length(name) + name,
            struct.pack("<IB", 0, 0),  # Internal2, Internal3
            struct.pack("<IIIIII", LOCAL_HEADERS, 1, ASK_BEFORE_SENDING, 2, number, 0xFFFFFFFF),
        )
    )


def _counted(answer: str) -> bytes:
    return _length(answer) + answer.encode("utf-16-le")


def _length(value: str | bytes) -> bytes:
    if len(value) > 255:
        raise ValueError("a voting button has at most 255 characters")
    return bytes([len(value)])
