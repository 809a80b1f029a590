"""Answers to an invitation count for the seat; who declines is asked for a deputy."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from uuid import uuid4

import pytest

from forum.attendance.forecast import Answer, Forecast
from forum.attendance.invitations import event_key
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tasks.duties.calendar.due_letters import groups_with_questions
from tasks.duties.coming.apologies import invitation_answered, name_deputy, note_apology, note_coming
from tasks.duties.coming.seats_to_fill import quorum_forecast
from tasks.duties.meetings.plan_move_cancel import cancel_meeting, move_meeting
from tasks.mail.protocol.mailer import InvitationAnswer
from tasks.register.attendance import expected_at, standing_in_deputies
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead

DEPUTY = "Detective Chief Inspector, Public Protection"
POLICE = "Kent Police"
DEPUTY_WANTED = QuestionKind.NAME_DEPUTY


def said(ahead: MonthAhead, coming: InvitationAnswer, who: str = POLICE) -> bool:
    key = event_key(ahead.group, ahead.meeting().id)
    return do(invitation_answered, ahead.office, key, ahead.called(who), coming, ahead.clock.now())


def forecast(ahead: MonthAhead) -> Forecast:
    with unit_of_work(ahead.office, "test", ahead.today) as work:
        return quorum_forecast(*forum_of_meeting(work, ahead.meeting().id))


def outlook(ahead: MonthAhead, seat: str = POLICE) -> str:
    return next(one.words for one in forecast(ahead).seats if one.seat.short_name == seat)


def answers(ahead: MonthAhead) -> list[Answer]:
    with ahead.office.register.reading() as session:
        return [one.answer for one in expected_at(session, ahead.meeting())]


def standing(ahead: MonthAhead) -> set[object]:
    with ahead.office.register.reading() as session:
        return set(standing_in_deputies(session, ahead.meeting().id))


def morning(ahead: MonthAhead, text: str) -> None:
    ahead.on(text)
    do(put_questions, ahead.office, ahead.group, day=ahead.today)


@pytest.mark.parametrize(
    ("coming", "words", "confirmed"),
    [
        (InvitationAnswer.ACCEPTED, "confirmed", 1),
        (InvitationAnswer.TENTATIVE, "may come", 0),
        (InvitationAnswer.DECLINED, "apologies", 0),
    ],
)
def test_an_answer_counts_for_the_seat(
    ahead: MonthAhead, coming: InvitationAnswer, words: str, confirmed: int
) -> None:
    assert said(ahead, coming)
    assert (outlook(ahead), forecast(ahead).now.present) == (words, confirmed)
    assert not said(ahead, coming)
    assert len(answers(ahead)) == 1


def test_the_last_answer_counts(ahead: MonthAhead) -> None:
    said(ahead, InvitationAnswer.ACCEPTED)
    ahead.on("Tue 5 Jan 2027")
    said(ahead, InvitationAnswer.DECLINED)
    assert outlook(ahead) == "apologies"
    ahead.on("Wed 6 Jan 2027")
    said(ahead, InvitationAnswer.ACCEPTED)
    assert outlook(ahead) == "confirmed"


def test_a_deputy_answers_for_the_seat_they_are_named_for(ahead: MonthAhead) -> None:
    do(name_deputy, ahead.office, FEBRUARY, ahead.called(POLICE), ahead.called(DEPUTY))
    assert said(ahead, InvitationAnswer.ACCEPTED, DEPUTY)
    assert outlook(ahead) == "confirmed, by a deputy"
    assert standing(ahead) == {ahead.called(DEPUTY)}
    ahead.on("Tue 5 Jan 2027")
    assert said(ahead, InvitationAnswer.DECLINED, DEPUTY)
    assert standing(ahead) == set()


def test_who_has_named_a_deputy_and_then_declines_has_said_so(ahead: MonthAhead) -> None:
    do(name_deputy, ahead.office, FEBRUARY, ahead.called(POLICE), ahead.called(DEPUTY))
    assert not said(ahead, InvitationAnswer.DECLINED)
    assert outlook(ahead) == "confirmed, by a deputy"
    assert ahead.waiting(DEPUTY_WANTED) == []


def test_nothing_is_noted_of_what_is_none_of_ours_or_is_over(ahead: MonthAhead) -> None:
    me = ahead.called(POLICE)
    for key in ("", "a/b/event", event_key(ahead.group, uuid4())):
        assert not do(
            invitation_answered, ahead.office, key, me, InvitationAnswer.ACCEPTED, ahead.clock.now()
        )
    key = event_key(ahead.group, ahead.meeting().id)
    assert not do(
        invitation_answered, ahead.office, key, uuid4(), InvitationAnswer.ACCEPTED, ahead.clock.now()
    )
    ahead.on("Wed 10 Feb 2027")
    assert not said(ahead, InvitationAnswer.ACCEPTED)
    ahead.on("Mon 4 Jan 2027")
    do(cancel_meeting, ahead.office, FEBRUARY, reason="ill")
    assert not said(ahead, InvitationAnswer.ACCEPTED)


def test_of_a_meeting_that_moved_nobody_has_said_anything_yet(ahead: MonthAhead) -> None:
    said(ahead, InvitationAnswer.ACCEPTED)
    said(ahead, InvitationAnswer.DECLINED, "CAMHS")
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    assert (outlook(ahead), outlook(ahead, "CAMHS")) == ("not answered", "not answered")
    assert ahead.waiting(DEPUTY_WANTED) == []
    assert said(ahead, InvitationAnswer.ACCEPTED)
    assert outlook(ahead) == "confirmed"


def test_who_declines_is_asked_for_a_deputy_the_next_morning_and_once(ahead: MonthAhead) -> None:
    policy = ahead.office.policies["MASE"]
    attendance = policy.attendance.model_copy(update={"deputies_are": "of like seniority"})
    ahead.office = replace(
        ahead.office, policies={"MASE": policy.model_copy(update={"attendance": attendance})}
    )
    said(ahead, InvitationAnswer.DECLINED)
    (question,) = ahead.waiting(DEPUTY_WANTED)
    assert (question.of_id, question.due) == (ahead.called(POLICE), day("Fri 5 Feb 2027"))
    ahead.on("Tue 5 Jan 2027")
    with ahead.office.register.reading() as session:
        assert groups_with_questions(ahead.office, session, ahead.today, None) == [ahead.group]
    morning(ahead, "Tue 5 Jan 2027")
    (letter,) = ahead.letters_to("deputy_wanted", POLICE)
    assert letter.subject == "MASE 9 Feb: who will deputise for you? Please reply by Fri 5 Feb"
    assert DEPUTY in letter.text
    assert "By the terms of reference a deputy is of like seniority." in " ".join(letter.text.split())
    assert letter.conditions.unanswered == (question.id,)
    for date in ("Tue 12 Jan 2027", "Mon 1 Feb 2027", "Fri 5 Feb 2027", "Mon 8 Feb 2027"):
        morning(ahead, date)
    assert len(ahead.letters("deputy_wanted")) == 1


@pytest.mark.parametrize(
    ("morning_after", "by"),
    [("Thu 4 Feb 2027", "Fri 5 Feb"), ("Fri 5 Feb 2027", "Mon 8 Feb"), ("Mon 8 Feb 2027", "Tue 9 Feb")],
)
def test_who_is_asked_for_a_deputy_has_until_the_next_working_day_at_least(
    ahead: MonthAhead, morning_after: str, by: str
) -> None:
    ahead.on("Wed 3 Feb 2027")
    said(ahead, InvitationAnswer.DECLINED)
    morning(ahead, morning_after)
    (letter,) = ahead.letters_to("deputy_wanted", POLICE)
    assert letter.subject.endswith(f"reply by {by}")


def test_where_the_terms_know_no_deputies_nobody_is_asked_for_theirs(ahead: MonthAhead) -> None:
    policy = ahead.office.policies["MASE"]
    attendance = policy.attendance.model_copy(update={"deputies": Fraction(0)})
    ahead.office = replace(
        ahead.office, policies={"MASE": policy.model_copy(update={"attendance": attendance})}
    )
    said(ahead, InvitationAnswer.DECLINED)
    assert outlook(ahead) == "apologies"
    assert ahead.waiting(DEPUTY_WANTED) == []


def test_two_who_decline_are_asked_each_and_for_each_meeting(ahead: MonthAhead) -> None:
    said(ahead, InvitationAnswer.DECLINED)
    said(ahead, InvitationAnswer.DECLINED, "CAMHS")
    do(note_apology, ahead.office, "MASE/2027-03", ahead.called(POLICE))
    assert len(ahead.waiting(DEPUTY_WANTED)) == 3


@pytest.mark.parametrize("who", ["chair", "Voluntary Sector Lead"])
def test_who_holds_no_seat_is_asked_for_no_deputy(ahead: MonthAhead, who: str) -> None:
    assert said(ahead, InvitationAnswer.DECLINED, who)
    assert ahead.waiting(DEPUTY_WANTED) == []


def test_the_question_is_withdrawn_when_somebody_comes_for_the_seat(ahead: MonthAhead) -> None:
    for comes in ("deputy named", "member after all", "deputy of their own accord"):
        do(note_apology, ahead.office, FEBRUARY, ahead.called(POLICE))
        assert len(ahead.waiting(DEPUTY_WANTED)) == 1, comes
        if comes == "deputy named":
            do(name_deputy, ahead.office, FEBRUARY, ahead.called(POLICE), ahead.called(DEPUTY))
        elif comes == "member after all":
            do(note_coming, ahead.office, FEBRUARY, ahead.called(POLICE))
        else:
            said(ahead, InvitationAnswer.ACCEPTED, DEPUTY)
        assert ahead.waiting(DEPUTY_WANTED) == [], comes


def test_who_named_a_deputy_that_cannot_come_is_asked_again(ahead: MonthAhead) -> None:
    do(note_apology, ahead.office, FEBRUARY, ahead.called(POLICE))
    ahead.on("Tue 5 Jan 2027")
    do(name_deputy, ahead.office, FEBRUARY, ahead.called(POLICE), ahead.called(DEPUTY))
    ahead.on("Wed 6 Jan 2027")
    said(ahead, InvitationAnswer.DECLINED, DEPUTY)
    assert len(ahead.waiting(DEPUTY_WANTED)) == 1


def test_a_deputy_is_named_in_answer(ahead: MonthAhead) -> None:
    said(ahead, InvitationAnswer.DECLINED)
    with pytest.raises(Problem, match="is nobody in this group"):
        ahead.answer(DEPUTY_WANTED, "Nobody We Know", by=POLICE)
    with pytest.raises(Problem, match="Nobody deputises for themselves"):
        ahead.answer(DEPUTY_WANTED, POLICE, by=POLICE)
    ahead.answer(DEPUTY_WANTED, DEPUTY, by=POLICE)
    assert standing(ahead) == {ahead.called(DEPUTY)}
    (question,) = ahead.questions(DEPUTY_WANTED)
    assert question.answered == ahead.today


def test_who_said_none_is_not_asked_again_for_that_meeting(ahead: MonthAhead) -> None:
    said(ahead, InvitationAnswer.DECLINED)
    ahead.answer(DEPUTY_WANTED, "NONE", by=POLICE)
    (question,) = ahead.questions(DEPUTY_WANTED)
    assert question.answer == Word.NONE
    assert outlook(ahead) == "apologies"
    ahead.on("Tue 5 Jan 2027")
    do(note_apology, ahead.office, FEBRUARY, question.of_id)
    assert ahead.waiting(DEPUTY_WANTED) == []


def test_nobody_is_asked_on_the_day_itself(ahead: MonthAhead) -> None:
    ahead.on("Tue 9 Feb 2027")
    assert said(ahead, InvitationAnswer.DECLINED)
    assert outlook(ahead) == "apologies"
    assert ahead.waiting(DEPUTY_WANTED) == []


def test_the_unit_may_answer_by_phone_only_what_answers_it(ahead: MonthAhead) -> None:
    said(ahead, InvitationAnswer.DECLINED)
    with pytest.raises(Problem, match="does not answer"):
        ahead.answer(DEPUTY_WANTED, "AGREE", by="unit")
    ahead.answer(DEPUTY_WANTED, "NONE", by="unit")
    assert ahead.waiting(DEPUTY_WANTED) == []
