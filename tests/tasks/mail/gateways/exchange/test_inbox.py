"""Odd things in an inbox at Exchange: each is there for a person to look at, and the next one is read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from forum.inbox.mailbox_items import ItemKind
from tasks.mail.gateways.exchange import inbox
from tasks.mail.gateways.exchange.services import GetItem, SyncFolderItems
from tasks.mail.protocol.mailer import ReceivedItem
from tasks.mail.protocol.marks import Headers
from tests.standins.exchange import server, shapes
from tests.standins.exchange.fields import FIELDS, ITEM
from tests.standins.post_office import people
from tests.standins.post_office.faults import Trouble
from tests.standins.post_office.items import File, Item, Person
from tests.standins.post_office.post_office import PostOfficeError
from tests.tasks.mail.gateways.exchange.conftest import NURSE, OURS, Office
from tests.tasks.mail.gateways.letters import letter

LONG_AGO = dt.datetime(2020, 1, 1)


def write(office: Office, subject: str, **what: Any) -> None:
    people.write(office.standin.office, NURSE, [OURS], subject, "text", **what)


def read(office: Office) -> list[ReceivedItem]:
    return list(office.mailer().read("", LONG_AGO).items)


def test_an_element_that_nobody_has_heard_of_is_read_as_a_plain_item(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.standin.checked = False  # the schema has not heard of it either
    monkeypatch.setitem(FIELDS, "Hologram", ITEM)
    monkeypatch.setattr(shapes, "element_of", lambda item: "Hologram" if item.subject == "Odd" else "Message")
    write(office, "Odd", item_class="IPM.Hologram")
    write(office, "Next")
    odd, following = read(office)
    assert (odd.kind, odd.subject) == (ItemKind.OTHER, "Odd")
    assert (following.kind, following.subject) == (ItemKind.MESSAGE, "Next")


def test_a_report_that_exchange_cannot_show_stops_nothing(office: Office) -> None:
    mailer = office.mailer()
    (draft,) = mailer.draft([letter(1, "gone@elsewhere.example")])
    mailer.send([str(draft)])
    write(office, "Next")
    office.strike("GetItem", Trouble.ERROR_CLOSE, skip=1)
    report, following = read(office)
    assert (report.kind, report.failed_address) == (ItemKind.NON_DELIVERY, "")
    assert (following.kind, following.subject) == (ItemKind.MESSAGE, "Next")


def test_an_item_that_exchange_itself_cannot_read_is_there_for_a_person(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(office, "Corrupt")
    write(office, "Next")
    corrupt = office.items()[0].id
    given = server.OPERATIONS["GetItem"]

    def get(caller, call):  # type: ignore[no-untyped-def]
        outcomes = given(caller, call)

        def fail() -> None:
            raise PostOfficeError("ErrorItemCorrupt", "The item is corrupt.")

        ids = [element.get("Id") for element in call.body.iter() if element.tag.endswith("}ItemId")]
        return [fail if id == corrupt else outcome for id, outcome in zip(ids, outcomes, strict=True)]

    monkeypatch.setitem(server.OPERATIONS, "GetItem", get)
    unreadable, following = read(office)
    assert (unreadable.id, unreadable.kind, unreadable.subject) == (corrupt, ItemKind.OTHER, "")
    assert following.subject == "Next"


def test_an_item_that_a_busy_server_withholds_is_read_with_the_next_run(office: Office) -> None:
    write(office, "First")
    write(office, "Second")
    for _ in range(2):  # among the others, and alone
        office.strike("GetItem", Trouble.ITEM_BUSY, item=0)
    mailer = office.mailer()
    withheld, following = mailer.read("", LONG_AGO).items
    assert (withheld.id, withheld.subject, following.subject) == (office.items()[0].id, "", "Second")
    assert withheld.busy
    assert not following.busy
    assert [item.subject for item in mailer.read("", LONG_AGO).items] == ["First", "Second"]


def test_an_item_that_cannot_be_made_out_is_there_for_a_person(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(headers: Headers) -> tuple[str, ...]:
        if ("X-Odd", "yes") in headers:
            raise LookupError("nobody has thought of this")
        return ()

    monkeypatch.setattr(inbox, "answered_message_ids", stumble)
    write(office, "Odd", headers=(("X-Odd", "yes"),))
    write(office, "Next")
    odd, following = read(office)
    assert (odd.id, odd.kind, odd.subject) == (office.items()[0].id, ItemKind.OTHER, "")
    assert following.subject == "Next"


def test_an_attached_letter_is_a_file_of_its_own(office: Office) -> None:
    inside = b"From: somebody@elsewhere.example\r\nSubject: Inside\r\n\r\nWords\r\n"
    office.standin.office.bring_in(
        Person(NURSE),
        [OURS],
        Item(subject="See below", files=(File("1", "Inside", "message/rfc822", inside, is_item=True),)),
    )
    (item,) = read(office)
    assert [(file.name, file.media_type) for file in item.files] == [("Inside", "message/rfc822")]
    assert b"Inside" in office.mailer().file_content(item.id, item.files[0].id)


def test_twenty_new_items_cost_two_requests(office: Office) -> None:
    mailer = office.mailer()
    cursor = mailer.read("", LONG_AGO).cursor
    for number in range(20):
        write(office, f"{number}")
    office.standin.traffic.forget()
    assert len(mailer.read(cursor, LONG_AGO).items) == 20
    assert office.requests() == {"SyncFolderItems": 1, "GetItem": 1}


def test_an_automatic_reply_to_a_letter_that_cannot_be_found_is_no_error(office: Office) -> None:
    mailer = office.mailer()
    assert mailer.key_of([letter().key, "no message id"], "not base64!") == ""


@pytest.mark.parametrize("service", [GetItem, SyncFolderItems])
def test_a_request_is_made_in_the_version_of_the_settings_alone(service: type, office: Office) -> None:
    mailer = office.mailer(version="Exchange2013_SP1")
    made = service(account=mailer.mailbox.account)
    assert made._api_versions_to_try() == ("Exchange2013_SP1",)
