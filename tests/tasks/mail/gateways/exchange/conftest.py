"""An Exchange stand-in in this process, and the gateway pointed at it, over TLS where a test asks for it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import trustme

from tasks.mail.gateways.exchange.gateway import ExchangeMailer
from tasks.mail.gateways.exchange.settings import ExchangeSettings, SignIn
from tests.standins.exchange.server import ENDPOINT, ExchangeStandIn
from tests.standins.post_office.faults import Fault, Trouble
from tests.standins.post_office.items import Folder, Item
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server

OURS, NURSE = "mase@unit.example", "nurse@members.example"


@dataclass
class Office:
    """The stand-in, settings that point at it, and the gateways that were opened."""

    standin: ExchangeStandIn
    settings: ExchangeSettings
    mailers: list[ExchangeMailer] = field(default_factory=list)

    def mailer(self, **other: Any) -> ExchangeMailer:
        """A gateway of its own, with other settings."""
        mailer = ExchangeMailer(replace(self.settings, **other))
        self.mailers.append(mailer)
        return mailer

    def strike(self, operation: str, trouble: Trouble, **how: Any) -> None:
        self.standin.faults.order(Fault(operation, trouble, **how))

    def items(self, address: str = OURS, folder: Folder = Folder.INBOX) -> list[Item]:
        return self.standin.office.mailboxes[address].in_folder(folder)

    def requests(self) -> dict[str, int]:
        """How often each operation was asked for."""
        return dict(self.standin.traffic.requests)

    def received(self) -> int:
        """The bytes of all requests."""
        return sum(self.standin.traffic.received.values())


@pytest.fixture
def standin() -> ExchangeStandIn:
    office = PostOffice("unit.example")
    for address in (OURS, NURSE):
        office.open_mailbox(address)
    return ExchangeStandIn(office)


@pytest.fixture
def office(standin: ExchangeStandIn) -> Iterator[Office]:
    """Ours and a nurse's mailbox; every request of the test was one that Exchange takes."""
    with Server(standin) as server:
        yield from _open(standin, server, None)


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def safe_office(standin: ExchangeStandIn, authority: trustme.CA, tmp_path: Path) -> Iterator[Office]:
    """The same over TLS, with a certificate of an authority that only ``ca_file`` vouches for."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    with Server(standin, tls=serving(authority.issue_cert("localhost"))) as server:
        yield from _open(standin, server, file)


def serving(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def _open(standin: ExchangeStandIn, server: Server, ca_file: Path | None) -> Iterator[Office]:
    settings = ExchangeSettings(
        address=OURS,
        endpoint=server.url + ENDPOINT,
        sign_in=SignIn.BASIC,
        username=OURS,
        password="secret",
        ca_file=ca_file,
        timeout=20,
        authserv_id=standin.office.authserv_id,
    )
    office = Office(standin, settings)
    yield office
    for mailer in office.mailers:
        mailer.close()
    assert standin.invalid == []
