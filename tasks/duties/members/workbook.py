"""The list of members in and out of the register: look at what would change, import, export (clause 6)."""

from __future__ import annotations

import datetime as dt
import math
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.members.membership import Appointment, Membership, Role
from forum.text.problem import Problem
from tasks.documents.members.members_file import read_members_file, seat_ids
from tasks.documents.members.workbook import write_members
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.coming.invitations import follow_members
from tasks.duties.members.import_changes import Change, Kind, Taking
from tasks.duties.members.import_list import take
from tasks.limited.runner import Runner
from tasks.mail.sending.release_held import release_now
from tasks.register.database.register import Transaction
from tasks.register.groups import group_by_code
from tasks.register.members import groups_of, membership
from tasks.register.tables import AddressRow, GroupRow, PersonRow, SeatRow

Rows = list[tuple[object, ...]]


def preview_import(
    office: Office, code: str, content: bytes, where: str, since: dt.date
) -> tuple[Change, ...]:
    """What an import of this workbook on ``since`` would change, in words; nothing is changed.

    ``where`` names the file. Raises Problem with every faulty cell.
    """
    with office.register.reading() as session, session.no_autoflush:
        group = group_by_code(session, code)
        return _import(session, office.limited, group, content, where, since).changes


def apply_import(
    work: UnitOfWork,
    code: str,
    content: bytes,
    where: str,
    since: dt.date,
    shown: tuple[Change, ...] | None = None,
) -> tuple[Change, ...]:
    """Take the workbook into the register: what is new begins on ``since``, what is gone ends the day before.

    ``shown`` is what the person saw beforehand. Raises Problem with every faulty cell, or when the register
    changed since they looked; the register is then as it was.
    """
    group = group_by_code(work.session, code).id
    return take_in(work, work.office.limited, group, content, where, since, shown)


def changes_of(
    tx: Transaction, limited: Runner, group: GroupRow, content: bytes, where: str, since: dt.date
) -> tuple[Change, ...]:
    """As ``preview_import``, within a transaction: what is changed in memory is put back."""
    with tx.session.no_autoflush, tx.session.begin_nested() as savepoint:
        found = _import(tx.session, limited, group, content, where, since).changes
        savepoint.rollback()
    return found


def take_in(
    tx: Transaction,
    limited: Runner,
    group_id: UUID,
    content: bytes,
    where: str,
    since: dt.date,
    shown: tuple[Change, ...] | None,
) -> tuple[Change, ...]:
    """As ``apply_import``, within a transaction."""
    with tx.session.no_autoflush:
        group = tx.session.get_one(GroupRow, group_id)
        taken = _import(tx.session, limited, group, content, where, since, tx.on)
        if shown is not None and taken.changes != shown:
            raise Problem(
                "The register was changed by somebody else since you looked, so nothing was imported. "
                "Look at the changes again."
            )
        if any(one.kind is not Kind.NOT_READ for one in taken.changes):
            about = {kind: [str(one.about) for one in ones] for kind, ones in taken.by_kind().items()}
            tx.audit("members imported", group=group.id, since=since, **about)
            release_now(tx, tx.on)
            moved = [one.about for one in taken.changes if one.kind is Kind.ADDRESS]
            elsewhere = (of for person in moved for of in groups_of(tx.session, person, tx.on))
            follow_members(tx, {group.id: None, **dict.fromkeys(elsewhere)})
        return taken.changes


def export_members(office: Office, code: str) -> bytes:
    """The members' workbook of a group as it stands in the register, history included."""
    with office.register.reading() as session:
        group = group_by_code(session, code)
        name = office.policy(group).group.short_name
        return members_workbook(session, group.id, name, office.clock.now().date())


def members_workbook(session: Session, group_id: UUID, name: str, today: dt.date) -> bytes:
    """The members' workbook of the group of that name, as it stands on a day."""
    members = membership(session, group_id, today)
    covers = [
        (members.person(one.person_id).name, one.first, one.last, members.person(one.covered_by_id).name)
        for one in members.covers
    ]
    rows: dict[str, Rows] = {
        "Seats": _seat_rows(members, today),
        "People": _people_rows(session, members, today),
        "Appointments": _appointment_rows(members, today),
        "Cover": [*covers],
    }
    return write_members(rows, f"{name}: members")


def group_of_workbook(session: Session, limited: Runner, content: bytes, otherwise: UUID) -> UUID:
    """The group whose seats a members' workbook has, by their ids; ``otherwise`` where it has none of ours.

    Problem for what is no workbook that may be read.
    """
    ids = limited.run(seat_ids, content)
    found = (seat.group_id for seat in session.scalars(select(SeatRow)) if str(seat.id) in ids)
    return next(found, otherwise)


def members_template(office: Office, code: str) -> bytes:
    """An empty members' workbook with the group's seats filled in."""
    with office.register.reading() as session:
        group = group_by_code(session, code)
        members = membership(session, group.id)
        rows = [(str(s.id), s.name, s.present_name, s.short_name, s.created) for s in members.seats]
        return write_members({"Seats": rows}, f"{office.policy(group).group.short_name}: members")


def _import(
    session: Session,
    limited: Runner,
    group: GroupRow,
    content: bytes,
    where: str,
    since: dt.date,
    today: dt.date | None = None,
) -> Taking:
    taken = Taking(session, group, where, since, today)
    seats = membership(session, group.id).seats
    members, broken, faults = limited.run(read_members_file, content, where, seats, since)
    if broken:  # what stands in other cells may seem wrong only for want of what stands in these
        taken.refuse([*broken, *faults])
    take(taken, members, faults)
    return taken


def _seat_rows(members: Membership, today: dt.date) -> Rows:
    rows: Rows = []
    for seat in members.seats:
        last = seat.abolished - dt.timedelta(days=1) if seat.abolished else None
        state = "abolished" if seat.abolished else "vacant" if members.is_vacant(seat.id, today) else ""
        contact = members.person(seat.escalation_contact_id).name if seat.escalation_contact_id else ""
        rows.append(
            (str(seat.id), seat.name, seat.present_name, seat.short_name, seat.created, last, state, contact)
        )
    return rows


def _people_rows(session: Session, members: Membership, today: dt.date) -> Rows:
    rows = {
        row.id: row
        for row in session.scalars(select(PersonRow).where(PersonRow.id.in_([p.id for p in members.people])))
    }
    main: dict[object, str] = {}
    others: dict[object, list[str]] = {}
    addresses = select(AddressRow).where(AddressRow.person_id.in_(rows))
    for one in session.scalars(addresses.order_by(AddressRow.first, AddressRow.address)):
        if one.last is not None and one.last < today:
            continue
        if one.send_to:
            main.setdefault(one.person_id, one.address)  # today's, or the one that is to come
        else:
            others.setdefault(one.person_id, []).append(one.address)
    return [
        (
            str(person.id),
            person.name,
            person.job_title,
            person.organisation,
            main.get(person.id, ""),
            "; ".join(others.get(person.id, [])),
            person.phone,
            rows[person.id].pa,
            rows[person.id].format_needed,
            rows[person.id].agreement_signed,
            rows[person.id].details_confirmed,
        )
        for person in members.people
    ]


def _appointment_rows(members: Membership, today: dt.date) -> Rows:
    """By seat, then those of no seat; in a seat by role, the earliest first."""

    def place(one: Appointment) -> tuple[float, int, dt.date]:
        number = members.seat(one.seat_id).number if one.seat_id else math.inf
        return number, [*Role].index(one.role), one.first

    rows: Rows = []
    for one in sorted(members.appointments, key=place):
        seat = members.seat(one.seat_id) if one.seat_id else None
        running = one.last is None or one.last >= today
        holder = members.core_member(seat.id, today) if seat and one.role is Role.DEPUTY and running else None
        rows.append(
            (
                members.person(one.person_id).name,
                seat.name if seat else "",
                one.role.value,
                one.first,
                one.last,
                holder.name if holder else "",
                one.papers.value,
                "yes" if one.part_two else "no",
            )
        )
    return rows
