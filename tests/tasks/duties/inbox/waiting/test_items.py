"""What can't be acted on stands in the desk letter and the list until a person puts it aside."""

from __future__ import annotations

import pytest

from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.text.problem import Problem
from tasks.duties.calendar import due_letters
from tasks.duties.inbox.waiting import put_aside, waiting_in_mailbox
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.tables import AuditRow, WaitingWordsRow
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, NURSE, UNIT


def mail_on_the_desk(post: Post) -> list[str]:
    return [one for one in post.desk() if "reply ASIDE" in one or "more mail" in one]


def test_the_desk_letter_says_when_from_whom_and_why(chair_asked: Post) -> None:
    row = chair_asked.hear("AGREE", to=chair_asked.sent("chair", CHAIR), dmarc=Dmarc.NONE)
    (said,) = mail_on_the_desk(chair_asked)
    wrote = f"{CHAIR} (chair), 03000 000133, wrote at 9:01am on 14 January 2027"
    assert said.startswith(f"{wrote}, in answer to our letter (MASE chair). {row.reason}")
    assert f"reply ASIDE {str(row.id)[:8]} and what was done" in said


def test_of_a_stranger_s_mail_only_the_time_is_said(post: Post) -> None:
    post.hear("Sam is here", sender="stranger@elsewhere.example", subject="Sam")
    (said,) = mail_on_the_desk(post)
    wrote = "Somebody who is not on the list wrote at 9:01am on 4 January 2027."
    assert said.startswith(f"{wrote} Their mail is in the mailbox under that time.")
    assert "Sam" not in said
    assert post.forum.rows(WaitingWordsRow) == []


def test_it_is_said_every_day_until_it_is_put_aside(post: Post) -> None:
    row = post.hear("Buy now", sender="stranger@elsewhere.example")
    post.forum.on("Tue 5 Jan 2027")
    assert post.forum.is_due(due_letters.groups_needing_a_hand)
    assert len(mail_on_the_desk(post)) == 1
    post.forum.on("Wed 6 Jan 2027")
    assert len(mail_on_the_desk(post)) == 1
    person = str(post.forum.person(UNIT))
    assert do(put_aside, post.office, row.id, reason="an advertisement", actor=person) == row.item
    post.forum.on("Thu 7 Jan 2027")
    assert mail_on_the_desk(post) == []
    aside = post.row(row.item)
    assert (aside.outcome, aside.decision) == (Outcome.PUT_ASIDE, "an advertisement")
    (audited,) = (one for one in post.forum.rows(AuditRow) if one.event == "item put aside")
    assert (audited.actor, audited.about) == (person, {"received": str(row.id)})


def test_a_flood_is_not_listed_one_by_one(post: Post) -> None:
    for number in range(14):
        post.reply("Buy now", sender=f"{number}@elsewhere.example")
    post.read()
    said = mail_on_the_desk(post)
    assert len(said) == 11
    assert said[-1].startswith("Four more mails wait for you.")


def test_a_flood_of_strangers_hides_nothing_of_people_on_the_register(chair_asked: Post) -> None:
    post = chair_asked
    for number in range(14):
        post.reply("Buy now", sender=f"{number}@elsewhere.example")
    post.reply("AGREE", to=post.sent("chair", CHAIR), dmarc=Dmarc.NONE)
    post.reply("Buy now", sender=post.address(NURSE), dmarc=Dmarc.FAIL)
    post.read()
    post.forum.on("Fri 15 Jan 2027")
    said = mail_on_the_desk(post)
    assert said[0].startswith(f"{CHAIR} (chair), 0")
    assert "not on the list" in said[1]
    assert said[-1].startswith("Six more mails wait for you.")


def test_the_list_names_nobody(chair_asked: Post) -> None:
    rows = [
        chair_asked.hear("AGREE", to=chair_asked.sent("chair", CHAIR), dmarc=Dmarc.FAIL),
        chair_asked.hear("What do you think?", sender=chair_asked.address(NURSE)),
        chair_asked.hear("Buy now", sender="stranger@elsewhere.example"),
    ]
    listed = waiting_in_mailbox(chair_asked.office)
    assert [(one.row.outcome, one.sender) for one in listed] == [
        (Outcome.QUARANTINED, "chair"),
        (Outcome.FOR_THE_UNIT, "CCGs"),
        (Outcome.FOR_THE_UNIT, "somebody else"),
    ]
    assert [(one.row.id, one.group, one.row.kind) for one in listed] == [
        (row.id, "MASE", ItemKind.MESSAGE) for row in rows
    ]


def test_only_what_waits_is_put_aside_and_with_a_reason(chair_asked: Post) -> None:
    done = chair_asked.hear("Thanks", to=chair_asked.sent("chair", CHAIR))
    waits = chair_asked.hear("Buy now", sender="stranger@elsewhere.example")
    with pytest.raises(Problem, match="does not wait"):
        do(put_aside, chair_asked.office, done.id, reason="seen", actor="x")
    with pytest.raises(Problem, match="Say why"):
        do(put_aside, chair_asked.office, waits.id, reason=" ", actor="x")
    assert chair_asked.row(waits.item).outcome is Outcome.FOR_THE_UNIT
