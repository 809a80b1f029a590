from __future__ import annotations

import base64
import socket
import time

import httpx
import pytest
from exchangelib import Account, Mailbox, Message

from tests.standins.client import StandInClient
from tests.standins.conftest import CHAIR, UNIT
from tests.standins.exchange import soap
from tests.standins.exchange.server import ENDPOINT, ExchangeStandIn
from tests.standins.post_office.faults import Fault, Trouble
from tests.standins.serving import Server

BROKEN = {
    Trouble.RESET: (httpx.ReadError, httpx.RemoteProtocolError),
    Trouble.TIME_OUT: (httpx.ReadTimeout,),
    Trouble.HALF: (httpx.ReadError, httpx.RemoteProtocolError),
}


def send_a_letter(server: Server) -> httpx.Response:
    """Send a letter by CreateItem, as plain HTTP, so that the answer can be looked at."""
    to = soap.node(soap.t("Mailbox"), None, soap.node(soap.t("EmailAddress"), CHAIR))
    subject, people = soap.node(soap.t("Subject"), "Hello"), soap.node(soap.t("ToRecipients"), None, to)
    items = soap.node(soap.m("Items"), None, soap.node(soap.t("Message"), None, subject, people))
    request = soap.node(soap.m("CreateItem"), None, items, MessageDisposition="SendAndSaveCopy")
    return httpx.post(
        server.url + ENDPOINT,
        content=soap.envelope(request),
        auth=(UNIT, "secret"),
        timeout=0.5,
        trust_env=False,
    )


@pytest.mark.parametrize("trouble", [Trouble.RESET, Trouble.TIME_OUT])
@pytest.mark.parametrize("accepted", [False, True])
def test_a_connection_breaks_before_or_after_the_letter_is_accepted(
    server: Server, client: StandInClient, trouble: Trouble, accepted: bool
) -> None:
    client.fault(Fault("CreateItem", trouble, accepted=accepted, seconds=5))
    with pytest.raises(BROKEN[trouble]):
        send_a_letter(server)
    assert len(client.accepted()) == int(accepted)
    assert client.faults() == []
    assert send_a_letter(server).status_code == 200


@pytest.mark.parametrize(
    ("trouble", "status"),
    [
        (Trouble.UNAVAILABLE, 503),
        (Trouble.ERROR_CLOSE, 500),
        (Trouble.UNAUTHORISED, 401),
        (Trouble.THROTTLED, 429),
    ],
)
@pytest.mark.parametrize("accepted", [False, True])
def test_an_error_is_answered_before_or_after_the_letter_is_accepted(
    server: Server, client: StandInClient, trouble: Trouble, status: int, accepted: bool
) -> None:
    client.fault(Fault("CreateItem", trouble, accepted=accepted, seconds=7))
    answer = send_a_letter(server)
    assert answer.status_code == status
    assert len(client.accepted()) == int(accepted)
    assert answer.headers.get("Connection") == ("close" if trouble is Trouble.ERROR_CLOSE else None)
    assert answer.headers.get("Retry-After") == ("7" if status in (503, 429) else None)


def test_a_malformed_answer_comes_after_the_mail_has_gone(server: Server, client: StandInClient) -> None:
    client.fault(Fault("CreateItem", Trouble.MALFORMED, accepted=True))
    assert b"</soap" not in send_a_letter(server).content.lower()
    assert len(client.accepted()) == 1


def test_half_an_answer_is_no_answer(server: Server, client: StandInClient) -> None:
    client.fault(Fault("CreateItem", Trouble.HALF))
    with pytest.raises(BROKEN[Trouble.HALF]):
        send_a_letter(server)
    assert len(client.accepted()) == 1


@pytest.mark.parametrize("accepted", [False, True])
def test_a_slow_answer_is_slow_before_or_after_acceptance(
    server: Server, client: StandInClient, accepted: bool
) -> None:
    client.fault(Fault("CreateItem", Trouble.SLOW, accepted=accepted, seconds=0.2))
    start = time.monotonic()
    assert send_a_letter(server).status_code == 200
    assert time.monotonic() - start >= 0.2


def test_a_fault_waits_for_its_turn_and_its_operation(exchange: ExchangeStandIn) -> None:
    exchange.faults.order(Fault("SendItem", Trouble.RESET, skip=1, times=2))
    struck = [
        bool(exchange.faults.take(name))
        for name in ("SendItem", "GetItem", "SendItem", "SendItem", "SendItem")
    ]
    assert struck == [False, False, True, True, False]


def test_requests_and_their_bytes_are_counted_by_operation(unit: Account, client: StandInClient) -> None:
    _ = unit.drafts
    client.forget_traffic()
    Message(
        account=unit, folder=unit.drafts, subject="x" * 200, to_recipients=[Mailbox(email_address=CHAIR)]
    ).save()
    traffic = client.traffic()
    assert list(traffic) == ["CreateItem"]
    assert traffic["CreateItem"]["requests"] == 1
    assert 800 < traffic["CreateItem"]["received"] < 3000


def test_a_request_that_breaks_off_is_not_carried_out(server: Server, client: StandInClient) -> None:
    client.fault(Fault("*", Trouble.RESET))
    with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2])), timeout=5) as line:
        signed = base64.b64encode(f"{UNIT}:secret".encode()).decode()
        head = f"POST {ENDPOINT} HTTP/1.1\r\nAuthorization: Basic {signed}\r\nContent-Length: 1000\r\n\r\n"
        line.sendall(head.encode() + b"<half")
        line.shutdown(socket.SHUT_WR)
        assert line.recv(100) == b""
    assert client.traffic() == {}
    assert len(client.faults()) == 1


def test_a_failure_of_the_stand_in_itself_is_kept(
    server: Server, client: StandInClient, exchange: ExchangeStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "answer", lambda *_: 1 / 0)
    assert send_a_letter(server).status_code == 500
    assert "ZeroDivisionError" in client.invalid()[0]
    exchange.invalid.clear()


def test_a_closed_server_hangs_up(exchange: ExchangeStandIn) -> None:
    server = Server(exchange).start()
    with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2])), timeout=5) as line:
        line.sendall(b"GET /standin/clock HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 200 OK")
        server.close()
        while line.recv(1000):
            pass
