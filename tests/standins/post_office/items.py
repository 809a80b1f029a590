"""The items of a mailbox: letters, meetings, requests and answers, with their files and properties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

KEY_NAME = "MaseDispatch"  # the named property that says which letter of ours an item is
COMMON = "00062008-0000-0000-c000-000000000046"  # the property set of voting
VERB_STREAM = f"{COMMON}/0x8520"
VERB_RESPONSE = f"{COMMON}/0x8524"
KEPT_ON_DELIVERY = (VERB_STREAM, VERB_RESPONSE)  # between Outlook and Outlook
ADDRESS_TYPES = ("tag/0x0064", "tag/0x0c1e")  # of whom an item is from, and of who sent it: EX or SMTP
INTERNET_HEADERS = "00020386-0000-0000-c000-000000000046"  # the property set of further headers

Value = str | bytes | int | bool | dt.datetime | list[str]


class Folder(StrEnum):
    INBOX = "inbox"
    DRAFTS = "drafts"
    SENT = "sentitems"
    CALENDAR = "calendar"
    DELETED = "deleteditems"
    OUTBOX = "outbox"


class ItemClass(StrEnum):
    """The item classes that the post office makes itself; a sender may name others."""

    NOTE = "IPM.Note"
    EVENT = "IPM.Appointment"
    REQUEST = "IPM.Schedule.Meeting.Request"
    CANCELLED = "IPM.Schedule.Meeting.Canceled"
    ACCEPTED = "IPM.Schedule.Meeting.Resp.Pos"
    TENTATIVE = "IPM.Schedule.Meeting.Resp.Tent"
    DECLINED = "IPM.Schedule.Meeting.Resp.Neg"
    NON_DELIVERY = "REPORT.IPM.Note.NDR"


class Coming(StrEnum):
    """The answer of a person to an invitation."""

    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


@dataclass(frozen=True)
class Person:
    address: str  # in lower case
    name: str = ""


@dataclass(frozen=True)
class File:
    """An attached file. Copies of an item share its bytes. An attached item is a file of its MIME text; one
    that is in a cloud is a link alone."""

    id: str
    name: str
    media_type: str
    content: bytes
    content_id: str = ""
    inline: bool = False
    is_item: bool = False
    is_link: bool = False


@dataclass(frozen=True)
class Attendee:
    person: Person
    required: bool = True
    coming: Coming = Coming.UNKNOWN
    answered_at: dt.datetime | None = None


@dataclass(frozen=True)
class Meeting:
    """The meeting of a calendar item, request, cancellation or answer. Times are UTC.

    ``uid`` is the same in every mailbox; ``edition`` rises with each update that is sent. ``coming`` is, on a
    copy of an invited person, what they said; on an answer, what it says. ``calendar_item`` is, on a request
    or answer, the id of the calendar item in the same mailbox.
    """

    uid: str
    start: dt.datetime
    end: dt.datetime
    place: str = ""
    organiser: Person = field(default_factory=lambda: Person(""))
    attendees: tuple[Attendee, ...] = ()
    edition: int = 0
    cancelled: bool = False
    sent: bool = False
    coming: Coming = Coming.UNKNOWN
    calendar_item: str = ""
    zone: str = ""
    all_day: bool = False


@dataclass
class Item:
    """An item. Times are UTC with zone; ``change`` is the number of its last change in its mailbox.

    ``properties`` are extended ones by "set/name", "set/0x8520" or "tag/0x0037", in lower case but for the
    name.
    ``headers`` are further Internet headers, in order. ``html`` may be empty, and so may ``text``.
    """

    subject: str = ""
    text: str = ""
    html: str = ""
    sender: Person | None = None
    to: tuple[Person, ...] = ()
    cc: tuple[Person, ...] = ()
    bcc: tuple[Person, ...] = ()
    reply_to: tuple[Person, ...] = ()
    item_class: str = ItemClass.NOTE
    message_id: str = ""
    in_reply_to: str = ""
    references: str = ""
    conversation: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    properties: dict[str, Value] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    meeting: Meeting | None = None
    failed: str = ""  # of a non-delivery report: the address that failed
    categories: tuple[str, ...] = ()
    sensitivity: str = "Normal"
    importance: str = "Normal"
    read: bool = False
    id: str = ""
    folder: Folder = Folder.DRAFTS
    change: int = 0
    created_at: dt.datetime | None = None
    modified_at: dt.datetime | None = None
    sent_at: dt.datetime | None = None
    received_at: dt.datetime | None = None

    @property
    def key(self) -> str:
        """The dispatch key, empty where there is none."""
        return next((str(v) for name, v in self.properties.items() if name.endswith(f"/{KEY_NAME}")), "")

    @property
    def size(self) -> int:
        """Return the size in bytes, about as the item travels: files in base64."""
        return (
            len(self.text)
            + len(self.html)
            + sum(len(file.content) * 137 // 100 for file in self.files)
            + 2000
        )

    @property
    def recipients(self) -> tuple[Person, ...]:
        return self.to + self.cc + self.bcc

    def header(self, name: str) -> str:
        """The first further header of that name, empty where there is none."""
        return next((value for field, value in self.headers if field.lower() == name.lower()), "")

    def copy(self) -> Item:
        """The same content, to be put somewhere else; properties may be changed without touching this one."""
        return replace(self, properties=dict(self.properties), id="", change=0)


def topic(subject: str) -> str:
    """A subject without what replying and forwarding put before it."""
    while subject[:3].lower() in ("re:", "fw:"):
        subject = subject[3:].strip()
    return subject


def voting_options(item: Item) -> tuple[str, ...]:
    """The voting buttons of an item, read from its verb stream ([MS-OXOMSG] 2.2.1.74)."""
    stream = item.properties.get(VERB_STREAM)
    return tuple(_votes(stream)) if isinstance(stream, bytes) else ()


def _votes(stream: bytes) -> Iterator[str]:
    """The display names of the verbs that are votes.

    Each verb is its type (4 for a vote), four texts with their lengths before them, and 29 bytes of numbers.
    """
    at = 6
    for _ in range(int.from_bytes(stream[2:6], "little")):
        kind = int.from_bytes(stream[at : at + 4], "little")
        at += 4
        texts = []
        for _ in range(4):
            length = stream[at]
            texts.append(stream[at + 1 : at + 1 + length])
            at += 1 + length
        at += 29
        if kind == 4:
            yield texts[0].decode("ascii", "replace")
