"""The unit orders and drops papers and says who may read which; the pack is then put for release anew."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pytest
from openpyxl import load_workbook

from forum.outbox.states import State
from forum.papers.pack import Allow, Drop, Keep, PackOrder
from forum.papers.papers import PaperState, Readers
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.documents.workbooks.fault_marks import WorkbookRefused
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.file_paper import arrange_pack, arrange_pack_by_workbook, no_paper
from tasks.duties.papers.send_packs import release_pack
from tasks.register.documents import fetch
from tasks.register.tables import DispatchRow, PaperRow
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, PDF, MonthAhead
from tests.tasks.duties.pack_ahead import LICENSING, PATTERNS, TRAINING, file_name

GUEST = "Voluntary Sector Lead"


@stage
def shown(agreed: MonthAhead) -> MonthAhead:
    """Two papers are in, and on 28 January the pack is put to the unit; the one on licensing is to follow."""
    agreed.file_paper(TRAINING, PDF + b" on training")
    agreed.file_paper(PATTERNS, PDF + b" on patterns")
    agreed.on("Thu 28 Jan 2027")
    do(ask_for_release, agreed.office, agreed.meeting().id, day=agreed.today)
    gone(agreed)
    return agreed


def gone(ahead: MonthAhead) -> None:
    """The newest letter that shows the pack has gone to the unit."""
    with ahead.office.register.transaction("test") as tx:
        tx.session.get_one(DispatchRow, newest(ahead).id).state = State.SENT


def newest(ahead: MonthAhead) -> DispatchRow:
    """The newest letter that shows the pack: the one whose question waits."""
    (question,) = ahead.waiting(QuestionKind.RELEASE_PACK)
    (letter,) = (one for one in ahead.letters("pack_check") if one.conditions.unanswered == (question.id,))
    return letter


def arrange(ahead: MonthAhead, *changes: Any) -> tuple[str, ...]:
    return do(arrange_pack, ahead.office, FEBRUARY, changes)


def workbook(ahead: MonthAhead, cells: Mapping[str, str | int]) -> bytes:
    """The workbook of the newest letter with these cells of its first sheet changed."""
    with ahead.office.register.reading() as session:
        book = load_workbook(io.BytesIO(fetch(session, newest(ahead).attachments[0]["sha256"])))
    for cell, value in cells.items():
        book["Papers"][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_papers_go_in_the_order_of_the_unit_without_those_left_out(shown: MonthAhead) -> None:
    training, patterns, licensing = (shown.number(one) for one in (TRAINING, PATTERNS, LICENSING))
    arrange(shown, PackOrder((patterns, training)), Drop(licensing))
    assert shown.waiting(QuestionKind.PROVIDE_PAPER) == []
    shown.answer(QuestionKind.RELEASE_PACK, "RELEASE", by="unit")
    assert shown.enclosed("papers", "CCGs")[1:] == [file_name(shown, PATTERNS), file_name(shown, TRAINING)]
    (letter,) = shown.letters_to("papers", "CCGs")
    (line,) = [line for line in letter.text.splitlines() if LICENSING in line]
    assert line.endswith("not circulated")


def test_a_paper_kept_after_all_is_wanted_of_its_author_again(shown: MonthAhead) -> None:
    number = shown.number(LICENSING)
    do(put_questions, shown.office, shown.group, day=shown.today)
    arrange(shown, Drop(number))
    (told,) = shown.letters_to("item_off", "District Councils")
    assert (told.subject, told.state) == ("MASE 9 Feb: your paper is not needed", State.QUEUED)
    assert f"Your paper on “{LICENSING}” does not go out for Tuesday 9 February" in told.text
    arrange(shown, Keep(number))
    assert shown.letters_to("item_off", "District Councils") == [], "what has not left is not said"
    (question,) = shown.waiting(QuestionKind.PROVIDE_PAPER)
    assert question.of_id == shown.called("District Councils")


def test_a_paper_for_named_seats_goes_to_their_people_and_the_office_alone(shown: MonthAhead) -> None:
    arrange(shown, Allow(shown.number(TRAINING), Readers.SEATS, "Kent Police"))
    shown.answer(QuestionKind.RELEASE_PACK, "RELEASE", by="unit")
    readers, file = shown.readers("papers"), file_name(shown, TRAINING)
    got = {name for name in readers if file in shown.enclosed("papers", name)}
    chairs = {shown.members().person(shown.called(who)).name for who in ("chair", "deputy chair")}
    police = shown.members().person(shown.called("Kent Police")).name
    assert got == {police, *chairs} & set(readers)
    (letter,) = shown.letters_to("papers", GUEST)
    (line,) = [line for line in letter.text.splitlines() if TRAINING in line]
    assert line.endswith("restricted")
    assert letter.conditions.papers == ()


def test_a_paper_put_into_part_two_goes_to_readers_of_part_two_alone(shown: MonthAhead) -> None:
    arrange(shown, Allow(shown.number(TRAINING), Readers.PART_TWO))
    shown.answer(QuestionKind.RELEASE_PACK, "RELEASE", by="unit")
    assert file_name(shown, TRAINING) not in shown.enclosed("papers", GUEST)
    assert file_name(shown, TRAINING) in shown.enclosed("papers", "CCGs")


def test_a_change_puts_the_pack_for_release_anew_and_says_what_is_different(shown: MonthAhead) -> None:
    before = newest(shown)
    number = shown.number(TRAINING)
    assert arrange(shown, Allow(number, Readers.CORE)) == (f"Item {number}: for core members.",)
    after = newest(shown)
    assert after.id != before.id
    assert f"Item {number}: for core members." in after.text
    assert after.conditions.pack != before.conditions.pack
    assert arrange(shown, Allow(number, Readers.CORE)) == ()
    assert newest(shown).id == after.id


def test_what_a_letter_that_had_not_gone_would_have_said_the_next_one_says_too(shown: MonthAhead) -> None:
    training, licensing = shown.number(TRAINING), shown.number(LICENSING)
    arrange(shown, Allow(training, Readers.CORE))
    shown.file_paper(LICENSING, PDF + b" on licensing")
    assert f"Item {training}: for core members. Item {licensing}: its paper has come." in newest(shown).text
    assert newest(shown).attachments != []
    gone(shown)
    do(no_paper, shown.office, FEBRUARY, licensing, Word.VERBAL)
    assert f"counts: Item {licensing}: reported on verbally." in newest(shown).text


def test_a_first_letter_that_had_not_gone_is_put_anew_as_the_first(agreed: MonthAhead) -> None:
    agreed.on("Thu 28 Jan 2027")
    do(ask_for_release, agreed.office, agreed.meeting().id, day=agreed.today)
    agreed.file_paper(TRAINING, PDF)
    assert "our last letter" not in newest(agreed).text
    assert newest(agreed).attachments != []


def test_a_paper_that_nobody_is_to_get_is_withheld_from_nobody(shown: MonthAhead) -> None:
    do(no_paper, shown.office, FEBRUARY, shown.number(LICENSING), Word.VERBAL)
    (line,) = [line for line in newest(shown).text.splitlines() if "Independent Chair" in line]
    assert line.endswith("everything")


def test_a_row_of_a_paper_that_became_verbal_since_is_passed_over(shown: MonthAhead) -> None:
    content = workbook(shown, {"F5": "Core members"})
    do(no_paper, shown.office, FEBRUARY, shown.number(LICENSING), Word.VERBAL)
    changed = do(arrange_pack_by_workbook, shown.office, FEBRUARY, content)
    assert changed[0].endswith("for core members.")


def test_a_newer_paper_or_none_puts_the_pack_for_release_anew(shown: MonthAhead) -> None:
    number = shown.number(TRAINING)
    shown.file_paper(TRAINING, PDF + b" on training, newer")
    assert f"Item {number}: a newer paper has come." in newest(shown).text
    shown.answer(QuestionKind.PROVIDE_PAPER, "VERBAL", by="District Councils")
    assert f"Item {shown.number(LICENSING)}: reported on verbally." in newest(shown).text
    do(no_paper, shown.office, FEBRUARY, number, Word.WITHDRAW)
    assert f"Item {number}: its paper is withdrawn." in newest(shown).text
    assert len(shown.letters("pack_check")) == 4


def test_nothing_leaves_that_the_unit_was_not_shown(shown: MonthAhead) -> None:
    """Should a pack ever change without being put anew, its release is refused."""
    with shown.office.register.transaction("test") as tx:
        tx.session.get_one(PaperRow, shown.papers()[TRAINING].id).readers = Readers.CORE
    with pytest.raises(Problem, match="no longer as it was shown"):
        shown.answer(QuestionKind.RELEASE_PACK, "RELEASE", by="unit")
    assert shown.letters("papers") == []


def test_once_the_pack_has_gone_out_it_stands(shown: MonthAhead) -> None:
    release_pack(shown.office, FEBRUARY, "test")
    with pytest.raises(Problem) as problem:
        arrange(shown, Drop(shown.number(TRAINING)))
    assert "gone out" in problem.value.faults[0]


def test_the_workbook_that_comes_back_arranges_the_pack(shown: MonthAhead) -> None:
    """Rows in the order of the agenda: licensing or training first, patterns last."""
    cells: dict[str, str | int] = {"A5": 3, "A6": "2", "A7": 1, "E6": "no"}
    cells |= {"F5": "named seats", "G5": "kent police; KCHFT"}
    changed = do(arrange_pack_by_workbook, shown.office, FEBRUARY, workbook(shown, cells))
    first, second = sorted((TRAINING, LICENSING), key=lambda title: int(shown.number(title)))
    papers = shown.papers()
    assert [*papers] == [PATTERNS, second, first]
    assert papers[second].state == PaperState.DROPPED
    assert (papers[first].readers, len(papers[first].seats)) == (Readers.SEATS, 2)
    assert len(changed) == 3


def test_a_workbook_left_as_it_was_changes_nothing(shown: MonthAhead) -> None:
    assert do(arrange_pack_by_workbook, shown.office, FEBRUARY, workbook(shown, {})) == ()
    assert len(shown.letters("pack_check")) == 1


def test_every_wrong_cell_is_named_and_marked_and_nothing_is_changed(shown: MonthAhead) -> None:
    cells: dict[str, str | int] = {
        "A5": 2,
        "A6": 2,
        "E5": "perhaps",
        "F6": "nobody",
        "F7": "All",  # it is in part 2
        "G5": "Kent Police",  # and for all
        "H5": "=1+1",
    }
    with pytest.raises(WorkbookRefused) as refused:
        do(arrange_pack_by_workbook, shown.office, FEBRUARY, workbook(shown, cells))
    places = {fault.split(":")[0] for fault in refused.value.faults}
    assert places == {f"Papers, cell {cell}" for cell in ("A6", "E5", "F6", "F7", "G5", "H5")}
    marked = load_workbook(io.BytesIO(refused.value.marked))
    assert marked["Papers"]["F7"].comment is not None
    assert len(shown.letters("pack_check")) == 1


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"A1": "MASE/2027-01: papers"}, "not the workbook of MASE/2027-02"),
        ({"B5": "99"}, "Papers, cell B5: found “99”"),
        ({"D4": "Something else"}, "lacks the column “Paper”"),
        ({"F5": "Named seats", "G5": "Surrey"}, "Papers, cell G5: found “Surrey”; allowed: NPS"),
        ({"F5": "Named seats"}, "Papers, cell G5: nothing found"),
    ],
)
def test_a_workbook_that_is_not_ours_any_more_is_refused_in_words(
    shown: MonthAhead, cells: Mapping[str, str | int], why: str
) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        do(arrange_pack_by_workbook, shown.office, FEBRUARY, workbook(shown, cells))
    assert why in "\n".join(refused.value.faults)


def test_what_is_no_workbook_is_refused_in_words(shown: MonthAhead) -> None:
    with pytest.raises(Problem, match="is not an Excel workbook"):
        do(arrange_pack_by_workbook, shown.office, FEBRUARY, b"nothing")
