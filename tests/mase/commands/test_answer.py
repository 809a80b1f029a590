"""The list of what waits for an answer, on the screens that people have."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from rich.console import Console

from mase.commands.answer import table_of
from tasks.duties.questions.open_questions import OpenQuestion
from tests.english import day

QUESTION = OpenQuestion(
    id=UUID(int=1),
    group="MASE",
    phrase="report on an action",
    about="MASE/2027-01/04",
    of="Medway Social Care",
    asked=day("Mon 8 Feb 2027"),
    due=day("Fri 12 Feb 2027"),
    words="DONE, a new date and why, HELP, or how it is going",
)

SETTLE = replace(
    QUESTION,
    phrase="settle what the Chairs answered differently",
    about="MASE/2027-01 12 Jan, item 9",
    of="outside the group",
    asked=None,
)


def test_no_word_is_lost_on_a_screen_of_80_columns() -> None:
    console = Console(width=80)
    with console.capture() as shown:
        console.print(table_of([QUESTION, SETTLE], console.width))
    words = shown.get().split()
    assert QUESTION.about in words
    assert set(f"{QUESTION.phrase} {QUESTION.of} {QUESTION.words}".split()) <= set(words)
