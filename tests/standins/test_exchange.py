from __future__ import annotations

import base64
import datetime as dt

import httpx
import pytest
from exchangelib import (
    UTC,
    Account,
    EWSDateTime,
    FileAttachment,
    HTMLBody,
    ItemAttachment,
    Mailbox,
    Message,
    Q,
)
from exchangelib.errors import (
    ErrorAccessDenied,
    ErrorInvalidSyncStateData,
    ErrorItemNotFound,
    ErrorMessageSizeExceeded,
    ErrorMoveCopyFailed,
    ErrorQuotaExceeded,
    ErrorSendAsDenied,
    ErrorServerBusy,
    ErrorStaleObject,
)
from exchangelib.items import HARD_DELETE, SAVE_ONLY

from tests.standins.conftest import CHAIR, UNIT, Opener
from tests.standins.exchange import schema, soap
from tests.standins.exchange.server import ENDPOINT, ExchangeStandIn
from tests.standins.post_office.faults import Fault, Trouble
from tests.standins.post_office.items import Folder, Item
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server


def letter(account: Account, key: str = "group/step/agenda/1/chair", **what: object) -> Message:
    return Message(
        account=account,
        folder=account.drafts,
        subject="Agenda",
        body=HTMLBody("<p>Please <b>agree</b>.</p><p>By Friday</p>"),
        to_recipients=[Mailbox(email_address=CHAIR)],
        test_key=key,
        **what,
    )


def drafted(account: Account, *letters: Message) -> list[tuple[str, str]]:
    created = account.bulk_create(folder=account.drafts, items=list(letters), message_disposition=SAVE_ONLY)
    return [(each.id, each.changekey) for each in created]


def received(office: PostOffice, address: str = CHAIR) -> list[Item]:
    return office.mailbox(address).in_folder(Folder.INBOX)


def test_a_draft_is_saved_found_by_its_key_and_sent(unit: Account, office: PostOffice) -> None:
    ids = drafted(unit, letter(unit))
    (draft,) = unit.drafts.filter(test_key="group/step/agenda/1/chair").only("subject", "test_key")
    assert (draft.id, draft.subject) == (ids[0][0], "Agenda")
    assert unit.bulk_send(ids=ids) == [True]
    assert office.ledger[0].key == "group/step/agenda/1/chair"
    (sent,) = unit.sent.filter(test_key="group/step/agenda/1/chair").only("datetime_sent")
    assert sent.id != draft.id
    assert sent.datetime_sent
    assert list(unit.drafts.all().only("subject")) == []


def test_a_letter_can_be_found_by_its_message_id_but_only_where_it_is(unit: Account) -> None:
    unit.bulk_send(ids=drafted(unit, letter(unit, message_id="<one@mase.example>")))
    assert unit.sent.filter(message_id="<one@mase.example>").count() == 1
    assert unit.sent.filter(message_id="<two@mase.example>").count() == 0
    assert unit.drafts.filter(message_id="<one@mase.example>").count() == 0


def test_conditions_may_be_joined_and_dates_compared(unit: Account, office: PostOffice) -> None:
    for hour, key in ((9, "one"), (10, "two"), (11, "three")):
        office.clock.set(dt.datetime(2027, 1, 12, hour, tzinfo=dt.UTC))
        unit.bulk_send(ids=drafted(unit, letter(unit, key)))
    ten = EWSDateTime(2027, 1, 12, 10, tzinfo=UTC)
    since = unit.sent.filter(datetime_sent__gte=ten).only("test_key").order_by("datetime_sent")
    assert [each.test_key for each in since] == ["two", "three"]
    either = unit.sent.filter(Q(test_key="one") | Q(test_key="three")).only("test_key")
    assert {each.test_key for each in either} == {"one", "three"}
    assert unit.sent.filter(test_key="one", datetime_sent__gte=ten).count() == 0


def test_items_are_found_page_by_page_newest_first(unit: Account, office: PostOffice) -> None:
    for number in range(5):
        office.save(office.mailbox(UNIT), Item(subject=str(number)), Folder.INBOX)
    query = unit.inbox.all().only("subject")
    query.page_size = 2
    assert [each.subject for each in query] == ["4", "3", "2", "1", "0"]
    assert [each.subject for each in query[:2]] == ["4", "3"]


def test_what_xml_cannot_hold_is_left_out_of_an_answer(unit: Account, office: PostOffice) -> None:
    office.bring_in(office.mailbox(CHAIR).person, [UNIT], Item(subject="Bell \x07 rings", text="\x00\x1f"))
    assert [each.subject for each in unit.inbox.all()] == ["Bell  rings"]


def test_bodies_come_in_the_form_that_is_asked_for(unit: Account) -> None:
    drafted(unit, letter(unit))
    (item,) = unit.drafts.all().only("body", "text_body")
    assert item.text_body == "Please agree.\n\nBy Friday"
    assert item.body == "<p>Please <b>agree</b>.</p><p>By Friday</p>"


def test_files_travel_and_can_be_fetched_one_by_one(unit: Account, opened: Opener) -> None:
    attached = letter(unit)
    attached.attach(FileAttachment(name="pack.pdf", content=b"%PDF", content_type="application/pdf"))
    attached.attach(ItemAttachment(name="minutes", item=Message(subject="Inner", body="Said.")))
    drafted(unit, attached)
    late = unit.drafts.get(test_key=attached.test_key)
    late.attach(FileAttachment(name="later.txt", content=b"later"))
    unit.bulk_send(ids=[(late.id, unit.drafts.get(id=late.id).changekey)])
    (item,) = opened(CHAIR).inbox.all()
    files = {each.name: each for each in item.attachments}
    assert files["pack.pdf"].content == b"%PDF"
    assert files["later.txt"].size == 5
    assert files["minutes"].item.subject == "Inner"


def test_a_copy_becomes_a_letter_of_its_own(unit: Account, office: PostOffice) -> None:
    master = letter(unit)
    master.attach(FileAttachment(name="pack.pdf", content=bytes(1000)))
    (identity,) = drafted(unit, master)
    (copied,) = unit.bulk_copy(ids=[identity], to_folder=unit.drafts)
    copy = unit.drafts.get(id=copied[0])
    copy.test_key = "another key"
    copy.save(update_fields=["test_key"])
    assert copy.send() is None
    assert [entry.key for entry in office.ledger] == ["another key"]
    assert received(office)[0].files[0].content == bytes(1000)


def test_a_server_may_refuse_copies(unit: Account, office: PostOffice) -> None:
    office.options.refuses_copies = True
    ids = drafted(unit, letter(unit))
    with pytest.raises(ErrorMoveCopyFailed):
        unit.bulk_copy(ids=ids, to_folder=unit.drafts)


def test_a_draft_that_has_changed_since_is_not_sent_by_its_old_key(unit: Account, office: PostOffice) -> None:
    ids = drafted(unit, letter(unit))
    draft = unit.drafts.get(id=ids[0][0])
    draft.subject = "Another subject"
    draft.save(update_fields=["subject"])
    with pytest.raises(ErrorStaleObject):
        unit.bulk_send(ids=ids)
    assert office.ledger == []


def test_each_item_of_a_batch_has_its_own_outcome(unit: Account, office: PostOffice) -> None:
    office.options.largest_item = 10_000
    too_large = letter(unit, "large")
    too_large.attach(FileAttachment(name="pack.pdf", content=bytes(20_000)))
    outcomes = unit.bulk_create(
        folder=unit.drafts, items=[letter(unit, "one"), too_large, letter(unit, "two")]
    )
    assert [isinstance(each, ErrorMessageSizeExceeded) for each in outcomes] == [False, True, False]
    assert unit.drafts.all().count() == 2


@pytest.mark.parametrize("accepted", [False, True])
def test_one_item_of_a_batch_may_be_told_that_the_server_is_busy(
    unit: Account, office: PostOffice, exchange: ExchangeStandIn, accepted: bool
) -> None:
    ids = drafted(unit, letter(unit, "one"), letter(unit, "two"))
    exchange.faults.order(Fault("SendItem", Trouble.ITEM_BUSY, accepted=accepted, item=1))
    with pytest.raises(ErrorServerBusy):
        unit.bulk_send(ids=ids)
    assert [entry.key for entry in office.ledger] == (["one", "two"] if accepted else ["one"])


def test_a_busy_server_asks_for_patience(unit: Account, exchange: ExchangeStandIn) -> None:
    ids = drafted(unit, letter(unit))
    exchange.faults.order(Fault("SendItem", Trouble.BUSY, seconds=30))
    with pytest.raises(ErrorServerBusy) as busy:
        unit.bulk_send(ids=ids)
    assert busy.value.back_off == 30


def test_a_draft_that_is_gone_is_not_found(unit: Account) -> None:
    ids = drafted(unit, letter(unit))
    assert unit.bulk_delete(ids=ids, delete_type=HARD_DELETE) == [True]
    assert isinstance(unit.bulk_send(ids=ids)[0], ErrorItemNotFound)
    assert isinstance(unit.bulk_delete(ids=ids)[0], ErrorItemNotFound)


def test_a_full_mailbox_takes_no_draft(unit: Account, office: PostOffice) -> None:
    office.mailbox(UNIT).full = True
    with pytest.raises(ErrorQuotaExceeded):
        drafted(unit, letter(unit))


def test_a_mailbox_of_somebody_else_stays_shut(unit: Account, office: PostOffice, opened: Opener) -> None:
    with pytest.raises(ErrorAccessDenied):
        _ = opened(CHAIR, username=UNIT).inbox.total_count
    office.mailbox(UNIT).forbidden = True
    with pytest.raises(ErrorAccessDenied):
        _ = unit.inbox.total_count


def test_an_account_may_be_let_into_a_mailbox_that_is_not_its_own(office: PostOffice, opened: Opener) -> None:
    office.open_mailbox("service@mase.example")
    office.mailbox(UNIT).delegates = ("service@mase.example",)
    unit = opened(UNIT, username="service@mase.example")
    unit.bulk_send(ids=drafted(unit, letter(unit)))
    assert office.ledger[0].sender == UNIT


def test_a_mailbox_may_have_no_right_to_send(unit: Account, office: PostOffice) -> None:
    office.mailbox(UNIT).may_not_send = True
    ids = drafted(unit, letter(unit))
    with pytest.raises(ErrorSendAsDenied):
        unit.bulk_send(ids=ids)
    assert unit.drafts.all().count() == 1


def test_what_is_new_is_told_since_the_state_of_last_time(unit: Account, office: PostOffice) -> None:
    mailbox = office.mailbox(UNIT)
    first = office.save(mailbox, Item(subject="One"), Folder.INBOX)
    inbox = unit.inbox
    assert [(kind, item.subject) for kind, item in inbox.sync_items(only_fields=["subject"])] == [
        ("create", "One")
    ]
    state = inbox.item_sync_state
    office.save(mailbox, Item(subject="Two"), Folder.INBOX)
    first.categories = ("done",)
    office.changed(mailbox, first)
    new = [(kind, item.subject) for kind, item in inbox.sync_items(sync_state=state, only_fields=["subject"])]
    assert new == [("create", "Two"), ("update", "One")]
    mailbox.remove(first.id)
    assert [kind for kind, _ in inbox.sync_items(sync_state=inbox.item_sync_state)] == ["delete"]


@pytest.mark.parametrize("state", ["nonsense", base64.b64encode(b"1/inbox/999999").decode()])
def test_a_state_that_the_server_does_not_know_is_refused(unit: Account, state: str) -> None:
    with pytest.raises(ErrorInvalidSyncStateData):
        list(unit.inbox.sync_items(sync_state=state))


def test_items_of_other_classes_come_as_what_they_are(unit: Account, office: PostOffice) -> None:
    mailbox = office.mailbox(UNIT)
    for item_class in ("IPM.Fax", "IPM.Post", "IPM.AbchPerson"):
        office.save(mailbox, Item(subject=item_class, item_class=item_class), Folder.INBOX)
    changes = unit.inbox.sync_items(only_fields=["subject"])
    assert [type(next(changes)[1]).__name__ for _ in range(2)] == ["Item", "PostItem"]
    with pytest.raises(ValueError, match="Person was unexpected"):
        next(changes)


def test_that_an_item_was_opened_is_told_as_such(unit: Account, office: PostOffice) -> None:
    mailbox = office.mailbox(UNIT)
    item = office.save(mailbox, Item(subject="One"), Folder.INBOX)
    inbox = unit.inbox
    assert len(list(inbox.sync_items())) == 1
    mailbox.mark_read(item)
    ((kind, (identity, read)),) = inbox.sync_items(sync_state=inbox.item_sync_state)
    assert (kind, identity.id, read) == ("read_flag_change", item.id, True)


def test_headers_and_categories_can_be_read_and_set(unit: Account, office: PostOffice) -> None:
    item = Item(subject="Hello", text="A word.", headers=(("X-Seen", "yes"),))
    office.bring_in(office.mailbox(CHAIR).person, [UNIT], item)
    (found,) = unit.inbox.all()
    names = {header.name: header.value for header in found.headers}
    assert (names["X-Seen"], names["X-MS-Exchange-Organization-AuthAs"]) == ("yes", "Anonymous")
    found.categories = ["MASE: recorded"]
    found.save(update_fields=["categories"])
    assert received(office, UNIT)[0].categories == ("MASE: recorded",)


def test_a_whole_message_can_be_read_and_made(unit: Account, office: PostOffice) -> None:
    drafted(unit, letter(unit, message_id="<one@mase.example>"))
    (draft,) = unit.drafts.all().only("mime_content")
    assert b"Message-ID: <one@mase.example>" in draft.mime_content
    made = b"To: chair@nhs.example\r\nSubject: Made\r\nX-Marking: OFFICIAL\r\n\r\nBy hand.\r\n"
    Message(account=unit, folder=unit.drafts, mime_content=made).save().send()
    assert (received(office)[0].text, received(office)[0].header("X-Marking")) == ("By hand.", "OFFICIAL")


@pytest.mark.skipif(schema.messages() is None, reason="Microsoft's schemas of EWS are not beside the project")
def test_a_request_against_the_schema_is_refused_and_kept(server: Server, exchange: ExchangeStandIn) -> None:
    request = soap.node(soap.m("GetItem"), None, soap.node(soap.m("Nonsense")))
    answer = httpx.post(
        server.url + ENDPOINT, content=soap.envelope(request), auth=(UNIT, "secret"), trust_env=False
    )
    assert answer.status_code == 500
    assert b"ErrorSchemaValidation" in answer.content
    assert "Nonsense" in exchange.invalid[0]
    exchange.invalid.clear()
