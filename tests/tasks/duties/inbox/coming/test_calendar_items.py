"""Answers given in the calendar are noted per seat, without a letter; who declines is asked for a deputy."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from forum.attendance.forecast import Answer
from forum.attendance.invitations import event_key
from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.letters.meetings import DeputyWanted
from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import unit_of_work
from tasks.duties.coming.invitations import invite, people_expected
from tasks.duties.coming.seats_to_fill import quorum_forecast
from tasks.duties.meetings.plan_move_cancel import move_meeting
from tasks.duties.members.appointments import agree_cover
from tasks.mail.protocol.mailer import Dmarc, InvitationAnswer
from tasks.register.attendance import last_answer
from tasks.register.tables import ExpectedRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import BELOW, Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, NURSE

DEPUTY = "Deputy Designated Nurse"


def answer(
    post: Post,
    invitation_answer: InvitationAnswer,
    sender: str,
    dmarc: Dmarc = Dmarc.NONE,
    text: str = "",
    to: str = JANUARY,
    **changes: Any,
) -> Outcome:
    key = event_key(post.forum.group, post.forum.meeting(to).id)
    mail: dict[str, Any] = {
        "sender": sender,
        "kind": ItemKind.MEETING_ANSWER,
        "event_key": key,
        "invitation_answer": invitation_answer,
        "dmarc": dmarc,
        **changes,
    }
    return post.hear(text, **mail).outcome


def said(post: Post) -> list[str]:
    return [row.answer for row in sorted(post.forum.rows(ExpectedRow), key=lambda row: row.number)]


@pytest.mark.parametrize(
    ("invitation_answer", "noted"),
    [
        (InvitationAnswer.ACCEPTED, "accepted"),
        (InvitationAnswer.TENTATIVE, "tentative"),
        (InvitationAnswer.DECLINED, "apologies"),
    ],
)
def test_an_answer_is_noted_and_not_confirmed(
    post: Post, invitation_answer: InvitationAnswer, noted: str
) -> None:
    assert answer(post, invitation_answer, post.address(NURSE)) is Outcome.RECORDED
    assert said(post) == [noted]
    assert post.told() == []


def test_an_answer_of_which_nothing_says_to_which_meeting_is_for_the_unit(post: Post) -> None:
    outcome = answer(post, InvitationAnswer.ACCEPTED, post.address(NURSE), event_key="")
    assert outcome is Outcome.FOR_THE_UNIT
    assert said(post) == []


def test_the_same_answer_again_is_noted_once(post: Post) -> None:
    answer(post, InvitationAnswer.ACCEPTED, post.address(NURSE))
    assert answer(post, InvitationAnswer.ACCEPTED, post.address(NURSE)) is Outcome.NOTED
    assert said(post) == ["accepted"]


@pytest.mark.parametrize("meeting", [JANUARY, FEBRUARY])
@pytest.mark.parametrize(
    "text",
    [f"Sorry, I can't make it. {DEPUTY} will come in my place.", DEPUTY, "My deputy will attend"],
    ids=["in a sentence", "by name", "as the only one"],
)
def test_whoever_declines_names_their_deputy_in_the_same_breath(post: Post, text: str, meeting: str) -> None:
    text, sender = text + BELOW, post.address(NURSE)
    assert answer(post, InvitationAnswer.DECLINED, sender, Dmarc.PASS, text, meeting) is Outcome.RECORDED
    (row,) = post.forum.rows(ExpectedRow)
    assert (row.meeting_id, row.answer) == (post.forum.meeting(meeting).id, "deputy")
    assert row.deputy_id == post.forum.person(DEPUTY)
    assert [
        question for question in post.forum.questions(QuestionKind.NAME_DEPUTY) if not question.withdrawn
    ] == []
    on = "12 January" if meeting == JANUARY else "9 February"
    line = f"{DEPUTY} comes in your place on {on}."
    assert post.told() == [f"recorded: {line}"]
    post.hear("WRONG", to=post.forum.letters("recorded", NURSE)[0], sender=post.address(NURSE))
    assert post.told()[1:] == [f"taken back: {line}"]
    assert said(post) == ["apologies"]


def test_a_button_of_the_calendar_is_changed_there_and_not_by_wrong(post: Post) -> None:
    answer(post, InvitationAnswer.DECLINED, post.address(NURSE))
    post.hear("WRONG", sender=post.address(NURSE))
    assert post.told() == ["not understood: There is nothing of yours on record here that could be undone."]


def test_a_deputy_whom_nobody_knows_is_for_the_unit_to_enter(post: Post) -> None:
    text = "Practice Lead will come in my place."
    assert (
        answer(post, InvitationAnswer.DECLINED, post.address(NURSE), Dmarc.PASS, text) is Outcome.FOR_THE_UNIT
    )
    assert said(post) == ["apologies"]
    assert any("name a deputy who does not belong" in one for one in post.desk())


@pytest.mark.parametrize("text", ["I am in court that day, sorry.", "Somebody will attend", "Please ring me"])
def test_other_words_beside_a_button_are_nobodys_business(post: Post, text: str) -> None:
    assert answer(post, InvitationAnswer.DECLINED, post.address(NURSE), text=text) is Outcome.RECORDED
    assert (said(post), post.told()) == (["apologies"], [])


@pytest.mark.parametrize("is_told", [False, True])
def test_an_answer_from_before_the_calendar_told_of_a_move_is_none_to_the_new_date(
    post: Post, is_told: bool
) -> None:
    clock, nurse = post.forum.clock, post.address(NURSE)
    do(invite, post.office, post.forum.group, day=post.forum.today)
    post.send()
    clock.at += dt.timedelta(hours=1)
    do(move_meeting, post.office, JANUARY, day("Thu 14 Jan 2027"))
    evening = clock.at + dt.timedelta(minutes=5)
    clock.at += dt.timedelta(hours=1)
    if is_told:
        post.send()
    assert answer(post, InvitationAnswer.ACCEPTED, nurse, received_at=evening) is Outcome.NOTED
    assert said(post) == []
    post.send()
    assert answer(post, InvitationAnswer.ACCEPTED, nurse) is Outcome.RECORDED
    assert said(post) == ["accepted"]


@pytest.mark.parametrize(
    ("sender", "dmarc", "outcome"),
    [
        ("stranger@elsewhere.example", Dmarc.PASS, Outcome.FOR_THE_UNIT),
        ("", Dmarc.NONE, Outcome.FOR_THE_UNIT),
        ("nurse", Dmarc.FAIL, Outcome.QUARANTINED),
    ],
)
def test_only_who_was_invited_answers(post: Post, sender: str, dmarc: Dmarc, outcome: Outcome) -> None:
    sender = post.address(NURSE) if sender == "nurse" else sender or " "
    assert answer(post, InvitationAnswer.ACCEPTED, sender, dmarc) is outcome
    assert said(post) == []


def test_who_covers_for_the_member_is_asked_for_the_deputy_and_names_one(post: Post) -> None:
    answer(post, InvitationAnswer.DECLINED, post.address(NURSE))
    nurse, cover, today = post.forum.person(NURSE), post.forum.person(CHAIR), post.forum.today
    do(agree_cover, post.office, "MASE", nurse, cover, today, today)
    post.put_questions()
    post.send()
    assert post.forum.letters("deputy_wanted", NURSE) == []
    letter = next(one for one in post.letters.printed if isinstance(one, DeputyWanted))
    assert (letter.covered, letter.deputies, letter.or_yourself) == (NURSE, (DEPUTY,), True)
    post.hear(DEPUTY, to=post.sent("deputy_wanted", CHAIR), sender=post.address(CHAIR))
    assert said(post)[-1] == "deputy"
    (question,) = post.forum.questions(QuestionKind.NAME_DEPUTY)
    assert question.answered or question.withdrawn


@pytest.mark.parametrize("text", ["I WILL COME", "I’ll come.", CHAIR])
@pytest.mark.parametrize("until", ["on the day they are asked", "to the meeting"])
def test_who_covers_for_the_member_comes_in_their_place(post: Post, text: str, until: str) -> None:
    answer(post, InvitationAnswer.DECLINED, post.address(NURSE))
    nurse, cover, today = post.forum.person(NURSE), post.forum.person(CHAIR), post.forum.today
    meeting = post.forum.meeting(JANUARY)
    last = meeting.date if until == "to the meeting" else today
    do(agree_cover, post.office, "MASE", nurse, cover, today, last)
    post.put_questions()
    post.send()
    post.hear(text, to=post.sent("deputy_wanted", CHAIR), sender=post.address(CHAIR))
    assert post.told()[-1:] == ["recorded: You come to the meeting on 12 January."]
    with unit_of_work(post.office, "test", today) as work:
        forum = group_context(work, post.forum.group)
        assert [seat.words for seat in quorum_forecast(forum, meeting).seats if seat.confirmed] == [
            "confirmed" if until == "to the meeting" else "confirmed, by a deputy"
        ]
        assert CHAIR in [one.name for one in people_expected(forum, meeting)]
        assert last_answer(work.session, meeting, nurse) is not Answer.ACCEPTED


def test_who_covers_on_the_day_of_the_meeting_names_a_deputy_for_the_member_s_seat(post: Post) -> None:
    answer(post, InvitationAnswer.DECLINED, post.address(NURSE))
    police, meeting = "Detective Superintendent, Public Protection", post.forum.meeting(JANUARY)
    nurse, cover, today = post.forum.person(NURSE), post.forum.person(police), post.forum.today
    do(agree_cover, post.office, "MASE", nurse, cover, today, meeting.date)
    post.put_questions()
    post.send()
    letter = next(one for one in post.letters.printed if isinstance(one, DeputyWanted))
    assert not letter.or_yourself, "one person counts for one seat, and they hold another"
    post.hear(DEPUTY, to=post.sent("deputy_wanted", police), sender=post.address(police))
    with unit_of_work(post.office, "test", today) as work:
        forum = group_context(work, post.forum.group)
        (theirs,) = forum.membership.appointments_on(nurse, today)
        seats = [seat for seat in quorum_forecast(forum, meeting).seats if seat.confirmed]
        assert [(seat.seat.id, seat.words) for seat in seats] == [(theirs.seat_id, "confirmed, by a deputy")]


@pytest.mark.parametrize(
    ("text", "noted"), [(DEPUTY, "deputy"), (f"My deputy is {DEPUTY}", "deputy"), ("NONE", "apologies")]
)
def test_who_declines_names_a_deputy_by_reply(post: Post, text: str, noted: str) -> None:
    answer(post, InvitationAnswer.DECLINED, post.address(NURSE))
    post.put_questions()
    post.send()
    row = post.hear(text, to=post.sent("deputy_wanted", NURSE))
    assert row.outcome is Outcome.RECORDED
    assert said(post)[-1] == noted
    (question,) = post.forum.questions(QuestionKind.NAME_DEPUTY)
    assert question.answered or question.withdrawn
