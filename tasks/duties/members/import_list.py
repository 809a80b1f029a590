"""Taking a list of members into the register: who joins or leaves, whose address changed (clauses 4, 6)."""

from __future__ import annotations

from forum.members.faults import membership_faults
from forum.members.members_list import MembersList, list_faults, place_deputies
from forum.members.membership import Cover, Membership, Person
from forum.text.problem import Problem
from tasks.duties.members.import_appointments import take_appointments, take_covers
from tasks.duties.members.import_changes import Kind, Taking
from tasks.duties.members.import_people import people_of_group, take_contacts, take_people, take_seats
from tasks.register.members import appointment_value, people, seat_value
from tasks.register.tables import PersonRow


def take(taking: Taking, members: MembersList, cell_faults: list[str]) -> None:
    """Make the register say what the list says. Raises Problem with every faulty cell."""
    members = place_deputies(members)
    if members.seats is not None:
        take_seats(taking, members.seats)
    seats = tuple(seat_value(row) for row in taking.seats)
    names = [row.name for row in people_of_group(taking)]
    taking.refuse([*cell_faults, *taking.faults, *list_faults(members, seats, taking.since, names)])
    take_people(taking, members)
    taking.refuse(taking.faults)
    take_contacts(taking, members.seats or ())
    take_appointments(taking, members, seats)
    take_covers(taking, members.covers)
    _refuse_what_cannot_stand(taking)
    for column in members.not_read:
        taking.say(Kind.NOT_READ, column, taking.group.id)


def _refuse_what_cannot_stand(taking: Taking) -> None:
    ids = {row.person_id for row in taking.appointments} | {
        id for row in taking.covers for id in (row.person_id, row.covered_by_id)
    }
    new = [row for row in taking.people.values() if row in taking.session.new]
    known = people(taking.session, ids - {row.id for row in new})
    result = Membership(
        seats=tuple(seat_value(row) for row in taking.seats),
        people=(*known, *(_as_person(row) for row in new)),
        appointments=tuple(appointment_value(row) for row in taking.appointments),
        covers=tuple(Cover(c.person_id, c.covered_by_id, c.first, c.last) for c in taking.covers),
    )
    if found := membership_faults(result):
        raise Problem(
            f"{taking.where} can’t be taken beside what the register holds; nothing has been changed.",
            found,
        )


def _as_person(row: PersonRow) -> Person:
    return Person(row.id, row.name, row.job_title, row.organisation, row.phone, "")
