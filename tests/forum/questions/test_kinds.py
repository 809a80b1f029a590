"""Every kind of question is whole: whoever adds one is told here what is missing."""

from __future__ import annotations

import datetime as dt
import re
import string
from dataclasses import replace
from uuid import uuid4

import pytest

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion
from forum.inbox.phrases.closed_answers import closed_answer
from forum.inbox.phrases.typed_words import read_typed_reply
from forum.inbox.reading.questions import how_to_answer
from forum.inbox.sayings import Answered, ByPhone
from forum.letters import ALL_LETTERS
from forum.questions.kind import AskedOf, Reference
from forum.questions.kinds import KINDS, QuestionKind, facts_for
from forum.questions.words import CONSENTS, REFUSALS, Reply, Word

TODAY = dt.date(2027, 1, 18)
ANSWERED_BY_A_FILE = {
    QuestionKind.FILE_RECORD,
    QuestionKind.DRAFT_MINUTES,
    QuestionKind.DRAFT_REPORT,
    QuestionKind.ANSWER_CHALLENGE,
}
REFERENCES = {
    Reference.ITEM: "6",
    Reference.ACTION: "MASE/2027-01/03",
    Reference.RESEARCH: "R/2027/01",
    Reference.LINE: "P2.3",
    Reference.PERSON: "Jo Field",
    Reference.BOARD: "KSCB-BG",
    Reference.BRIEFING: "B/2027/01",
    Reference.TASK_GROUP: "MISSING",
}

each_kind = pytest.mark.parametrize("kind", QuestionKind)


def asked(kind: QuestionKind) -> AskedQuestion:
    reference = REFERENCES.get(KINDS[kind].reference, "")
    return AskedQuestion(uuid4(), kind, reference, meeting=dt.date(2027, 2, 9))


@each_kind
def test_a_kind_is_put_by_a_letter_and_says_what_it_asks(kind: QuestionKind) -> None:
    row = KINDS[kind]
    assert row.letter in {letter.NAME for letter in ALL_LETTERS}
    assert row.phrase
    assert row.how_by_command
    assert bool(row.answers) != (kind in ANSWERED_BY_A_FILE)
    assert bool(row.how) == bool(row.answers)
    if row.answers:
        assert row.how_of(asked(kind).reference) in how_to_answer([asked(kind)])


@each_kind
def test_what_a_kind_is_about_is_said_with_its_meeting_or_its_reference(kind: QuestionKind) -> None:
    told = asked(kind).matter
    reference = REFERENCES.get(KINDS[kind].reference)
    assert reference is None or reference in told
    assert not set(told) & set("{}")
    assert "9 February" in told or not re.search("day}", KINDS[kind].matter)


@pytest.mark.parametrize(
    ("kind", "word"), [(kind, word) for kind, row in KINDS.items() for word in row.answers]
)
def test_each_answer_is_confirmed_in_a_whole_sentence(kind: QuestionKind, word: Word) -> None:
    question = asked(kind)
    letter = AnsweredLetter("chair", (question,), meeting=question.meeting)
    reply = Reply(word, "Sam Hall", TODAY)
    for by_phone in (None, ByPhone(TODAY, chair=False)):
        told = Answered(question.id, kind, reply, by_phone).in_words(letter)
        assert re.match(r"[A-Z].*[.)]$", told)
        assert not set(told) & set("{}")


@each_kind
def test_an_answer_needs_a_hand_where_its_words_promise_that_of_the_unit(kind: QuestionKind) -> None:
    promises = {word for word, sentence in KINDS[kind].answers.items() if "Business Unit" in sentence}
    assert set(KINDS[kind].for_a_hand) == promises


@each_kind
def test_buttons_and_yes_and_the_example_by_phone_are_words_that_answer(kind: QuestionKind) -> None:
    row = KINDS[kind]
    for word in row.buttons:
        assert word in row.words
        assert read_typed_reply(word, TODAY) == Reply(Word(word))
    if row.asked_of is AskedOf.CHAIR:
        assert row.buttons
        assert row.by_phone


@pytest.mark.parametrize("kind", [kind for kind, row in KINDS.items() if row.asked_of is AskedOf.CHAIR])
def test_what_the_chair_is_asked_is_answered_by_each_of_its_words_in_closed_phrases(
    kind: QuestionKind,
) -> None:
    row = KINDS[kind]
    assert all(closed_answer(kind, [word.title()]) == word for word in row.buttons)


@pytest.mark.parametrize("kind", [kind for kind, row in KINDS.items() if row.letter != "desk"])
def test_a_kind_takes_a_reason_for_each_refusal_and_a_remark_beside_no_consent(kind: QuestionKind) -> None:
    row = KINDS[kind]
    refusals = {row.said[said] for said in row.said if said in REFUSALS}
    assert set(row.takes_remark) == refusals
    assert not set(row.takes_remark) & CONSENTS


@each_kind
def test_a_group_that_leaves_an_action_note_is_offered_its_own_words(kind: QuestionKind) -> None:
    question = replace(asked(kind), written_up_as="action note")
    facts = facts_for(kind, question.written_up_as)
    said = f"{facts.phrase} {question.matter} {question.how} {facts.by_phone} {facts.unit_does}"
    assert "minutes" not in said.lower()
    for offered, word in zip(facts.buttons, KINDS[kind].buttons, strict=True):
        assert "MINUTES" not in offered
        assert read_typed_reply(offered, TODAY).word == word


@each_kind
def test_what_the_unit_is_asked_says_how_it_is_done_unless_it_is_about_a_person(kind: QuestionKind) -> None:
    row = KINDS[kind]
    of_a_person = row.reference is Reference.PERSON  # the desk letter has the name and the number to ring
    assert bool(row.unit_does) == (row.asked_of is AskedOf.UNIT and not of_a_person)


def test_no_sentence_asks_for_a_value_that_nobody_gives() -> None:
    given = {"what", "text", "day", "on_day", "yours", "are"}
    assert any(row.answers for row in KINDS.values())
    for kind, row in KINDS.items():
        for sentence in row.answers.values():
            assert {name for _, name, _, _ in string.Formatter().parse(sentence) if name} <= given, kind
