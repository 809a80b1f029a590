"""An agenda that is too long is put to the Chair with what would wait, and FIT agrees the rest."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from forum.agenda import Purpose
from forum.calendar.steps import StepKind
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.duties.agenda.agenda import drop_item
from tasks.duties.agenda.put_agenda import ask_authors, items_that_wait
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tasks.duties.questions.ask import is_open
from tasks.duties.record.file_record import ask_for_record
from tasks.register.meetings import HELD, meeting_by_reference
from tasks.register.papers import agenda_items
from tasks.register.tables import AgendaItemRow, MeetingRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, NURSE, Forum

MARCH = "MASE/2027-03"
HOTELS, LETTERS, HOUSING = "Licensing of hotels", "What young people say of our letters", "Housing"


@stage
def drafted(forum: Forum) -> Forum:
    """February's agenda has 80 minutes of every meeting, 15 for a decision, and two items of 35 minutes."""
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.propose(HOUSING, purpose=Purpose.DECISION, minutes=15, with_paper=False)
    forum.propose(HOTELS, purpose=Purpose.DISCUSSION, minutes=35, with_paper=False)
    forum.on("Fri 15 Jan 2027")
    forum.propose(LETTERS, purpose=Purpose.DISCUSSION, minutes=35)
    return forum


def items_of(forum: Forum, reference: str) -> Sequence[AgendaItemRow]:
    with forum.office.register.reading() as session:
        return agenda_items(session, meeting_by_reference(session, reference).id)


def ask_for_paper(forum: Forum, reference: str) -> None:
    """Ask the authors of an agenda's papers."""
    do(ask_authors, forum.office, forum.meeting(reference).id, day=forum.today)


def papers_asked(forum: Forum) -> list[str]:
    """The meetings for which a paper is asked."""
    asked = [each for each in forum.questions(QuestionKind.PROVIDE_PAPER) if is_open(each)]
    references = {forum.meeting(reference).id: reference for reference in (FEBRUARY, MARCH)}
    return [references[each.meeting_id] for each in asked if each.meeting_id]


def test_what_has_no_time_waits_for_the_next_agenda_on_the_chairs_word(drafted: Forum) -> None:
    do(put_questions, drafted.office, drafted.group, day=drafted.on("Mon 18 Jan 2027"))
    ask_for_paper(drafted, FEBRUARY)
    letter = drafted.letters("chair", to=CHAIR)[-1]
    text = " ".join(letter.text.split())
    assert (
        "It needs 165 minutes, 45 more than the meeting has. FIT agrees it without items 8 and 9, which wait "
        "for 9 March; AGREE AGENDA keeps all."
    ) in text
    assert "Reply FIT or AGREE AGENDA" in text

    drafted.answer(QuestionKind.AGREE_AGENDA, Word.FIT, CHAIR)
    assert papers_asked(drafted) == []
    february = items_of(drafted, FEBRUARY)
    assert sum(item.minutes for item in february) == 95
    assert HOUSING in [item.title for item in february]
    assert [item.number for item in february] == [str(number) for number in range(1, len(february) + 1)]
    assert [item.title for item in items_of(drafted, MARCH)] == [HOTELS, LETTERS]
    assert drafted.step(StepKind.AGENDA_AGREED, FEBRUARY).done == day("Mon 18 Jan 2027")
    (told,) = drafted.letters("item_off", to=NURSE)
    assert told.subject == "MASE 9 Feb: your items are kept for Tue 9 Mar"
    assert (
        f"The Chair keeps your items “{HOTELS}” and “{LETTERS}” for the meeting of Tuesday 9 March, as there "
        "is no time for them on 9 February."
    ) in " ".join(told.text.split())
    ask_for_paper(drafted, MARCH)
    assert papers_asked(drafted) == [MARCH]


def test_where_too_little_may_wait_the_longest_items_have_less_time(drafted: Forum) -> None:
    drafted.propose("Foster homes", purpose=Purpose.DECISION, minutes=50, with_paper=False)
    do(put_questions, drafted.office, drafted.group, day=drafted.on("Mon 18 Jan 2027"))
    assert (
        "It needs 215 minutes, 95 more than the meeting has. FIT agrees it without items 9 and 10, which "
        "wait for 9 March, and with 25 minutes for item 7; AGREE AGENDA keeps all."
    ) in " ".join(drafted.letters("chair", to=CHAIR)[-1].text.split())
    drafted.answer(QuestionKind.AGREE_AGENDA, Word.FIT, CHAIR)
    assert sum(item.minutes for item in items_of(drafted, FEBRUARY)) == 120


@pytest.mark.parametrize(
    ("proposed", "titles"),
    [
        ("Wed 9 Dec 2026", [HOTELS, LETTERS]),  # for January, on whose agenda there was no time
        ("Mon 7 Dec 2026", []),  # for December, and waited twice
    ],
)
def test_an_item_that_has_waited_for_two_meetings_is_heard(
    drafted: Forum, proposed: str, titles: Sequence[str]
) -> None:
    with unit_of_work(drafted.office, "test") as work:
        january = meeting_by_reference(work.session, JANUARY)
        january.state = HELD
        work.session.add(
            MeetingRow(
                group_id=january.group_id, reference="MASE/2026-12", state=HELD, date=day("Tue 8 Dec 2026"),
                start=january.start, minutes=120, place="", planned_on=day("Tue 1 Sep 2026"),
            )
        )  # fmt: skip
        forum, february = forum_of_meeting(work, drafted.meeting(FEBRUARY).id)
        for item in agenda_items(work.session, february.id):
            item.proposed_on = day(proposed)
        assert [item.title for item in items_that_wait(forum, february)] == titles


def test_nothing_waits_once_the_record_workbook_has_the_items_by_their_numbers(drafted: Forum) -> None:
    do(ask_for_record, drafted.office, drafted.meeting(FEBRUARY).id, day=drafted.on("Mon 8 Feb 2027"))
    with pytest.raises(Problem, match="No item of the agenda for 9 February can wait"):
        drafted.answer(QuestionKind.AGREE_AGENDA, Word.FIT, CHAIR)
    with pytest.raises(Problem, match=r"The record workbook of MASE/2027-02 has gone"):
        do(drop_item, drafted.office, FEBRUARY, "8")


def test_an_agenda_that_fits_is_not_agreed_by_a_word_that_was_not_offered(forum: Forum) -> None:
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    do(put_questions, forum.office, forum.group, day=forum.today)
    assert "FIT" not in forum.letters("chair", to=CHAIR)[-1].text
    with pytest.raises(Problem, match="No item of the agenda for 9 February can wait"):
        forum.answer(QuestionKind.AGREE_AGENDA, Word.FIT, CHAIR)
