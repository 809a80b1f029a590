"""Queries about the members of a group: seats, people, appointments and cover."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Date, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from forum.members.membership import Appointment, Cover, Membership, Person, Role, Seat
from tasks.register.database.rows import value_of
from tasks.register.groups import Groups, of_group
from tasks.register.tables import AddressRow, AppointmentRow, Base, CoverRow, GroupRow, PersonRow, SeatRow

NOT_LONG_GONE = dt.timedelta(days=731)
_IS_PAUSED = GroupRow.paused.is_not(None), GroupRow.ended.is_(None)
_A_PAUSED_GROUP = select(GroupRow.id).where(*_IS_PAUSED).limit(1)
OFFICERS = (Role.CHAIR, Role.DEPUTY_CHAIR, Role.UNIT)


def _columns(table: type[Base], kind: type[Any]) -> list[ColumnElement[Any]]:
    """Return the columns that make up a value of the rules: they have the names of its fields."""
    return [getattr(table, field.name) for field in fields(kind) if hasattr(table, field.name)]


def _is_written_to() -> ColumnElement[bool]:
    """Match the address that a person is written to at some time from ``first`` to ``last``."""
    return and_(
        AddressRow.person_id == PersonRow.id,
        AddressRow.send_to,
        AddressRow.first <= bindparam("first"),
        or_(AddressRow.last.is_(None), AddressRow.last >= bindparam("last")),
    )


_DETAILS = [
    func.coalesce(AddressRow.address, "") if field.name == "send_to" else getattr(PersonRow, field.name)
    for field in fields(Person)
]
_PEOPLE = (
    select(*_DETAILS)
    .outerjoin_from(PersonRow, AddressRow, _is_written_to())
    .where(PersonRow.id.in_(bindparam("ids", expanding=True)))
    .order_by(AddressRow.first)
)


class _Queries(NamedTuple):
    """What makes up the membership of groups: each row has its group first, and in the end the details of its
    holder or contact, the newest address last.

    Columns instead of rows, since they are read for every group and every duty.
    """

    seats: Select[*tuple[Any, ...]]
    appointments: Select[*tuple[Any, ...]]
    covers: Select[*tuple[Any, ...]]


@cache
def _queries(*, of_officers: bool, of_one: bool) -> _Queries:
    """Return the queries for one group, which are quicker, or for several."""
    latest = aliased(AppointmentRow)  # not long ended; its holder may have had others before

    def in_group(table: Any) -> ColumnElement[bool]:
        asked: BindParameter[Any] = bindparam("groups", expanding=not of_one)
        return table.group_id == asked if of_one else table.group_id.in_(asked)  # type: ignore[no-any-return]

    appointments = (
        select(AppointmentRow.group_id, *_columns(AppointmentRow, Appointment), *_DETAILS)
        .select_from(latest)
        .join(
            AppointmentRow,
            and_(AppointmentRow.person_id == latest.person_id, AppointmentRow.group_id == latest.group_id),
        )
        .join(PersonRow, PersonRow.id == AppointmentRow.person_id)
        .outerjoin(AddressRow, _is_written_to())
        .where(
            in_group(latest),
            or_(latest.last.is_(None), latest.last >= bindparam("since")),
            *([latest.role.in_(OFFICERS)] if of_officers else []),
        )
        .order_by(AppointmentRow.first, AppointmentRow.id, AddressRow.first)
    )
    seats = (
        select(SeatRow.group_id, *_columns(SeatRow, Seat)).where(in_group(SeatRow)).order_by(SeatRow.number)
    )
    with_contacts = (
        seats.add_columns(*_DETAILS)
        .outerjoin_from(SeatRow, PersonRow, PersonRow.id == SeatRow.escalation_contact_id)
        .outerjoin(AddressRow, _is_written_to())
        .order_by(AddressRow.first)
    )
    covers = (
        select(CoverRow.group_id, *_columns(CoverRow, Cover))
        .where(in_group(CoverRow))
        .order_by(CoverRow.first, CoverRow.id)
    )
    return _Queries(seats if of_officers else with_contacts, appointments, covers)


def membership(session: Session, group_id: UUID, on: dt.date | None = None) -> Membership:
    """Return the seats, people, appointments and cover of a group, with people's addresses of that day.

    Without a day, people have their newest address. With a day, people who had left two years before are left
    out. The escalation contacts of the seats are among the people.
    """
    since = on - NOT_LONG_GONE if on else dt.date.min
    return _memberships(session, [group_id], on, since, of_officers=False)[group_id]


def office_holders(session: Session, group_id: UUID, on: dt.date) -> Membership:
    """Return the seats and cover of a group, and the holders of its offices with all their appointments.

    Many duties need no more of the membership, and this is much less to read.
    """
    return office_holders_of(session, [group_id], on)[group_id]


def office_holders_of(session: Session, groups: Sequence[UUID], on: dt.date) -> Mapping[UUID, Membership]:
    """Do as ``office_holders`` for several groups at once."""
    return _memberships(session, groups, on, on, of_officers=True)


def _memberships(
    session: Session, groups: Sequence[UUID], on: dt.date | None, since: dt.date, *, of_officers: bool
) -> Mapping[UUID, Membership]:
    of_one = len(groups) == 1
    asked = {"groups": groups[0] if of_one else [*groups], "since": since, **_days_of_address(on)}
    queries = _queries(of_officers=of_officers, of_one=of_one)
    seats, people_of = defaultdict[UUID, dict[UUID, Seat]](dict), defaultdict[UUID, dict[UUID, Person]](dict)
    appointments, covers = (
        defaultdict[UUID, dict[UUID, Appointment]](dict),
        defaultdict[UUID, list[Cover]](list),
    )
    width = len(fields(Seat))
    for group, *row in session.execute(queries.seats, asked):
        seats[group][row[0]] = Seat(*row[:width])
        if any(row[width:]):
            people_of[group][row[width]] = Person(*row[width:])
    width = len(fields(Appointment))
    for group, *row in session.execute(queries.appointments, asked):
        appointments[group][row[0]] = Appointment(*row[:width])
        people_of[group][row[width]] = Person(*row[width:])
    for group, *row in session.execute(queries.covers, asked):
        covers[group].append(Cover(*row))
        standing_in = [id for id in row[:2] if id not in people_of[group]]
        people_of[group] |= {person.id: person for person in people(session, standing_in, on)}
    return {
        group: Membership(
            tuple(seats[group].values()),
            _by_name(people_of[group].values()),
            tuple(appointments[group].values()),
            tuple(covers[group]),
        )
        for group in groups
    }


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
    if not ids:
        return ()
    rows = session.execute(_PEOPLE, {"ids": [*ids], **_days_of_address(on)})
    return _by_name({person.id: person for person in (Person(*row) for row in rows)}.values())


def _days_of_address(on: dt.date | None) -> Mapping[str, dt.date]:
    return {"first": on or dt.date.max, "last": on or dt.date.min}


def _by_name(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda person: (person.name, person.id)))


def address_of(session: Session, person_id: UUID, on: dt.date) -> str | None:
    """Return the address we write to on that day; None when the person has none."""
    return next((person.send_to or None for person in people(session, [person_id], on)), None)


def seat_value(row: SeatRow) -> Seat:
    """Return the seat as a value of the rules."""
    return value_of(Seat, row)


def appointment_value(row: AppointmentRow) -> Appointment:
    """Return the appointment as a value of the rules."""
    return value_of(Appointment, row)
