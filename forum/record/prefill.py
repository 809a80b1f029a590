"""The cells of the record workbook that are filled in beforehand, and its lists to choose from.

The record workbook without part 2, and the check that filing it takes nothing of part 2 away (own rule).
Put seats and people of a returned record under their present names (own rule).

A workbook keeps the id behind each of its names, so that somebody renamed meanwhile is still found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from forum.actions.action_log import action_reference
from forum.record import registers, sheets
from forum.record.cells import is_filled
from forum.record.record import FormItem, FormSeat, RecordForm, Sheets
from forum.text.cells import Cell, Row
from forum.text.checks import folded
from forum.text.columns import Sheet
from forum.text.problem import Problem
from forum.text.wording import full_date

PART_TWO_FROM = 51  # the number of the first line of part 2
Rows = tuple[Mapping[str, object], ...]


def labels(form: RecordForm) -> dict[UUID, str]:
    """The label of each person in the lists, by id."""
    return {person.id: person.label for person in form.people}


def action_references(form: RecordForm) -> dict[str, int]:
    """The references of the action lines, each with its part: MASE/2027-01/01 and so on, and from 51 on those
    of part 2, so that the numbers of part 1 have no gaps (own rule). A line's reference never changes."""
    lines = _numbered_lines(form, sheets.ACTIONS)
    return {action_reference(form.reference, number): part for number, part in lines.items()}


def decision_references(form: RecordForm) -> dict[str, int]:
    """The references of the decision lines, each with its part: MASE/2027-01/D1, and from D51 on part 2."""
    lines = _numbered_lines(form, sheets.DECISIONS)
    return {f"{form.reference}/D{number}": part for number, part in lines.items()}


def _numbered_lines(form: RecordForm, sheet: Sheet) -> dict[int, int]:
    """The numbers of the lines to type in, each with its part."""
    lines = dict.fromkeys(range(1, sheet.free + 1), 1)
    if form.has_part_two:
        lines |= dict.fromkeys(range(PART_TWO_FROM, PART_TWO_FROM + sheet.free_part_two), 2)
    return lines


def stayed_beforehand(form: RecordForm, seat: FormSeat) -> str:
    """The word filled in beforehand on whether a seat stays for part 2, by whoever is expected; empty where
    nobody is, or there is no part 2 (own rule)."""
    person = seat.deputy_id if seat.expected == "Deputy" else seat.holder_id
    if not form.has_part_two or person is None or seat.expected == "Apologies":
        return ""
    return "Yes" if form.may_stay(person) else "No"


def meeting_lines(form: RecordForm) -> dict[str, object]:
    """The given lines of the first sheet, as text."""
    return {
        "Group": form.group_name,
        "Reference": form.reference,
        "Date": full_date(form.date),
        "Kind": form.kind,
        "Format": form.place,
        "Last minutes": "" if form.has_last_minutes else sheets.NONE_TO_CONFIRM,
        "Next date": full_date(form.next_date) if form.next_date else "not planned yet",
    }


def prefilled_rows(form: RecordForm) -> dict[str, Rows]:
    """The rows of each sheet, by its name, with the cells that are filled in beforehand."""
    return {
        sheets.MEETING.name: (meeting_lines(form),),
        sheets.ATTENDANCE.name: tuple(_attendance(form, seat) for seat in form.seats),
        sheets.OTHERS.name: (
            *(
                {"Name": guest.name, "Organisation": guest.organisation, "Items": guest.items}
                for guest in form.guests
            ),
            *({},) * sheets.OTHERS.free,
        ),
        sheets.INTERESTS.name: ({},) * sheets.INTERESTS.free,
        sheets.ITEMS.name: tuple(
            {
                "Number": item.number,
                "Title": item.title,
                "Part": str(item.part),
                "Lead": item.lead,
                "Paper": item.paper,
                "How the paper came": item.came,
                "Purpose": item.purpose,
            }
            for item in form.items
        ),
        sheets.DECISIONS.name: (
            *(
                {
                    "Reference": decision.reference,
                    "Item": decision.item,
                    "Text": decision.text,
                    "To ratify": "Yes",
                }
                for decision in form.to_ratify
            ),
            *({"Reference": reference} for reference in decision_references(form)),
        ),
        sheets.ACTIONS.name: tuple(
            {"Reference": reference, **({"Part": str(part)} if part > 1 else {})}
            for reference, part in action_references(form).items()
        ),
        sheets.PLAN.name: tuple(
            {
                "Reference": line.reference,
                "Action": line.action,
                "Lead": line.lead,
                "Due": line.due,
                "Evidence so far": line.evidence,
            }
            for line in form.plan
        ),
        **{ledger.name: ledger.rows(form) for ledger in registers.LEDGERS},
        sheets.UPDATES.name: tuple(
            {"Reference": action.reference, "Title": action.title, "Owner": action.owner, "Due": action.due}
            for action in form.actions
        ),
    }


def lists(form: RecordForm) -> dict[str, tuple[str, ...]]:
    """The lists to choose from, by name."""
    names = labels(form)
    deputies = {
        f"Deputies of {seat.short_name}": tuple(names[id] for id in seat.deputies) for seat in form.seats
    }
    return {name: tuple(words) for name, words in form.lists.items()} | deputies


def _attendance(form: RecordForm, seat: FormSeat) -> Mapping[str, object]:
    names = labels(form)
    return {
        "Seat": seat.short_name,
        "Organisation": seat.name,
        "Holder": names[seat.holder_id] if seat.holder_id else "vacant",
        "Expected": seat.expected,
        "Status": {"Apologies": "Apologies", "Vacant": "Not expected"}.get(seat.expected, ""),
        "Deputy": names[seat.deputy_id] if seat.deputy_id else "",
        "Stayed for part 2": stayed_beforehand(form, seat),
    }


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


SEAT, PERSON = "seat", "person"
_KINDS = {"Seats": SEAT, "People": PERSON}  # by the name of a column's list
_MORE = {
    (sheets.MEETING.name, "Minute-taker"): PERSON,
    (sheets.ATTENDANCE.name, "Seat"): SEAT,
    (sheets.ATTENDANCE.name, "Holder"): PERSON,
    (sheets.ATTENDANCE.name, "Deputy"): PERSON,
    (sheets.ATTENDANCE.name, "Other deputy: name"): PERSON,
}


def names_of_form(form: RecordForm) -> Iterator[tuple[str, str, UUID]]:
    """Yield the names in a form's workbook, each as kind (seat or person), name and id."""
    yield from ((SEAT, seat.short_name, seat.id) for seat in form.seats)
    yield from ((PERSON, person.label, person.id) for person in form.people)


def with_present_names(form: RecordForm, sheets_returned: Sheets) -> Sheets:
    """Return the sheets with each seat and person under their present name; all else stays as typed."""
    present_names = {(kind, id): name for kind, name, id in names_of_form(form)}

    held = _MORE | {
        (sheet.name, column.heading): _KINDS[column.choices]
        for sheet in (*sheets.SHEETS, *(ledger.sheet for ledger in registers.LEDGERS))
        for column in sheet.columns
        if isinstance(column.choices, str) and column.choices in _KINDS
    }

    def renamed(sheet: str, heading: str, cell: Cell) -> Cell:
        kind = held.get((sheet, heading), "")
        id = sheets_returned.names.get((kind, folded(cell.line)))
        return cell if id is None else Cell(cell.place, present_names.get((kind, id), cell.value))

    def row_now(sheet: str, row: Row) -> Row:
        return {heading: renamed(sheet, heading, cell) for heading, cell in row.items()}

    rows = {sheet: tuple(row_now(sheet, row) for row in rows) for sheet, rows in sheets_returned.rows.items()}
    return replace(sheets_returned, rows=rows)
