"""A Graph stand-in in this process, and the gateway pointed at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tasks.mail.gateways.graph.client import Pace
from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.gateways.graph.settings import GraphSettings
from tasks.mail.incoming.authentication import EXCHANGE_ONLINE
from tasks.mail.protocol.mailer import Attachment, Mail
from tests.standins.graph.server import GraphStandIn
from tests.standins.graph.tls import listening
from tests.standins.post_office.faults import Fault, Trouble
from tests.standins.post_office.items import Folder, Item
from tests.standins.post_office.post_office import PostOffice

OURS = "secretariat@forum.example"
CHAIR = "chair@council.example"


@dataclass
class Office:
    """The stand-in, the gateway, the seconds it waited, and a clock for its pace."""

    standin: GraphStandIn
    settings: GraphSettings
    waited: list[float] = field(default_factory=list)
    now: float = 1000.0
    mailers: list[GraphMailer] = field(default_factory=list)

    def mailer(self, **other: Any) -> GraphMailer:
        """A gateway of its own, with other settings."""
        mailer = GraphMailer(replace(self.settings, **other), self.waited.append, Pace(lambda: self.now))
        self.mailers.append(mailer)
        return mailer

    def strike(self, operation: str, trouble: Trouble, **how: Any) -> None:
        self.standin.faults.order(Fault(operation, trouble, **how))

    def items(self, address: str = OURS, folder: Folder = Folder.INBOX) -> list[Item]:
        return self.standin.office.mailboxes[address].in_folder(folder)

    def requests(self, operation: str) -> int:
        return self.standin.traffic.requests[operation]


@pytest.fixture
def office() -> Iterator[Office]:
    """Ours and the Chair's mailbox; every request of the test was one that Graph takes."""
    post = PostOffice("forum.example")
    post.open_mailbox(OURS, "Secretariat")
    post.open_mailbox(CHAIR, "Chair")
    standin = GraphStandIn(post)
    with listening(standin):
        tokens = standin.tokens
        office = Office(
            standin,
            GraphSettings(
                address=OURS,
                tenant=tokens.tenant,
                client_id=tokens.client_id,
                client_secret=tokens.client_secret,
                endpoint=f"{standin.root}/v1.0",
                authority=standin.root,
                ca_file=Path(standin.ca_file),
                timeout=5,
                authserv_id=EXCHANGE_ONLINE,
            ),
        )
        yield office
        for mailer in office.mailers:
            mailer.close()
    assert standin.invalid == []


@pytest.fixture
def mailer(office: Office) -> GraphMailer:
    return office.mailer()


def letter(number: int = 1, to: str = CHAIR, **what: Any) -> Mail:
    """A letter; its key ends in its number."""
    usual = {"subject": f"Letter {number}", "text": "Please read.", "html": "<p>Please read.</p>"}
    return Mail(key=f"group/subject/papers/first/{number}", to=to, **{**usual, **what})


def file(size: int, name: str = "pack.pdf") -> Attachment:
    """A file whose bytes differ from place to place."""
    return Attachment(name, "application/pdf", bytes(range(256)) * (size // 256) + bytes(size % 256))
