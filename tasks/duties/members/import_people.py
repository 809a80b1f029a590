"""Importing seats and people from a list of members, with their addresses (clauses 4 and 6)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from sqlalchemy import func, or_, select

from forum.members.members_list import MembersList, PersonEntry, SeatEntry
from forum.text.checks import folded
from forum.text.wording import long_date
from tasks.duties.members.import_changes import (
    DAY,
    ChangeKind,
    MemberImport,
    describe_change,
    details_in_words,
    set_fields,
    value_in_words,
)
from tasks.register.tables import AddressRow, AppointmentRow, PersonRow, SeatRow


def import_seats(member_import: MemberImport, entries: tuple[SeatEntry, ...]) -> None:
    """Import the seats of the list, new and changed; a seat that the list lacks is a fault."""
    for entry in entries:
        _import_seat(member_import, entry)
    listed = {seat.id for seat in entries} | {folded(seat.name) for seat in entries}
    for row in member_import.seats:
        if row.id not in listed and folded(row.name) not in listed:
            member_import.faults.append(
                f"Seats, row of {row.name}: missing. A seat stays in the list; to close it, give the "
                "last day under To and choose “abolished”."
            )


def import_contacts(member_import: MemberImport, entries: tuple[SeatEntry, ...]) -> None:
    """Import the escalation contact of every seat, once the people of the list are known."""
    for entry in entries:
        _import_contact(member_import, entry)


def import_people(member_import: MemberImport, members: MembersList) -> None:
    """Import the people of the list, known and new, with details and addresses; an unclear person is a
    fault."""
    claimed = {person.id for person in members.people if person.id}
    for entry in members.people:
        _import_person(member_import, entry, claimed, members)


def _import_seat(member_import: MemberImport, entry: SeatEntry) -> None:
    row = next((row for row in member_import.seats if entry.id == row.id), None)
    if row is None and entry.id is not None:
        member_import.faults.append(
            f"{entry.at['id']}: no seat of this group has that id; leave it as exported."
        )
        return
    row = row or next((row for row in member_import.seats if folded(row.name) == folded(entry.name)), None)
    abolished = entry.last + DAY if entry.last else None
    if row is None:
        row = SeatRow(
            id=uuid4(),
            group_id=member_import.group.id,
            number=max((row.number for row in member_import.seats), default=0) + 1,
            name=entry.name,
            present_name=entry.present_name,
            short_name=entry.short_name,
            created=entry.first or member_import.since,
            abolished=abolished,
        )
        member_import.add(row)
        member_import.seats.append(row)
        member_import.note(ChangeKind.SEAT, f"{row.name}: a new seat from {long_date(row.created)}", row.id)
        return
    values: dict[str, object] = {
        "name": entry.name,
        "present_name": entry.present_name,
        "short_name": entry.short_name,
        "created": entry.first or row.created,
        "abolished": abolished,
    }
    name, abolished_before = row.name, row.abolished
    for field, was in set_fields(row, values).items():
        now = values[field]
        if field == "abolished":  # people read the last day on which the seat counts
            now, was = entry.last, abolished_before and abolished_before - DAY
        member_import.note(ChangeKind.SEAT, f"{name}: {describe_change(field, now, was)}", row.id)


def _import_contact(member_import: MemberImport, entry: SeatEntry) -> None:
    row = next(
        row for row in member_import.seats if entry.id == row.id or folded(row.name) == folded(entry.name)
    )
    contact = member_import.people[folded(entry.escalation_contact)] if entry.escalation_contact else None
    if row.escalation_contact_id != (contact.id if contact else None):
        was = member_import.name(row.escalation_contact_id) if row.escalation_contact_id else None
        row.escalation_contact_id = contact.id if contact else None
        words = describe_change("escalation_contact", contact.name if contact else None, was)
        member_import.note(ChangeKind.SEAT, f"{row.name}: {words}", row.id)


def _import_person(
    member_import: MemberImport, entry: PersonEntry, claimed: set[UUID], members: MembersList
) -> None:
    row = _known_person(member_import, entry, claimed)
    if row is None and member_import.faults:
        return
    is_new = row is None
    if row is None:
        row = PersonRow(
            id=uuid4(), name=entry.name, job_title="", organisation="", phone="", pa="", format_needed=""
        )
        set_fields(row, dict(entry.details))
        member_import.add(row)
    elif _is_of_another_group(member_import, row):
        member_import.people[folded(entry.name)] = row
        _propose_details(member_import, row, entry)
        return
    else:
        old_name = row.name
        values: dict[str, object] = {"name": entry.name, **entry.details}
        for field, was in set_fields(row, values).items():
            member_import.note(
                ChangeKind.DETAILS, f"{old_name}: {describe_change(field, values[field], was)}", row.id
            )
    member_import.people[folded(entry.name)] = row
    firsts = [
        appointment.first
        for appointment in members.appointments
        if appointment.first and folded(appointment.person) == folded(entry.name)
    ]
    _import_addresses(
        member_import,
        row,
        entry,
        min([member_import.since, *firsts]) if is_new else member_import.since,
        is_new,
    )


def _is_of_another_group(member_import: MemberImport, row: PersonRow) -> bool:
    """Tell whether another group has a person too, today or later."""
    elsewhere = select(AppointmentRow.id).where(
        AppointmentRow.person_id == row.id,
        AppointmentRow.group_id != member_import.group.id,
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= member_import.since),
    )
    return member_import.session.scalars(elsewhere).first() is not None


def _propose_details(member_import: MemberImport, row: PersonRow, entry: PersonEntry) -> None:
    """Note the details in which the list differs, for the units to agree, and none that the register has.

    Empty cells of somebody who is new to the group, and has no id in the list, say nothing.
    """
    main, further = _running_addresses(member_import, row)
    held: dict[str, object] = {field: getattr(row, field) for field in entry.details}
    held |= {"name": row.name, "send_to": main[0].address if main else ""}
    listed: dict[str, object] = {**entry.details, "name": entry.name, "send_to": entry.send_to}
    if entry.reply_from is not None:
        held["reply_from"] = "; ".join(address.address for address in further)
        listed["reply_from"] = "; ".join(address for address in entry.reply_from if address != entry.send_to)
    details = {
        field: "" if value is None else str(value)
        for field, value in listed.items()
        if value != held[field] and (value or entry.id) and (value or field != "send_to")
    }
    if entry.id is None:
        details.pop("name", None)  # it is the same but for capitals and spaces
    if details:
        member_import.proposed[row.id] = details
        member_import.note(ChangeKind.SHARED, f"{row.name}: {details_in_words(details)}", row.id)


def _known_person(member_import: MemberImport, entry: PersonEntry, claimed: set[UUID]) -> PersonRow | None:
    """Return the person in the register, or None for a new person; notes a fault where that is not clear."""
    holders = [row for row in _holders(member_import, entry.send_to) if row.id not in claimed]
    namesakes = [row for row in holders if folded(row.name) == folded(entry.name)]
    if entry.id is None and namesakes:
        return namesakes[0]
    if holders and holders[0].id not in {row.id for row in people_of_group(member_import)}:
        member_import.faults.append(
            f"{entry.at['send_to']}: {entry.send_to} is the address of somebody in another group, under "
            "another name. Ask which is right, and write name and address as that group has them."
        )
        return None
    if holders:
        member_import.faults.append(
            f"{entry.at['send_to']}: {entry.send_to} is the address of {holders[0].name} in the register. "
            "Is it the same person under a new name? Then change the name in an exported workbook. Does "
            f"somebody new take the address over? Then empty it there in the row of {holders[0].name}."
        )
        return None
    if entry.id is not None:
        row = member_import.session.get(PersonRow, entry.id)
        if row is None:
            member_import.faults.append(f"{entry.at['id']}: nobody in the register has that id; empty it.")
        return row
    mine = [row for row in people_of_group(member_import) if folded(row.name) == folded(entry.name)]
    mine = [row for row in mine if row.id not in claimed]
    if len(mine) > 1:
        member_import.faults.append(
            f"{entry.at['name']}: the register has several people called {entry.name}. Use an exported "
            "workbook, where each has an id."
        )
    return mine[0] if mine else None


def _holders(member_import: MemberImport, address: str) -> list[PersonRow]:
    if not address:
        return []
    holding = select(AddressRow.person_id).where(
        AddressRow.send_to,
        func.lower(AddressRow.address) == address.lower(),
        or_(AddressRow.last.is_(None), AddressRow.last >= member_import.since),
    )
    return list(member_import.session.scalars(select(PersonRow).where(PersonRow.id.in_(holding))))


def people_of_group(member_import: MemberImport) -> list[PersonRow]:
    """Return everybody on the register in the group, former members too, and the contacts of its seats."""
    ids = {row.person_id for row in member_import.appointments} | {
        row.escalation_contact_id for row in member_import.seats
    }
    return list(member_import.session.scalars(select(PersonRow).where(PersonRow.id.in_(ids - {None}))))


def _running_addresses(
    member_import: MemberImport, row: PersonRow
) -> tuple[list[AddressRow], list[AddressRow]]:
    """Return a person's addresses that have not ended: those written to, and others they may reply from."""
    rows = select(AddressRow).where(AddressRow.person_id == row.id).order_by(AddressRow.first)
    addresses = member_import.session.scalars(rows)
    running = [
        address for address in addresses if address.last is None or address.last >= member_import.since
    ]
    return (
        [address for address in running if address.send_to],
        [address for address in running if not address.send_to],
    )


def _import_addresses(
    member_import: MemberImport, row: PersonRow, entry: PersonEntry, first: dt.date, is_new: bool
) -> None:
    main, others = _running_addresses(member_import, row)
    before = main[0].address if main else ""
    if before != entry.send_to:
        for address in main:
            member_import.end(address)
        if entry.send_to:
            member_import.add(AddressRow(person_id=row.id, address=entry.send_to, send_to=True, first=first))
        if not is_new:
            words = f"{value_in_words(before)} → {value_in_words(entry.send_to)}"
            since = long_date(member_import.since)
            member_import.note(ChangeKind.ADDRESS, f"{row.name}: {words} from {since}", row.id)
    if entry.reply_from is None:
        return
    further = {address.address: address for address in others}
    listed = [address for address in entry.reply_from if address != entry.send_to]
    for reply_from in listed:
        if reply_from not in further:
            member_import.add(AddressRow(person_id=row.id, address=reply_from, send_to=False, first=first))
    for reply_from, address in further.items():
        if reply_from not in listed:
            member_import.end(address)
    if not is_new and set(listed) != set(further):
        only = "the send-to address only"
        words = f"may now reply from {', '.join(listed) or only}, was {', '.join(further) or only}"
        member_import.note(ChangeKind.ADDRESS, f"{row.name}: {words}", row.id)
