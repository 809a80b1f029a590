"""An answer is put on record by whom and how it was given, once, and from nobody who was not asked."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from forum.calendar.steps import StepKind, StepVerdict
from forum.inbox.phrases.typed_words import read_typed_reply
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.agenda.agenda import draft_agenda
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.answers.record_answer import answer
from tasks.duties.meetings.plan_move_cancel import cancel_meeting
from tasks.duties.members.appointments import agree_cover
from tasks.duties.questions.ask import ask, withdraw_question
from tasks.duties.questions.open_questions import waiting_for_answers
from tasks.register.tables import AuditRow, QuestionRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead


@stage
def asked(ahead: MonthAhead) -> MonthAhead:
    """The Chair is asked on 14 January to agree February's agenda."""
    ahead.on("Thu 14 Jan 2027")
    do(draft_agenda, ahead.office, ahead.meeting().id, day=ahead.today)
    do(put_questions, ahead.office, ahead.group, day=ahead.today)
    return ahead


def agenda_question(ahead: MonthAhead) -> QuestionRow:
    return ahead.questions(QuestionKind.AGREE_AGENDA)[-1]


def say(ahead: MonthAhead, said: str, by: str = "chair") -> None:
    ahead.answer(QuestionKind.AGREE_AGENDA, said, by=by)


def test_the_answer_is_on_record_with_who_gave_it_and_how(asked: MonthAhead) -> None:
    asked.answer(QuestionKind.AGREE_AGENDA, "AGREE, with thanks", by="unit", channel=Channel.PHONE)
    question = agenda_question(asked)
    assert question.answer is Word.AGREE
    assert question.answered == day("Thu 14 Jan 2027")
    assert (question.answered_by_id, question.channel) == (asked.called("unit"), Channel.PHONE)


@pytest.mark.parametrize("stranger", ["CCGs", "deputy chair", "Voluntary Sector Lead"])
def test_a_stranger_may_not_answer(asked: MonthAhead, stranger: str) -> None:
    with pytest.raises(Problem, match="Only the person asked"):
        say(asked, "AGREE", by=stranger)
    assert agenda_question(asked).answered is None


def test_an_answer_given_earlier_counts_from_the_day_it_was_given(asked: MonthAhead) -> None:
    asked.on("Wed 27 Jan 2027")  # the day after the deadline
    asked.answer(QuestionKind.AGREE_AGENDA, "AGREE", by="chair", on=day("Mon 25 Jan 2027"))
    assert agenda_question(asked).answered == day("Mon 25 Jan 2027")
    step = asked.steps()[StepKind.AGENDA_AGREED]
    assert (step.done, step.verdict) == (day("Mon 25 Jan 2027"), StepVerdict.ON_TIME)


@pytest.mark.parametrize(
    ("date", "sentence"),
    [
        ("Fri 15 Jan 2027", "15 January 2027 is still to come"),
        ("Wed 13 Jan 2027", "asked on 14 January 2027"),
    ],
)
def test_an_answer_is_not_from_a_day_on_which_it_can_t_have_been_given(
    asked: MonthAhead, date: str, sentence: str
) -> None:
    with pytest.raises(Problem, match=sentence):
        asked.answer(QuestionKind.AGREE_AGENDA, "AGREE", by="chair", on=day(date))


def test_the_deputy_chair_answers_once_asked(asked: MonthAhead) -> None:
    asked.on("Mon 25 Jan 2027")
    do(put_questions, asked.office, asked.group, day=asked.today)
    assert agenda_question(asked).escalated == asked.today
    say(asked, "AGREE AGENDA", by="deputy chair")
    assert agenda_question(asked).answered_by_id == asked.called("deputy chair")


def test_whoever_covers_for_the_person_asked_answers_for_them(asked: MonthAhead) -> None:
    cover, last = asked.called("MSCB"), day("Fri 29 Jan 2027")
    do(agree_cover, asked.office, "MASE", asked.called("Independent Chair"), cover, asked.today, last)
    say(asked, "AGREE", by="MSCB")
    assert agenda_question(asked).answered_by_id == cover


def test_an_answered_question_cannot_be_answered_again(asked: MonthAhead) -> None:
    question = agenda_question(asked)
    say(asked, "AGREE")
    with pytest.raises(Problem, match="was answered on 14 January 2027"):
        do(
            answer,
            asked.office,
            question.id,
            Reply(Word.OTHER, "Wait!"),
            by=asked.called("chair"),
            channel=Channel.REPLY,
        )
    assert agenda_question(asked).answer == "AGREE"
    assert asked.waiting(QuestionKind.AMEND_AGENDA) == []


def test_a_withdrawn_question_cannot_be_answered(asked: MonthAhead) -> None:
    question = agenda_question(asked)
    do(cancel_meeting, asked.office, FEBRUARY)
    with pytest.raises(Problem, match="was withdrawn on 14 January 2027"):
        do(
            answer,
            asked.office,
            question.id,
            Reply(Word.AGREE),
            by=asked.called("chair"),
            channel=Channel.REPLY,
        )


@pytest.mark.parametrize("said", ["RELEASE", "NO", "DISCHARGE"])
def test_a_word_that_answers_something_else_changes_nothing(asked: MonthAhead, said: str) -> None:
    with pytest.raises(Problem, match=f"“{said}” does not answer “agree the agenda”; answer AGREE"):
        say(asked, said)
    assert agenda_question(asked).answered is None


def test_free_text_where_a_word_is_needed_is_refused_with_the_words(asked: MonthAhead) -> None:
    say(asked, "Please move training up")
    with pytest.raises(Problem, match="That does not answer “amend the agenda”; answer DONE"):
        asked.answer(QuestionKind.AMEND_AGENDA, "I will see to it", by="unit")


def test_a_condition_is_no_agreement(asked: MonthAhead) -> None:
    say(asked, "AGREE, but move training up")
    assert len(asked.waiting(QuestionKind.AMEND_AGENDA)) == 1


def test_what_no_document_can_hold_is_left_out_of_words_and_refused_otherwise(asked: MonthAhead) -> None:
    (question,) = asked.waiting(QuestionKind.AGREE_AGENDA)
    reply = Reply(Word.OTHER, "Please\x07 move training up")
    with pytest.raises(Problem, match="answer: character"):
        do(answer, asked.office, question.id, reply, by=asked.called("chair"), channel=Channel.REPLY)
    assert agenda_question(asked).answered is None
    say(asked, "Please\x07 move training up")
    question = agenda_question(asked)
    assert (question.answer, question.answer_text) == (Word.OTHER, "Please  move training up")


def test_what_is_answered_with_a_file_says_so(ahead: MonthAhead) -> None:
    with ahead.office.register.transaction("test") as tx:
        ask(
            tx,
            QuestionKind.FILE_RECORD,
            group_id=ahead.group,
            about=ahead.meeting().id,
            of=ahead.called("unit"),
            on=ahead.today,
            due=ahead.today,
        )
    with pytest.raises(Problem, match="answered by sending the file back"):
        ahead.answer(QuestionKind.FILE_RECORD, "DONE", by="unit")


def test_an_unknown_question_is_said_to_be_unknown(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match="no question"):
        do(
            answer,
            ahead.office,
            uuid4(),
            read_typed_reply("AGREE", ahead.today),
            by=ahead.called("chair"),
            channel=Channel.REPLY,
        )


def test_a_question_is_opened_once_and_again_only_after_it_is_closed(ahead: MonthAhead) -> None:
    def opened() -> QuestionRow:
        with ahead.office.register.transaction("test") as tx:
            return ask(
                tx,
                QuestionKind.AMEND_AGENDA,
                group_id=ahead.group,
                about=ahead.meeting().id,
                of=ahead.called("unit"),
                on=ahead.today,
                due=day("Fri 1 Jan 2027"),
            )

    with ahead.office.register.reading():
        pass
    opened()
    opened()
    (question,) = ahead.questions(QuestionKind.AMEND_AGENDA)
    assert question.due == question.opened, "nothing is due before it is asked"
    with ahead.office.register.transaction("test") as tx:
        withdraw_question(tx, ahead.meeting().id, QuestionKind.AMEND_AGENDA, ahead.today)
        withdraw_question(tx, ahead.meeting().id, QuestionKind.AMEND_AGENDA, ahead.today)
    opened()
    assert len(ahead.questions(QuestionKind.AMEND_AGENDA)) == 2
    assert len(ahead.waiting(QuestionKind.AMEND_AGENDA)) == 1


def test_the_audit_trail_has_who_answered_and_how_and_not_what_was_said(asked: MonthAhead) -> None:
    say(asked, "Please move training up")
    with asked.office.register.reading() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.event == "question answered")).all()
    assert [row.about["by"] for row in rows] == [str(asked.called("chair"))]
    assert "training" not in str([row.about for row in rows])


def test_what_waits_is_listed_by_role_with_the_words_that_answer_it(asked: MonthAhead) -> None:
    (one,) = waiting_for_answers(asked.office, "MASE")
    assert (one.phrase, one.about) == ("agree the agenda", "MASE/2027-02 9 Feb")
    assert (one.of, one.asked) == ("chair", asked.today)
    assert one.words == "AGREE, FIT, or what to change"
