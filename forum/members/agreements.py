"""The confidentiality agreement: signed before the first restricted paper (where the terms are silent)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.members.membership import Membership, PapersFor, Person, Role

OF_THE_BUSINESS = frozenset({Role.UNIT, Role.BOARD_SECRETARY})


def is_signed(person: Person, day: dt.date) -> bool:
    """Say whether the person has signed the agreement by that day."""
    return person.agreement_signed is not None and person.agreement_signed <= day


def must_sign(membership: Membership, person_id: UUID, day: dt.date) -> bool:
    """Say whether restricted papers wait for the person's signature: for all but the Business Unit, which
    keeps the agreements, and those who are here as a board's secretary alone; both are bound by their
    employment (where the terms are silent)."""
    roles = {*membership.roles_on(person_id, day)}
    return Role.UNIT not in roles and roles != {Role.BOARD_SECRETARY}


def unsigned_readers(membership: Membership, day: dt.date) -> tuple[Person, ...]:
    """Return the people who may get papers that day and have not signed, by name (where the terms are
    silent)."""
    return tuple(person for person in readers(membership, day) if not is_signed(person, day))


def readers(membership: Membership, day: dt.date) -> tuple[Person, ...]:
    """Return the people who may get papers that day and are to sign the agreement, by name."""
    ids = {
        appointment.person_id
        for appointment in membership.all_on(day)
        if appointment.role not in OF_THE_BUSINESS
        and not (appointment.role is Role.DEPUTY and appointment.papers is PapersFor.NONE)
    }
    people = (membership.person(id) for id in ids if must_sign(membership, id, day))
    return tuple(sorted(people, key=lambda person: person.name))
