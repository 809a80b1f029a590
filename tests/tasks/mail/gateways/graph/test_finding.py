"""Looking for our letters through Graph."""

from __future__ import annotations

import datetime as dt

import pytest

from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.protocol.mailer import BusyError, RefusedError, Whereabouts
from tasks.mail.protocol.properties import message_id
from tests.standins.post_office.faults import Trouble
from tests.standins.post_office.items import Folder, Item, Person
from tests.tasks.mail.gateways.graph.conftest import CHAIR, OURS, Office, letter

SUMMER = dt.datetime(2027, 7, 6, 8, 30, tzinfo=dt.UTC)


def sent(mailer: GraphMailer, number: int = 1) -> str:
    """Send a letter; its key."""
    (draft_id,) = mailer.draft([letter(number)])
    assert mailer.send([str(draft_id)]) == [None]
    return letter(number).key


def put_sent(office: Office, count: int, at: dt.datetime, conversation: str = "thread") -> list[str]:
    """Put letters of ours into Sent Items as if they had been sent a minute apart; their keys."""
    set_id = "6f1d6f5e-3a0b-4d6c-9f57-2c1b8e40a9d3"
    mailbox = office.standin.office.mailboxes[OURS]
    keys = []
    for number in range(count):
        key = f"group/subject/minutes/first/{number}"
        item = Item(subject="Minutes", sender=Person(OURS), message_id=message_id(key, OURS))
        item.properties[f"{set_id}/MaseDispatch"] = key
        item.sent_at = item.received_at = item.created_at = at + dt.timedelta(minutes=number)
        item.conversation = conversation
        mailbox.put(item, Folder.SENT)
        keys.append(key)
    return keys


def test_a_letter_is_found_where_it_is(office: Office, mailer: GraphMailer) -> None:
    office.standin.office.clock.set(SUMMER)
    assert mailer.find("a/b/c/d/e").where is Whereabouts.NOWHERE
    (draft_id,) = mailer.draft([letter()])
    found = mailer.find(letter().key)
    assert (found.where, found.id) == (Whereabouts.DRAFTS, draft_id)
    mailer.send([str(draft_id)])
    found = mailer.find(letter().key)
    assert (found.where, found.sent_at) == (Whereabouts.SENT, dt.datetime(2027, 7, 6, 9, 30))


def test_a_key_with_a_quote_in_it_is_found(mailer: GraphMailer) -> None:
    mail = letter()
    odd = mail.key.replace("first", "o'clock")
    mailer.draft([type(mail)(**{**vars(mail), "key": odd})])
    assert mailer.find(odd).where is Whereabouts.DRAFTS
    assert mailer.find(mail.key).where is Whereabouts.NOWHERE


def test_all_our_letters_since_a_time_are_listed_however_many(office: Office, mailer: GraphMailer) -> None:
    keys = put_sent(office, 1200, SUMMER)
    office.standin.office.mailboxes[OURS].put(
        Item(subject="A person's own", sent_at=SUMMER, created_at=SUMMER), Folder.SENT
    )
    assert set(mailer.sent_since(dt.datetime(2027, 7, 6, 9, 30))) == set(keys)
    assert office.requests("ListMessages") == 3
    assert mailer.sent_since(dt.datetime(2027, 7, 6, 9, 30) + dt.timedelta(minutes=1199)) == keys[-1:]


def test_a_reply_is_matched_by_the_first_message_id_of_ours(office: Office, mailer: GraphMailer) -> None:
    keys = put_sent(office, 3, SUMMER)
    ids = [message_id(key, OURS) for key in keys]
    assert mailer.key_of(["<theirs@council.example>", ids[1], ids[2]], "") == keys[1]
    long_thread = [f"<{number}@council.example>" for number in range(25)]
    assert mailer.key_of([*long_thread, ids[2]], "") == keys[2]


def test_a_reply_without_its_message_ids_is_matched_by_the_newest_letter_of_its_conversation(
    office: Office, mailer: GraphMailer
) -> None:
    keys = put_sent(office, 3, SUMMER)
    put_sent(office, 1, SUMMER, conversation="another")
    assert mailer.key_of(["<theirs@council.example>"], "thread") == keys[2]
    assert mailer.key_of([], "no such thread") == ""
    assert mailer.key_of(["<theirs@council.example>"], "") == ""
    assert mailer.key_of([], "") == ""


def test_the_replies_of_a_server_that_sets_its_own_message_ids_are_matched_too(
    office: Office, mailer: GraphMailer
) -> None:
    office.standin.office.options.ignores_message_ids = True
    key = sent(mailer)
    (arrived,) = office.items(CHAIR)
    assert arrived.message_id != message_id(key, OURS)
    assert mailer.key_of([arrived.message_id], "") == key


@pytest.mark.parametrize("trouble", [Trouble.THROTTLED, Trouble.UNAVAILABLE])
def test_looking_waits_as_long_as_it_is_asked_to(
    office: Office, mailer: GraphMailer, trouble: Trouble
) -> None:
    key = sent(mailer)
    office.strike("ListMessages", trouble, times=2, seconds=7)
    assert mailer.find(key).where is Whereabouts.SENT
    assert office.waited == [7, 7]


def test_looking_waits_until_a_date(office: Office, mailer: GraphMailer) -> None:
    office.standin.office.options.dated_patience = True
    key = sent(mailer)
    office.strike("ListMessages", Trouble.THROTTLED, seconds=20)
    assert mailer.find(key).where is Whereabouts.SENT
    (seconds,) = office.waited
    assert 10 < seconds <= 20


def test_looking_is_repeated_when_a_connection_breaks(office: Office, mailer: GraphMailer) -> None:
    key = sent(mailer)
    for trouble in (Trouble.RESET, Trouble.HALF, Trouble.MALFORMED):
        office.strike("ListMessages", trouble)
    assert mailer.find(key).where is Whereabouts.SENT
    assert office.waited == [1, 5, 15]


def test_nobody_waits_for_an_hour(office: Office, mailer: GraphMailer) -> None:
    office.strike("ListMessages", Trouble.THROTTLED, times=9, seconds=3600)
    with pytest.raises(BusyError):
        mailer.find(letter().key)
    assert office.waited == [30, 30, 30]


def test_a_server_that_stays_away_is_given_up(office: Office, mailer: GraphMailer) -> None:
    office.strike("ListMessages", Trouble.RESET, times=9)
    with pytest.raises(RefusedError, match="no answer"):
        mailer.find(letter().key)
    assert office.waited == [1, 5, 15]
