"""No letter without a marking has words of somebody's that may name a child or anybody else."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from forum.letters.base import OWN_WORDS, Letter, as_it_may_leave
from samples.letters import LETTERS
from tasks.documents.letters.print_letter import LetterPrinter
from tests.tasks.documents.letters.test_bodies import TEMPLATES

CANARIES = ("Kayleigh Brown is missing", "Ask for child B’s file", "The Brown family, aged 13")
UNMARKED = tuple(letter for letter in LETTERS if not letter.marking)


def with_words(value: Any, words: str, name: str = "") -> Any:
    """The value with these words wherever it holds somebody's own, and quoted after each sentence."""
    if isinstance(value, str):
        return words if name in OWN_WORDS else value
    if isinstance(value, tuple):
        return tuple(with_words(each, words, name) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        own = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        return replace(value, **{name: with_words(each, words, name) for name, each in own.items()})
    return value


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.NAME)
def test_a_letter_that_names_nobody_leaves_as_it_is(letter: Letter) -> None:
    assert as_it_may_leave(letter, tuple) == letter


@pytest.mark.parametrize("words", CANARIES)
@pytest.mark.parametrize("letter", UNMARKED, ids=lambda letter: letter.NAME)
def test_no_letter_without_a_marking_has_a_name_in_it(letter: Letter, words: str) -> None:
    printed = LetterPrinter(TEMPLATES).print(as_it_may_leave(with_words(letter, words), tuple))
    assert words not in f"{printed.subject}\n{printed.text}\n{printed.html}"
