"""Importing a list of members into the register: joiners, leavers and changed addresses (clauses 4, 6)."""

from __future__ import annotations

from forum.members.faults import membership_faults
from forum.members.list_doubts import UnclearList
from forum.members.members_list import ListReading, MembersList, list_faults, place_deputies
from forum.members.membership import Cover, Membership, Person
from forum.text.problem import Problem
from tasks.duties.members.import_appointments import import_appointments, import_covers, settle_first_days
from tasks.duties.members.import_changes import ChangeKind, MemberImport
from tasks.duties.members.import_people import import_contacts, import_people, import_seats, people_of_group
from tasks.register.members.membership import appointment_value, people, seat_value
from tasks.register.tables import PersonRow


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
