"""The properties that our letters and events carry, as exchangelib writes them.

They are registered once, when this module is first imported, and stand on items under the names given here.
"""

from __future__ import annotations

from exchangelib import CalendarItem, ExtendedProperty, Message
from exchangelib.fields import DateTimeField, TextField
from exchangelib.items import MeetingRequest, MeetingResponse

from tasks.mail.protocol.mailer import AUTOMATIC_HEADER, MARKING_HEADER, SUPPRESS_HEADER
from tasks.mail.protocol.properties import (
    APPOINTMENT,
    COMMON,
    EDITION,
    FROM_TYPE,
    GLOBAL_ID,
    KEY,
    MEETING,
    OURS,
    SENDER_TYPE,
    START,
    TRANSPORT_HEADERS,
    UNREADY,
    VERB_RESPONSE,
    VERB_STREAM,
)


class _Ours(ExtendedProperty):  # type: ignore[misc]
    property_set_id = str(OURS)
    property_type = "String"


class _Key(_Ours):
    """The key of a letter or event. Nothing without one is ever sent."""

    property_name = KEY


class _Unready(_Ours):
    """The mark of a master, and of each copy until it is made a letter."""

    property_name = UNREADY


class _Edition(_Ours):
    property_name = EDITION
    property_type = "Integer"


class _Marking(ExtendedProperty):  # type: ignore[misc]
    distinguished_property_set_id = "InternetHeaders"
    property_name = MARKING_HEADER
    property_type = "String"


class _Suppress(_Marking):
    property_name = SUPPRESS_HEADER


class _Automatic(_Marking):
    property_name = AUTOMATIC_HEADER


class _VerbStream(ExtendedProperty):  # type: ignore[misc]
    property_set_id = str(COMMON)
    property_id = VERB_STREAM
    property_type = "Binary"


class _VerbResponse(ExtendedProperty):  # type: ignore[misc]
    property_set_id = str(COMMON)
    property_id = VERB_RESPONSE
    property_type = "String"


class _MessageId(ExtendedProperty):  # type: ignore[misc]
    """PidTagInternetMessageId: the way to give a copy a Message-ID other than its master's."""

    property_tag = 0x1035
    property_type = "String"


class _Conversation(ExtendedProperty):  # type: ignore[misc]
    """PidTagConversationId: a thread can be searched for by this, and not by item:ConversationId."""

    property_tag = 0x3013
    property_type = "Binary"


class _FromType(ExtendedProperty):  # type: ignore[misc]
    """The type of the address that a mail is from, as Exchange keeps it: EX for an own mailbox."""

    property_tag = FROM_TYPE
    property_type = "String"


class _SenderType(_FromType):
    """The type of the sender's address; the sender may be another person than the mail is from."""

    property_tag = SENDER_TYPE


class _Headers(ExtendedProperty):  # type: ignore[misc]
    """The headers as they came, in one text."""

    property_tag = TRANSPORT_HEADERS
    property_type = "String"


class _GlobalId(ExtendedProperty):  # type: ignore[misc]
    """The id of a meeting, the same on answers to it."""

    property_set_id = str(MEETING)
    property_id = GLOBAL_ID
    property_type = "Binary"


class _Start(ExtendedProperty):  # type: ignore[misc]
    property_set_id = str(APPOINTMENT)
    property_id = START
    property_type = "SystemTime"


class CalendarAnswer(MeetingResponse):  # type: ignore[misc]
    """An answer to an invitation, with what tells the meeting where the item in the calendar isn't named."""

    uid = TextField(field_uri="calendar:UID", is_read_only=True)
    start = DateTimeField(field_uri="calendar:Start", is_read_only=True)


def _register() -> None:
    for name, mark in {
        "mase_key": _Key,
        "mase_unready": _Unready,
        "mase_marking": _Marking,
        "mase_suppress": _Suppress,
        "mase_automatic": _Automatic,
        "mase_voting": _VerbStream,
        "mase_vote": _VerbResponse,
        "mase_message_id": _MessageId,
        "mase_conversation": _Conversation,
    }.items():
        Message.register(name, mark)
    for kind in (Message, CalendarAnswer):
        kind.register("mase_from_type", _FromType)
        kind.register("mase_sender_type", _SenderType)
        kind.register("mase_headers", _Headers)
    for kind in (CalendarItem, CalendarAnswer):
        kind.register("mase_global_id", _GlobalId)
        kind.register("mase_start", _Start)
    for kind in (CalendarItem, MeetingRequest):
        kind.register("mase_key", _Key)
    CalendarItem.register("mase_edition", _Edition)


_register()
