"""Letters are written as a board's office writes."""

from __future__ import annotations

import re

import pytest

from config.settings import ROOT
from forum.letters.base import Letter
from forum.questions.kinds import KINDS, QuestionKind
from samples import LETTERS
from tasks.documents.letters.print_letter import LetterPrinter
from tests.letter_pages import shortened
from tests.tone import NOT_SO

FORMS = (*LETTERS, *(shortened(letter) for letter in LETTERS))
IN_THE_CHAIRS_NAME = {"attendance_notice", "attendance_organisation", "briefing", "escalation"}


@pytest.fixture(scope="module")
def printer() -> LetterPrinter:
    return LetterPrinter(ROOT / "templates" / "email")


@pytest.mark.parametrize("letter", FORMS, ids=lambda letter: letter.NAME)
def test_no_letter_has_words_that_a_board_s_office_would_not_write(
    printer: LetterPrinter, letter: Letter
) -> None:
    printed = printer.print(letter)
    assert NOT_SO.findall(f"{printed.subject}\n{printed.text}") == []


@pytest.mark.parametrize("kind", QuestionKind)
def test_no_confirmation_or_task_has_them_either(kind: QuestionKind) -> None:
    facts = KINDS[kind]
    assert (
        NOT_SO.findall("\n".join((*facts.answers.values(), facts.unit_does, facts.phrase, facts.how))) == []
    )


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.NAME)
def test_each_letter_names_its_reader_and_says_why_and_whom_to_ring(
    printer: LetterPrinter, letter: Letter
) -> None:
    text = printer.print(letter).text
    greeting = f"Dear {letter.addressee}" if letter.addressee else "Hello"  # to a stranger
    assert text.removeprefix(f"{letter.marking}\n\n").startswith(f"{greeting},\n")
    assert "You receive this because " in text
    assert re.search(r"If you have a question, ask .*(?:\d{5} \d{6}|\w@\S+)\.", text)
    signature = (
        "Chair of the MASE Group" if letter.NAME in IN_THE_CHAIRS_NAME else "Secretariat of the MASE Group"
    )
    assert f"\n{signature}\n" in text
