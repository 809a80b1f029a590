"""The list of open questions says what each is about and of whom it is, without a name or a title."""

from __future__ import annotations

from tasks.duties.questions.open_questions import waiting_for_answers
from tests.english import day
from tests.tasks.duties.month_ahead import MonthAhead
from tests.tasks.duties.pack_ahead import LICENSING, PATTERNS, TRAINING


def test_a_question_about_a_paper_has_its_item_s_number_and_its_author_s_seat(agreed: MonthAhead) -> None:
    listed = waiting_for_answers(agreed.office, "MASE")
    authors = {TRAINING: "CCGs", LICENSING: "District Councils", PATTERNS: "Kent Police"}
    in_order = sorted(authors, key=lambda title: f"item {agreed.number(title)}")
    assert [(question.about, question.of) for question in listed] == [
        (f"MASE/2027-02 9 Feb, item {agreed.number(title)}", authors[title]) for title in in_order
    ]
    assert {(question.group, question.asked, question.due) for question in listed} == {
        ("MASE", None, day("Fri 29 Jan 2027"))
    }
    assert {(question.phrase, question.words) for question in listed} == {
        ("send a paper", "VERBAL or WITHDRAW, or mase file paper")
    }
