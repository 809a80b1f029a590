"""Every kind of question has what does its answer, and the Chair's letter has its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from config.settings import ROOT
from forum.letters.parts import Ask
from forum.letters.questions import ChairLetter
from forum.questions.kinds import KINDS, TO_THE_CHAIR, QuestionKind
from samples import sample_of
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.duties.answers.handlers import HANDLERS
from tests.letter_pages import visible

DUE = dt.date(2027, 2, 9)


@pytest.mark.parametrize("kind", QuestionKind)
def test_what_words_answer_has_a_handler_and_what_a_file_answers_has_none(kind: QuestionKind) -> None:
    assert (kind in HANDLERS) == bool(KINDS[kind].answers)


@pytest.mark.parametrize("kind", sorted(TO_THE_CHAIR))
def test_the_chairs_letter_has_a_heading_and_a_note_for_each_kind(kind: QuestionKind) -> None:
    ask = Ask(kind=kind, due=DUE, meeting=DUE, reference="7", title="A thing", person="Training Lead")
    printed = LetterPrinter(ROOT / "templates" / "email").print(replace(sample_of(ChairLetter), asks=(ask,)))
    heading, note, reply = printed.text.partition("\n1. ")[2].split("\n")[:3]
    assert heading != note.strip() != ""
    assert f"Reply {ask.how}" in reply
    assert f"1. {heading}" in visible(printed.html)
    assert note.strip() in visible(printed.html)
