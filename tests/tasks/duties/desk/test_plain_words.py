"""Letters to the unit name no command and no service desk: it answers by mail."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest

from config.settings import ROOT
from forum.inbox.who_may_say import ACTS
from forum.letters.base import Letter
from forum.questions.kinds import KINDS
from samples import LETTERS
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.duties import desk, inbox

A_COMMAND = re.compile(r"\bmase [a-z]|[Ss]ervice desk")
TO_UNIT = [letter for letter in LETTERS if "Business Unit" in letter.addressee]


def sentences(package: ModuleType) -> Iterator[str]:
    """The sentences that the modules of a package have ready, such as why an item waits for the unit."""
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield from (text for text in vars(import_module(module.name)).values() if isinstance(text, str))


@pytest.mark.parametrize("letter", TO_UNIT, ids=lambda letter: letter.NAME)
def test_a_letter_to_the_unit_names_no_command(letter: Letter) -> None:
    assert not A_COMMAND.search(LetterPrinter(ROOT / "templates" / "email").print(letter).text)


def test_nothing_that_the_desk_letter_may_say_names_a_command() -> None:
    said = [
        *(kind.unit_does for kind in KINDS.values()),
        *(f"{act.why} {act.unit_does}" for act in ACTS.values()),
        *(text for package in (desk, inbox) for text in sentences(package) if "\n" not in text),
    ]
    assert len(said) > len(KINDS) + len(ACTS)
    assert [text for text in said if A_COMMAND.search(text)] == []
