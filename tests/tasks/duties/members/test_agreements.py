"""Nothing restricted goes to somebody who has not signed the confidentiality agreement; then it does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.calendar.steps import StepKind
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.members.agreements import note_signed
from tasks.duties.members.welcome import groups_to_see_to, see_to_members
from tasks.duties.outbox.finish_sent_steps import finish_sent_steps
from tasks.duties.papers.send_packs import release_pack
from tasks.register.tables import DispatchRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.members.agreements import try_to_send, unsign
from tests.tasks.duties.month_ahead import FEBRUARY
from tests.tasks.duties.secretariat import DEPUTY_CHAIR, NURSE, UNIT, Forum

POLICE = "Detective Superintendent, Public Protection"


def morning(forum: Forum) -> str:
    """The round of the members and the desk letter; what the letter says, or nothing."""
    do(see_to_members, forum.office, forum.group, day=forum.today)
    before = len(forum.letters("desk"))
    do(write_desk_letters, forum.office, [forum.group], day=forum.today)
    letters = forum.letters("desk")
    return letters[-1].text if len(letters) > before else ""


def papers(forum: Forum, name: str) -> DispatchRow:
    return forum.letters("papers", name)[-1]


@stage
def nurse_unsigned(forum: Forum) -> Forum:
    """The nurse has not signed when February's pack is released on Monday 1 February."""
    unsign(forum, NURSE)
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, "Independent Chair")
    forum.on("Mon 1 Feb 2027")
    release_pack(forum.office, FEBRUARY, "test")
    try_to_send(forum)
    return forum


def test_the_pack_waits_for_the_reader_who_has_not_signed_and_for_nobody_else(nurse_unsigned: Forum) -> None:
    assert papers(nurse_unsigned, POLICE).state is State.SENT
    held = papers(nurse_unsigned, NURSE)
    assert (held.state, "not signed" in held.reason) == (State.HELD, True)


def test_in_a_group_that_marks_nothing_the_papers_wait_too(forum: Forum) -> None:
    unmarked = forum.office.policies["MASE"].model_copy(update={"marking": ""})
    forum.office = replace(forum.office, policies={"MASE": unmarked})
    unsign(forum, NURSE)
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, "Independent Chair")
    release_pack(forum.office, FEBRUARY, "test")
    try_to_send(forum)
    assert (papers(forum, POLICE).state, papers(forum, NURSE).state) == (State.SENT, State.HELD)


def test_the_step_is_done_though_somebody_s_papers_wait_for_their_signature(nurse_unsigned: Forum) -> None:
    do(finish_sent_steps, nurse_unsigned.office, [nurse_unsigned.group], day=nurse_unsigned.today)
    assert nurse_unsigned.step(StepKind.PAPERS_OUT, FEBRUARY).done == day("Mon 1 Feb 2027")


def test_the_desk_letter_says_whom_to_ask_and_how_many_letters_wait(nurse_unsigned: Forum) -> None:
    said = " ".join(morning(nurse_unsigned).split())
    assert f"Get the signed confidentiality agreement of {NURSE}, 03000" in said
    assert f"One letter with restricted papers waits for it. Once you hold it, reply SIGNED {NURSE}" in said
    assert "letter is held" not in said
    nurse_unsigned.on("Tue 2 Feb 2027")
    assert "Get the signed" in morning(nurse_unsigned), "as long as a letter waits"


def test_what_waited_goes_once_the_unit_says_that_it_is_signed(nurse_unsigned: Forum) -> None:
    morning(nurse_unsigned)
    nurse_unsigned.answer(QuestionKind.RECORD_AGREEMENT, Word.SIGNED, UNIT)
    assert papers(nurse_unsigned, NURSE).state is State.QUEUED
    try_to_send(nurse_unsigned)
    assert papers(nurse_unsigned, NURSE).state is State.SENT


def test_what_is_queued_is_held_when_an_agreement_is_withdrawn_before_it_goes(forum: Forum) -> None:
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, "Independent Chair")
    release_pack(forum.office, FEBRUARY, "test")
    unsign(forum, DEPUTY_CHAIR)
    try_to_send(forum)
    assert papers(forum, DEPUTY_CHAIR).state is State.HELD


def test_somebody_who_signed_is_asked_for_no_longer(forum: Forum) -> None:
    assert not forum.is_due(groups_to_see_to)
    unsign(forum, NURSE, POLICE, UNIT)
    assert forum.is_due(groups_to_see_to)
    morning(forum)
    assert not forum.is_due(groups_to_see_to)
    assert len(forum.questions(QuestionKind.RECORD_AGREEMENT)) == 2, "the unit keeps the agreements"
    do(note_signed, forum.office, forum.person(NURSE), day("Mon 4 Jan 2027"))
    assert forum.question(QuestionKind.RECORD_AGREEMENT).about_id == forum.person(POLICE)


def test_an_agreement_is_not_signed_on_a_day_to_come(forum: Forum) -> None:
    with pytest.raises(Problem, match="5 January 2027 is still to come"):
        do(note_signed, forum.office, forum.person(NURSE), day("Tue 5 Jan 2027"))


def test_a_forum_without_agreements_asks_for_none_and_sends_its_papers(forum: Forum) -> None:
    policy = forum.office.policies["MASE"]
    without = policy.model_copy(update={"members": policy.members.model_copy(update={"agreement": "none"})})
    forum.office = replace(forum.office, policies={"MASE": without})
    unsign(forum, NURSE)
    assert not forum.is_due(groups_to_see_to)
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, "Independent Chair")
    release_pack(forum.office, FEBRUARY, "test")
    try_to_send(forum)
    assert papers(forum, NURSE).state is State.SENT
