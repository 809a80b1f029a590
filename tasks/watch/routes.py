"""The routes by which those who run the service hear: a mail server, the mailbox, a webhook, and the switch
that notices when nothing is heard any more."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from html import escape
from pathlib import Path
from typing import Literal, Protocol
from uuid import uuid4

import httpx

from forum.watch.faults import FAULTS, Fault
from forum.watch.message import Message, StandingFault
from tasks.mail.protocol.mailer import SUPPRESS_HEADER, Mail, Mailer, MailError
from tasks.mail.sending.trial_letter import TRIAL, draft_and_send

FAILURES = (OSError, smtplib.SMTPException, httpx.HTTPError, httpx.InvalidURL, MailError)
"""The errors of routes. What they say may repeat an address or a secret, so their kind alone is shown."""
TIMEOUT = 20.0


class Route(Protocol):
    """A way to those who run the service."""

    @property
    def name(self) -> str:
        """The name by which people know the route."""

    def tell(self, message: Message) -> None:
        """Tell them. Raises one of ``FAILURES`` where it can't be done."""


@dataclass(frozen=True)
class ByMailServer:
    """Mail by a mail server of the operators' own (SMTP), whatever state the mailbox is in."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    sender: str
    to: str
    username: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    timeout: float = TIMEOUT
    name: str = "the mail server"

    def tell(self, message: Message) -> None:
        with self._connected() as server:
            if self.username:
                server.login(self.username, self.password)
            server.send_message(self._mail(message))

    @contextmanager
    def encrypted(self) -> Iterator[ssl.SSLSocket]:
        """Connect as for a message, to see the server's certificate."""
        with self._connected() as server:
            assert isinstance(server.sock, ssl.SSLSocket)
            yield server.sock

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context(cafile=self.ca_file)
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        if self.security == "starttls":
            try:
                server.starttls(context=context)
            except BaseException:
                server.close()
                raise
        return server

    def _mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self.sender, self.to, message.subject
        mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain=self.sender.partition("@")[2])
        mail["Auto-Submitted"], mail[SUPPRESS_HEADER] = "auto-generated", "All"
        mail.set_content(message.text)
        return mail


@dataclass(frozen=True)
class ByMailbox:
    """Mail from the service's own mailbox, where no other mail server is named."""

    open_mailer: Callable[[], Mailer]
    to: str
    name: str = "the mailbox"

    def tell(self, message: Message) -> None:
        mail = Mail(
            key=f"{TRIAL}{uuid4()}/watch/ops",
            to=self.to,
            subject=message.subject,
            text=message.text,
            html="".join(f"<p>{escape(part)}</p>" for part in message.text.strip().split("\n\n")),
        )
        with closing(self.open_mailer()) as mailer:
            draft_and_send(mailer, mail)


@dataclass(frozen=True)
class ByWebhook:
    """A request with the message as JSON, as chat rooms and alerting services take it."""

    url: str = field(repr=False)
    name: str = "the webhook"

    def tell(self, message: Message) -> None:
        text = f"{message.subject}\n\n{message.text}"
        content = {
            "text": text,
            "machine": message.service.machine,
            "mailbox": message.service.mailbox,
            "faults": [each.fault.kind.value for each in message.standing],
            "over": [past.fault.kind.value for past in message.over],
            "standing": [_entry(each) for each in message.standing],
        }
        httpx.post(self.url, json=content, timeout=TIMEOUT).raise_for_status()


def _entry(standing: StandingFault) -> dict[str, object]:
    facts = FAULTS[standing.fault.kind]
    return {
        "fault": standing.fault.kind.value,
        "is_new": standing.is_new,
        "since": standing.since.isoformat(timespec="seconds"),
        "see_to_it": facts.gravity.name.lower().replace("_", " "),
        "sentence": standing.fault.sentence,
        "what_to_do": facts.remedy,
    }


@dataclass(frozen=True)
class DeadMansSwitch:
    """A service elsewhere that tells people when the watcher is not heard of any more (healthchecks)."""

    url: str = field(repr=False)

    def begin(self) -> None:
        """Say that a round begins."""
        self._ping("/start")

    def end(self, faults: Sequence[Fault]) -> None:
        """Say that the round has ended, and with which kinds of faults."""
        self._ping("/fail" if faults else "", "\n".join(dict.fromkeys(fault.kind.value for fault in faults)))

    def _ping(self, what: str, body: str = "") -> None:
        address = f"{self.url.rstrip('/')}{what}"
        httpx.post(address, content=body.encode(), timeout=TIMEOUT).raise_for_status()
