"""The post office: mailboxes that deliver to one another, and a ledger of every letter that was accepted."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any
from uuid import uuid4

from tests.standins.post_office import meetings, notices
from tests.standins.post_office.items import (
    ADDRESS_TYPES,
    INTERNET_HEADERS,
    KEPT_ON_DELIVERY,
    Folder,
    Item,
    ItemClass,
    Person,
)
from tests.standins.post_office.mailbox import Mailbox


class Verdict(StrEnum):
    """The verdict of the post office on a sender's domain, for Authentication-Results."""

    PASS = "pass"
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True)
class Accepted:
    """A letter that the post office took to be delivered. ``at`` is UTC, ``size`` in bytes."""

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
    """The behaviour of this server where real ones differ."""

    ignores_message_ids: bool = False  # letters go out under a Message-ID of the server's own
    refuses_copies: bool = False
    answers_stay_unknown: bool = False  # an answer to an invitation isn't noted on the organiser's copy
    largest_item: int = 36_700_160  # bytes of an item as it travels
    largest_request: int = 67_108_864  # bytes of a request
    too_large_status: int = 413  # of the answer to a larger one; IIS says 404 (404.13)
    stopped_word: str = ""  # a gateway in front answers a request with this word in it by a page of its own
    stopped_status: int = 403
    faulty_word: str = ""  # a request with this word in it is taken for one that is wrongly made
    faulty_code: str = "ErrorSchemaValidation"  # what EWS says of it
    fails_over_unknown_recipients: bool = False  # HTTP 500 for all of a batch, in place of a report later
    answers_unreadably: bool = False  # a sending goes, its draft stays where it was, the answer says nothing
    recipients_first: bool = False  # who may send is looked at only once there are recipients
    leaves_out: frozenset[str] = frozenset()  # URIs of fields that answers don't have ("item:TextBody")
    fractional_seconds: bool = False  # in every time of an answer
    dated_patience: bool = False  # Retry-After is a date, not a number of seconds
    refuses_uploads: bool = False  # upload sessions are forbidden, as for some shared mailboxes
    smallest_upload: int = 2_621_440  # bytes of a file for which an upload session is opened
    conflicts: int = 0  # so many changes of an item are answered with 412
    sending_conflicts: int = 0  # so many sendings are
    busy_subject: str = ""  # the server is too busy for items with this subject, and for no others
    verdicts: dict[str, Verdict] = field(default_factory=dict)  # by domain; others pass


NO_MAILBOX = "No mailbox with such guid."
TOO_LARGE = "The message exceeds the maximum supported size."
NO_RECIPIENTS = "At least one recipient isn't valid."
NO_SENDING = "The user account does not have the right to send mail on behalf of the sending account."
NO_ACCESS = "Access is denied. Check credentials and try again."


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

    ``domain`` is the organisation's own; other mailboxes may have any address and are external senders. What
    comes in is examined by a gateway of the name ``authserv_id``; where that is empty, by Exchange Online,
    which writes no name.
    """

    def __init__(self, domain: str = "mase.example") -> None:
        self.domain = domain
        self.authserv_id = f"mx.{domain}"
        self.clock = Clock()
        self.options = Options()
        self.ledger: list[Accepted] = []
        self.mailboxes: dict[str, Mailbox] = {}
        self.lock = threading.RLock()
        self._conversations: dict[str, str] = {}
        self._opened = 0

    def open_mailbox(self, address: str, name: str = "", password: str = "secret") -> Mailbox:
        """A mailbox for an address; the one it has if there is one already."""
        with self.lock:
            address = address.lower()
            if address not in self.mailboxes:
                self._opened += 1
                person = Person(address, name or address)
                self.mailboxes[address] = Mailbox(person, password=password, number=self._opened)
            return self.mailboxes[address]

    def close_mailbox(self, address: str) -> None:
        """From now on what is sent to the address comes back as not delivered."""
        with self.lock:
            self.mailboxes.pop(address.lower(), None)

    def mailbox(self, address: str) -> Mailbox:
        """PostOfficeError ErrorNonExistentMailbox or ErrorAccessDenied where one can't get in."""
        mailbox = self.mailboxes.get(address.lower())
        if mailbox is None:
            raise PostOfficeError("ErrorNonExistentMailbox", NO_MAILBOX)
        if mailbox.forbidden:
            raise PostOfficeError("ErrorAccessDenied", NO_ACCESS)
        return mailbox

    def save(self, mailbox: Mailbox, item: Item, folder: Folder) -> Item:
        """Keep a new item. PostOfficeError ErrorMessageSizeExceeded or ErrorQuotaExceeded."""
        with self.lock:
            self.check_room(mailbox, item)
            self._name(item)
            item.created_at = item.modified_at = self.clock.now()
            return mailbox.put(item, folder)

    def changed(self, mailbox: Mailbox, item: Item) -> Item:
        """Keep an item that has been changed, under the same conditions."""
        with self.lock:
            self.check_room(mailbox, item)
            item.modified_at = self.clock.now()
            mailbox.touch(item)
            return item

    def send(self, mailbox: Mailbox, item: Item, *, keep: bool = True) -> Item | None:
        """Send a letter: an item of the mailbox (which leaves its folder) or a new one. The copy in Sent
        Items.

        Nothing has happened when it raises PostOfficeError (ErrorInvalidRecipients, ErrorMessageSizeExceeded
        and the like).
        """
        with self.lock:
            self._check_recipients_and_rights(mailbox, item)
            self.check_room(mailbox, item)
            if item.id and self.options.answers_unreadably:
                item, keep = item.copy(), False
            elif item.id:
                mailbox.remove(item.id)
            if self.options.ignores_message_ids:
                item.message_id = ""
            self._name(item)
            item.sender = item.sender or mailbox.person
            item.read = True
            now = self.clock.now()
            item.sent_at = item.received_at = item.modified_at = now
            item.created_at = item.created_at or now
            copy = mailbox.put(item, Folder.SENT) if keep else None
            self._accept(item)
            self._deliver(item, item.sender, [person.address for person in item.recipients])
            return copy

    def invite(
        self, mailbox: Mailbox, event: Item, people: Iterable[Person] | None = None, *, keep: bool = True
    ) -> None:
        """Send the meeting request for a calendar item to all who are invited, or to ``people`` among
        them."""
        with self.lock:
            to = meetings.invited(event) if people is None else tuple(people)
            event.meeting = replace(meetings.meeting_of(event), sent=True)
            mailbox.touch(event)
            if to:
                self._send_about(mailbox, meetings.request(event), to, keep)

    def cancel(
        self,
        mailbox: Mailbox,
        event: Item,
        people: Iterable[Person] | None = None,
        text: str = "",
        *,
        keep: bool = True,
    ) -> None:
        """Send the cancellation of a calendar item to all who are invited, or to ``people``."""
        with self.lock:
            to = meetings.invited(event) if people is None else tuple(people)
            if to:
                self._send_about(mailbox, meetings.cancellation(event, text), to, keep)

    def bring_in(self, sender: Person, to: Sequence[str], item: Item) -> None:
        """Deliver a letter from outside: its sender needs no mailbox here."""
        with self.lock:
            self._name(item)
            item.sender = item.sender or sender
            item.to = item.to or tuple(Person(address.lower()) for address in to)
            item.sent_at = item.sent_at or self.clock.now()
            self._deliver(item, sender, to, from_outside=True)

    def check_room(self, mailbox: Mailbox, item: Item) -> None:
        """Say whether an item can be kept: PostOfficeError when it is too large, or the mailbox full."""
        if item.size > self.options.largest_item:
            raise PostOfficeError("ErrorMessageSizeExceeded", TOO_LARGE)
        if mailbox.full:
            raise PostOfficeError("ErrorQuotaExceeded", "The mailbox is full.")
        if mailbox.passing:
            raise PostOfficeError(mailbox.passing, "The mailbox can't be written to just now.")

    def knows(self, address: str) -> bool:
        """Whether an address is outside, or has a mailbox here."""
        return not self.is_own(address) or address in self.mailboxes

    def _check_recipients_and_rights(self, mailbox: Mailbox, item: Item) -> None:
        recipients = not item.recipients, PostOfficeError("ErrorInvalidRecipients", NO_RECIPIENTS)
        rights = mailbox.may_not_send, PostOfficeError("ErrorSendAsDenied", NO_SENDING)
        for is_wrong, error in (
            (recipients, rights) if self.options.recipients_first else (rights, recipients)
        ):
            if is_wrong:
                raise error

    def conversation_of(self, item: Item) -> str:
        """The mark of the thread that an item belongs to: that of what it answers, or a new one."""
        for message_id in (item.in_reply_to, *reversed(item.references.split())):
            if message_id in self._conversations:
                return self._conversations[message_id]
        return hashlib.sha256(item.message_id.encode()).hexdigest()[:32]

    def is_own(self, address: str) -> bool:
        """Say whether an address is of the organisation itself."""
        return address.rpartition("@")[2] == self.domain

    def _name(self, item: Item) -> None:
        item.message_id = item.message_id or f"<{uuid4().hex}@{self.domain}>"
        item.conversation = item.conversation or self.conversation_of(item)
        self._conversations[item.message_id] = item.conversation

    def _send_about(self, mailbox: Mailbox, item: Item, to: Sequence[Person], keep: bool) -> None:
        """Send a request or cancellation to some of those who are named in it."""
        item.sender = mailbox.person
        item.sent_at = item.received_at = item.created_at = self.clock.now()
        self._name(item)
        if keep:
            mailbox.put(item.copy(), Folder.SENT)
        addresses = tuple(person.address for person in to)
        self._accept(item, addresses)
        self._deliver(item, mailbox.person, addresses)

    def _accept(self, item: Item, to: Sequence[str] = ()) -> None:
        assert item.sender
        addresses = tuple(to) or tuple(person.address for person in item.recipients)
        self.ledger.append(
            Accepted(
                item.key,
                item.sender.address,
                addresses,
                self.clock.now(),
                item.subject,
                item.item_class,
                item.message_id,
                item.size,
            )
        )

    def _deliver(self, item: Item, sender: Person, to: Sequence[str], *, from_outside: bool = False) -> None:
        for address in dict.fromkeys(address.lower() for address in to):
            mailbox = self.mailboxes.get(address)
            if mailbox is None or mailbox.bounces or mailbox.full:
                self._return(
                    item, sender, address, notices.FULL if mailbox and mailbox.full else notices.UNKNOWN
                )
            else:
                self._put_into_inbox(mailbox, item, sender, from_outside=from_outside)
                self._reply_automatically(mailbox, item, sender)

    def _put_into_inbox(
        self, mailbox: Mailbox, item: Item, sender: Person, *, from_outside: bool = False
    ) -> None:
        inside = self.is_own(sender.address) and not from_outside
        delivered = item.copy()
        delivered.bcc, delivered.categories, delivered.read = (), (), False
        delivered.received_at = delivered.created_at = delivered.modified_at = self.clock.now()
        delivered.headers = (
            self._marks_of_delivery(sender, inside) + item.headers + _headers_of_properties(item)
        )
        delivered.properties = {
            name: value
            for name, value in item.properties.items()
            if name.startswith("tag/") or name in KEPT_ON_DELIVERY
        } | dict.fromkeys(ADDRESS_TYPES, "EX" if inside else "SMTP")
        meetings.note(mailbox, delivered, forgets_answers=self.options.answers_stay_unknown)
        mailbox.put(delivered, Folder.INBOX)

    def _marks_of_delivery(self, sender: Person, inside: bool) -> tuple[tuple[str, str], ...]:
        """Return the headers that the receiving server puts above the sender's own."""
        domain = sender.address.rpartition("@")[2]
        if inside:
            own = f"dkim=none (message not signed) header.d=none;dmarc=none action=none header.from={domain};"
            examined = () if self.authserv_id else (("Authentication-Results", own),)
            return (*examined, ("X-MS-Exchange-Organization-AuthAs", "Internal"))
        verdict = self.options.verdicts.get(domain, Verdict.PASS)
        if self.authserv_id:
            results = (
                f"{self.authserv_id}; spf={verdict} smtp.mailfrom={domain}; "
                f"dkim={verdict} header.d={domain}; dmarc={verdict} (p=none dis=none) header.from={domain}"
            )
        else:
            results = (
                f"spf={verdict} (sender IP is 192.0.2.1) smtp.mailfrom={domain}; dkim={verdict} (signature) "
                f"header.d={domain};dmarc={verdict} action=none header.from={domain};compauth=pass reason=100"
            )
        border = self.authserv_id or "DB5EUR01FT099.mail.protection.outlook.com"
        return (
            ("Authentication-Results", results),
            ("X-MS-Exchange-Organization-AuthAs", "Anonymous"),
            ("Received", f"from mail.{domain} (mail.{domain} [203.0.113.9]) by {border}"),
        )

    def _return(self, item: Item, sender: Person, address: str, reason: str) -> None:
        home = self.mailboxes.get(sender.address)
        if home is None or item.item_class == ItemClass.NON_DELIVERY:
            return
        report = notices.non_delivery(item, address, reason, self.domain)
        report.to = (sender,)
        self._name(report)
        report.sent_at = self.clock.now()
        assert report.sender
        self._put_into_inbox(home, report, report.sender)

    def _reply_automatically(self, mailbox: Mailbox, item: Item, sender: Person) -> None:
        """Once to each sender while it is switched on. Outside mail systems know nothing of suppressing."""
        home = self.mailboxes.get(sender.address)
        if not mailbox.automatic_reply or home is None or sender.address in mailbox.replied_to:
            return
        if notices.is_automatic(item) or (self.is_own(mailbox.address) and notices.is_suppressed(item)):
            return
        mailbox.replied_to.add(sender.address)
        answer = notices.automatic_reply(
            item, mailbox.person, mailbox.automatic_reply, self.is_own(mailbox.address)
        )
        answer.to = (sender,)
        self._name(answer)
        answer.sent_at = self.clock.now()
        self._put_into_inbox(home, answer, mailbox.person)


def _headers_of_properties(item: Item) -> tuple[tuple[str, str], ...]:
    """Properties of the set of Internet headers travel as such."""
    start = f"{INTERNET_HEADERS}/"
    return tuple(
        (name.removeprefix(start), str(value))
        for name, value in item.properties.items()
        if name.startswith(start)
    )
