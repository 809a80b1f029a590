"""A group whose meetings leave an action note reads of its action note, and of no minutes."""

from __future__ import annotations

import re
from dataclasses import replace

from config.settings import ROOT
from samples import LETTERS
from tasks.documents.letters.print_letter import LetterPrinter

MINUTES = re.compile(r"(?<!\d )(?<!how many )\bminutes\b")  # but of time


def test_the_letters_of_a_group_with_action_notes_speak_of_no_minutes() -> None:
    printer = LetterPrinter(ROOT / "templates" / "email")
    of_minutes = [letter for letter in LETTERS if MINUTES.search(printer.print(letter).text)]
    assert len(of_minutes) > 10
    for letter in of_minutes:
        printed = printer.print(replace(letter, written_up_as="action note"))
        for words in (printed.subject, printed.text, printed.html):
            assert not MINUTES.search(words), letter.NAME
            assert "AGREE MINUTES" not in words, letter.NAME
        assert "action note" in printed.text, letter.NAME
