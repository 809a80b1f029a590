"""Who belongs to a group, read from the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.membership import Appointment, Cover, Membership, Person, Role, Seat
from tasks.register.tables import AddressRow, AppointmentRow, CoverRow, PersonRow, SeatRow

NOT_LONG_GONE = dt.timedelta(days=731)
READERS = (Role.CORE, Role.DEPUTY, Role.CO_OPTED, Role.CHAIR, Role.DEPUTY_CHAIR)  # who may get letters


def membership(session: Session, group_id: UUID, on: dt.date | None = None) -> Membership:
    """The seats, people, appointments and cover of a group; each person has the address valid on that day.

    Without a day it is the newest address. With one, those are left out who had left the group two years
    before it. The escalation contacts of the seats are among the people.
    """
    seats = session.scalars(
        select(SeatRow).where(SeatRow.group_id == group_id).order_by(SeatRow.number)
    ).all()
    held = select(AppointmentRow).where(AppointmentRow.group_id == group_id)
    if on is not None:
        of_late = select(AppointmentRow.person_id).where(
            AppointmentRow.group_id == group_id,
            or_(AppointmentRow.last.is_(None), AppointmentRow.last >= on - NOT_LONG_GONE),
        )
        held = held.where(AppointmentRow.person_id.in_(of_late))
    appointments = session.scalars(held.order_by(AppointmentRow.first, AppointmentRow.id)).all()
    covers = session.scalars(
        select(CoverRow).where(CoverRow.group_id == group_id).order_by(CoverRow.first, CoverRow.id)
    ).all()
    ids = (
        {row.person_id for row in appointments}
        | {id for row in covers for id in (row.person_id, row.covered_by_id)}
        | {row.escalation_contact_id for row in seats if row.escalation_contact_id}
    )
    return Membership(
        seats=tuple(seat_of(row) for row in seats),
        people=people(session, ids, on),
        appointments=tuple(appointment_of(row) for row in appointments),
        covers=tuple(Cover(row.person_id, row.covered_by_id, row.first, row.last) for row in covers),
    )


def appointments_of(session: Session, group_id: UUID, person_id: UUID) -> Sequence[AppointmentRow]:
    """All appointments of one person in a group, past and to come."""
    return session.scalars(
        select(AppointmentRow).where(
            AppointmentRow.person_id == person_id, AppointmentRow.group_id == group_id
        )
    ).all()


def groups_of(session: Session, person_id: UUID, on: dt.date) -> tuple[UUID, ...]:
    """The groups to which a person belongs on a day, by appointment or cover, the longest first."""
    found: list[UUID] = []
    for table, column in ((AppointmentRow, AppointmentRow.person_id), (CoverRow, CoverRow.covered_by_id)):
        good = select(table.group_id).where(
            column == person_id, table.first <= on, or_(table.last.is_(None), table.last >= on)
        )
        found += session.scalars(good.order_by(table.first))
    return tuple(dict.fromkeys(found))


def people(session: Session, ids: Collection[UUID], on: dt.date | None = None) -> tuple[Person, ...]:
    """These people by name, each with the address we write to on that day (the newest without a day)."""
    rows = session.execute(
        select(PersonRow.id, PersonRow.name, PersonRow.job_title, PersonRow.organisation, PersonRow.phone)
        .where(PersonRow.id.in_(ids))
        .order_by(PersonRow.name, PersonRow.id)
    )
    addresses = send_to_addresses(session, ids, on)
    return tuple(
        Person(
            id=row.id,
            name=row.name,
            job_title=row.job_title,
            organisation=row.organisation,
            phone=row.phone,
            send_to=addresses.get(row.id, ""),
        )
        for row in rows
    )


def send_to_addresses(session: Session, ids: Collection[UUID], on: dt.date | None = None) -> dict[UUID, str]:
    """The address we write to of each person on that day; nobody without one is in the answer."""
    asked = select(AddressRow.person_id, AddressRow.address).where(
        AddressRow.person_id.in_(ids), AddressRow.send_to
    )
    if on is not None:
        asked = asked.where(AddressRow.first <= on, or_(AddressRow.last.is_(None), AddressRow.last >= on))
    rows = session.execute(asked.order_by(AddressRow.first))
    return {row.person_id: row.address for row in rows}


def send_to(session: Session, person_id: UUID, on: dt.date) -> str | None:
    """The address we write to on that day; None when the person has none."""
    return send_to_addresses(session, [person_id], on).get(person_id)


def seat_of(row: SeatRow) -> Seat:
    return Seat(
        id=row.id,
        number=row.number,
        name=row.name,
        present_name=row.present_name,
        short_name=row.short_name,
        created=row.created,
        abolished=row.abolished,
        escalation_contact_id=row.escalation_contact_id,
    )


def appointment_of(row: AppointmentRow) -> Appointment:
    return Appointment(
        id=row.id,
        person_id=row.person_id,
        role=row.role,
        seat_id=row.seat_id,
        first=row.first,
        last=row.last,
        papers=row.papers,
        part_two=row.part_two,
    )
