"""People as the unit names them in a command, and as its lists show them: by seat or role.

People outside the group, as the unit names them in one line, and put on the register once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.members.members_list import seat_by_name
from forum.members.membership import Membership, Person, Role
from forum.text.addresses import checked_address
from forum.text.checks import checked_line, checked_name, folded
from forum.text.problem import Problem
from tasks.duties.base.office import UnitOfWork
from tasks.register.members.membership import membership
from tasks.register.members.people import people_at, person_by_address
from tasks.register.tables import AddressRow, PersonRow

OFFICES: Mapping[str, Callable[[Membership, dt.date], Person | None]] = {
    "chair": Membership.chair,
    "deputy chair": Membership.deputy_chair,
    "unit": Membership.unit,
}


def person_called(session: Session, group_id: UUID, text: str, on: dt.date) -> UUID:
    """Return the person of "chair", "deputy chair" or "unit" (acting in that office on the day), of a seat's
    name (its core member), of a name as it is in the register, or of an address.

    Raises Problem, with the choices there are, when that is nobody or more than one person.
    """
    members = membership(session, group_id, on)
    if "@" in text:
        return person_by_address(session, text, on)
    if office := OFFICES.get(folded(text)):
        return _id_or_refuse(
            office(members, on), f"Nobody is appointed as {folded(text)} on that day", members, on
        )
    if seat := seat_by_name(members.seats_on(on), text):
        member = members.core_member(seat.id, on)
        return _id_or_refuse(member, f"The seat {seat.short_name} is vacant", members, on, acting=False)
    matching = {person.id for person in members.people if folded(person.name) == folded(text)}
    if len(matching) > 1:
        raise Problem(f"Several people are called “{text}”; give the address of the one you mean.")
    person = members.person(matching.pop()) if matching else None
    return _id_or_refuse(person, f"“{text}” is nobody in this group", members, on, acting=False)


def place_in_words(members: Membership, person_id: UUID, on: dt.date) -> str:
    """Return a person's place in the group, never their name: "Kent Police, chair", "Kent Police
    (deputy)"."""
    places = {
        _place(members, appointment.role, appointment.seat_id): None
        for appointment in members.appointments_on(person_id, on)
    }
    return ", ".join(places) or ("covering" if members.is_appointed(person_id, on) else "outside the group")


def called_in_commands(members: Membership, person_id: UUID, on: dt.date) -> str:
    """Return the office or seat by which :func:`person_called` knows a person; empty where they have none."""
    offices = {name: holder(members, on) for name, holder in OFFICES.items()}
    seats = {seat.short_name: members.core_member(seat.id, on) for seat in members.seats_on(on)}
    return next(
        (name for name, holder in {**offices, **seats}.items() if holder and holder.id == person_id), ""
    )


def _id_or_refuse(
    person: Person | None, otherwise: str, members: Membership, on: dt.date, *, acting: bool = True
) -> UUID:
    if person is None:
        seats = ", ".join(seat.short_name for seat in members.seats_on(on))
        raise Problem(
            f"{otherwise}. Give a role ({', '.join(OFFICES)}), a seat ({seats}), a name as it is in the "
            "register, or an address."
        )
    return members.acting_for(person.id, on).id if acting else person.id


def _place(members: Membership, role: Role, seat_id: UUID | None) -> str:
    if seat_id is None:
        return role.value
    short_name = members.seat(seat_id).short_name
    return short_name if role is Role.CORE else f"{short_name} ({role.value})"


_PHONE = re.compile(r"[\d +()-]{5,}")


@dataclass(frozen=True)
class Outsider:
    """A person as the unit names them. ``organisation`` and ``phone`` are empty where it gives none."""

    name: str
    address: str
    organisation: str = ""
    phone: str = ""


def read_outsider(details: str, what: str, how: str) -> Outsider:
    """Read "Jo Field, Kent Hospitals, jo.field@kent.example, 01233 000000", the name first and the rest in
    any order.

    ``what`` is the person in a message ("contact"). Raises Problem, which ends with ``how`` to write it.
    """
    parts = [part.strip() for part in re.split(r"[,;]", details) if part.strip()]
    addresses = [part for part in parts if "@" in part]
    phones = [part for part in parts if _PHONE.fullmatch(part)]
    words = [part for part in parts if part not in (*addresses, *phones)]
    if not words or len(words) > 2 or len(addresses) != 1 or len(phones) > 1:
        raise Problem(f"It is not plain who the {what} is, and at which address. {how}")
    return Outsider(
        name=checked_name(words[0], f"The {what}"),
        address=checked_address(addresses[0]),
        organisation=checked_line(words[1], "organisation") if len(words) > 1 else "",
        phone=phones[0] if phones else "",
    )


def is_somebody_elses(work: UnitOfWork, name: str, address: str) -> bool:
    """Say whether an address is on the register for a person of another name."""
    known = (work.session.get_one(PersonRow, id) for id in people_at(work.session, address, work.on)[:1])
    return any(folded(person.name) != folded(name) for person in known)


def person_on_register(work: UnitOfWork, outsider: Outsider, what: str) -> UUID:
    """Return the person at an address, put on the register where nobody is.

    Raises Problem where the address is somebody else's, who is not named: they may be of another group.
    """
    if is_somebody_elses(work, outsider.name, outsider.address):
        raise Problem(f"That address is somebody else’s in the register: give the {what}’s own.")
    for known in people_at(work.session, outsider.address, work.on):
        return known
    row = PersonRow(
        name=outsider.name,
        job_title="",
        organisation=outsider.organisation,
        phone=outsider.phone,
        agreement_signed=None,
        details_confirmed=None,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add(
        AddressRow(person_id=row.id, address=outsider.address, send_to=True, first=work.on, last=None)
    )
    work.audit(f"person added as a {what}", person=row.id)
    return row.id
