"""The cells of the record workbook that are filled in beforehand, and its lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from forum.actions.action_log import action_reference
from forum.actions.updates import BY_STATUS
from forum.record import sheets
from forum.record.record import FormSeat, RecordForm
from forum.text.wording import full_date

Rows = tuple[Mapping[str, object], ...]


def labels(form: RecordForm) -> dict[UUID, str]:
    """The label of each person in the lists, by id."""
    return {person.id: person.label for person in form.people}


def action_references(form: RecordForm) -> tuple[str, ...]:
    """The references of the action lines: MASE/2027-01/01 and so on. A line's reference never changes."""
    return tuple(action_reference(form.reference, number) for number in range(1, sheets.ACTIONS.free + 1))


def decision_references(form: RecordForm) -> tuple[str, ...]:
    """The references of the decision lines: MASE/2027-01/D1 and so on."""
    return tuple(f"{form.reference}/D{number}" for number in range(1, sheets.DECISIONS.free + 1))


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
        sheets.OTHERS.name: ({},) * sheets.OTHERS.free,
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
        sheets.ACTIONS.name: tuple({"Reference": reference} for reference in action_references(form)),
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
    return {
        "People": tuple(names.values()),
        "Status": tuple(sheets.MARKS),
        "Rulings": sheets.RULINGS,
        "Last minutes": sheets.LAST_MINUTES,
        "Yes or no": sheets.YES_NO,
        "Came": sheets.CAME,
        "Said": tuple(BY_STATUS),
        "Parts": sheets.PARTS,
        "Capacities": ("Chair", "Co-opted member", "Guest", "Business unit", "Minute-taker"),
        "Items": tuple(item.number for item in form.items),
        "Seats": tuple(seat.short_name for seat in form.seats),
        "Objectives": form.objectives,
        "Refer to": form.refer_to,
        **deputies,
    }


def _attendance(form: RecordForm, seat: FormSeat) -> Mapping[str, object]:
    names = labels(form)
    return {
        "Seat": seat.short_name,
        "Organisation": seat.name,
        "Holder": names[seat.holder_id] if seat.holder_id else "vacant",
        "Expected": seat.expected,
        "Status": {"Apologies": "Apologies", "Vacant": "Not expected"}.get(seat.expected, ""),
        "Deputy": names[seat.deputy_id] if seat.deputy_id else "",
    }
