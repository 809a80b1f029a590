"""An agenda that is too long is put to the Chair with what would wait, and FIT agrees the rest."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from forum.agenda.purpose import Purpose
from forum.calendar.steps import StepKind
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.duties.answers.put_questions import put_questions
from tasks.register.meetings import meeting_by_reference
from tasks.register.papers import agenda_items
from tasks.register.tables import AgendaItemRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, Forum

MARCH = "MASE/2027-03"
HOTELS, LETTERS, HOUSING = "Licensing of hotels", "What young people say of our letters", "Housing"


@stage
def drafted(forum: Forum) -> Forum:
    """February's agenda has 95 minutes of every meeting, 15 for a decision, and two items of 20 minutes."""
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.propose(HOUSING, purpose=Purpose.DECISION, minutes=15, with_paper=False)
    forum.propose(HOTELS, purpose=Purpose.DISCUSSION, minutes=20, with_paper=False)
    forum.on("Fri 15 Jan 2027")
    forum.propose(LETTERS, purpose=Purpose.DISCUSSION, minutes=20)
    return forum


def items_of(forum: Forum, reference: str) -> Sequence[AgendaItemRow]:
    with forum.office.register.reading() as session:
        return agenda_items(session, meeting_by_reference(session, reference).id)


def test_what_has_no_time_waits_for_the_next_agenda_on_the_chairs_word(drafted: Forum) -> None:
    do(put_questions, drafted.office, drafted.group, day=drafted.on("Mon 18 Jan 2027"))
    letter = drafted.letters("chair", to=CHAIR)[-1]
    text = " ".join(letter.text.split())
    assert (
        "It needs 150 minutes, 30 more than the meeting has. FIT agrees it without items 8 and 9, which wait "
        "for 9 March; AGREE AGENDA keeps all."
    ) in text
    assert "Reply FIT or AGREE AGENDA" in text

    drafted.answer(QuestionKind.AGREE_AGENDA, Word.FIT, CHAIR)
    february = items_of(drafted, FEBRUARY)
    assert sum(item.minutes for item in february) == 110
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


def test_an_agenda_that_fits_is_not_agreed_by_a_word_that_was_not_offered(forum: Forum) -> None:
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    do(put_questions, forum.office, forum.group, day=forum.today)
    assert "FIT" not in forum.letters("chair", to=CHAIR)[-1].text
    with pytest.raises(Problem, match="No item of the agenda for 9 February can wait"):
        forum.answer(QuestionKind.AGREE_AGENDA, Word.FIT, CHAIR)
