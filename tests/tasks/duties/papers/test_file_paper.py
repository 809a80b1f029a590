"""Papers are filed by their authors; a late one waits for the Chair's leave; a withdrawn one stays out."""

from __future__ import annotations

import pytest

from forum.calendar.steps import StepKind, StepVerdict
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.duties.papers.file_paper import no_paper
from tasks.duties.papers.send_packs import release_pack
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, PDF, MonthAhead
from tests.tasks.duties.pack_ahead import (
    LICENSING,
    PATTERNS,
    TRAINING,
    file_late,
    file_name,
    is_to_complete,
)


def test_a_paper_filed_answers_its_author_s_question_and_papers_are_collected_once_all_are_in(
    agreed: MonthAhead,
) -> None:
    agreed.file_paper(TRAINING, PDF)
    agreed.file_paper(PATTERNS, PDF + b"2")
    assert [one.of_id for one in agreed.waiting(QuestionKind.PROVIDE_PAPER)] == [
        agreed.called("District Councils")
    ]
    assert agreed.steps()[StepKind.PAPERS_COLLECTED].done is None
    agreed.answer(QuestionKind.PROVIDE_PAPER, "VERBAL", by="District Councils")
    assert agreed.papers()[LICENSING].state == PaperState.VERBAL
    assert agreed.steps()[StepKind.PAPERS_COLLECTED].verdict is StepVerdict.ON_TIME


def test_a_late_paper_the_chair_does_not_allow_is_tabled(released: MonthAhead) -> None:
    file_late(released, "NO")
    assert released.papers()[LICENSING].state == PaperState.TABLED
    assert not is_to_complete(released)


def test_a_paper_for_a_standing_item_is_taken_from_its_lead(agreed: MonthAhead) -> None:
    title = "CSE action plan: progress and actions to discharge"
    agreed.file_paper(title, PDF)
    paper = agreed.papers()[title]
    assert (paper.state, paper.author_id) == (PaperState.FILED, agreed.called("chair"))
    release_pack(agreed.office, FEBRUARY, "test")
    assert file_name(agreed, title) in agreed.enclosed("papers", "CCGs")


def test_a_paper_for_a_standing_item_of_part_two_is_for_its_readers_alone(agreed: MonthAhead) -> None:
    title = "Intelligence and patterns across the county"
    agreed.file_paper(title, PDF)
    release_pack(agreed.office, FEBRUARY, "test")
    assert file_name(agreed, title) in agreed.enclosed("papers", "CCGs")
    assert file_name(agreed, title) not in agreed.enclosed("papers", "Voluntary Sector Lead")


def test_an_item_that_is_not_there_is_named_with_those_that_are(agreed: MonthAhead) -> None:
    with pytest.raises(Problem, match=r"no item '99'. Its items are: 1, 2"):
        do(no_paper, agreed.office, FEBRUARY, "99", Word.VERBAL)


def test_an_item_without_a_paper_has_none_to_withdraw(agreed: MonthAhead) -> None:
    with pytest.raises(Problem, match="Item 1 of MASE/2027-02 has no paper"):
        do(no_paper, agreed.office, FEBRUARY, "1", Word.WITHDRAW)


def test_a_withdrawn_paper_is_not_filed_or_reported_on_again(agreed: MonthAhead) -> None:
    number = agreed.number(TRAINING)
    do(no_paper, agreed.office, FEBRUARY, number, Word.WITHDRAW)
    with pytest.raises(Problem, match="withdrawn already"):
        agreed.file_paper(TRAINING, PDF)
    with pytest.raises(Problem, match="withdrawn already"):
        do(no_paper, agreed.office, FEBRUARY, number, Word.VERBAL)
    with pytest.raises(Problem, match="withdrawn already"):
        agreed.file_paper(TRAINING, PDF, tabled=True)


def test_a_tabled_paper_needs_no_leave_and_goes_to_nobody(released: MonthAhead) -> None:
    released.on("Tue 9 Feb 2027")
    assert released.file_paper(LICENSING, PDF + b" tabled", tabled=True) is PaperState.TABLED
    assert released.waiting(QuestionKind.ALLOW_LATE_PAPER) == []
    assert not is_to_complete(released)


def test_what_is_no_document_is_refused_and_the_paper_stays_wanted(agreed: MonthAhead) -> None:
    with pytest.raises(Problem, match="not a PDF, Word, Excel or PowerPoint file"):
        agreed.file_paper(TRAINING, b"MZ an executable")
    assert agreed.papers()[TRAINING].state == PaperState.WANTED
