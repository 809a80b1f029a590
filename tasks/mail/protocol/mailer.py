"""The Mailer protocol: what a mail gateway can do. Outbox, calendar and inbox work through it alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

MARKING_HEADER = "X-Protective-Marking"
SUPPRESS_HEADER = "X-Auto-Response-Suppress"
SUPPRESSED_RECEIPTS = (
    "DR, RN, NRN"  # no receipts; but who is away may say so, since then a question goes to somebody else
)
PACE_REACHED = "The mailbox has taken as many letters as it takes in a minute; the rest go with the next run."


@dataclass(frozen=True)
class Attachment:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One letter ready for the gateway. ``key`` is the dispatch key, by which it is found again. Without
    ``html`` it goes as text alone.

    ``marking`` is the protective marking, empty where nothing in the letter is sensitive; ``voting`` are the
    answers that Outlook offers as buttons.
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
    """Something went wrong at the gateway; the message says what to do and names no person."""


class RefusedError(MailError):
    """The gateway refused, and it is proved that nothing was created or sent. May be tried again."""


class BusyError(RefusedError):
    """The mailbox takes nothing for now, whatever the letter: it is full, or has had as much as it takes in a
    minute. The run stops, and it does not count as a refusal of the letter."""


class UnsendableError(RefusedError):
    """The gateway refused, and trying again won't help (no such address, a letter too large)."""


class UnclearError(MailError):
    """Nobody can say whether it happened: look before anything is tried again."""


class SignInError(MailError):
    """The gateway did not accept our sign-in. The run stops, since accounts get locked."""


class Whereabouts(StrEnum):
    SENT = "sent"
    DRAFTS = "drafts"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class FoundLetter:
    where: Whereabouts
    id: str | None = None
    sent_at: dt.datetime | None = None


@dataclass(frozen=True)
class Draft:
    """A draft of ours in the mailbox. ``key`` is empty for one that stands to be copied and is no letter."""

    id: str
    key: str


@dataclass(frozen=True)
class Event:
    """A meeting in everybody's calendar. ``key`` finds it again; ``edition`` rises with every change.

    ``start`` and ``end`` are London time. ``required`` and ``optional`` are addresses. It goes out as
    private, so that whoever may look into somebody's calendar sees that they are busy, and no words.
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
    """The event as it stands in the calendar; addresses in lower case."""

    id: str
    edition: int
    start: dt.datetime
    invited: frozenset[str]


class ItemKind(StrEnum):
    """What an item of the inbox is, by the marks that mail systems put on it."""

    MESSAGE = "message"
    VOTE = "vote"
    MEETING_ANSWER = "answer to an invitation"
    NON_DELIVERY = "non-delivery report"
    AUTOMATIC = "automatic reply"
    NOTICE = "notice of a machine"  # a receipt, or what else no person wrote and no person waits for
    PASSED_ON = "passed on by a machine"  # by a rule of somebody's mailbox, or by a list
    OTHER = "other"


class InvitationAnswer(StrEnum):
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


class Dmarc(StrEnum):
    """What our own mail system says of the sender; police and NHS mail often carries no verdict."""

    PASS = "pass"
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True)
class ReceivedFile:
    """A file attached to an item. ``name`` is the sender's, never to be trusted; ``size`` in bytes."""

    id: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class ReceivedItem:
    """One item of the inbox.

    ``sender`` is the plain address in lower case, empty where there is not exactly one. ``examined_by`` names
    the mail system that wrote the topmost Authentication-Results: empty where it has no name, None where
    there is no such header. ``received_at`` is London time.
    ``answers`` are the Message-IDs of In-Reply-To, then of References from the last to the first;
    ``conversation`` is the gateway's own mark of a thread. ``text`` is the body as plain text, cut off at a
    length no reply needs. ``vote`` is the button pressed. An answer to an invitation has ``event_key`` and
    ``invitation_answer``. A non-delivery report has ``failed_address``, and the ``failed_key`` of the letter
    it returns, known by that letter's Message-ID alone; both are empty where the report does not say.
    ``unreadable`` is the reason, in a sentence, why a gateway could not read the item.
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
    vote: str = ""
    event_key: str = ""
    invitation_answer: InvitationAnswer | None = None
    failed_address: str = ""
    failed_key: str = ""
    files: tuple[ReceivedFile, ...] = ()
    unreadable: str = ""


@dataclass(frozen=True)
class Page:
    """New items, oldest first. ``cursor`` is where the next reading begins once all of them are on record."""

    items: tuple[ReceivedItem, ...]
    cursor: str
    more: bool


class Mailer(Protocol):
    """A mailbox that belongs to the service.

    Outcomes are per letter, in the order given. An error that is raised instead of returned concerns all
    letters of the request, and ends the run: RefusedError or SignInError when none was touched,
    UnclearError otherwise.
    """

    def draft(self, mails: Sequence[Mail]) -> list[str | MailError]:
        """Save each as a draft carrying its key; an id or what went wrong for each."""

    def send(self, draft_ids: Sequence[str]) -> list[MailError | None]:
        """Send each draft once; None where it was accepted."""

    def find(self, key: str) -> FoundLetter:
        """Look the key up in Sent Items, then in Drafts."""

    def list_drafts(self) -> list[Draft]:
        """All our drafts, also those that were never made ready to be sent."""

    def delete_draft(self, draft_id: str) -> None:
        """Delete a draft; one that is gone already is no error."""

    def sent_since(self, when: dt.datetime) -> list[str]:
        """The keys of our letters in Sent Items since ``when``."""

    def create_event(self, event: Event) -> str:
        """Put a meeting into the calendar, invite everybody, and return its id."""

    def update_event(self, event_id: str, event: Event, *, tell_everybody: bool) -> None:
        """Change a meeting; tell all who are invited, or only those who join or leave."""

    def cancel_event(self, event_id: str, text: str) -> None:
        """Cancel a meeting and tell everybody why; one that is gone already is no error."""

    def find_event(self, key: str) -> FoundEvent | None:
        """The meeting with that key in the calendar."""

    def read(self, cursor: str, since: dt.datetime) -> Page:
        """New items of the inbox after the cursor; with an empty one all that came at or after ``since``.

        Reading changes nothing: the same cursor gives the same items again, and those that came later. A
        cursor the gateway no longer knows is taken for an empty one.
        """

    def file_content(self, item_id: str, file_id: str) -> bytes:
        """What a received file holds. The caller looks at its size first."""

    def mark(self, item_id: str, category: str) -> None:
        """Mark an item of the inbox, for people who look at it; one that is gone already is no error."""

    def key_of(self, message_ids: Sequence[str], conversation: str) -> str:
        """The key of our letter in Sent Items with the first such Message-ID, or else of that conversation.

        Empty when it is none of ours.
        """

    def check(self) -> list[str]:
        """What is wrong with the mailbox and what to do, one sentence each; empty when all is well."""

    def close(self) -> None:
        """Give back connections; the mailer is of no use afterwards."""
