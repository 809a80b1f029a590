from __future__ import annotations

import datetime as dt

import httpx
import pytest

from tests.standins.client import StandInClient, standin_process
from tests.standins.conftest import CHAIR, UNIT
from tests.standins.exchange.server import ENDPOINT
from tests.standins.post_office.items import Attendee, Folder, Item, ItemClass, Meeting, Person
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server


def test_a_scripted_person_reads_replies_and_sends_files(client: StandInClient) -> None:
    client.send(
        UNIT, [CHAIR], "Agenda", "Please agree.", files=[("agenda.docx", "application/msword", b"PK")]
    )
    (asked,) = client.items(CHAIR)
    assert (asked["subject"], asked["text"], asked["files"][0]["name"]) == (
        "Agenda",
        "Please agree.",
        "agenda.docx",
    )
    assert client.file(CHAIR, asked["id"], asked["files"][0]["id"]) == b"PK"
    client.reply(CHAIR, asked["id"], "AGREE", files=[("notes.txt", "text/plain", b"fine")])
    (answer,) = client.items(UNIT)
    assert (answer["in_reply_to"], answer["sender"]) == (asked["message_id"], CHAIR)
    assert client.file(UNIT, answer["id"], answer["files"][0]["id"]) == b"fine"


def test_only_what_is_new_is_told_when_asked_so(client: StandInClient) -> None:
    client.send(UNIT, [CHAIR], "One", "1")
    (first,) = client.items(CHAIR)
    client.send(UNIT, [CHAIR], "Two", "2")
    assert [item["subject"] for item in client.items(CHAIR, after=first["change"])] == ["Two"]


def test_somebody_opens_an_item_and_deletes_it(client: StandInClient) -> None:
    client.send(UNIT, [CHAIR], "Agenda", "Please agree.")
    (item,) = client.items(CHAIR)
    client.open_item(CHAIR, item["id"])
    assert (item["read"], client.item(CHAIR, item["id"])["read"]) == (False, True)
    client.delete_item(CHAIR, item["id"])
    assert client.items(CHAIR) == []


def test_a_scripted_person_votes(client: StandInClient) -> None:
    client.send(UNIT, [CHAIR], "Agenda", "Please agree.")
    client.vote(CHAIR, client.items(CHAIR)[0]["id"], "AGREE")
    assert client.items(UNIT)[0]["subject"] == "AGREE: Agenda"


def test_a_scripted_person_answers_an_invitation(client: StandInClient, office: PostOffice) -> None:
    unit, at = office.mailbox(UNIT), dt.datetime(2027, 1, 12, 10, tzinfo=dt.UTC)
    meeting = Meeting("uid", at, at, "Hall", unit.person, (Attendee(Person(CHAIR)),))
    event = office.save(
        unit, Item(subject="Forum", item_class=ItemClass.EVENT, meeting=meeting), Folder.CALENDAR
    )
    office.invite(unit, event)
    (request,) = client.items(CHAIR)
    assert request["meeting"]["start"] == "2027-01-12T10:00:00+00:00"
    client.answer_invitation(CHAIR, request["id"], "tentative", "Perhaps.")
    (answer,) = client.items(UNIT)
    assert (answer["subject"], answer["meeting"]["coming"]) == ("Tentative: Forum", "tentative")
    assert client.items(UNIT, "calendar")[0]["meeting"]["attendees"][0]["coming"] == "tentative"


def test_an_automatic_reply_is_switched_on_and_off(client: StandInClient) -> None:
    for text in ("I am away.", ""):
        client.open_mailbox(CHAIR, automatic_reply=text)
        client.send(UNIT, [CHAIR], "Agenda", "Please agree.")
    assert [item["text"] for item in client.items(UNIT)] == ["I am away."]


def test_the_clock_dates_what_is_sent(client: StandInClient) -> None:
    client.set_clock(dt.datetime(2027, 1, 12, 9, tzinfo=dt.UTC))
    client.send(UNIT, [CHAIR], "Agenda", "Please agree.")
    assert client.items(CHAIR)[0]["received_at"] == "2027-01-12T09:00:00+00:00"
    assert client.accepted()[0]["at"] == "2027-01-12T09:00:00+00:00"
    assert client.accepted(after=1) == []
    client.set_clock(None)
    client.send(UNIT, [CHAIR], "Again", "Please.")
    assert client.accepted()[1]["at"] > "2026"


def test_a_letter_can_come_from_outside(client: StandInClient) -> None:
    client.set_options(verdicts={"elsewhere.example": "fail"})
    client.bring_in("Nobody@elsewhere.example", [UNIT], "Offer", "Buy.", headers=[("List-Id", "offers")])
    (item,) = client.items(UNIT)
    assert item["sender"] == "nobody@elsewhere.example"
    assert ["List-Id", "offers"] in item["headers"]
    assert "dmarc=fail" in dict(item["headers"])["Authentication-Results"]


def test_a_mailbox_is_filled_fast_and_closed(client: StandInClient) -> None:
    client.seed(UNIT, "inbox", 500)
    counted = {each["address"]: each["items"]["inbox"] for each in client.mailboxes()}
    assert counted == {UNIT: 500, CHAIR: 0}
    client.close_mailbox(CHAIR)
    assert [each["address"] for each in client.mailboxes()] == [UNIT]


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (("PUT", "options", {"no_such": True}), "there is no option no_such"),
        (("POST", f"mailboxes/{CHAIR}/reply", {"item": "9-9", "text": ""}), "not found in the store"),
        (("POST", "faults", {"operation": "SendItem", "trouble": "plague"}), "plague"),
    ],
)
def test_what_cannot_be_done_is_said(
    client: StandInClient, call: tuple[str, str, dict[str, object]], problem: str
) -> None:
    answer = httpx.request(call[0], f"{client.url}/standin/{call[1]}", json=call[2], trust_env=False)
    assert answer.status_code == 400
    assert problem in answer.json()["problem"]


def test_what_there_is_not_is_not_found(client: StandInClient) -> None:
    for path in ("nonsense", f"mailboxes/{UNIT}/items/9-9", "mailboxes/nobody@x.example/inbox"):
        assert httpx.get(f"{client.url}/standin/{path}", trust_env=False).status_code == 404


def test_the_stand_in_says_how_to_point_the_service_at_it(client: StandInClient, server: Server) -> None:
    assert client.settings()["MASE_EXCHANGE_ENDPOINT"] == server.url + ENDPOINT


def test_the_stand_in_runs_as_a_program_of_its_own() -> None:
    with standin_process("exchange", "--mailbox", UNIT) as client:
        assert [each["address"] for each in client.mailboxes()] == [UNIT]
        assert client.settings()["MASE_GATEWAY"] == "exchange"
