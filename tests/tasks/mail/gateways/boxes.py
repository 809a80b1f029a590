"""The service's mailbox behind each gateway, with the people at the other end of it."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from tasks.mail.gateways.folder.files import KEY_HEADER
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.protocol.mailer import Mailer
from tasks.register.database.clock import LONDON, Clock, SetClock
from tests.standins.post_office import people
from tests.standins.post_office.faults import Fault, Trouble
from tests.standins.post_office.items import Coming, File, Folder, Item
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import Options, PostOffice
from tests.standins.serving import StandIn

GATEWAYS = ("folder", "exchange", "graph")


@dataclass(frozen=True)
class Switch:
    """How some servers differ: the ``gateways`` and the ``contracts`` that it concerns, and the stand-in's
    ``options``."""

    gateways: Sequence[str]
    contracts: Sequence[str]
    options: Mapping[str, Any]


LETTERS, READING, CALENDAR = "test_letters", "test_reading", "test_calendar"
EXCHANGE, GRAPH = GATEWAYS[1:]
BOTH = (EXCHANGE, GRAPH)
SWITCHES: Mapping[str, Switch] = {
    "no plain text": Switch([EXCHANGE], [READING], {"leaves_out": frozenset({"item:TextBody"})}),
    "no headers": Switch(
        BOTH, [LETTERS, READING, CALENDAR], {"leaves_out": frozenset({"item:InternetMessageHeaders"})}
    ),
    "no thread": Switch(
        [EXCHANGE], [READING], {"leaves_out": frozenset({"item:InReplyTo", "message:References"})}
    ),
    "no copies": Switch([EXCHANGE], [LETTERS], {"refuses_copies": True}),
    "no linked answers": Switch(
        BOTH,
        [READING, CALENDAR],
        {"leaves_out": frozenset({"meeting:AssociatedCalendarItemId"}), "answers_stay_unknown": True},
    ),
    "other Message-IDs": Switch(BOTH, [LETTERS, READING], {"ignores_message_ids": True}),
    "fractions of seconds": Switch(BOTH, [LETTERS, READING, CALENDAR], {"fractional_seconds": True}),
    "unknown recipients": Switch(BOTH, [LETTERS, CALENDAR], {"fails_over_unknown_recipients": True}),
    "conflicts": Switch([GRAPH], [LETTERS, READING, CALENDAR], {"conflicts": 2}),
    "large uploads alone": Switch([GRAPH], [LETTERS], {"smallest_upload": 3 * 1024 * 1024}),
}
"""Where real servers differ: each contract that it concerns is held against each kind."""

at_a_server = pytest.mark.parametrize("box", GATEWAYS[1:], indirect=True)
"""What only a server can do, or meet."""

OURS = "mase@unit.example"
NURSE, PROBATION, POLICE = "nurse@members.example", "probation@members.example", "officer@police.example"
PEOPLE = (NURSE, PROBATION, POLICE)
NOBODY = "nobody@members.example"
PATIENCE = 0.4  # seconds that a gateway waits for an answer where none will come
OPERATIONS = {
    "Exchange": {
        "draft": "CreateItem",
        "send": "SendItem",
        "find": "FindItem",
        "read": "SyncFolderItems",
        "delete": "DeleteItem",
        "invite": "CreateItem",
        "events": "FindItem",
    },
    "Microsoft Graph": {
        "draft": "CreateMessage",
        "send": "SendMessage",
        "find": "ListMessages",
        "read": "Delta",
        "delete": "DeleteMessage",
        "invite": "CreateEvent",
        "events": "ListEvents",
    },
}


@dataclass(frozen=True)
class Letter:
    """A letter as it has come to somebody. ``files`` are names and contents; ``pictures`` those that its HTML
    shows, by their content ids."""

    to: str
    subject: str
    message_id: str
    headers: dict[str, str]
    files: tuple[tuple[str, bytes], ...]
    pictures: tuple[tuple[str, bytes], ...] = ()


class Box(ABC):
    """A mailbox of ours, emptied before each test."""

    mailer: Mailer
    clock: Clock

    @abstractmethod
    def accepted(self) -> list[str]:
        """The key of every letter that was taken to be delivered, as often as it was taken."""

    @abstractmethod
    def letters(self, to: str) -> list[Letter]:
        """What has come to somebody, oldest first."""

    @abstractmethod
    def reply(self, sender: str, text: str, files: Sequence[tuple[str, bytes]] = ()) -> None:
        """Answer the last letter that came to somebody."""

    @abstractmethod
    def write(
        self,
        sender: str,
        subject: str,
        text: str,
        files: Sequence[tuple[str, bytes]] = (),
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Write a letter to the service that answers nothing."""

    @abstractmethod
    def bounce(self, address: str) -> None:
        """Return the last letter to an address that there is not."""

    @abstractmethod
    def later(self, hours: int) -> None:
        """Let time pass."""

    def now(self) -> dt.datetime:
        return self.clock.now()


class FolderBox(Box):
    """The folder mailbox: people read and write its files."""

    def __init__(self, folder: Path) -> None:
        self.clock: SetClock = SetClock(dt.datetime.now(LONDON).replace(tzinfo=None))
        self.folder = folder
        self.mailer = FolderMailer(folder, OURS, self.clock, authserv_id="mx.unit.example")
        self.written = 0

    def accepted(self) -> list[str]:
        return [str(mail[KEY_HEADER]).replace("/ ", "/") for mail in self._sent()]

    def letters(self, to: str) -> list[Letter]:
        return [_letter(mail) for mail in self._sent() if to in _addresses(mail)]

    def reply(self, sender: str, text: str, files: Sequence[tuple[str, bytes]] = ()) -> None:
        asked = self.letters(sender)[-1]
        headers = [("In-Reply-To", asked.message_id), ("References", asked.message_id)]
        self.write(sender, f"RE: {asked.subject}", text, files, headers)

    def write(
        self,
        sender: str,
        subject: str,
        text: str,
        files: Sequence[tuple[str, bytes]] = (),
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        mail = EmailMessage(policy=policy.SMTP)
        mail["From"], mail["To"], mail["Subject"] = sender, OURS, subject
        mail["Date"] = format_datetime(self.clock.now().replace(tzinfo=LONDON))
        mail["Message-ID"] = f"<{self.written}@members.example>"
        for name, value in headers:
            mail[name] = value
        mail.set_content(text)
        for name, content in files:
            mail.add_attachment(content, "application", "octet-stream", filename=name)
        self._put(mail.as_bytes())

    def bounce(self, address: str) -> None:
        asked = self.letters(address)[-1]
        self._put(
            (
                f"From: postmaster@unit.example\r\nTo: {OURS}\r\nSubject: Undeliverable\r\n"
                "MIME-Version: 1.0\r\n"
                'Content-Type: multipart/report; report-type=delivery-status; boundary="="\r\n\r\n'
                "--=\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
                "--=\r\nContent-Type: message/delivery-status\r\n\r\n"
                "Reporting-MTA: dns; mail.unit.example\r\n\r\n"
                f"Final-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
                "Remote-MTA: dns; mx.members.example\r\n"
                f"--=\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {asked.message_id}\r\n--=--\r\n"
            ).encode()
        )

    def later(self, hours: int) -> None:
        self.clock.at += dt.timedelta(hours=hours)

    def _put(self, content: bytes) -> None:
        self.written += 1
        part = self.folder / "arriving"
        part.write_bytes(content)
        (self.folder / "inbox").mkdir(parents=True, exist_ok=True)
        part.rename(self.folder / "inbox" / f"{self.written:03}.eml")

    def _sent(self) -> list[EmailMessage]:
        """As they were sent; those that went at the same tick of the disk's clock by their keys."""
        sent = [
            (file.stat().st_ctime_ns, message_from_bytes(file.read_bytes(), policy=policy.default))
            for file in (self.folder / "sent").glob("*.eml")
        ]
        return [mail for _, mail in sorted(sent, key=lambda one: (one[0], str(one[1][KEY_HEADER])))]


class OfficeBox(Box):
    """A mailbox at a stand-in: its post office delivers, and people answer from their own mailboxes."""

    def __init__(self, standin: StandIn, open_mailer: Callable[..., Mailer]) -> None:
        self.standin = standin
        self.open_mailer = open_mailer
        self.mailer = open_mailer()
        self.clock = _OfficeClock(standin.office)

    @property
    def office(self) -> PostOffice:
        return self.standin.office

    @property
    def ours(self) -> Mailbox:
        return self.office.mailboxes[OURS]

    def accepted(self) -> list[str]:
        return [letter.key for letter in self.office.ledger if letter.sender == OURS]

    def letters(self, to: str) -> list[Letter]:
        return [_delivered(item) for item in self._inbox(to)]

    def reply(self, sender: str, text: str, files: Sequence[tuple[str, bytes]] = ()) -> None:
        people.reply(self.office, sender, self._inbox(sender)[-1].id, text, files=_files(files))

    def vote(self, sender: str, answer: str) -> None:
        people.vote(self.office, sender, self._inbox(sender)[-1].id, answer)

    def answer_invitation(self, sender: str, coming: Coming) -> None:
        people.answer_invitation(self.office, sender, self._inbox(sender)[-1].id, coming)

    def write(
        self,
        sender: str,
        subject: str,
        text: str,
        files: Sequence[tuple[str, bytes]] = (),
        headers: Sequence[tuple[str, str]] = (),
        item_class: str = "IPM.Note",
    ) -> None:
        people.write(
            self.office, sender, [OURS], subject, text,
            files=_files(files), headers=headers, item_class=item_class,
        )  # fmt: skip

    def bounce(self, address: str) -> None:
        """It has come back by itself: there is no such mailbox."""

    def later(self, hours: int) -> None:
        self.office.clock.set(self.office.clock.now() + dt.timedelta(hours=hours))

    def order(self, request: str, trouble: Trouble, **how: Any) -> None:
        """Have the next such request ("draft", "send", "find" ...) meet a fault."""
        if trouble is Trouble.TIME_OUT:
            self.mailer = self.open_mailer(timeout=PATIENCE)
            how["seconds"] = 2 * PATIENCE
        operation = OPERATIONS[self.standin.name][request]
        self.standin.faults.order(Fault(operation, trouble, **how))

    def be_patient(self) -> None:
        """Have what follows wait for its answers again: the machine may be busy."""
        self.mailer = self.open_mailer()

    def requests(self) -> int:
        return sum(self.standin.traffic.requests.values())

    def _inbox(self, address: str) -> list[Item]:
        return self.office.mailboxes[address].in_folder(Folder.INBOX)


class _OfficeClock:
    def __init__(self, office: PostOffice) -> None:
        self.office = office

    def now(self) -> dt.datetime:
        return self.office.clock.now().astimezone(LONDON).replace(tzinfo=None)


def empty(standin: StandIn, switch: str = "") -> None:
    """Open the mailboxes anew, forget what was ordered and counted, and turn one switch on."""
    with standin.office.lock:
        standin.office.mailboxes.clear()
        standin.office.ledger.clear()
        standin.office.options = Options(**(SWITCHES[switch].options if switch else {}))
        standin.office.clock.set(None)
    standin.forget()
    for address in (OURS, *PEOPLE):
        standin.office.open_mailbox(address)


def _addresses(mail: EmailMessage) -> list[str]:
    return [address.addr_spec for address in mail["To"].addresses]


def _letter(mail: EmailMessage) -> Letter:
    files = [
        (str(part.get_filename()), part.get_content())
        for part in mail.iter_attachments()
        if part.get_content_maintype() != "text"
    ]
    pictures = [
        (part["Content-ID"].strip("<>"), part.get_content()) for part in mail.walk() if "Content-ID" in part
    ]
    headers = {name.lower(): str(value) for name, value in mail.items()}
    return Letter(
        str(mail["To"]),
        str(mail["Subject"]),
        str(mail["Message-ID"]),
        headers,
        tuple(files),
        tuple(pictures),
    )


def _delivered(item: Item) -> Letter:
    headers = {name.lower(): value for name, value in item.headers}
    sensitivity = {"Confidential": "Company-Confidential"}.get(item.sensitivity, item.sensitivity)
    return Letter(
        to=item.to[0].address,
        subject=item.subject,
        message_id=item.message_id,
        headers=headers | {"sensitivity": sensitivity},
        files=tuple((file.name, file.content) for file in item.files if not file.inline),
        pictures=tuple((file.content_id, file.content) for file in item.files if file.inline),
    )


def _files(files: Sequence[tuple[str, bytes]]) -> list[File]:
    return [
        File(str(number), name, "application/octet-stream", content)
        for number, (name, content) in enumerate(files, start=1)
    ]
