"""The sheet of guests in the workbook of a pack, as it comes back."""

from __future__ import annotations

import pytest

from forum.guests import GuestChanges, check_guests
from forum.papers.pack import PackGuest
from forum.text.cells import Cell, Row
from forum.text.problem import Problem

ANN = PackGuest(item="2", name="Ann Hill", organisation="Hotels of Kent", address="ann.hill@hotels.example")
BEN = PackGuest(item="3", name="Ben Moor", organisation="", address="ben.moor@police.example")
HEADINGS = ("Item", "Name", "Organisation", "Email")


def row(number: int, *values: str) -> Row:
    return {
        heading: Cell(f"Guests, cell {column}{number}", value)
        for column, heading, value in zip("ABCD", HEADINGS, values, strict=True)
    }


def changes(*rows: tuple[str, ...], faults: tuple[str, ...] = ()) -> GuestChanges:
    """What a sheet with these rows changes, where Ann alone is known."""
    cells = [row(number, *values) for number, values in enumerate(rows, start=2)]
    return check_guests([ANN], ("2", "3"), cells, faults)


def test_guests_whose_rows_are_new_are_invited_and_those_without_a_row_come_no_more() -> None:
    ann = ("2", "ann  hill", "Hotels of Kent", ANN.address)
    ben = ("3", BEN.name, "", BEN.address)
    assert changes(ann, ("", "", "", "")) == GuestChanges((), ())
    assert changes(ann, ben) == GuestChanges((BEN,), ())
    assert changes() == GuestChanges((), (ANN,))
    to_another_item = ("3", *ann[1:])
    moved = changes(to_another_item)
    assert ([guest.item for guest in moved.invited], moved.ended) == (["3"], (ANN,))


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        (("3", "Ben Moor", "", ""), "D2: nothing found; allowed: their email address."),
        (("3", "", "", BEN.address), "B2: nothing found; allowed: their name."),
        (("", "Ben Moor", "", BEN.address), "A2: nothing found; allowed: 2 or 3."),
        (("9", "Ben Moor", "", BEN.address), "A2: found “9”; allowed: 2 or 3."),
    ],
)
def test_a_wrong_cell_is_named_and_the_guests_stay(values: tuple[str, ...], fault: str) -> None:
    with pytest.raises(Problem) as refused:
        changes(values)
    assert refused.value.sentence == "The guests are as they were: the workbook has cells to correct."
    assert refused.value.faults == (f"Guests, cell {fault}",)


def test_cells_that_can_not_be_read_are_among_them() -> None:
    with pytest.raises(Problem) as refused:
        changes(faults=("Guests, cell D2: a formula; type its value.",))
    assert refused.value.faults == ("Guests, cell D2: a formula; type its value.",)
