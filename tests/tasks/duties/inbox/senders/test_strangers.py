"""Somebody on no list who writes anything hears whom to ring, once a day, and the unit sees their mail."""

from __future__ import annotations

from typing import Any

import pytest

from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.letters.concerns import Acknowledgement, ConcernAnswer
from forum.outbox.states import State
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.tables import ConcernRow, DispatchRow
from tests.tasks.duties.inbox.post import Post

WORRY = "One of my girls told me last night that two men drive her to a hotel. She is 14. What do I do?"
STRANGER = "worried@nowhere.example"
ASKS_THE_WAY = "I found your address on a poster in the library and would like somebody to ring me."


def test_a_stranger_who_writes_anything_hears_once_a_day_whom_to_ring(after_meeting: Post) -> None:
    post = after_meeting
    row = post.hear(ASKS_THE_WAY, sender=STRANGER, dmarc=Dmarc.NONE)
    post.hear(ASKS_THE_WAY, sender=STRANGER, dmarc=Dmarc.NONE)
    assert row.outcome is Outcome.FOR_THE_UNIT
    (letter,) = [each for each in post.letters.printed if isinstance(each, Acknowledgement)]
    assert letter.numbers[0] == "Kent: 03000 000001, at night and weekends 03000 000002"
    assert (letter.addressee, post.forum.rows(ConcernRow)) == ("", [])
    post.send()
    (sent,) = (row for row in post.forum.rows(DispatchRow) if row.letter == Acknowledgement.NAME)
    assert (sent.state, sent.address) == (State.SENT, STRANGER)
    post.hear(WORRY, sender=STRANGER, dmarc=Dmarc.NONE)  # which is answered all the same
    assert [each.urgent for each in post.letters.printed if isinstance(each, ConcernAnswer)] == [True]


@pytest.mark.parametrize(
    "more",
    [
        {"text": "Thank you"},
        {"dmarc": Dmarc.FAIL},
        {"kind": ItemKind.AUTOMATIC},
        {"kind": ItemKind.PASSED_ON},
        {"sender": ""},
        {"text": WORRY},
    ],
)
def test_no_other_mail_of_strangers_is_acknowledged(after_meeting: Post, more: dict[str, Any]) -> None:
    mail = {"text": ASKS_THE_WAY, "sender": STRANGER, "dmarc": Dmarc.NONE, **more}
    after_meeting.hear(**mail)
    assert [each for each in after_meeting.letters.printed if isinstance(each, Acknowledgement)] == []
