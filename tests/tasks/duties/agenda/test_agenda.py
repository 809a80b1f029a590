"""The agenda is drafted, amended as the Chair wishes, agreed, and then papers are collected (clause 6)."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from forum.agenda import Purpose
from forum.calendar.steps import StepKind, StepVerdict
from forum.questions.kinds import QuestionKind
from forum.text.problem import Problem
from tasks.duties.agenda.agenda import draft_agenda, drop_item, propose_item
from tasks.duties.agenda.document import agenda_document
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tasks.duties.meetings.plan_move_cancel import cancel_meeting
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, PDF, MonthAhead

TRAINING = "Training for GPs"


def draft(ahead: MonthAhead) -> None:
    do(draft_agenda, ahead.office, ahead.meeting().id, day=ahead.today)


def test_the_draft_has_the_standing_items_in_order_and_waits_for_the_chair(ahead: MonthAhead) -> None:
    ahead.on("Thu 14 Jan 2027")
    draft(ahead)
    assert [item.number for item in ahead.items()] == [
        str(number) for number in range(1, len(ahead.items()) + 1)
    ]
    titles = [item.title for item in ahead.items()]
    assert titles[0] == "Welcome and apologies"
    assert titles[-2:] == [
        "Case management and coordination across agencies",
        "Intelligence and patterns across the county",
    ]
    (question,) = ahead.waiting(QuestionKind.AGREE_AGENDA)
    assert (question.of_id, question.due) == (ahead.called("chair"), day("Tue 26 Jan 2027"))


def test_an_agenda_is_agreed_on_the_chairs_word_alone(ahead: MonthAhead) -> None:
    ahead.on("Thu 14 Jan 2027")
    draft(ahead)
    ahead.on("Wed 27 Jan 2027")  # the day after its deadline
    draft(ahead)
    assert ahead.steps()[StepKind.AGENDA_AGREED].done is None
    assert ahead.waiting(QuestionKind.AGREE_AGENDA)
    ahead.answer(QuestionKind.AGREE_AGENDA, "AGREE", by="chair")
    assert ahead.steps()[StepKind.AGENDA_AGREED].done == ahead.today


def test_drafting_twice_asks_the_chair_once(ahead: MonthAhead) -> None:
    draft(ahead)
    items = [item.title for item in ahead.items()]
    draft(ahead)
    assert [item.title for item in ahead.items()] == items
    assert len(ahead.questions(QuestionKind.AGREE_AGENDA)) == 1


def test_an_item_proposed_before_the_draft_finds_its_place_in_it(ahead: MonthAhead) -> None:
    ahead.propose(TRAINING)
    draft(ahead)
    assert TRAINING in [item.title for item in ahead.items()]
    assert ahead.number(TRAINING) != ""


def test_an_item_proposed_after_the_draft_is_numbered_with_the_rest(ahead: MonthAhead) -> None:
    draft(ahead)
    before = len(ahead.items())
    ahead.propose(TRAINING)
    assert [item.number for item in ahead.items()] == [str(number) for number in range(1, before + 2)]


def test_the_chairs_amendment_goes_to_the_unit_and_comes_back(ahead: MonthAhead) -> None:
    ahead.on("Thu 14 Jan 2027")
    draft(ahead)
    ahead.answer(QuestionKind.AGREE_AGENDA, "Please move training up", by="chair")
    assert ahead.steps()[StepKind.AGENDA_AGREED].done is None
    (to_unit,) = ahead.waiting(QuestionKind.AMEND_AGENDA)
    assert (to_unit.of_id, to_unit.due) == (ahead.called("unit"), day("Fri 15 Jan 2027"))
    assert ahead.waiting(QuestionKind.AGREE_AGENDA) == []
    draft(ahead)  # a morning's run does not ask the Chair before the unit is done
    assert ahead.waiting(QuestionKind.AGREE_AGENDA) == []
    ahead.on("Fri 15 Jan 2027")
    ahead.answer(QuestionKind.AMEND_AGENDA, "DONE", by="unit")
    (again,) = ahead.waiting(QuestionKind.AGREE_AGENDA)
    assert again.of_id == ahead.called("chair")
    ahead.answer(QuestionKind.AGREE_AGENDA, "AGREE", by="chair")
    assert ahead.steps()[StepKind.AGENDA_AGREED].verdict is StepVerdict.ON_TIME


def test_the_agenda_agreed_asks_each_author(ahead: MonthAhead) -> None:
    ahead.propose(TRAINING, by="CCGs", with_paper=True)
    ahead.propose("Licensing", by="District Councils", with_paper=True)
    ahead.agree_agenda()
    asked = {one.of_id: one.due for one in ahead.waiting(QuestionKind.PROVIDE_PAPER)}
    friday = day("Fri 29 Jan 2027")
    assert asked == {ahead.called("CCGs"): friday, ahead.called("District Councils"): friday}


def test_the_agenda_says_when_and_where_and_who_leads_what_with_which_paper(agreed: MonthAhead) -> None:
    with unit_of_work(agreed.office, "test", agreed.today) as work:
        forum, meeting = forum_of_meeting(work, agreed.meeting().id)
        document, restricted = (agenda_document(forum, meeting, part_two=part) for part in (False, True))
    assert (document.reference, document.date, document.place) == (
        FEBRUARY,
        day("Tue 9 Feb 2027"),
        "Room 2 and online",
    )
    assert (document.start, document.finish, document.next_meeting) == (
        dt.time(10),
        dt.time(12),
        day("Tue 9 Mar 2027"),
    )
    assert (document.marking, document.agreed) == ("OFFICIAL-SENSITIVE", day("Thu 14 Jan 2027"))
    first = document.items[0]
    assert (first.number, first.starts, first.lead, first.paper) == ("1", dt.time(10), document.chair, "")
    item = next(item for item in document.items if item.title == TRAINING)
    assert (item.lead, item.purpose, item.paper) == ("Designated Nurse", Purpose.DISCUSSION, "to follow")
    assert {item.part for item in document.items} == {1}
    assert {item.part for item in restricted.items} == {1, 2}


def test_an_agenda_without_papers_has_none_to_collect(ahead: MonthAhead) -> None:
    ahead.agree_agenda()
    collected = ahead.steps()[StepKind.PAPERS_COLLECTED]
    assert (collected.verdict, collected.note) == (StepVerdict.ON_TIME, "no papers wanted")


def test_a_paper_that_was_in_before_the_agenda_was_agreed_is_not_asked_for(ahead: MonthAhead) -> None:
    ahead.propose(TRAINING, with_paper=True)
    draft(ahead)
    ahead.file_paper(TRAINING, PDF)
    ahead.agree_agenda()
    assert ahead.waiting(QuestionKind.PROVIDE_PAPER) == []
    assert ahead.steps()[StepKind.PAPERS_COLLECTED].note == ""


def test_an_agreed_agenda_loses_no_item(ahead: MonthAhead) -> None:
    ahead.agree_agenda()
    before = [item.title for item in ahead.items()]
    with pytest.raises(Problem, match="agenda of MASE/2027-02 is agreed"):
        do(drop_item, ahead.office, FEBRUARY, "5")
    assert [item.title for item in ahead.items()] == before


def test_the_items_after_a_dropped_one_move_up(ahead: MonthAhead) -> None:
    ahead.propose(TRAINING, with_paper=True)
    draft(ahead)
    before = [item.title for item in ahead.items()]
    do(drop_item, ahead.office, FEBRUARY, ahead.number(TRAINING))
    assert [item.title for item in ahead.items()] == [title for title in before if title != TRAINING]
    assert [item.number for item in ahead.items()] == [str(number) for number in range(1, len(before))]


def test_the_paper_of_a_dropped_item_is_neither_asked_for_nor_waited_for(ahead: MonthAhead) -> None:
    ahead.propose(TRAINING, with_paper=True)
    draft(ahead)
    do(drop_item, ahead.office, FEBRUARY, ahead.number(TRAINING))
    ahead.agree_agenda()
    assert ahead.waiting(QuestionKind.PROVIDE_PAPER) == []
    assert ahead.steps()[StepKind.PAPERS_COLLECTED].verdict is StepVerdict.ON_TIME


def test_somebody_from_outside_the_group_proposes_nothing(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match="does not belong to the group"):
        do(
            propose_item,
            ahead.office,
            FEBRUARY,
            title=TRAINING,
            purpose=Purpose.DISCUSSION,
            minutes=10,
            person=uuid4(),
            with_paper=False,
        )
    assert ahead.items() == []


def test_a_paper_needs_somebody_to_write_it(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match="A paper needs an author"):
        do(
            propose_item,
            ahead.office,
            FEBRUARY,
            title=TRAINING,
            purpose=Purpose.DISCUSSION,
            minutes=10,
            person=None,
            with_paper=True,
        )
    assert ahead.items() == []


@pytest.mark.parametrize("title", ["Train\ning", "Train\x00ing", "  "])
def test_a_title_is_one_line_that_can_be_printed(ahead: MonthAhead, title: str) -> None:
    with pytest.raises(Problem, match="title of the item"):
        ahead.propose(title)
    assert ahead.items() == []


def test_a_cancelled_meeting_takes_no_item(ahead: MonthAhead) -> None:
    do(cancel_meeting, ahead.office, FEBRUARY)
    with pytest.raises(Problem, match="is down as “cancelled”"):
        ahead.propose(TRAINING)


def test_the_draft_goes_to_a_chair_without_what_they_may_not_read(ahead: MonthAhead) -> None:
    """Nobody reads part 2 by office alone: it takes an appointment that allows it."""
    from tasks.duties.answers.put_questions import put_questions

    ahead.on("Thu 14 Jan 2027")
    draft(ahead)
    do(put_questions, ahead.office, ahead.group, day=ahead.today)
    assert ahead.enclosed("chair", "chair") == ["MASE-2027-02 agenda.docx"]
