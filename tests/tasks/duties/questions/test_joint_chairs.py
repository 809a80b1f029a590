"""Two who hold the office of Chair: one's word, either's or both's agrees, as the policy says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from forum.calendar.steps import StepKind, StepVerdict
from forum.inbox.phrases.typed_words import read_typed_reply
from forum.members.membership import Role
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.terms.parts.members import Chairs
from forum.text.problem import Problem
from tasks.duties.agenda.agenda import draft_agenda
from tasks.duties.agenda.document import agenda_document
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.answers.record_answer import answer, discharge_action
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import Office, unit_of_work
from tasks.duties.calendar.due_letters import groups_needing_a_hand
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.meetings.plan_move_cancel import call_meeting, cancel_meeting
from tasks.duties.members.appointments import Newcomer, agree_cover, appoint, end_appointment
from tasks.duties.minutes.quorum_ruling import ask_for_ruling
from tasks.register.database.clock import SetClock
from tasks.register.members.membership import membership
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead
from tests.tasks.duties.secretariat import NURSE, SEATS, Forum

AGENDA = QuestionKind.AGREE_AGENDA
FIRST, SECOND = "Independent Chair", "Medway Chair"
ACTION = {
    "Item": "5",
    "Short title (no names)": "Share the training calendar",
    "Owner": NURSE,
    "Due": "12/3/27",
}


class Jointly(MonthAhead):
    """February's agenda is put to both Chairs on Thursday 14 January."""

    def __init__(self, office: Office, clock: SetClock, covered_from: str = "", **rule: Any) -> None:
        policy = office.policies["MASE"].model_copy(update={"chairs": Chairs(**rule)})
        super().__init__(replace(office, policies={"MASE": policy}), clock)
        since = self.today
        do(
            appoint,
            self.office,
            "MASE",
            Newcomer(SECOND, "chair@medway.example", organisation="MSCB"),
            Role.CHAIR,
            since,
        )
        self.plan()
        if covered_from:
            one, by, last = self.called(FIRST), self.called(SECOND), day("Fri 29 Jan 2027")
            do(agree_cover, self.office, "MASE", one, by, day(covered_from), last)
        self.on("Thu 14 Jan 2027")
        do(draft_agenda, self.office, self.meeting().id, day=self.today)

    def says(self, who: str, said: str, kind: QuestionKind = AGENDA, by: str = "") -> None:
        """A Chair answers what they were asked."""
        asked = self.called(who)
        (question,) = [one for one in self.waiting(kind) if one.of_id == asked]
        reply, person = read_typed_reply(said, self.today), self.called(by or who)
        do(answer, self.office, question.id, reply, by=person, channel=Channel.REPLY)

    def is_agreed(self) -> bool:
        return self.steps()[StepKind.AGENDA_AGREED].verdict is StepVerdict.ON_TIME

    def asked(self, kind: QuestionKind = AGENDA) -> set[UUID]:
        return {one.of_id for one in self.waiting(kind)}

    def morning(self, text: str) -> None:
        self.on(text)
        do(put_questions, self.office, self.group, day=self.today)


def test_the_word_of_either_agrees_and_the_other_is_not_asked_any_more(mase: Office, clock: SetClock) -> None:
    ahead = Jointly(mase, clock, whose_word="either")
    ahead.morning("Thu 14 Jan 2027")
    assert {letter.person_id for letter in ahead.letters("chair")} == {
        ahead.called(FIRST),
        ahead.called(SECOND),
    }
    assert "The first answer counts." in ahead.letters("chair")[0].text
    ahead.says(SECOND, "AGREE")
    assert ahead.is_agreed()
    assert ahead.asked() == set()


def test_where_both_must_agree_it_is_done_when_both_have(mase: Office, clock: SetClock) -> None:
    ahead = Jointly(mase, clock, whose_word="both")
    ahead.says(FIRST, "AGREE AGENDA")
    assert not ahead.is_agreed()
    assert ahead.asked() == {ahead.called(SECOND)}
    ahead.says(SECOND, "AGREE")
    assert ahead.is_agreed()


def test_where_both_must_agree_an_action_is_discharged_when_both_have(mase: Office, clock: SetClock) -> None:
    ahead = Jointly(mase, clock, whose_word="both")
    ahead.on("Tue 9 Feb 2027")
    Forum(ahead.office, clock).file_record(FEBRUARY, actions=(ACTION,))
    done = [
        do(discharge_action, ahead.office, f"{FEBRUARY}/01", by=ahead.called(chair), channel=Channel.PHONE)
        for chair in (FIRST, SECOND)
    ]
    assert done == [False, True]
    assert {question.answered_by_id for question in ahead.questions(QuestionKind.DISCHARGE_ACTION)} == {
        ahead.called(FIRST),
        ahead.called(SECOND),
    }


def test_the_word_of_the_one_named_is_asked_alone(mase: Office, clock: SetClock) -> None:
    ahead = Jointly(mase, clock, whose_word="named", organisation="mscb")
    assert ahead.asked() == {ahead.called(SECOND)}
    ahead.says(SECOND, "AGREE")
    assert ahead.is_agreed()


def test_what_one_of_them_wants_changed_is_changed_and_comes_to_both_again(
    mase: Office, clock: SetClock
) -> None:
    ahead = Jointly(mase, clock, whose_word="both")
    ahead.says(FIRST, "AGREE")
    ahead.says(SECOND, "Please move item 6 to the end.")
    ahead.answer(QuestionKind.AMEND_AGENDA, "DONE", by="unit")
    assert ahead.asked() == {ahead.called(FIRST), ahead.called(SECOND)}
    assert not ahead.is_agreed()


def test_what_they_differ_on_is_not_settled_for_seats_that_neither_was_told_of(
    mase: Office, clock: SetClock
) -> None:
    ahead = Jointly(mase, clock, whose_word="both")
    ahead.on("Wed 10 Feb 2027")
    forum = Forum(ahead.office, clock)
    forum.file_record(FEBRUARY, attendance=dict.fromkeys(SEATS[:5], "Absent"))
    do(ask_for_ruling, ahead.office, ahead.meeting().id, day=ahead.today)
    ahead.says(FIRST, "QUORATE", QuestionKind.RULE_ON_QUORUM)
    ahead.says(SECOND, "NOT QUORATE", QuestionKind.RULE_ON_QUORUM)
    assert ahead.waiting(QuestionKind.SETTLE_BETWEEN_CHAIRS)
    forum.file_record(FEBRUARY, attendance=dict.fromkeys(SEATS[:8], "Absent"))
    assert not ahead.waiting(QuestionKind.SETTLE_BETWEEN_CHAIRS)
    assert ahead.asked(QuestionKind.RULE_ON_QUORUM) == {ahead.called(FIRST), ahead.called(SECOND)}


def test_where_they_differ_the_unit_speaks_to_both_and_says_what_they_settled_on(
    mase: Office, clock: SetClock
) -> None:
    ahead = Jointly(mase, clock, whose_word="both")
    reference = do(call_meeting, ahead.office, "MASE", day("Thu 21 Jan 2027"))
    ahead.says(FIRST, "ALLOW", QuestionKind.WAIVE_NOTICE)
    ahead.says(SECOND, "NO", QuestionKind.WAIVE_NOTICE)
    assert not ahead.meeting(reference).notice_waived
    ahead.on("Fri 15 Jan 2027")
    with ahead.office.register.reading() as session:
        groups = groups_needing_a_hand(ahead.office, session, ahead.today, None)
    do(write_desk_letters, ahead.office, groups, day=ahead.today)
    said = " ".join(ahead.letters("desk")[-1].text.split())
    assert "Settle what the Chairs answered differently (allow the short notice) for 21 January." in said
    assert "Speak to both, and reply with the word they settle on." in said
    ahead.answer(QuestionKind.SETTLE_BETWEEN_CHAIRS, "ALLOW", by="unit")
    assert ahead.meeting(reference).notice_waived


def test_the_deputy_chair_answers_for_all_who_have_not(mase: Office, clock: SetClock) -> None:
    ahead = Jointly(mase, clock, whose_word="both")
    for date in ("Thu 14 Jan 2027", "Tue 19 Jan 2027", "Mon 25 Jan 2027"):
        ahead.morning(date)
    (letter,) = ahead.letters_to("chair", "deputy chair")
    assert letter.text.count("The agenda for 9 February") == 1
    question = next(one for one in ahead.waiting(AGENDA) if one.id in letter.conditions.unanswered)
    ahead.morning("Tue 26 Jan 2027")
    assert len(ahead.letters_to("chair", "deputy chair")) == 1
    reply = read_typed_reply("AGREE", ahead.today)
    do(answer, ahead.office, question.id, reply, by=ahead.called("deputy chair"), channel=Channel.REPLY)
    assert ahead.is_agreed()
    assert ahead.asked() == set()


def test_a_chair_on_leave_is_written_to_and_answered_for_by_their_cover(
    mase: Office, clock: SetClock
) -> None:
    ahead = Jointly(mase, clock, whose_word="both")
    cover, chair = "Designated Nurse", ahead.called(FIRST)
    do(agree_cover, ahead.office, "MASE", chair, ahead.called(cover), ahead.today, day("Fri 29 Jan 2027"))
    ahead.morning("Fri 15 Jan 2027")
    assert {letter.person_id for letter in ahead.letters("chair")} == {
        ahead.called(cover),
        ahead.called(SECOND),
    }
    assert "Nothing is agreed until both have answered." in ahead.letters("chair")[0].text
    ahead.says(SECOND, "AGREE")
    ahead.says(FIRST, "AGREE", by=cover)
    assert ahead.is_agreed()


@pytest.mark.parametrize("whose_word", ["either", "both"])
@pytest.mark.parametrize("since", ["Wed 13 Jan 2027", "Fri 15 Jan 2027"])
def test_one_who_covers_for_the_other_is_asked_once_and_answers_for_both(
    mase: Office, clock: SetClock, whose_word: str, since: str
) -> None:
    ahead = Jointly(mase, clock, covered_from=since, whose_word=whose_word)
    for date in ("Thu 14 Jan 2027", "Tue 19 Jan 2027"):
        ahead.morning(date)
    *_, last = ahead.letters_to("chair", SECOND)
    (asked,) = last.conditions.unanswered
    assert not [letter for letter in ahead.letters("chair")[2:] if letter.person_id == ahead.called(FIRST)]
    do(
        answer,
        ahead.office,
        asked,
        read_typed_reply("AGREE", ahead.today),
        by=ahead.called(SECOND),
        channel=Channel.REPLY,
    )
    assert ahead.is_agreed()
    assert ahead.asked() == set()


def test_neither_answers_what_the_other_was_asked(mase: Office, clock: SetClock) -> None:
    ahead = Jointly(mase, clock, whose_word="both")
    with pytest.raises(Problem, match="Only the person asked"):
        ahead.says(FIRST, "AGREE", by=SECOND)


def test_who_follows_one_of_them_is_asked_what_that_one_left_open(mase: Office, clock: SetClock) -> None:
    ahead = Jointly(mase, clock, whose_word="both")
    ahead.morning("Thu 14 Jan 2027")
    ahead.says(SECOND, "AGREE")
    with ahead.office.register.reading() as session:
        found = membership(session, ahead.group).appointments
    (first,) = [one.id for one in found if one.person_id == ahead.called(FIRST)]
    do(end_appointment, ahead.office, first, day("Fri 15 Jan 2027"))
    since = day("Sat 16 Jan 2027")
    do(appoint, ahead.office, "MASE", Newcomer("Third Chair", "third@kscb.example"), Role.CHAIR, since)
    ahead.morning("Tue 19 Jan 2027")
    (letter,) = ahead.letters_to("chair", "Third Chair")
    (asked,) = letter.conditions.unanswered
    do(
        answer,
        ahead.office,
        asked,
        read_typed_reply("AGREE", ahead.today),
        by=ahead.called("Third Chair"),
        channel=Channel.REPLY,
    )
    assert ahead.is_agreed()


def test_both_are_named_on_the_agenda_and_hear_of_what_all_hear(mase: Office, clock: SetClock) -> None:
    ahead = Jointly(mase, clock)
    with unit_of_work(ahead.office, "test", ahead.today) as work:
        forum, meeting = forum_of_meeting(work, ahead.meeting().id)
        assert agenda_document(forum, meeting, part_two=False).chair == "Independent Chair and Medway Chair"
    do(cancel_meeting, ahead.office, FEBRUARY)
    assert {FIRST, SECOND} <= set(ahead.readers("cancelled"))


def test_the_unit_is_told_how_to_pass_on_what_one_of_them_says_by_phone(
    mase: Office, clock: SetClock
) -> None:
    both = Jointly(mase, clock, whose_word="both")
    for date in ("Thu 14 Jan 2027", "Tue 19 Jan 2027", "Thu 21 Jan 2027"):
        both.morning(date)
    do(write_desk_letters, both.office, [both.group], day=both.today)
    text = both.letters("desk")[-1].text
    for name in (FIRST, SECOND):
        assert f"such as AGENDA AGREED BY {name}, phone, 21 January." in text
