"""Items as they came, and what leaves a mailbox after its time, through every gateway."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes

from tests.tasks.mail.gateways.boxes import NURSE, PROBATION, Box
from tests.tasks.mail.gateways.letters import letter, sent

LONG_AGO = dt.datetime(2020, 1, 1)


def test_an_item_is_fetched_as_it_came_and_deleted(box: Box) -> None:
    box.write(NURSE, "First", "About the agenda.")
    box.write(PROBATION, "Second", "Another.")
    page = box.mailer.read("", LONG_AGO)
    first, second = (item.id for item in page.items)
    mail = message_from_bytes(box.mailer.original(first))
    assert NURSE in str(mail["From"])
    assert "About the agenda." in box.mailer.original(first).decode()
    box.mailer.delete_item(first)
    box.mailer.delete_item(first)
    assert box.mailer.original(first) == b""
    assert box.mailer.read(page.cursor, LONG_AGO).items == ()
    assert [item.id for item in box.mailer.read("", LONG_AGO).items] == [second]


def test_letters_that_went_before_a_time_are_deleted_from_sent_items(box: Box) -> None:
    sent(box.mailer, letter(1, NURSE), letter(2, NURSE))
    box.later(hours=3)
    middle = box.now() - dt.timedelta(hours=1)
    sent(box.mailer, letter(3, NURSE))
    assert box.mailer.delete_sent(middle) == 2
    assert box.mailer.delete_sent(middle) == 0
    assert box.mailer.sent_since(LONG_AGO) == [letter(3).key]
