"""Of a complaint, an interest or a right the unit reads what somebody wrote, until it says what was done."""

from __future__ import annotations

from typing import Any

import pytest

from forum.inbox.mailbox_items import Outcome
from forum.letters.concerns import ConcernNotice
from forum.letters.parts import Quote
from forum.letters.questions import Desk
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.tables import AuditRow, ConcernRow, ReceivedRow, WaitingWordsRow
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import NURSE, UNIT

MARKING = "OFFICIAL-SENSITIVE"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def notice_of(post: Post) -> ConcernNotice:
    """The notice that the unit got; there is one."""
    (notice,) = [letter for letter in post.letters.printed if isinstance(letter, ConcernNotice)]
    return notice


def test_what_is_not_urgent_is_before_the_unit_in_its_writer_s_words_until_it_is_settled(
    after_meeting: Post,
) -> None:
    post = after_meeting
    complaint = "I want to make a formal complaint.\nNobody answers my letters."
    row = post.hear(complaint, to=post.sent("after_meeting", NURSE))
    notice = notice_of(post)
    assert (notice.marking, notice.quote) == (MARKING, Quote(lines=tuple(complaint.splitlines())))
    post.send()

    post.forum.on("Fri 15 Jan 2027")
    post.desk()
    desk = [letter for letter in post.letters.printed if isinstance(letter, Desk)][-1]
    assert desk.marking == MARKING
    assert desk.needs[0].quote == notice.quote
    assert "in the mailbox" not in desk.needs[0].how

    post.hear("SETTLED W/2027/01: rang her", to=post.sent("concern_notice", UNIT))
    assert post.forum.rows(WaitingWordsRow) == []
    kept = (*post.forum.rows(AuditRow), *post.forum.rows(ReceivedRow), *post.forum.rows(ConcernRow))
    assert not any("answers my letters" in repr(vars(each)) for each in kept)
    assert post.row(row.item).outcome is Outcome.RECORDED


@pytest.mark.parametrize("more", [{"sender": "stranger@elsewhere.example"}, {"dmarc": Dmarc.FAIL}])
def test_no_words_of_strangers_or_of_disowned_mail_are_quoted(
    after_meeting: Post, more: dict[str, Any]
) -> None:
    post = after_meeting
    letter = {} if "sender" in more else {"to": post.sent("after_meeting", NURSE)}
    post.hear("I want to make a formal complaint", **{**letter, **more})
    assert (notice_of(post).quote, notice_of(post).marking) == (None, "")
    assert post.forum.rows(WaitingWordsRow) == []
    post.forum.on("Fri 15 Jan 2027")
    assert "Their mail is in the mailbox under that time." in post.desk()[0]


def test_words_of_two_concerns_stay_until_both_are_settled(after_meeting: Post) -> None:
    post = after_meeting
    text = "I want to make a formal complaint. I must declare an interest in item 6."
    post.hear(text, to=post.sent("after_meeting", NURSE))
    post.send()
    letter = post.sent("concern_notice", UNIT)
    for reference, left in (("W/2027/01", 1), ("W/2027/02", 0)):
        post.hear(f"SETTLED {reference}: rang her", to=letter)
        assert len(post.forum.rows(WaitingWordsRow)) == left
