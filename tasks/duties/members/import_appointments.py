"""Importing appointments and cover from a list of members, with their first and last days (clause 4).

Importing a list of members into the register: joiners, leavers and changed addresses (clauses 4, 6).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from forum.members.faults import membership_faults
from forum.members.list_doubts import Doubt, UnclearList
from forum.members.members_list import (
    AppointmentEntry,
    CoverEntry,
    ListReading,
    MembersList,
    list_faults,
    place_deputies,
    seat_by_name,
    usual_papers,
    usual_part_two,
)
from forum.members.membership import Cover, Membership, Person, Role, Seat
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.duties.members.import_changes import DAY, ChangeKind, MemberImport, describe_change, set_fields
from tasks.duties.members.import_people import import_contacts, import_people, import_seats, people_of_group
from tasks.register.members.membership import appointment_value, people, seat_value
from tasks.register.tables import AppointmentRow, CoverRow, PersonRow

PART_TWO_WAITS = "; part 2 once the Chair allows it"
ONE_HOLDER = (Role.CORE, Role.CHAIR, Role.DEPUTY_CHAIR)


def settle_first_days(
    member_import: MemberImport, members: MembersList, seats: tuple[Seat, ...]
) -> tuple[MembersList, tuple[Doubt, ...]]:
    """Return the list with go-live for each earlier first day, and the doubts about them that no answer
    settles.

    Early is a day before go-live, the seat and the import; not one that the register has already, or one of
    an appointment that had ended by then. An answer of no leaves it as it is.
    """
    go_live = member_import.group.go_live
    names = {row.id: folded(row.name) for row in people_of_group(member_import)}
    registered = {(names[row.person_id], row.role, row.first) for row in member_import.appointments}
    settled: list[AppointmentEntry] = []
    doubts: dict[str, Doubt] = {}
    for entry in members.appointments:
        seat = seat_by_name(seats, entry.seat)
        earliest = min(go_live, member_import.since, seat.created if seat else go_live)
        place, answer = entry.at["first"], member_import.answers.yes.get(entry.at["first"])
        if (
            entry.first is None
            or entry.first >= earliest
            or (entry.last is not None and entry.last < earliest)
            or (folded(entry.person), entry.role, entry.first) in registered
            or answer is False
        ):
            settled.append(entry)
            continue
        settled.append(replace(entry, first=go_live))
        if answer is None:
            doubts[place] = _doubt_about_first_day(entry.person, entry.first, go_live, place)
    return replace(members, appointments=tuple(settled)), tuple(doubts.values())


def _doubt_about_first_day(person: str, first: dt.date, go_live: dt.date, place: str) -> Doubt:
    live = long_date(go_live)
    return Doubt(
        place,
        f"{person} from {long_date(first)}, before the register begins on {live}",
        f"Take {live} instead?",
        f"Give a day from {live} on, or empty the cell for the day on which the list is taken.",
    )


def import_appointments(member_import: MemberImport, members: MembersList, seats: tuple[Seat, ...]) -> None:
    """Make the appointments that the list adds, correct those it changes, and end those it no longer has."""
    before = len(member_import.appointments)
    unlisted = list(member_import.appointments)
    for entry in members.appointments:
        row = _matching(member_import, entry, unlisted, seats)
        if row is None:
            _appoint(member_import, entry, seats)
        else:
            unlisted.remove(row)
            _correct(member_import, entry, row)
    new = member_import.appointments[before:]
    for row in unlisted:
        if row.role in members.roles and (row.last is None or row.last >= member_import.since):
            _end_appointment(member_import, row, new)


def _matching(
    member_import: MemberImport, entry: AppointmentEntry, rows: list[AppointmentRow], seats: tuple[Seat, ...]
) -> AppointmentRow | None:
    person, seat = member_import.people[folded(entry.person)], seat_by_name(seats, entry.seat)
    matching = [
        row
        for row in rows
        if (row.person_id, row.role, row.seat_id) == (person.id, entry.role, seat.id if seat else None)
    ]
    exact = [row for row in matching if row.first == entry.first]
    first, last = entry.first or member_import.since, entry.last or dt.date.max
    overlapping = [row for row in matching if row.first <= last and (row.last or dt.date.max) >= first]
    return next(iter([*exact, *overlapping]), None)


def _appoint(member_import: MemberImport, entry: AppointmentEntry, seats: tuple[Seat, ...]) -> None:
    person, seat = member_import.people[folded(entry.person)], seat_by_name(seats, entry.seat)
    row = AppointmentRow(
        id=uuid4(),
        group_id=member_import.group.id,
        person_id=person.id,
        role=entry.role,
        seat_id=seat.id if seat else None,
        first=entry.first or member_import.since,
        last=entry.last,
        papers=entry.papers or usual_papers(entry.role),
        part_two=usual_part_two(entry.role) if entry.part_two is None else entry.part_two,
        entered=member_import.today,
    )
    waits = PART_TWO_WAITS if member_import.hold_part_two(row) else ""
    member_import.add(row)
    member_import.appointments.append(row)
    if row.role is Role.CO_OPTED and member_import.asks_chair:
        member_import.co_opted.append(row)
    until = f" to {long_date(row.last)}" if row.last else ""
    member_import.note(
        ChangeKind.JOINS, f"{member_import.place(row)}, from {long_date(row.first)}{until}{waits}", person.id
    )


def _correct(member_import: MemberImport, entry: AppointmentEntry, row: AppointmentRow) -> None:
    if row.last != entry.last and entry.last is not None and row.last is None:
        member_import.note(
            ChangeKind.LEAVES, f"{member_import.place(row)}, last day {long_date(entry.last)}", row.person_id
        )
        row.last = entry.last
    values: dict[str, object] = {
        "first": entry.first or row.first,
        "last": entry.last,
        "papers": entry.papers or row.papers,
        "part_two": row.part_two if entry.part_two is None else entry.part_two,
    }
    had_part_two = row.part_two
    for field, was in set_fields(row, values).items():
        words = describe_change(field, values[field], was)
        if field == "part_two" and not had_part_two and member_import.hold_part_two(row):
            words = PART_TWO_WAITS.removeprefix("; ")
        member_import.note(ChangeKind.APPOINTMENT, f"{member_import.place(row)}; {words}", row.person_id)


def _end_appointment(member_import: MemberImport, row: AppointmentRow, new: Sequence[AppointmentRow]) -> None:
    """End an appointment that is no longer listed, the day before a successor's first day, or the import."""
    successors = [
        appointment.first
        for appointment in new
        if row.role in ONE_HOLDER
        and (appointment.role, appointment.seat_id) == (row.role, row.seat_id)
        and row.first < appointment.first <= (row.last or dt.date.max)
    ]
    last = min(successors, default=member_import.since) - DAY
    member_import.ended.append(row.id)
    if last < row.first:
        member_import.note(
            ChangeKind.LEAVES, f"{member_import.place(row)}, before having begun", row.person_id
        )
        member_import.appointments.remove(row)
        member_import.session.delete(row)
    else:
        row.last = last
        member_import.note(
            ChangeKind.LEAVES, f"{member_import.place(row)}, last day {long_date(last)}", row.person_id
        )


def import_covers(member_import: MemberImport, covers: tuple[CoverEntry, ...] | None) -> None:
    """Enter the cover of the list and end other cover; None where the list has no sheet of cover."""
    if covers is None:
        return
    unlisted = list(member_import.covers)
    for entry in covers:
        person, by = (
            member_import.people[folded(entry.person)],
            member_import.people[folded(entry.covered_by)],
        )
        words = f"{person.name} by {by.name}, {long_date(entry.first)} to {long_date(entry.last)}"
        key = (person.id, by.id, entry.first)
        row = next((r for r in unlisted if (r.person_id, r.covered_by_id, r.first) == key), None)
        if row is None:
            row = CoverRow(
                group_id=member_import.group.id,
                person_id=person.id,
                covered_by_id=by.id,
                first=entry.first,
                last=entry.last,
            )
            member_import.add(row)
            member_import.covers.append(row)
            member_import.note(ChangeKind.COVER, words, person.id)
            continue
        unlisted.remove(row)
        if row.last != entry.last:
            member_import.note(ChangeKind.COVER, f"{words}, was to {long_date(row.last)}", person.id)
            row.last = entry.last
    for row in unlisted:
        if row.last >= member_import.since:
            name = member_import.name(row.person_id)
            member_import.note(
                ChangeKind.COVER,
                f"{name}: no longer covered from {long_date(member_import.since)}",
                row.person_id,
            )
            member_import.end(row)


def import_list(member_import: MemberImport, members: MembersList, cell_faults: list[str]) -> None:
    """Make the register agree with the list.

    Raises Problem with every faulty cell and doubt, and UnclearList where only doubts are left to settle.
    """
    if members.reading.sheets_to_choose:
        raise UnclearList(member_import.where, members.reading.sheets_to_choose, ())
    members = place_deputies(members)
    if members.seats is not None:
        import_seats(member_import, members.seats)
    seats = tuple(seat_value(row) for row in member_import.seats)
    members, early = settle_first_days(member_import, members, seats)
    doubts = (*members.reading.doubts, *early)
    names = [row.name for row in people_of_group(member_import)]
    faults = [*cell_faults, *member_import.faults]
    faults += list_faults(members, seats, member_import.since, names)
    if doubts and not faults:
        raise UnclearList(member_import.where, (), doubts)
    member_import.refuse([*faults, *(doubt.fault for doubt in doubts)] if faults else [])
    import_people(member_import, members)
    member_import.refuse(member_import.faults)
    import_contacts(member_import, members.seats or ())
    import_appointments(member_import, members, seats)
    import_covers(member_import, members.covers)
    _check_membership(member_import)
    _note_reading(member_import, members.reading)


def _note_reading(member_import: MemberImport, reading: ListReading) -> None:
    """Note how the list was read: the sheet, what was left out, and what was not read."""
    notes = (
        (ChangeKind.LEFT_OUT, reading.left_out),
        (ChangeKind.SHEET, (reading.sheet,) if reading.sheet else ()),
        (ChangeKind.SHEETS_NOT_READ, reading.sheets_not_read),
        (ChangeKind.NOT_READ, reading.columns_not_read),
    )
    for kind, parts in notes:
        for part in parts:
            member_import.note(kind, part, member_import.group.id)


def _check_membership(member_import: MemberImport) -> None:
    ids = {row.person_id for row in member_import.appointments} | {
        id for row in member_import.covers for id in (row.person_id, row.covered_by_id)
    }
    new = [row for row in member_import.people.values() if row in member_import.session.new]
    already_registered = people(member_import.session, ids - {row.id for row in new})
    result = Membership(
        seats=tuple(seat_value(row) for row in member_import.seats),
        people=(*already_registered, *(_as_person(row) for row in new)),
        appointments=tuple(appointment_value(row) for row in member_import.appointments),
        covers=tuple(Cover(c.person_id, c.covered_by_id, c.first, c.last) for c in member_import.covers),
    )
    if faults := membership_faults(result):
        raise Problem(
            f"{member_import.where} can’t be taken beside what the register holds; nothing has been changed.",
            faults,
        )


def _as_person(row: PersonRow) -> Person:
    return Person(row.id, row.name, row.job_title, row.organisation, row.phone, "")
