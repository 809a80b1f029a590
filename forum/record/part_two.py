"""The record workbook without part 2, and the check that filing it takes nothing of part 2 away (own
rule)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from forum.record import sheets
from forum.record.cells import is_filled
from forum.record.form import FormItem, RecordForm
from forum.record.record import Sheets
from forum.text.columns import Sheet
from forum.text.problem import Problem

LEFT_OUT = "(part 2)"  # in place of an item's title


def without_part_two(form: RecordForm) -> RecordForm:
    """Return the form without part 2, but for the numbers of its items, so that part 2 can be added by
    hand."""
    return replace(
        form,
        items=tuple(map(_left_out, form.items)),
        to_ratify=tuple(entry for entry in form.to_ratify if entry.part == 1),
        actions=tuple(entry for entry in form.actions if entry.part == 1),
    )


def _left_out(item: FormItem) -> FormItem:
    if item.part > 1:
        return replace(item, title=LEFT_OUT, lead="", paper="", came="", purpose="")
    return replace(item, paper="", came="") if item.restricted_paper else item


def check_keeps_part_two(form: RecordForm, before: Sheets, after: Sheets) -> None:
    """Raise Problem where a workbook without part 2 would replace a record that has it."""
    of_part_two = {item.number for item in form.items if item.part > 1}
    left_out = any(row["Title"].line == LEFT_OUT for row in after.rows.get(sheets.ITEMS.name, ()))
    if left_out and _tells_of(before, of_part_two) and not _tells_of(after, of_part_two):
        raise Problem(
            f"The record of {form.reference} that is filed has part 2 in it, and this workbook has not. "
            "Whoever filed part 2 puts what is different into theirs and sends that. Nothing has been "
            "recorded."
        )


def _tells_of(sheets_filed: Sheets, numbers: Collection[str]) -> bool:
    """Say whether the sheets have anything about the items of these numbers, or an action of part 2."""

    def typed(sheet: Sheet, column: str) -> set[str]:
        return {row[column].line for row in sheets_filed.rows.get(sheet.name, ())}

    items = sheets_filed.rows.get(sheets.ITEMS.name, ())
    words = ("Note", sheets.CHILDREN, "Outcome")
    about = {row["Number"].line for row in items if any(row[word].line for word in words)}
    for sheet in (sheets.INTERESTS, sheets.DECISIONS, sheets.ACTIONS):
        about |= typed(sheet, "Item")
    actions = sheets_filed.rows.get(sheets.ACTIONS.name, ())
    has_action = any(row["Part"].line == "2" and is_filled(row, ("Reference", "Part")) for row in actions)
    return has_action or not about.isdisjoint(numbers)
