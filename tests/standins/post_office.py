"""The post office: mailboxes that deliver to one another, and a ledger of every letter that was accepted."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from tests.standins.items import Folder, Item, Person
from tests.standins.mailbox import Mailbox


class Verdict(StrEnum):
    """What the post office says of a sender's domain in Authentication-Results."""

    PASS = "pass"
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True)
class Accepted:
    """One letter that the post office took to be delivered. ``at`` is UTC, ``size`` in bytes."""

    key: str
    sender: str
    to: tuple[str, ...]
    at: dt.datetime
    subject: str
    item_class: str
    message_id: str
    size: int

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "at": self.at.isoformat()}


@dataclass
class Options:
    """How this server behaves where real ones differ."""

    ignores_message_ids: bool = False  # letters go out under a Message-ID of the server's own
    refuses_copies: bool = False
    answers_stay_unknown: bool = False  # an answer to an invitation isn't noted on the organiser's copy
    largest_item: int = 36_700_160  # bytes of an item as it travels
    verdicts: dict[str, Verdict] = field(default_factory=dict)  # by domain; others pass


class PostOfficeError(Exception):
    """Something the post office won't do; ``code`` is the ResponseCode that Exchange gives."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Clock:
    """Now, in UTC. Real time until it is set; once set it stands still until it is set again."""

    def __init__(self) -> None:
        self._at: dt.datetime | None = None

    def now(self) -> dt.datetime:
        return self._at or dt.datetime.now(dt.UTC)

    def set(self, at: dt.datetime | None) -> None:
        """``at`` with its zone; None for real time."""
        self._at = at and at.astimezone(dt.UTC)


class PostOffice:
    """Several mailboxes. Hold ``lock`` around whatever belongs together; every method takes it by itself.

    ``domain`` is the organisation's own; other mailboxes may have any address and are external senders.
    """

    def __init__(self, domain: str = "mase.example") -> None:
        self.domain = domain
        self.clock = Clock()
        self.options = Options()
        self.ledger: list[Accepted] = []
        self.mailboxes: dict[str, Mailbox] = {}
        self.lock = threading.RLock()

    def open_mailbox(self, address: str, name: str = "", password: str = "secret") -> Mailbox:
        """A mailbox for an address; the one it has if there is one already."""
        raise NotImplementedError

    def close_mailbox(self, address: str) -> None:
        """From now on what is sent to the address comes back as not delivered."""
        raise NotImplementedError

    def mailbox(self, address: str) -> Mailbox:
        """PostOfficeError ErrorNonExistentMailbox or ErrorAccessDenied where one can't get in."""
        raise NotImplementedError

    def save(self, mailbox: Mailbox, item: Item, folder: Folder) -> Item:
        """Keep a new item. PostOfficeError ErrorMessageSizeExceeded or ErrorQuotaExceeded."""
        raise NotImplementedError

    def changed(self, mailbox: Mailbox, item: Item) -> Item:
        """Keep an item that has been changed, under the same conditions."""
        raise NotImplementedError

    def send(self, mailbox: Mailbox, item: Item, *, keep: bool = True) -> Item | None:
        """Send a letter: an item of the mailbox (which leaves its folder) or a new one. The copy in Sent
        Items.

        Nothing has happened when it raises PostOfficeError (ErrorInvalidRecipients, ErrorMessageSizeExceeded
        ...).
        """
        raise NotImplementedError

    def invite(self, mailbox: Mailbox, event: Item, people: Iterable[Person] | None = None) -> None:
        """Send the meeting request for a calendar item to all who are invited, or to ``people`` among
        them."""
        raise NotImplementedError

    def cancel(
        self, mailbox: Mailbox, event: Item, people: Iterable[Person] | None = None, text: str = ""
    ) -> None:
        """Send the cancellation of a calendar item to all who are invited, or to ``people``."""
        raise NotImplementedError

    def bring_in(self, sender: Person, to: Sequence[str], item: Item) -> None:
        """Deliver a letter from outside: its sender needs no mailbox here."""
        raise NotImplementedError
