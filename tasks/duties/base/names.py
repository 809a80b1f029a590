"""People as the unit names them in a command, and as its lists show them: by seat or role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from forum.members.members_list import seat_by_name
from forum.members.membership import Membership, Person, Role
from forum.text.checks import folded
from forum.text.problem import Problem
from tasks.register.members.membership import membership
from tasks.register.members.people import person_by_address

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
