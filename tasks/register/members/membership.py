"""Queries about the members of a group: seats, people, appointments and cover."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from forum.members.membership import Appointment, Cover, Membership, Person, Role, Seat
from tasks.register.database.value_of import value_of
from tasks.register.groups import Groups, of_group
from tasks.register.tables import AddressRow, AppointmentRow, Base, CoverRow, GroupRow, PersonRow, SeatRow

NOT_LONG_GONE = dt.timedelta(days=731)
_IS_PAUSED = GroupRow.paused.is_not(None), GroupRow.ended.is_(None)
_A_PAUSED_GROUP = select(GroupRow.id).where(*_IS_PAUSED).limit(1)
OFFICERS = (Role.CHAIR, Role.DEPUTY_CHAIR, Role.UNIT)


def _columns(table: type[Base], kind: type[Any]) -> list[ColumnElement[Any]]:
    """Return the columns that make up a value of the rules: they have the names of its fields."""
    return [getattr(table, field.name) for field in fields(kind) if hasattr(table, field.name)]


# Columns instead of rows, since they are read for every group and every duty.
_SEATS = (
    select(*_columns(SeatRow, Seat)).where(SeatRow.group_id == bindparam("group")).order_by(SeatRow.number)
)
_latest = aliased(AppointmentRow)  # an appointment not long ended; its holder may have had others before
_of_the_same = and_(
    AppointmentRow.person_id == _latest.person_id, AppointmentRow.group_id == _latest.group_id
)
_APPOINTMENTS = (
    select(*_columns(AppointmentRow, Appointment))
    .select_from(_latest)
    .outerjoin(AppointmentRow, _of_the_same)
    .where(
        _latest.group_id == bindparam("group"),
        or_(_latest.last.is_(None), _latest.last >= bindparam("since")),
    )
    .distinct()
    .order_by(AppointmentRow.first, AppointmentRow.id)
)
_OF_OFFICERS = _APPOINTMENTS.where(_latest.role.in_(OFFICERS))
_COVERS = (
    select(*_columns(CoverRow, Cover))
    .where(CoverRow.group_id == bindparam("group"))
    .order_by(CoverRow.first, CoverRow.id)
)
_to_write_to = and_(
    AddressRow.person_id == PersonRow.id,
    AddressRow.send_to,
    AddressRow.first <= bindparam("first"),
    or_(AddressRow.last.is_(None), AddressRow.last >= bindparam("last")),
)
_PEOPLE = (
    select(
        *(
            func.coalesce(AddressRow.address, "")
            if field.name == "send_to"
            else getattr(PersonRow, field.name)
            for field in fields(Person)
        )
    )
    .outerjoin_from(PersonRow, AddressRow, _to_write_to)
    .where(PersonRow.id.in_(bindparam("ids", expanding=True)))
    .order_by(AddressRow.first)
)


def membership(session: Session, group_id: UUID, on: dt.date | None = None) -> Membership:
    """Return the seats, people, appointments and cover of a group, with people's addresses of that day.

    Without a day, people have their newest address. With a day, people who had left two years before are left
    out. The escalation contacts of the seats are among the people.
    """
    since = on - NOT_LONG_GONE if on else dt.date.min
    return _membership(session, group_id, on, _APPOINTMENTS, since, with_contacts=True)


def office_holders(session: Session, group_id: UUID, on: dt.date) -> Membership:
    """Return the seats and cover of a group, and the holders of its offices with all their appointments.

    Many duties need no more of the membership, and this is much less to read.
    """
    return _membership(session, group_id, on, _OF_OFFICERS, on)


def _membership(
    session: Session,
    group_id: UUID,
    on: dt.date | None,
    appointed: Select[*tuple[Any, ...]],
    since: dt.date,
    *,
    with_contacts: bool = False,
) -> Membership:
    asked = {"group": group_id, "since": since}
    seats = tuple(Seat(*row) for row in session.execute(_SEATS, asked))
    appointments = tuple(Appointment(*row) for row in session.execute(appointed, asked))
    covers = tuple(Cover(*row) for row in session.execute(_COVERS, asked))
    ids = {appointment.person_id for appointment in appointments}
    ids |= {id for cover in covers for id in (cover.person_id, cover.covered_by_id)}
    if with_contacts:
        ids |= {seat.escalation_contact_id for seat in seats if seat.escalation_contact_id}
    return Membership(seats, people(session, ids, on), appointments, covers)


def groups_of(session: Session, person_id: UUID, on: dt.date) -> tuple[UUID, ...]:
    """Return the groups to which a person belongs on a day, by appointment or cover, the longest first."""
    groups: list[UUID] = []
    for table, column in ((AppointmentRow, AppointmentRow.person_id), (CoverRow, CoverRow.covered_by_id)):
        current = select(table.group_id).where(
            column == person_id, table.first <= on, or_(table.last.is_(None), table.last >= on)
        )
        groups += session.scalars(current.order_by(table.first))
    return tuple(dict.fromkeys(groups))


def groups_without(session: Session, role: Role, on: dt.date, only: Groups) -> list[UUID]:
    """Return those of these groups in which nobody has a role on a day."""
    return list(session.scalars(_groups_without(role, only), {"on": on}))


@lru_cache  # to put it together takes longer than to ask it
def _groups_without(role: Role, only: Groups) -> Select[UUID]:
    held = exists().where(
        AppointmentRow.group_id == GroupRow.id,
        AppointmentRow.role == role,
        AppointmentRow.first <= bindparam("on", type_=Date()),
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= bindparam("on", type_=Date())),
    )
    return select(GroupRow.id).where(~held, *of_group(GroupRow.id, only))


def paused_beside(session: Session, on: dt.date) -> Sequence[tuple[UUID, GroupRow]]:
    """Return the groups that are paused, each after a group whose unit has the same officer."""
    if session.scalar(_A_PAUSED_GROUP) is None:
        return []  # on most days; appointments have no index that leads from one group's officer to another
    theirs, others = aliased(AppointmentRow), aliased(AppointmentRow)
    is_unit = [
        and_(row.role == Role.UNIT, row.first <= on, or_(row.last.is_(None), row.last >= on))
        for row in (theirs, others)
    ]
    beside = (
        select(others.group_id, GroupRow)
        .join(theirs, theirs.group_id == GroupRow.id)
        .join(others, others.person_id == theirs.person_id)
        .where(*_IS_PAUSED, *is_unit, others.group_id != GroupRow.id)
        .order_by(GroupRow.code)
    )
    return [(group, paused) for group, paused in session.execute(beside)]


def people(session: Session, ids: Collection[UUID], on: dt.date | None = None) -> tuple[Person, ...]:
    """Return these people by name, with the address we write to on that day (the newest without a day)."""
    first, last = (on, on) if on else (dt.date.max, dt.date.min)
    rows = session.execute(_PEOPLE, {"ids": [*ids], "first": first, "last": last})
    by_id = {person.id: person for person in (Person(*row) for row in rows)}
    return tuple(sorted(by_id.values(), key=lambda person: (person.name, person.id)))


def address_of(session: Session, person_id: UUID, on: dt.date) -> str | None:
    """Return the address we write to on that day; None when the person has none."""
    return next((person.send_to or None for person in people(session, [person_id], on)), None)


def seat_value(row: SeatRow) -> Seat:
    """Return the seat as a value of the rules."""
    return value_of(Seat, row)


def appointment_value(row: AppointmentRow) -> Appointment:
    """Return the appointment as a value of the rules."""
    return value_of(Appointment, row)
