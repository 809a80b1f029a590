"""An item that comes once the agenda is agreed waits for the Chair: other business, or the next meeting."""

from __future__ import annotations

import pytest

from forum.questions.kinds import QuestionKind
from forum.text.problem import Problem
from tasks.duties.agenda.agenda import draft_agenda
from tasks.duties.agenda.document import agenda_document
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.send_packs import release_pack
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead
from tests.tasks.duties.pack_ahead import everything_goes

HOUSING, MARCH = "Housing and exploitation", "MASE/2027-03"


@stage
def late(ahead: MonthAhead) -> MonthAhead:
    """February's agenda is agreed on 21 January; on the 22nd the nurse proposes an item with a paper."""
    ahead.on("Thu 21 Jan 2027")
    do(draft_agenda, ahead.office, ahead.meeting().id, day=ahead.today)
    ahead.answer(QuestionKind.AGREE_AGENDA, "AGREE", by="chair")
    ahead.on("Fri 22 Jan 2027")
    ahead.propose(HOUSING, with_paper=True)
    return ahead


def titles(ahead: MonthAhead, reference: str = FEBRUARY) -> list[str]:
    return [item.title for item in ahead.items(reference)]


def test_the_chair_is_asked_and_the_agenda_stands_meanwhile(late: MonthAhead) -> None:
    assert HOUSING not in titles(late)
    (question,) = late.waiting(QuestionKind.ALLOW_LATE_ITEM)
    assert question.due == day("Mon 1 Feb 2027")
    do(put_questions, late.office, late.group, day=late.today)
    (letter,) = late.letters_to("chair", "chair")
    text = " ".join(letter.text.split())
    assert f"A late item for 9 February: {HOUSING}" in text
    assert "From Designated Nurse, after you agreed the agenda." in text
    assert late.waiting(QuestionKind.PROVIDE_PAPER) == []


def test_allowed_it_is_other_business_before_part_two_and_its_paper_is_asked_for(late: MonthAhead) -> None:
    late.on("Thu 28 Jan 2027")
    do(ask_for_release, late.office, late.meeting().id, day=late.today)
    everything_goes(late)
    late.answer(QuestionKind.ALLOW_LATE_ITEM, "ALLOW", by="chair")
    assert titles(late)[-3:] == [HOUSING, *titles(late)[-2:]]
    assert [item.number for item in late.items()] == [str(n) for n in range(1, len(late.items()) + 1)]
    with unit_of_work(late.office, "test", late.today) as work:
        agenda = agenda_document(*forum_of_meeting(work, late.meeting().id), part_two=False)
    assert (agenda.items[-1].title, agenda.items[-1].note) == (
        HOUSING,
        "Other business, notified beforehand.",
    )
    (asked,) = late.waiting(QuestionKind.PROVIDE_PAPER)
    assert asked.of_id == late.called("CCGs")
    *_, anew = late.letters("pack_check")
    text = " ".join(anew.text.split())
    assert f"Item {late.number(HOUSING)} is new: other business that the Chair allows." in text
    assert "The only paper is not in yet; nothing leaves until you reply RELEASE." in text


def test_refused_it_is_kept_for_the_next_meeting_with_its_paper(late: MonthAhead) -> None:
    late.answer(QuestionKind.ALLOW_LATE_ITEM, "NO", by="chair")
    assert HOUSING not in titles(late)
    assert titles(late, MARCH) == [HOUSING]
    assert [*late.papers(MARCH)] == [HOUSING]
    (told,) = late.letters_to("item_off", "CCGs")
    assert told.subject == "MASE 9 Feb: your item is kept for Tue 9 Mar"
    assert (
        f"The Chair keeps your item “{HOUSING}” for the meeting of Tuesday 9 March, as the agenda of 9 "
        "February was agreed before it came."
    ) in " ".join(told.text.split())


def test_once_the_papers_have_gone_out_no_item_is_added(late: MonthAhead) -> None:
    late.on("Tue 2 Feb 2027")
    release_pack(late.office, FEBRUARY, "test")
    with pytest.raises(Problem, match="reply NO to keep the item for the next meeting"):
        late.answer(QuestionKind.ALLOW_LATE_ITEM, "ALLOW", by="chair")
    with pytest.raises(Problem, match="papers of MASE/2027-02 have gone out"):
        late.propose("Transport")
    assert HOUSING not in titles(late)
