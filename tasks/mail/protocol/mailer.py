"""The Mailer protocol: the requests of a mail gateway. Outbox, calendar and inbox work through it alone."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from forum.inbox.mailbox_items import Examination, ItemKind

MARKING_HEADER = "X-Protective-Marking"
AUTOMATIC_HEADER = "Auto-Submitted"
AUTOMATIC = "auto-generated"  # RFC 3834: a machine wrote the letter, and answers to it are no machine's
SUPPRESS_HEADER = "X-Auto-Response-Suppress"
SUPPRESSED_RECEIPTS = (
    "DR, RN, NRN"  # no receipts; but who is away may say so, since then a question goes to somebody else
)
NEVER_READ = "never read"  # the mark of an inbox whose cursor is of no use: all of it is new
PACE_REACHED = "The mailbox has taken as many letters as it takes in a minute; the rest go with the next run."


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter. One that ``is_shown`` stands in the letter's HTML as ``cid:<name>``."""

    name: str
    media_type: str
    content: bytes
    is_shown: bool = False


@dataclass(frozen=True)
class Mail:
    """A letter ready for the gateway.

    ``key`` is the dispatch key, by which the letter is found again. A letter without ``html`` goes as text
    alone. ``marking`` is the protective marking, empty where nothing in the letter is sensitive. ``voting``
    has the answers that Outlook offers as buttons.
    """

    key: str
    to: str
    subject: str
    text: str
    html: str
    marking: str = ""
    voting: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


class MailError(Exception):
    """A request to the gateway failed; the message says what to do and names no person.

    ``answer`` is what the server answered ("HTTP 404"), where the message is about the whole mailbox.
    """

    def __init__(self, words: str = "", answer: str = "") -> None:
        super().__init__(words)
        self.answer = answer or words


class RefusedError(MailError):
    """The gateway refused, and nothing was created or sent for certain. The request may be tried again."""


class BusyError(RefusedError):
    """The mailbox takes no letter for now: it is full or being moved, or has had its fill of this minute.

    The run stops, and the letter is not counted as refused.
    """


class NotTriedError(BusyError):
    """A letter that was not offered to the gateway, since letters before it had no clear outcome."""


class UnsendableError(RefusedError):
    """The gateway refused this letter for good (no such address, a letter too large)."""


class BatchRefusedError(RefusedError):
    """The gateway refused a whole request, perhaps owing to one of its letters."""


class UnclearError(MailError):
    """Nobody can say whether the request was carried out: look before anything is tried again."""


class BatchUnclearError(UnclearError):
    """The gateway failed over a whole request, perhaps owing to one of its letters."""


class PassingError(UnclearError):
    """An UnclearError of a gateway in a state that passes: the run stops, and the attempt is not counted."""


class UnreadableError(UnclearError):
    """An answer came that can't be read: the letter may have gone, even where its draft is still there."""


class SignInError(MailError):
    """The gateway did not accept our sign-in, or our rights. The run stops, since accounts get locked."""


class Whereabouts(StrEnum):
    """The folder in which a letter was found."""

    SENT = "sent"
    DRAFTS = "drafts"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class FoundLetter:
    """The place of a letter: its folder, its id there, and the time at which it was sent (London time)."""

    where: Whereabouts
    id: str | None = None
    sent_at: dt.datetime | None = None


@dataclass(frozen=True)
class Draft:
    """A draft of ours in the mailbox; ``key`` is empty for a master or copy that is no letter yet."""

    id: str
    key: str


@dataclass(frozen=True)
class Event:
    """A meeting in everybody's calendar.

    ``key`` finds the meeting again; ``edition`` rises with every change. ``start`` and ``end`` are London
    time. ``required`` and ``optional`` are addresses. Gateways send every event as private, so that people
    with access to a member's calendar see only that the member is busy.
    """

    key: str
    edition: int
    subject: str
    text: str
    html: str
    start: dt.datetime
    end: dt.datetime
    place: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True)
class FoundEvent:
    """An event as the calendar has it; addresses in lower case."""

    id: str
    edition: int
    start: dt.datetime
    invited: frozenset[str]


class InvitationAnswer(StrEnum):
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


class Dmarc(StrEnum):
    """The verdict of our own mail system on the sender; police and NHS mail often carries none."""

    PASS = "pass"
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True)
class ReceivedFile:
    """A file attached to an item. ``name`` is the sender's and never trusted; ``size`` is in bytes. One that
    ``is_link`` stands in a cloud, and has no content here."""

    id: str
    name: str
    media_type: str
    size: int
    is_link: bool = False


@dataclass(frozen=True)
class ReceivedItem:
    """An item of the inbox.

    ``sender`` is the plain address in lower case, empty where there is not exactly one. ``examined_by`` names
    the mail system that wrote the topmost Authentication-Results: empty where that has no name, None where
    there is no such header. ``examination`` says whether our mail system examined a mail that came from
    outside, None for any other. ``received_at`` is London time. ``answers`` are the Message-IDs of
    In-Reply-To, then of References from the last to the first; ``conversation`` is the gateway's own mark of
    a thread. ``text`` is the body as plain text, cut off at a length that no reply needs. ``vote`` is the
    button pressed. An answer to an invitation has ``event_key`` and
    ``invitation_answer``. A non-delivery report has ``failed_address``, its ``failed_status`` ("5.1.1"), and
    the ``failed_key`` of the letter it returns, known by that letter's Message-ID alone; ``failed_by`` has
    the server that reports it and the one that refused the letter. Each is empty where the report does not
    say.
    ``unreadable`` is the reason, in a sentence, why a gateway could not read the item, and ``busy`` that for
    which it can't read it now, though it reads others.
    """

    id: str
    kind: ItemKind
    sender: str
    received_at: dt.datetime
    subject: str
    text: str = ""
    message_id: str = ""
    answers: tuple[str, ...] = ()
    conversation: str = ""
    dmarc: Dmarc = Dmarc.NONE
    examined_by: str | None = None
    examination: Examination | None = None
    vote: str = ""
    event_key: str = ""
    invitation_answer: InvitationAnswer | None = None
    failed_address: str = ""
    failed_status: str = ""
    failed_key: str = ""
    failed_by: tuple[str, str] = ("", "")
    files: tuple[ReceivedFile, ...] = ()
    unreadable: str = ""
    busy: str = ""


@dataclass(frozen=True)
class Page:
    """New items, oldest first; the next reading begins at ``cursor`` once all of them are on record."""

    items: tuple[ReceivedItem, ...]
    cursor: str
    more: bool


def the_only_key(keys: Collection[str]) -> str:
    """Return the key that all of these are; empty where there is none, or more than one."""
    different = {*keys}
    return different.pop() if len(different) == 1 else ""


def mark_of(ids: Iterable[str]) -> str:
    """Return the mark of what has these ids, in any order; empty where there are none."""
    text = "\n".join(sorted(ids))
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


class Mailer(Protocol):
    """A mailbox that belongs to the service.

    Each request about several letters returns an outcome for each, in the order given. A raised error
    concerns all letters of the request, and ends the run: RefusedError or SignInError when none was touched,
    UnclearError otherwise.
    """

    def draft(self, mails: Sequence[Mail]) -> list[str | MailError]:
        """Save each letter as a draft that carries its key; return a draft id or an error for each."""

    def send(self, draft_ids: Sequence[str]) -> list[MailError | None]:
        """Send each draft once; return None for each that was accepted."""

    def find(self, key: str) -> FoundLetter:
        """Look the key up in Sent Items, then in Drafts."""

    def list_drafts(self) -> list[Draft]:
        """List all our drafts, also those that were never made ready to be sent."""

    def delete_draft(self, draft_id: str) -> None:
        """Delete a draft; nothing happens when it is gone already."""

    def sent_since(self, when: dt.datetime) -> list[str]:
        """List the keys of our letters in Sent Items since ``when``."""

    def create_event(self, event: Event) -> str:
        """Put a meeting into the calendar, invite everybody, and return the event's id."""

    def update_event(self, event_id: str, event: Event, *, tell_everybody: bool) -> None:
        """Change a meeting; tell all who are invited, or only those who join or leave."""

    def cancel_event(self, event_id: str, text: str) -> None:
        """Cancel a meeting and tell everybody why; nothing happens when it is gone already."""

    def find_event(self, key: str) -> FoundEvent | None:
        """Look up the meeting with that key in the calendar."""

    def events_since(self, when: dt.datetime) -> list[str]:
        """List the keys of our meetings in the calendar that begin at ``when`` or later."""

    def read(self, cursor: str, since: dt.datetime) -> Page:
        """Read new items of the inbox after the cursor; with an empty cursor, all items from ``since`` on.

        Reading changes nothing: the same cursor gives the same items again, and later ones. A cursor that
        the gateway no longer knows is taken for an empty one.
        """

    def news(self, cursor: str) -> str:
        """Look whether the inbox has new items after the cursor, and return a mark of them; empty for none.

        This is one small request, which fetches no item and changes nothing. The same items have the same
        mark. Without a cursor that the gateway knows the mark is that of an inbox never read.
        """

    def file_content(self, item_id: str, file_id: str) -> bytes:
        """Fetch the content of a received file. The caller looks at its size first."""

    def original(self, item_id: str) -> bytes:
        """Fetch an item of the inbox as it came, in its MIME form; empty when it is gone already."""

    def delete_item(self, item_id: str) -> None:
        """Delete an item of the inbox; nothing happens when it is gone already."""

    def delete_sent(self, before: dt.datetime) -> int:
        """Delete our letters in Sent Items that went before a time, and return their number."""

    def mark(self, item_id: str, category: str) -> None:
        """Mark an item of the inbox for people who look at it; nothing happens when it is gone already."""

    def key_of(self, message_ids: Sequence[str], conversation: str) -> str:
        """Find the key of our letter in Sent Items with the first such Message-ID, else of that conversation.

        An invitation has the key of its event. Empty when neither belongs to a letter or invitation of ours.
        """

    def check(self) -> list[str]:
        """List the faults of the mailbox and what to do, a sentence each; empty when all is well."""

    def close(self) -> None:
        """Close all connections; the mailer can't be used afterwards."""
