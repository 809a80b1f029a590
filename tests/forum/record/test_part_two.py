"""The record workbook without part 2, and what it must not take away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.record.prefill import LEFT_OUT, check_keeps_part_two, without_part_two
from forum.record.record import FormDecision, FormItem, Sheets
from forum.record.sheets import CHILDREN
from forum.text.cells import Cell
from forum.text.problem import Problem
from tests.record_form import number_id, record_form

FORM = record_form()
IN_PART_TWO = "7"


def returned(
    *, left_out: bool, sheet: str = "Items", column: str = "Note", value: str = "", item: str = IN_PART_TWO
) -> Sheets:
    """The sheets with the title of part 2's item or without, and a value about an item in one of them."""
    items = {
        "Number": item,
        "Title": LEFT_OUT if left_out else "Patterns",
        "Note": "",
        CHILDREN: "",
        "Outcome": "",
    }
    rows = {"Items": [items], "Interests": [{"Item": ""}], "Decisions": [{"Item": ""}], "Actions": []}
    rows["Actions"] = [
        {"Reference": "MASE/2027-01/51", "Item": "", "Part": "", "Short title (no names)": "Write"}
    ]
    rows[sheet][0][column] = value
    return Sheets(
        {
            name: tuple({key: Cell(f"{name} {key}", said) for key, said in row.items()} for row in of_sheet)
            for name, of_sheet in rows.items()
        },
        (),
    )


def test_part_two_is_left_out_but_for_the_numbers_of_its_items() -> None:
    secret = FormItem(
        id=number_id(9),
        number="9",
        title="A secret",
        part=2,
        lead="Somebody",
        paper="A paper",
        came="Circulated",
        purpose="decision",
        objective="cases",
    )
    shown = FormItem(
        id=number_id(8),
        number="8",
        title="Figures",
        part=1,
        lead="Somebody",
        paper="A paper",
        came="Late",
        purpose="decision",
        objective="cases",
    )
    hidden = replace(shown, id=number_id(10), number="10", restricted_paper=True)
    first, second = (FormDecision(number_id(20 + part), f"D{part}", "Words", "8", part) for part in (1, 2))
    (open_action, *_) = FORM.actions
    form = without_part_two(
        replace(
            FORM,
            items=(shown, hidden, secret),
            to_ratify=(first, second),
            actions=(open_action, replace(open_action, part=2)),
        )
    )
    assert form == replace(
        FORM,
        items=(
            shown,
            replace(hidden, paper="", came=""),
            FormItem(
                id=secret.id,
                number="9",
                title="(part 2)",
                part=2,
                lead="",
                paper="",
                came="",
                purpose="",
                objective="cases",
            ),
        ),
        to_ratify=(first,),
        actions=(open_action,),
    )


@pytest.mark.parametrize(
    ("sheet", "column", "value"),
    [
        ("Items", "Note", "Words"),
        ("Items", "Outcome", "Agreed"),
        ("Items", CHILDREN, "Words"),
        ("Interests", "Item", IN_PART_TWO),
        ("Decisions", "Item", IN_PART_TWO),
        ("Actions", "Item", IN_PART_TWO),
        ("Actions", "Part", "2"),
    ],
)
def test_a_workbook_without_part_two_replaces_no_record_that_has_it(
    sheet: str, column: str, value: str
) -> None:
    filed = returned(left_out=False, sheet=sheet, column=column, value=value)
    with pytest.raises(Problem) as refused:
        check_keeps_part_two(FORM, filed, returned(left_out=True))
    assert refused.value.sentence == (
        "The record of MASE/2027-01 that is filed has part 2 in it, and this workbook has not. Whoever filed "
        "part 2 puts what is different into theirs and sends that. Nothing has been recorded."
    )
    check_keeps_part_two(FORM, filed, returned(left_out=False))
    check_keeps_part_two(FORM, filed, returned(left_out=True, sheet=sheet, column=column, value=value))


@pytest.mark.parametrize(
    ("sheet", "column", "value", "item"),
    [
        ("Items", "Note", "", IN_PART_TWO),
        ("Items", "Note", "Words", "5"),
        ("Decisions", "Item", "5", IN_PART_TWO),
        ("Actions", "Part", "1", IN_PART_TWO),
    ],
)
def test_a_record_without_part_two_is_replaced(sheet: str, column: str, value: str, item: str) -> None:
    filed = returned(left_out=False, sheet=sheet, column=column, value=value, item=item)
    check_keeps_part_two(FORM, filed, returned(left_out=True))
    check_keeps_part_two(FORM, filed, Sheets({}, ()))
