"""The workbook in which a lead says how their lines stand: read whole, or each wrong cell named."""

from __future__ import annotations

import pytest

from forum.plan.rag import rate
from forum.plan.sheet import UPDATE_SHEET, cells_to_update, read_updates
from forum.questions.words import Reply, Word
from forum.terms.parts.duties import Plan
from forum.text.cells import Cell, Row
from forum.text.problem import Problem
from tests.english import day
from tests.forum.plan.lines import line

SAID = {"P2.3": ("", ""), "P2.4": ("", "")}


def read(**said: tuple[str, str]) -> tuple[tuple[str, Reply], ...]:
    """What a lead says of P2.3 and P2.4, in rows 2 and 3: how it is, and in words."""
    rows: list[Row] = []
    for number, (reference, cells) in enumerate((SAID | said).items(), start=2):
        row = dict(zip(("Reference", "How it is", "In words"), (reference, *cells), strict=True))
        places = dict(zip(row, "AEF", strict=True))
        rows.append({name: Cell(f"{places[name]}{number}", value) for name, value in row.items()})
    return read_updates(rows, ("P2.3", "P2.4"), "The workbook")


def test_a_line_stands_in_it_with_its_colour_and_room_for_the_lead() -> None:
    rating = rate(line(), day("Thu 1 Jul 2027"), (), Plan())
    cells = cells_to_update(line(), rating)
    assert len(cells) == len(UPDATE_SHEET.columns)
    assert cells == (
        "P2.3",
        "Train the night staff of all hotels",
        day("Wed 30 Jun 2027"),
        "Amber (A): 1 day past its date",
        "",
        "",
    )


def test_lines_of_which_nothing_is_said_are_left_out() -> None:
    assert read(**{"P2.4": ("amber", " One bid came. ")}) == (("P2.4", Reply(Word.AMBER, "One bid came.")),)
    assert read(**{"P2.3": ("Green", ""), "P2.4": ("Done", "w " * 50)}) == (
        ("P2.3", Reply(Word.GREEN, "")),
        ("P2.4", Reply(Word.DONE, ("w " * 50).strip())),
    )


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (("", "One bid came."), "E3: nothing found; allowed: Green, Amber, Red or Done."),
        (("Blue", "Paid."), "E3: found “Blue”; allowed: Green, Amber, Red or Done."),
        (("Done", ""), "F3: nothing found; allowed: what shows that it is done."),
        (("Red", "w " * 51), f"F3: found “{'w ' * 40}…”; allowed: at most 50 words."),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_recorded(cells: tuple[str, str], fault: str) -> None:
    with pytest.raises(Problem) as refused:
        read(**{"P2.3": ("Green", ""), "P2.4": cells})
    assert refused.value.sentence == (
        "The workbook can’t be taken as it is: 1 thing to correct. Nothing has been recorded."
    )
    assert refused.value.faults == (fault,)


def test_a_workbook_that_says_nothing_asks_for_a_word() -> None:
    with pytest.raises(Problem) as refused:
        read()
    assert refused.value.sentence == (
        "The workbook says of none of your lines how it is: choose Green, Amber, Red or Done."
    )
