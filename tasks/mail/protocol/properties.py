"""The properties that mark our letters and events at Exchange, the same through EWS and Graph.

Voting buttons as Outlook knows them: PidLidVerbStream, [MS-OXOMSG] 2.2.1.74.

A mailbox may change from one gateway to the other with letters in flight, so both write these properties.

The answers alone are offered. Outlook's own verbs (reply to all, forward) are no part of the stream, so that
the buttons never show them as answers.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from typing import Final
from uuid import UUID

OURS: Final = UUID("6f1d6f5e-3a0b-4d6c-9f57-2c1b8e40a9d3")  # the property set of this service, of no other
KEY: Final = "MaseDispatch"  # String: the dispatch key of a letter, or the key of an event
UNREADY: Final = "MaseUnready"  # String: says that a draft stands to be copied or completed, and is no letter
EDITION: Final = "MaseEdition"  # Integer: the edition of an event

COMMON: Final = UUID("00062008-0000-0000-c000-000000000046")  # PSETID_Common of [MS-OXPROPS]
VERB_STREAM: Final = 0x8520  # PidLidVerbStream, Binary: the answers offered as buttons
VERB_RESPONSE: Final = 0x8524  # PidLidVerbResponse, String: the button pressed

MEETING: Final = UUID("6ed8da90-450b-101b-98da-00aa003f1305")  # PSETID_Meeting
GLOBAL_ID: Final = 0x0023  # PidLidCleanGlobalObjectId, Binary: the same on a meeting and on answers to it
APPOINTMENT: Final = UUID("00062002-0000-0000-c000-000000000046")  # PSETID_Appointment
START: Final = 0x820D  # PidLidAppointmentStartWhole, SystemTime: of a meeting, and of answers to it

TRANSPORT_HEADERS: Final = 0x007D  # PidTagTransportMessageHeaders, String: the headers as they came
INTERNET_HEADERS: Final = UUID("00020386-0000-0000-c000-000000000046")  # PS_INTERNET_HEADERS, by their names
ITEM_CLASS: Final = 0x001A  # PidTagMessageClass, String
SENDER_TYPE: Final = 0x0C1E  # PidTagSenderAddressType, String: of who sent it
FROM_TYPE: Final = 0x0064  # PidTagSentRepresentingAddressType, String: of who it is from
IN_DIRECTORY: Final = "EX"  # the type of an address that Exchange has found in its own directory
SENSITIVITY: Final = 0x0036  # PidTagSensitivity, Integer
COMPANY_CONFIDENTIAL: Final = 3


def message_id(key: str, address: str) -> str:
    """Make the Message-ID of the letter with that key and sender; a server may put its own in its place."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:24]
    return f"<{digest}@{address.rpartition('@')[2]}>"


def is_inside(from_type: str | None, sender_type: str | None) -> bool:
    """Tell whether Exchange took a mail from one of its own mailboxes, by the types of the addresses.

    Exchange looks a sender up in its directory only where the sender was signed in. A sender from outside
    keeps the type SMTP, whatever the address. No header makes these properties.
    """
    return (from_type or "").upper() == IN_DIRECTORY == (sender_type or "").upper()


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
