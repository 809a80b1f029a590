"""Who belongs to a group, read from the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from forum.membership import Appointment, Cover, Membership, Person, Role, Seat
from tasks.register.tables import AddressRow, AppointmentRow, Base, CoverRow, PersonRow, SeatRow

NOT_LONG_GONE = dt.timedelta(days=731)
READERS = (Role.CORE, Role.DEPUTY, Role.CO_OPTED, Role.CHAIR, Role.DEPUTY_CHAIR)  # who may get letters


def _columns(table: type[Base], kind: type[Any]) -> list[ColumnElement[Any]]:
    """The columns that make up a value of the rules: they are named as its fields."""
    return [table.__table__.c[one.name] for one in fields(kind) if one.name in table.__table__.c]


# Put together once: every duty asks these, and a statement costs more to put together than to run.
_seat, _appointment, _cover, _person, _address = (
    table.__table__.c for table in (SeatRow, AppointmentRow, CoverRow, PersonRow, AddressRow)
)
_SEATS = select(*_columns(SeatRow, Seat)).where(_seat.group_id == bindparam("group")).order_by(_seat.number)
_of_late = select(_appointment.person_id).where(
    _appointment.group_id == bindparam("group"),
    or_(_appointment.last.is_(None), _appointment.last >= bindparam("since")),
)
_APPOINTMENTS = (
    select(*_columns(AppointmentRow, Appointment))
    .where(_appointment.group_id == bindparam("group"), _appointment.person_id.in_(_of_late))
    .order_by(_appointment.first, _appointment.id)
)
_COVERS = (
    select(*_columns(CoverRow, Cover))
    .where(_cover.group_id == bindparam("group"))
    .order_by(_cover.first, _cover.id)
)
_to_write_to = and_(
    _address.person_id == _person.id,
    _address.send_to,
    _address.first <= bindparam("first"),
    or_(_address.last.is_(None), _address.last >= bindparam("last")),
)
_PEOPLE = (
    select(
        *(
            func.coalesce(_address.address, "") if one.name == "send_to" else _person[one.name]
            for one in fields(Person)
        )
    )
    .outerjoin(AddressRow.__table__, _to_write_to)
    .where(_person.id.in_(bindparam("ids", expanding=True)))
    .order_by(_person.name, _person.id, _address.first)
)


def membership(session: Session, group_id: UUID, on: dt.date | None = None) -> Membership:
    """The seats, people, appointments and cover of a group; each person has the address valid on that day.

    Without a day it is the newest address. With one, those are left out who had left the group two years
    before it. The escalation contacts of the seats are among the people.
    """
    since = on - NOT_LONG_GONE if on else dt.date.min
    seats = session.execute(_SEATS, {"group": group_id}).all()
    appointments = session.execute(_APPOINTMENTS, {"group": group_id, "since": since}).all()
    covers = session.execute(_COVERS, {"group": group_id}).all()
    ids = (
        {row.person_id for row in appointments}
        | {id for row in covers for id in (row.person_id, row.covered_by_id)}
        | {row.escalation_contact_id for row in seats if row.escalation_contact_id}
    )
    return Membership(
        seats=tuple(Seat(*row) for row in seats),
        people=people(session, ids, on),
        appointments=tuple(Appointment(*row) for row in appointments),
        covers=tuple(Cover(*row) for row in covers),
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
    first, last = (on, on) if on else (dt.date.max, dt.date.min)
    rows = session.execute(_PEOPLE, {"ids": list(ids), "first": first, "last": last})
    return tuple({row.id: Person(*row) for row in rows}.values())


def send_to(session: Session, person_id: UUID, on: dt.date) -> str | None:
    """The address we write to on that day; None when the person has none."""
    return next((person.send_to or None for person in people(session, [person_id], on)), None)


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
