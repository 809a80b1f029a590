"""The routes to those who run the service, against servers on this machine."""

from __future__ import annotations

import datetime as dt
import ssl
from pathlib import Path

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from forum.text.problem import Problem
from forum.watch.faults import FAULTS, Fault, FaultKind
from forum.watch.message import Message, Service, StandingFault
from mase.service.prefect_server import free_port
from tasks.mail.protocol.mailer import RefusedError
from tasks.register.database.clock import SetClock
from tasks.watch.machine import last_day
from tasks.watch.routes import FAILURES, ByMailbox, ByMailServer, ByWebhook, DeadMansSwitch
from tests.tasks.mail.fake_mailer import FakeMailer
from tests.tasks.mail.fake_mailer import Fault as Trouble
from tests.tasks.watch.conftest import Post, Web

NO_LOOK = StandingFault(Fault(FaultKind.NO_LOOK, "", "Nobody had looked."), dt.datetime(2027, 1, 12, 9, 0))
MESSAGE = Message(
    "MASE service: no look",
    "Nobody had looked.\n\nWhat to do: look.\n",
    Service("mase@unit.example", "web1"),
    [NO_LOOK],
)
SOON = dt.datetime(2030, 5, 31, tzinfo=dt.UTC)
OURS, OPS = "mase@unit.example", "ops@unit.example"


def test_a_mail_goes_by_the_mail_server_once_and_asks_for_no_answer(
    mail_server: Controller, post: Post
) -> None:
    ByMailServer("127.0.0.1", mail_server.port, "none", OURS, OPS).tell(MESSAGE)
    ((to, mail),) = post.mails
    assert to == [OPS]
    assert (mail["From"], mail["To"], mail["Subject"]) == (OURS, OPS, "MASE service: no look")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().replace("\r", "") == "Nobody had looked.\n\nWhat to do: look.\n"


def test_a_mail_server_is_signed_in_to_only_under_encryption_that_is_verified(
    post: Post, tmp_path: Path
) -> None:
    authority = trustme.CA()
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", not_after=SOON).configure_cert(context)
    signed_in = []

    def authenticate(_s: SMTP, _n: Session, _e: Envelope, _m: str, data: LoginPassword) -> AuthResult:
        signed_in.append((data.login, data.password))
        return AuthResult(success=True)

    server = Controller(
        post,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=context,
        require_starttls=True,
        authenticator=authenticate,
    )
    server.start()
    try:
        route = ByMailServer(
            "127.0.0.1", server.port, "starttls", OURS, OPS, "watch", "pass word", ca_file=ca_file
        )
        route.tell(MESSAGE)
        assert (signed_in, len(post.mails)) == ([(b"watch", b"pass word")], 1)
        strange = ByMailServer("127.0.0.1", server.port, "starttls", OURS, OPS, "watch", "pass word")
        with pytest.raises(ssl.SSLCertVerificationError):
            strange.tell(MESSAGE)
        assert len(signed_in) == 1, "the password goes to no server that is not the one"
        assert last_day(route.encrypted) == SOON.date()
        with pytest.raises(Problem, match="unable to get local issuer certificate"):
            last_day(strange.encrypted)
        assert "pass word" not in repr(route)
    finally:
        server.stop()


def test_what_refuses_a_mail_is_a_route_that_failed(mail_server: Controller, post: Post) -> None:
    post.refuses = True
    with pytest.raises(FAILURES):
        ByMailServer("127.0.0.1", mail_server.port, "none", OURS, OPS).tell(MESSAGE)


def test_the_mailbox_is_a_route_too(clock: SetClock) -> None:
    mailer = FakeMailer(clock)
    ByMailbox(lambda: mailer, OPS).tell(MESSAGE)
    ((_, mail),) = mailer.sent
    assert (mail.to, mail.subject) == (OPS, "MASE service: no look")
    assert mail.html == "<p>Nobody had looked.</p><p>What to do: look.</p>"
    assert mailer.is_closed
    mailer.order("send", Trouble(RefusedError("No.")))
    with pytest.raises(RefusedError):
        ByMailbox(lambda: mailer, OPS).tell(MESSAGE)


def test_a_webhook_gets_the_words_and_each_fault_with_since_when_how_grave_and_what_to_do(web: Web) -> None:
    ByWebhook(f"{web.url}/room?token=secret").tell(MESSAGE)
    assert web.contents("/room?token=secret") == [
        {
            "text": "MASE service: no look\n\nNobody had looked.\n\nWhat to do: look.\n",
            "machine": "web1",
            "mailbox": "mase@unit.example",
            "faults": ["no look"],
            "over": [],
            "standing": [
                {
                    "fault": "no look",
                    "is_new": True,
                    "since": "2027-01-12T09:00:00",
                    "see_to_it": "today",
                    "sentence": "Nobody had looked.",
                    "what_to_do": FAULTS[FaultKind.NO_LOOK].remedy,
                }
            ],
        }
    ]
    web.status = 500
    with pytest.raises(FAILURES):
        ByWebhook(f"{web.url}/room").tell(MESSAGE)


def test_the_dead_man_s_switch_hears_of_each_round_and_of_faults_by_their_kinds(web: Web) -> None:
    switch = DeadMansSwitch(f"{web.url}/ping/uuid")
    switch.begin()
    switch.end([])
    switch.end([Fault(FaultKind.UNREAD, OURS, "Unread."), Fault(FaultKind.UNREAD, OPS, "Unread.")])
    assert web.posted == [
        ("/ping/uuid/start", ""),
        ("/ping/uuid", ""),
        ("/ping/uuid/fail", "mailbox not read"),
    ]
