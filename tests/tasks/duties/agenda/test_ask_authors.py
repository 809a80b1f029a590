"""Authors hear of a paper that is known two working weeks before it is due, before the agenda is agreed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from forum.papers.papers import Readers
from forum.questions.kinds import QuestionKind
from tasks.duties.agenda.agenda import drop_item
from tasks.duties.agenda.document import agenda_document
from tasks.duties.agenda.put_agenda import ask_authors
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tasks.duties.calendar.due import authors_to_ask
from tasks.duties.members.appointments import end_appointment
from tasks.register.documents import fetch
from tests.english import day
from tests.forum.policies import MASE_DAYS
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead

TRAINING, PATTERNS = "Training for GPs", "Intelligence and patterns across the county"


def are_authors_to_ask(ahead: MonthAhead) -> bool:
    with ahead.office.register.reading() as session:
        return ahead.meeting().id in authors_to_ask(ahead.office, session, ahead.today, None)


@stage
def asked(ahead: MonthAhead) -> MonthAhead:
    """On Friday 15 January the author of a paper for February is asked."""
    ahead.propose(TRAINING, with_paper=True)
    ahead.on("Fri 15 Jan 2027")
    do(ask_authors, ahead.office, ahead.meeting().id, day=ahead.today)
    do(put_questions, ahead.office, ahead.group, day=ahead.today)
    return ahead


def test_the_author_of_a_known_paper_is_asked_ten_working_days_before_it_is_due(ahead: MonthAhead) -> None:
    ahead.propose(TRAINING, with_paper=True)
    ahead.on("Thu 14 Jan 2027")
    assert not are_authors_to_ask(ahead)
    ahead.on("Fri 15 Jan 2027")
    assert are_authors_to_ask(ahead)
    do(ask_authors, ahead.office, ahead.meeting().id, day=ahead.today)
    assert not are_authors_to_ask(ahead)
    (question,) = ahead.waiting(QuestionKind.PROVIDE_PAPER)
    assert question.due == day("Fri 29 Jan 2027")
    assert MASE_DAYS.between(question.opened, question.due) == 10


def test_the_author_reads_that_the_chair_is_still_to_agree_and_gets_a_cover_sheet(asked: MonthAhead) -> None:
    (letter,) = asked.letters_to("paper_author", "CCGs")
    text = " ".join(letter.text.split())
    assert "This item is on the draft agenda, subject to the Chair’s agreement." in text
    number = asked.number(TRAINING)
    assert [file["name"] for file in letter.attachments] == [f"MASE-2027-02 item {number} cover sheet.docx"]
    with asked.office.register.reading() as session:
        sheet = Document(BytesIO(fetch(session, letter.attachments[0]["sha256"])))
    paragraphs = [paragraph.text for paragraph in sheet.paragraphs]
    assert paragraphs[0] == TRAINING
    asks = paragraphs.index("The group is asked to")
    assert paragraphs[asks + 1] == "1. discuss …"
    cells = [cell.text for row in sheet.tables[0].rows for cell in row.cells]
    assert "Designated Nurse" in cells


def test_once_the_agenda_is_agreed_the_author_is_not_asked_again(asked: MonthAhead) -> None:
    asked.agree_agenda()
    assert len(asked.waiting(QuestionKind.PROVIDE_PAPER)) == 1
    asked.on("Tue 26 Jan 2027")
    do(put_questions, asked.office, asked.group, day=asked.today)
    _, reminder = asked.letters_to("paper_author", "CCGs")
    assert "Reminder" in reminder.subject
    assert "subject to the Chair’s agreement" not in " ".join(reminder.text.split())


@pytest.mark.parametrize("date", ["Mon 18 Jan 2027", "Wed 20 Jan 2027", "Mon 25 Jan 2027"])
def test_the_author_is_reminded_when_the_paper_is_nearly_due_and_not_days_after_being_asked(
    asked: MonthAhead, date: str
) -> None:
    asked.on(date)
    do(put_questions, asked.office, asked.group, day=asked.today)
    assert len(asked.letters_to("paper_author", "CCGs")) == 1


def test_the_paper_of_an_item_that_is_dropped_is_no_longer_asked_for(asked: MonthAhead) -> None:
    do(drop_item, asked.office, FEBRUARY, asked.number(TRAINING))
    assert asked.waiting(QuestionKind.PROVIDE_PAPER) == []
    assert not are_authors_to_ask(asked)
    (told,) = asked.letters_to("item_off", "CCGs")
    assert told.subject == "MASE 9 Feb: your item is not on the agenda"
    text = " ".join(told.text.split())
    assert f"Your item “{TRAINING}” is not on the agenda of Tuesday 9 February. Please send no paper" in text


def test_of_an_item_that_nobody_proposed_or_was_asked_about_nobody_hears(asked: MonthAhead) -> None:
    do(drop_item, asked.office, FEBRUARY, asked.number("Community engagement and prevention"))
    assert asked.letters("item_off") == []


def test_of_part_two_the_letter_names_no_title(ahead: MonthAhead) -> None:
    ahead.propose(TRAINING, part=2)
    do(ask_authors, ahead.office, ahead.meeting().id, day=ahead.today)
    do(drop_item, ahead.office, FEBRUARY, ahead.number(TRAINING))
    (told,) = ahead.letters_to("item_off", "CCGs")
    assert TRAINING not in told.text + told.html + told.subject
    assert "Your item for part 2 is not on the agenda" in told.text


def test_a_standing_item_with_a_paper_is_drafted_so_that_its_lead_is_asked_in_time(ahead: MonthAhead) -> None:
    policy = ahead.office.policies["MASE"]
    standing = tuple(
        item.model_copy(update={"lead": "Kent Police", "paper": item.title == PATTERNS})
        for item in policy.standing_items
    )
    policies = {"MASE": policy.model_copy(update={"standing_items": standing})}
    ahead.office = replace(ahead.office, policies=policies)
    ahead.on("Fri 15 Jan 2027")
    assert are_authors_to_ask(ahead)
    do(ask_authors, ahead.office, ahead.meeting().id, day=ahead.today)
    assert not are_authors_to_ask(ahead)
    (question,) = ahead.waiting(QuestionKind.PROVIDE_PAPER)
    assert question.of_id == ahead.called("Kent Police")
    assert ahead.papers()[PATTERNS].readers is Readers.PART_TWO


def test_the_agenda_names_whoever_holds_the_seat_that_leads_an_item(asked: MonthAhead) -> None:
    police = asked.called("Kent Police")
    (appointment,) = (one for one in asked.members().appointments if one.person_id == police)
    do(end_appointment, asked.office, appointment.id, day("Mon 18 Jan 2027"))
    asked.on("Tue 19 Jan 2027")
    with unit_of_work(asked.office, "test", asked.today) as work:
        document = agenda_document(*forum_of_meeting(work, asked.meeting().id), part_two=True)
    (patterns,) = [item for item in document.items if item.title == PATTERNS]
    assert patterns.lead == document.chair, "the seat is vacant"
