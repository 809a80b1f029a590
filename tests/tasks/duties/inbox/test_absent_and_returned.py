"""Who is away and what came back: no answer to anything, and yet something follows."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.mailbox import Outcome
from forum.outbox import State
from forum.questions import QuestionKind
from forum.steps import StepKind
from tasks.duties.appointments import agree_cover, change_address
from tasks.mail.mailer import Dmarc, Kind
from tasks.register.tables import AddressRow, DispatchRow
from tests.english import day
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, DEPUTY_CHAIR, FEBRUARY, NURSE


def away(post: Post, name: str, text: str = "I am away. AGREE AGENDA", dmarc: Dmarc = Dmarc.PASS) -> Outcome:
    letter = post.sent("chair", CHAIR)
    sender = post.address(name)
    return post.hear(text, to=letter, sender=sender, kind=Kind.AUTOMATIC, dmarc=dmarc).outcome


def returned(post: Post, letter: DispatchRow, **changes: str) -> Outcome:
    given = {"failed_key": letter.key, "failed_address": letter.address, **changes}
    return post.hear("", sender="postmaster@mx.example", kind=Kind.NON_DELIVERY, **given).outcome


def test_an_automatic_reply_is_never_an_answer(chair_asked: Post) -> None:
    away(chair_asked, CHAIR)
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert question.answered is None
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done is None
    assert chair_asked.told() == []


def test_while_the_chair_is_away_the_question_goes_to_the_deputy_chair_at_once(chair_asked: Post) -> None:
    assert away(chair_asked, CHAIR) is Outcome.RECORDED
    (letter,) = chair_asked.forum.letters("chair", DEPUTY_CHAIR)
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert letter.conditions["unanswered"] == [str(question.id)]
    assert (question.escalated, question.escalated_to_id) == (
        day("Thu 14 Jan 2027"),
        chair_asked.forum.person(DEPUTY_CHAIR),
    )
    chair_asked.send()
    assert chair_asked.hear("AGREE", to=chair_asked.sent("chair", DEPUTY_CHAIR)).outcome is Outcome.RECORDED
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done == day("Thu 14 Jan 2027")


def test_the_chair_may_still_answer(chair_asked: Post) -> None:
    away(chair_asked, CHAIR)
    assert chair_asked.hear("AGREE", to=chair_asked.sent("chair", CHAIR)).outcome is Outcome.RECORDED


def test_it_goes_to_whoever_covers_for_the_chair(chair_asked: Post) -> None:
    forum = chair_asked.forum
    last = day("Fri 29 Jan 2027")
    agree_cover(
        chair_asked.office, "MASE", forum.person(CHAIR), forum.person(NURSE), forum.today, last, "test"
    )
    away(chair_asked, CHAIR)
    assert len(forum.letters("chair", NURSE)) == 1
    assert forum.letters("chair", DEPUTY_CHAIR) == []


def test_it_is_put_on_once_however_many_automatic_replies_come(chair_asked: Post) -> None:
    assert away(chair_asked, CHAIR) is Outcome.RECORDED
    chair_asked.forum.on("Fri 15 Jan 2027")
    assert away(chair_asked, CHAIR) is Outcome.NOTED
    assert len(chair_asked.forum.letters("chair", DEPUTY_CHAIR)) == 1


@pytest.mark.parametrize(("who", "dmarc"), [(NURSE, Dmarc.PASS), (CHAIR, Dmarc.FAIL)])
def test_of_anybody_else_it_needs_nothing(chair_asked: Post, who: str, dmarc: Dmarc) -> None:
    assert away(chair_asked, who, dmarc=dmarc) is Outcome.NOTED
    assert chair_asked.forum.letters("chair", DEPUTY_CHAIR) == []


def test_an_address_that_takes_no_letters_is_marked_and_what_waits_for_it_is_held(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    assert returned(chair_asked, letter) is Outcome.RECORDED
    bounced = {row.address for row in chair_asked.forum.rows(AddressRow) if row.bounced}
    assert bounced == {letter.address}
    chair_asked.forum.on("Tue 19 Jan 2027")
    chair_asked.put_questions()
    chair_asked.send()
    reminder = chair_asked.forum.letters("chair", CHAIR)[-1]
    assert (reminder.state, "come back" in reminder.reason) == (State.HELD, True)
    said = [one for one in chair_asked.desk() if "come back since 14 January 2027" in one]
    assert len(said) == 1
    assert said[0].startswith(f"Ring {CHAIR}, 0")


def test_a_new_address_lets_go_what_was_held(chair_asked: Post) -> None:
    returned(chair_asked, chair_asked.sent("chair", CHAIR))
    forum = chair_asked.forum
    forum.on("Tue 19 Jan 2027")
    chair_asked.put_questions()
    chair_asked.send()
    change_address(chair_asked.office, forum.person(CHAIR), "chair@elsewhere.example", forum.today, "test")
    chair_asked.send()
    reminder = chair_asked.sent("chair", CHAIR)
    assert reminder.address == "chair@elsewhere.example"
    assert not any("come back" in one for one in chair_asked.desk())


def test_what_was_held_goes_on_the_first_day_of_a_new_address(chair_asked: Post) -> None:
    returned(chair_asked, chair_asked.sent("chair", CHAIR))
    forum = chair_asked.forum
    forum.on("Tue 19 Jan 2027")
    chair_asked.put_questions()
    chair_asked.send()
    since = day("Thu 21 Jan 2027")
    change_address(chair_asked.office, forum.person(CHAIR), "chair@elsewhere.example", since, "test")
    forum.on("Wed 20 Jan 2027")
    chair_asked.send()
    assert forum.letters("chair", CHAIR)[-1].state is State.HELD
    forum.on("Thu 21 Jan 2027")
    chair_asked.send()
    assert chair_asked.sent("chair", CHAIR).address == "chair@elsewhere.example"


def test_the_same_address_entered_again_is_tried_again(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    returned(chair_asked, letter)
    forum = chair_asked.forum
    forum.on("Tue 19 Jan 2027")
    change_address(chair_asked.office, forum.person(CHAIR), letter.address, forum.today, "test")
    chair_asked.put_questions()
    chair_asked.send()
    assert chair_asked.sent("chair", CHAIR).queued_at.date() == forum.today


def test_a_report_that_names_our_letter_alone_is_enough(chair_asked: Post) -> None:
    assert returned(chair_asked, chair_asked.sent("chair", CHAIR), failed_address="") is Outcome.RECORDED


def test_a_report_that_names_the_address_alone_is_enough(chair_asked: Post) -> None:
    assert returned(chair_asked, chair_asked.sent("chair", CHAIR), failed_key="") is Outcome.RECORDED


def test_a_second_report_is_noted(chair_asked: Post) -> None:
    returned(chair_asked, chair_asked.sent("chair", CHAIR))
    chair_asked.forum.clock.at += dt.timedelta(hours=1)
    assert returned(chair_asked, chair_asked.sent("chair", CHAIR)) is Outcome.NOTED


@pytest.mark.parametrize("address", ["nobody@elsewhere.example", "nurse@health.example", ""])
def test_a_report_of_no_letter_of_ours_marks_nothing(chair_asked: Post, address: str) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    assert returned(chair_asked, letter, failed_key="", failed_address=address) is Outcome.FOR_THE_UNIT
    assert not any(row.bounced for row in chair_asked.forum.rows(AddressRow))
