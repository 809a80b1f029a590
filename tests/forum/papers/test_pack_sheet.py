"""The workbook in which the unit arranges a pack, as it goes out and as it comes back."""

from __future__ import annotations

import pytest

from forum.papers.pack import (
    Allow,
    Change,
    Drop,
    Keep,
    PackForm,
    PackOrder,
    PackPaper,
    check_pack,
    prefill_rows,
)
from forum.papers.papers import Paper, PaperState, Readers
from forum.text.cells import Cell, Row
from forum.text.problem import Problem
from tests.english import day
from tests.forum.group import an_id, seats

SEATS = seats("Police", "Health")
POLICE = frozenset({an_id("Police")})
PAPERS = (
    Paper(an_id("4"), "4", "The action log", PaperState.FILED, document="a"),
    Paper(
        an_id("5"), "5", "Licensing", PaperState.DROPPED, Readers.SEATS, seats=frozenset({an_id("Police")})
    ),
    Paper(an_id("6"), "6", "Training", PaperState.VERBAL),
    Paper(an_id("10"), "10", "Patterns", PaperState.WANTED, Readers.PART_TWO, part=2),
)
FORM = PackForm(
    reference="MASE/2027-02",
    date=day("Tue 9 Feb 2027"),
    papers=PAPERS,
    lines=tuple(
        PackPaper(
            number=paper.item_number,
            title=paper.title,
            paper="attached",
            readers="",
            remarks=("Large.", "Old."),
        )
        for paper in PAPERS
    ),
    readers=(),
    seats=SEATS,
)
HEADINGS = ("Place", "Item", "Title", "Paper", "In the pack", "Who may read it", "Named seats", "Remarks")


def as_sent() -> list[dict[str, object]]:
    return [dict(zip(HEADINGS, values, strict=True)) for _, values in prefill_rows(FORM)]


def returned(changes: dict[str, dict[str, object]], faults: tuple[str, ...] = ()) -> tuple[Change, ...]:
    """What the sheet says with these values changed, by item and heading."""
    rows: list[Row] = [
        {
            heading: Cell(f"{heading} {values['Item']}", value)  # type: ignore[arg-type]
            for heading, value in {**values, **changes.get(str(values["Item"]), {})}.items()
        }
        for values in as_sent()
    ]
    return check_pack(FORM, rows, faults)


def test_the_sheet_has_a_row_for_each_paper_that_may_still_change() -> None:
    assert [tuple(row.values()) for row in as_sent()] == [
        (1, "4", "The action log", "attached", "Yes", "All", "", "Large. Old."),
        (2, "5", "Licensing", "attached", "No", "Named seats", "Police", "Large. Old."),
        (3, "10", "Patterns", "attached", "Yes", "Part 2", "", "Large. Old."),
    ]


def test_a_sheet_that_comes_back_as_it_went_says_what_is_so() -> None:
    assert returned({}) == (
        PackOrder(("4", "5", "10")),
        Keep("4"),
        Allow("4", Readers.ALL),
        Drop("5"),
        Allow("5", Readers.SEATS, "Police"),
        Keep("10"),
        Allow("10", Readers.PART_TWO),
    )


@pytest.mark.parametrize(
    ("places", "order"),
    [
        (("3", "2", "1"), ("10", "5", "4")),
        (("", "99", "1"), ("10", "5", "4")),
        (("2", "", "1"), ("10", "4", "5")),
        (("", "", ""), ("4", "5", "10")),
    ],
)
def test_papers_come_in_the_order_of_their_numbers_and_those_without_one_last(
    places: tuple[str, ...], order: tuple[str, ...]
) -> None:
    first, *_ = returned(
        {item: {"Place": place} for item, place in zip(("4", "5", "10"), places, strict=True)}
    )
    assert first == PackOrder(order)


@pytest.mark.parametrize(
    ("item", "change", "said"),
    [
        ("4", {"In the pack": "No"}, Drop("4")),
        ("5", {"In the pack": "y"}, Keep("5")),
        ("4", {"Who may read it": "core members"}, Allow("4", Readers.CORE)),
        ("4", {"Who may read it": "Named seats", "Named seats": "Health and Police"},
         Allow("4", Readers.SEATS, "Health and Police")),
        ("10", {"Who may read it": "Core members"}, Allow("10", Readers.CORE)),
    ],
)  # fmt: skip
def test_a_cell_that_differs_is_a_change(item: str, change: dict[str, object], said: Change) -> None:
    before, after = returned({}), returned({item: change})
    assert set(after) - set(before) == {said}


@pytest.mark.parametrize(
    ("item", "change", "fault"),
    [
        ("4", {"Place": "2"}, "Place 5: found “2”; allowed: each number once; it is also in Place 4."),
        ("4", {"Place": "100"}, "Place 4: found “100”; allowed: a whole number up to 99, or nothing."),
        ("4", {"In the pack": ""}, "In the pack 4: nothing found; allowed: Yes or No."),
        ("4", {"Who may read it": ""},
         "Who may read it 4: nothing found; allowed: All, Core members, Part 2 or Named seats."),
        ("10", {"Who may read it": "All"},
         "Who may read it 10: found “All”; allowed: Core members, Part 2 or Named seats."),
        ("4", {"Named seats": "Police"},
         "Named seats 4: found “Police”; allowed: nothing, or “Named seats” in the column before."),
        ("5", {"Named seats": "Fire"}, "Named seats 5: found “Fire”; allowed: Police or Health."),
        ("5", {"Named seats": ""}, "Named seats 5: nothing found; allowed: Police or Health."),
        ("4", {"Item": "7"}, "Item 4: found “7”; allowed: 4, 5 or 10."),
        ("5", {"Item": "4"}, "Item 5: found “4”; allowed: each once; it is also in Item 4."),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_and_nothing_changes(item: str, change: dict[str, object], fault: str) -> None:
    with pytest.raises(Problem) as refused:
        returned({item: change})
    assert refused.value.sentence == "The pack is as it was: the workbook has cells to correct."
    assert refused.value.faults == (fault,)


def test_cells_that_could_not_be_read_are_named_too() -> None:
    with pytest.raises(Problem) as refused:
        returned({"4": {"Place": "x"}}, faults=("Place 4: a formula.",))
    assert refused.value.faults == ("Place 4: a formula.",)


def test_a_row_of_a_paper_that_has_been_settled_meanwhile_says_nothing() -> None:
    rows = [{"Item": Cell("Item 6", "6")}]
    assert check_pack(FORM, rows, ()) == ()
