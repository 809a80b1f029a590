"""The cells of the record workbook that are filled in beforehand, and its lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from forum.actions.action_log import action_reference
from forum.record import registers, sheets
from forum.record.form import FormSeat, RecordForm
from forum.text.columns import Sheet
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
