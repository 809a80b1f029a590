"""Whoever is asked whether a late paper may go out gets the paper with it, as far as it is for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.duties.papers.send_packs import release_pack
from tasks.register.papers import agenda_items
from tasks.register.tables import AppointmentRow, DispatchRow
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.members.agreements import try_to_send, unsign
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, Forum

PAPER = b"%PDF-1.7 late"
ATTACHED = "It is attached."
UNIT = "the Kent Safeguarding Children Board Business Unit, 03000 000000"
NOT_ATTACHED = f"It is not attached: to see it, ask {UNIT}."


@stage
def released(forum: Forum) -> Forum:
    """February's pack went out on Monday 1 February; it is Wednesday."""
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    forum.on("Mon 1 Feb 2027")
    release_pack(forum.office, FEBRUARY, "test")
    forum.settle("papers")
    forum.on("Wed 3 Feb 2027")
    return forum


def numbers(forum: Forum, part: int) -> list[str]:
    with forum.office.register.reading() as session:
        items = agenda_items(session, forum.meeting(FEBRUARY).id)
    return [item.number for item in items if item.part == part]


def ask(forum: Forum, *numbers: str, content: bytes = PAPER) -> DispatchRow:
    """Papers come late for these items, and the Chair is asked for leave; the letter."""
    for number in numbers:
        do(file_paper, forum.office, FEBRUARY, number, clean_paper(forum.office, content + number.encode()))
    put(forum)
    return forum.letters("chair", CHAIR)[-1]


def put(forum: Forum) -> None:
    do(put_questions, forum.office, forum.group, day=forum.today)


def enclosed(letter: DispatchRow) -> list[str]:
    return [attachment["name"] for attachment in letter.attachments]


def said(letter: DispatchRow) -> str:
    return " ".join(letter.text.split())


def may_not_read_part_two(forum: Forum) -> None:
    with forum.office.register.transaction("test") as tx:
        theirs = AppointmentRow.person_id == forum.person(CHAIR)
        tx.session.execute(update(AppointmentRow).where(theirs).values(part_two=False))


def test_the_chair_gets_a_late_paper_with_the_question_whether_it_may_go_out(released: Forum) -> None:
    (number, *_) = numbers(released, 1)
    letter = ask(released, number)
    assert enclosed(letter) == [f"MASE-2027-02 item {number}.pdf"]
    assert letter.subject.startswith("OFFICIAL-SENSITIVE: ")
    assert ATTACHED in said(letter)
    try_to_send(released)
    assert released.letters("chair", CHAIR)[-1].state is State.SENT


def test_a_chair_who_may_not_read_part_two_is_told_whom_to_ask_for_a_late_paper_of_it(
    released: Forum,
) -> None:
    may_not_read_part_two(released)
    letter = ask(released, numbers(released, 1)[0], numbers(released, 2)[0])
    assert len(enclosed(letter)) == 1
    assert ATTACHED in said(letter)
    assert NOT_ATTACHED in said(letter)


def test_a_late_paper_does_not_go_to_a_chair_who_may_not_read_it_any_more(released: Forum) -> None:
    ask(released, numbers(released, 2)[0])
    may_not_read_part_two(released)
    try_to_send(released)
    released.on("Thu 4 Feb 2027")
    put(released)
    try_to_send(released)
    before, anew = released.letters("chair", CHAIR)
    assert (before.state, anew.state) == (State.LAPSED, State.SENT)
    assert enclosed(anew) == []
    assert NOT_ATTACHED in said(anew)


def test_a_chair_who_has_not_signed_is_asked_all_the_same_without_the_paper(released: Forum) -> None:
    unsign(released, CHAIR)
    letter = ask(released, numbers(released, 1)[0])
    assert enclosed(letter) == []
    assert NOT_ATTACHED in said(letter)
    try_to_send(released)
    assert released.letters("chair", CHAIR)[-1].state is State.SENT


def test_a_late_paper_is_held_when_the_chair_s_agreement_is_withdrawn_before_it_goes(released: Forum) -> None:
    ask(released, numbers(released, 1)[0])
    unsign(released, CHAIR)
    try_to_send(released)
    assert released.letters("chair", CHAIR)[-1].state is State.HELD


def test_a_late_paper_for_which_there_is_no_room_in_the_letter_is_asked_for(released: Forum) -> None:
    released.office = replace(released.office, largest_letter=400_000)
    first, second, *_ = numbers(released, 1)
    letter = ask(released, first, second, content=PAPER + b" " * 100_000)
    assert len(enclosed(letter)) == 1
    assert ATTACHED in said(letter)
    assert NOT_ATTACHED in said(letter)


def test_of_a_paper_sent_again_before_the_letter_went_the_newer_one_goes(released: Forum) -> None:
    (number, *_) = numbers(released, 1)
    before = ask(released, number)
    do(file_paper, released.office, FEBRUARY, number, clean_paper(released.office, PAPER + b" newer"))
    try_to_send(released)
    released.on("Thu 4 Feb 2027")
    put(released)
    lapsed, anew = released.letters("chair", CHAIR)
    assert (lapsed.id, lapsed.state) == (before.id, State.LAPSED)
    assert anew.attachments[0]["sha256"] != before.attachments[0]["sha256"]


def test_no_paper_is_taken_later_than_the_terms_allow_and_none_is_tabled(released: Forum) -> None:
    (number, *_) = numbers(released, 1)
    policy = released.office.policies["MASE"]
    meetings = policy.meetings.model_copy(update={"late_papers_until": 3})
    policy = policy.model_copy(update={"meetings": meetings})
    released.office = replace(released.office, policies={"MASE": policy})
    released.on("Thu 4 Feb 2027")
    assert ATTACHED in said(ask(released, number))
    released.on("Fri 5 Feb 2027")
    new = clean_paper(released.office, PAPER)
    for tabled in (False, True):
        with pytest.raises(Problem, match="after Thursday 4 February 2027 "):
            do(file_paper, released.office, FEBRUARY, number, new, tabled=tabled)
