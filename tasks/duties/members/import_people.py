"""Taking seats and people of a list into the register, with their addresses (clauses 4 and 6)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from sqlalchemy import func, or_, select

from forum.members.members_list import MembersList, PersonEntry, SeatEntry
from forum.text.checks import folded
from forum.text.wording import long_date
from tasks.duties.members.import_changes import DAY, Kind, Taking, changed, said, set_fields
from tasks.register.tables import AddressRow, PersonRow, SeatRow


def take_seats(taking: Taking, entries: tuple[SeatEntry, ...]) -> None:
    """Every seat of the list: new ones and changed ones; one that is missing is a fault."""
    for entry in entries:
        _take_seat(taking, entry)
    listed = {one.id for one in entries} | {folded(one.name) for one in entries}
    for row in taking.seats:
        if row.id not in listed and folded(row.name) not in listed:
            taking.faults.append(
                f"Seats, row of {row.name}: missing. A seat stays in the list; to close it, give the "
                "last day under To and choose “abolished”."
            )


def take_contacts(taking: Taking, entries: tuple[SeatEntry, ...]) -> None:
    """The escalation contact of every seat of the list, once its people are known."""
    for entry in entries:
        _take_contact(taking, entry)


def take_people(taking: Taking, members: MembersList) -> None:
    """Every person of the list, known or new, with details and addresses; what is not clear is a fault."""
    claimed = {one.id for one in members.people if one.id}
    for entry in members.people:
        _take_person(taking, entry, claimed, members)


def _take_seat(taking: Taking, entry: SeatEntry) -> None:
    row = next((row for row in taking.seats if entry.id == row.id), None)
    if row is None and entry.id is not None:
        taking.faults.append(f"{entry.at['id']}: no seat of this group has that id; leave it as exported.")
        return
    row = row or next((row for row in taking.seats if folded(row.name) == folded(entry.name)), None)
    abolished = entry.last + DAY if entry.last else None
    if row is None:
        row = SeatRow(
            id=uuid4(),
            group_id=taking.group.id,
            number=max((row.number for row in taking.seats), default=0) + 1,
            name=entry.name,
            present_name=entry.present_name,
            short_name=entry.short_name,
            created=entry.first or taking.since,
            abolished=abolished,
        )
        taking.add(row)
        taking.seats.append(row)
        taking.say(Kind.SEAT, f"{row.name}: a new seat from {long_date(row.created)}", row.id)
        return
    wanted: dict[str, object] = {
        "name": entry.name,
        "present_name": entry.present_name,
        "short_name": entry.short_name,
        "created": entry.first or row.created,
        "abolished": abolished,
    }
    name, abolished_before = row.name, row.abolished
    for field, was in set_fields(row, wanted).items():
        now = wanted[field]
        if field == "abolished":  # people read the last day that the seat counts
            now, was = entry.last, abolished_before and abolished_before - DAY
        taking.say(Kind.SEAT, f"{name}: {changed(field, now, was)}", row.id)


def _take_contact(taking: Taking, entry: SeatEntry) -> None:
    row = next(row for row in taking.seats if entry.id == row.id or folded(row.name) == folded(entry.name))
    contact = taking.people[folded(entry.escalation_contact)] if entry.escalation_contact else None
    if row.escalation_contact_id != (contact.id if contact else None):
        was = taking.name(row.escalation_contact_id) if row.escalation_contact_id else None
        row.escalation_contact_id = contact.id if contact else None
        words = changed("escalation_contact", contact.name if contact else None, was)
        taking.say(Kind.SEAT, f"{row.name}: {words}", row.id)


def _take_person(taking: Taking, entry: PersonEntry, claimed: set[UUID], members: MembersList) -> None:
    row = _known_person(taking, entry, claimed)
    if row is None and taking.faults:
        return
    is_new = row is None
    if row is None:
        row = PersonRow(
            id=uuid4(), name=entry.name, job_title="", organisation="", phone="", pa="", format_needed=""
        )
        set_fields(row, dict(entry.details))
        taking.add(row)
    else:
        old_name = row.name
        wanted: dict[str, object] = {"name": entry.name, **entry.details}
        for field, was in set_fields(row, wanted).items():
            taking.say(Kind.DETAILS, f"{old_name}: {changed(field, wanted[field], was)}", row.id)
    taking.people[folded(entry.name)] = row
    firsts = [
        one.first for one in members.appointments if one.first and folded(one.person) == folded(entry.name)
    ]
    _take_addresses(taking, row, entry, min([taking.since, *firsts]) if is_new else taking.since, is_new)


def _known_person(taking: Taking, entry: PersonEntry, claimed: set[UUID]) -> PersonRow | None:
    """The person in the register, or None for somebody new; a fault where that is not clear."""
    holders = [row for row in _holders(taking, entry.send_to) if row.id not in claimed]
    namesakes = [row for row in holders if folded(row.name) == folded(entry.name)]
    if entry.id is None and namesakes:
        return namesakes[0]
    if holders:
        taking.faults.append(
            f"{entry.at['send_to']}: {entry.send_to} is the address of {holders[0].name} in the register. "
            "Is it the same person under a new name? Then change the name in an exported workbook. Does "
            f"somebody new take the address over? Then empty it there in the row of {holders[0].name}."
        )
        return None
    if entry.id is not None:
        row = taking.session.get(PersonRow, entry.id)
        if row is None:
            taking.faults.append(f"{entry.at['id']}: nobody in the register has that id; empty it.")
        return row
    mine = [row for row in people_of_group(taking) if folded(row.name) == folded(entry.name)]
    mine = [row for row in mine if row.id not in claimed]
    if len(mine) > 1:
        taking.faults.append(
            f"{entry.at['name']}: the register has several people called {entry.name}. Use an exported "
            "workbook, where each has an id."
        )
    return mine[0] if mine else None


def _holders(taking: Taking, address: str) -> list[PersonRow]:
    if not address:
        return []
    holding = select(AddressRow.person_id).where(
        AddressRow.send_to,
        func.lower(AddressRow.address) == address.lower(),
        or_(AddressRow.last.is_(None), AddressRow.last >= taking.since),
    )
    return list(taking.session.scalars(select(PersonRow).where(PersonRow.id.in_(holding))))


def people_of_group(taking: Taking) -> list[PersonRow]:
    """Everybody the register knows in the group, those who left too, and the contacts of its seats."""
    ids = {row.person_id for row in taking.appointments} | {row.escalation_contact_id for row in taking.seats}
    return list(taking.session.scalars(select(PersonRow).where(PersonRow.id.in_(ids - {None}))))


def _take_addresses(taking: Taking, row: PersonRow, entry: PersonEntry, first: dt.date, is_new: bool) -> None:
    rows = select(AddressRow).where(AddressRow.person_id == row.id).order_by(AddressRow.first)
    running = [one for one in taking.session.scalars(rows) if one.last is None or one.last >= taking.since]
    main = [one for one in running if one.send_to]
    before = main[0].address if main else ""
    if before != entry.send_to:
        for one in main:
            taking.end(one)
        if entry.send_to:
            taking.add(AddressRow(person_id=row.id, address=entry.send_to, send_to=True, first=first))
        if not is_new:
            words = f"{said(before)} → {said(entry.send_to)} from {long_date(taking.since)}"
            taking.say(Kind.ADDRESS, f"{row.name}: {words}", row.id)
    if entry.reply_from is None:
        return
    others = {one.address: one for one in running if not one.send_to}
    wanted = [address for address in entry.reply_from if address != entry.send_to]
    for address in wanted:
        if address not in others:
            taking.add(AddressRow(person_id=row.id, address=address, send_to=False, first=first))
    for address, other in others.items():
        if address not in wanted:
            taking.end(other)
    if not is_new and set(wanted) != set(others):
        only = "the send-to address only"
        words = f"may now reply from {', '.join(wanted) or only}, was {', '.join(others) or only}"
        taking.say(Kind.ADDRESS, f"{row.name}: {words}", row.id)
