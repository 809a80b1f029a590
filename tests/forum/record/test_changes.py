"""The cells that differ in a record that is filed again."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from forum.record.cells import ChangedCell, changed_cells, describe_replacement
from forum.record.record import Sheets
from forum.text.cells import Cell
from tests.english import day

FILED = day("Wed 13 Jan 2027")


def sheets(**rows: list[Mapping[str, object]]) -> Sheets:
    """Sheets by name, each cell in the place that its sheet, row and column give."""
    return Sheets(
        {
            name: tuple(
                {column: Cell(f"{name} {column}{number}", value) for column, value in row.items()}  # type: ignore[arg-type]
                for number, row in enumerate(of_sheet, start=2)
            )
            for name, of_sheet in rows.items()
        },
        (),
    )


BEFORE = sheets(Items=[{"A": "1", "B": "Noted"}, {"A": "2", "B": ""}], Actions=[{"A": "Share it"}])


@pytest.mark.parametrize(
    ("after", "different"),
    [
        (BEFORE, []),
        (
            sheets(Items=[{"A": 1.0, "B": " Noted "}, {"A": "2", "B": None}], Actions=[{"A": "Share  it"}]),
            [],
        ),
        (
            sheets(Items=[{"A": "1", "B": "Agreed"}, {"A": "2", "B": "Noted"}], Actions=[{"A": ""}]),
            [
                "Items B2: was “Noted”, now “Agreed”",
                "Items B3: was empty, now “Noted”",
                "Actions A2: was “Share it”, now empty",
            ],
        ),
        (
            sheets(Items=[{"A": "1", "B": "Noted"}, {"A": "", "B": ""}, {"A": "2", "B": ""}], Actions=[]),
            ["Actions A2: was “Share it”, now empty"],
        ),
        (
            sheets(
                Items=[{"A": "1", "B": "Noted"}, {"A": "2", "B": ""}],
                Actions=[{"A": "Share it"}, {"A": "Ring"}],
            ),
            ["Actions A3: was empty, now “Ring”"],
        ),
    ],
)
def test_each_cell_whose_words_differ_is_named_in_the_order_of_the_sheets(
    after: Sheets, different: list[str]
) -> None:
    assert [change.words for change in changed_cells(BEFORE, after)] == different


def test_only_the_place_of_a_change_is_told() -> None:
    (change,) = changed_cells(
        BEFORE, sheets(Items=[{"A": "1", "B": "Agreed"}, {"A": "2"}], Actions=[{"A": "Share it"}])
    )
    assert change.place == "Items B2"
    assert describe_replacement(FILED, [change]) == (
        "It replaces the record filed on 13 January. Different now: Items B2."
    )


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (2, "A1 and A2"),
        (10, "A1, A2, A3, A4, A5, A6, A7, A8, A9 and A10"),
        (11, "A1, A2, A3, A4, A5, A6, A7, A8, A9, A10 and 1 more cell"),
        (13, "A1, A2, A3, A4, A5, A6, A7, A8, A9, A10 and 3 more cells"),
    ],
)
def test_of_many_changes_ten_are_named(number: int, named: str) -> None:
    many = [ChangedCell(f"A{place}", "") for place in range(1, number + 1)]
    assert describe_replacement(FILED, many) == (
        f"It replaces the record filed on 13 January. Different now: {named}."
    )


def test_a_record_that_says_the_same_is_said_to() -> None:
    assert describe_replacement(FILED, []) == (
        "It says what the record filed on 13 January said: nothing has changed."
    )
