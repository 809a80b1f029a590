"""The scripted people's mailboxes, at a stand-in of our own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from forum.text.problem import Problem
from rehearsals.mail_channel import File, StandIn, standin_at
from tasks.documents.papers.take_paper import WORD
from tests.standins.exchange.server import ExchangeStandIn
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server

SERVICE, CHAIR = "mase@forum.example", "chair@council.example"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with Server(ExchangeStandIn(PostOffice("forum.example"))) as server:
        yield server.url


@pytest.fixture
def standin(url: str) -> Iterator[StandIn]:
    with standin_at(url) as standin:
        standin.open_mailbox(SERVICE)
        standin.open_mailbox(CHAIR)
        yield standin


def test_the_service_is_pointed_at_it(standin: StandIn, url: str) -> None:
    settings = standin.settings(SERVICE)
    assert settings["MASE_GATEWAY"] == "exchange"
    assert settings["MASE_EXCHANGE_ENDPOINT"] == f"{url}/EWS/Exchange.asmx"
    assert (settings["MASE_SERVICE_ADDRESS"], settings["MASE_EXCHANGE_USERNAME"]) == (SERVICE, SERVICE)


def test_somebody_replies_with_words_and_a_file(standin: StandIn) -> None:
    standin.send(SERVICE, CHAIR, "MASE: one thing to agree", "Please reply AGREE.")
    (asked,) = standin.inbox(CHAIR)
    standin.reply(CHAIR, asked["id"], "AGREE", [File("Paper.docx", WORD, b"a paper")])
    (came,) = standin.inbox(SERVICE)
    assert came["text"].startswith("AGREE")
    assert came["in_reply_to"] == asked["message_id"]
    assert [(file["name"], file["size"]) for file in came["files"]] == [("Paper.docx", 7)]


def test_the_clock_stands_at_london_time(standin: StandIn) -> None:
    standin.turn_clock(dt.datetime(2027, 7, 1, 11))
    standin.send(SERVICE, CHAIR, "In summer", "Hello.")
    assert standin.inbox(CHAIR)[0]["received_at"] == "2027-07-01T10:00:00+00:00"


def test_what_an_earlier_rehearsal_left_is_thrown_away(standin: StandIn) -> None:
    standin.send(SERVICE, CHAIR, "Of yesterday", "Hello.")
    standin.open_mailbox(CHAIR)
    assert standin.inbox(CHAIR) == []


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9", "not an address", "ftp://127.0.0.1", "http://[", "http://127.0.0.1:port"],
)
def test_an_address_at_which_no_standin_answers_is_said_with_what_to_do(address: str) -> None:
    said = pytest.raises(Problem, match=r"No Exchange stand-in answers at .* 'make exchange-standin'")
    with said, standin_at(address) as standin:
        standin.settings(SERVICE)


def test_something_else_that_answers_is_no_standin(url: str) -> None:
    said = pytest.raises(Problem, match="No Exchange stand-in answers at")
    with said, standin_at(f"{url}/EWS/Exchange.asmx") as standin:
        standin.settings(SERVICE)
