"""The people who have just joined a group, and those who have just left it (clauses 4 and 6).

The confidentiality agreement: signed before the first restricted paper (where the terms are silent).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from forum.members.membership import (
    AT_EVERY_MEETING,
    Appointment,
    Membership,
    PapersFor,
    Person,
    Role,
    role_title,
    role_with_article,
)
from forum.text.wording import capital

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


WELCOMED = AT_EVERY_MEETING | {Role.DEPUTY}
LOOK_BACK = dt.timedelta(days=31)
"""How far back joiners and leavers are looked for: longer than the service is ever off."""


@dataclass(frozen=True)
class Joiner:
    """A person with their new appointments, the longest-serving first."""

    person: Person
    appointments: tuple[Appointment, ...]

    @property
    def first(self) -> dt.date:
        """The first day of the latest of the new appointments."""
        return max(appointment.first for appointment in self.appointments)


@dataclass(frozen=True)
class Leaver:
    """A person who no longer belongs to the group, with their last day and the appointments that ended on
    it."""

    person: Person
    last: dt.date
    appointments: tuple[Appointment, ...]


def joiners(
    membership: Membership,
    go_live: dt.date,
    since: dt.date,
    day: dt.date,
    *,
    signing: bool = False,
    founders: bool = False,
) -> tuple[Joiner, ...]:
    """Return the people newly appointed, or entered in the register, from ``since`` to ``day`` (own rule).

    No joiner is whoever goes on in the same role and seat, and whoever belonged to the group when it began;
    with ``founders``, as in a task group, the latter are welcomed too, and with ``signing`` as long as they
    have not signed the agreement.
    """
    began = max(go_live, min((appointment.first for appointment in membership.appointments), default=go_live))
    new: dict[Person, list[Appointment]] = {}
    for appointment in membership.all_on(day):
        if appointment.role not in WELCOMED or _continues(membership, appointment):
            continue
        person, is_recent = membership.person(appointment.person_id), appointment.first >= since
        has_joined = appointment.first > began and (
            is_recent or (appointment.entered or appointment.first) >= since
        )
        if has_joined or (is_recent and (founders or (signing and not is_signed(person, day)))):
            new.setdefault(person, []).append(appointment)
    return tuple(Joiner(person, tuple(held)) for person, held in new.items())


def is_new(membership: Membership, joiner: Joiner, day: dt.date) -> bool:
    """Say whether a joiner is to be welcomed: they belonged to the group in no role the day before, and began
    no more than a month ago (own rule)."""
    before = membership.appointments_on(joiner.person.id, joiner.first - dt.timedelta(days=1))
    return joiner.first >= day - LOOK_BACK and not any(held.role in WELCOMED for held in before)


def leavers(membership: Membership, go_live: dt.date, since: dt.date, day: dt.date) -> tuple[Leaver, ...]:
    """Return the people who left between ``since`` and the day before ``day`` (own rule)."""
    ended: dict[Person, list[Appointment]] = {}
    for appointment in membership.appointments:
        is_over = (
            appointment.role in WELCOMED
            and appointment.last is not None
            and max(since, go_live) <= appointment.last < day
        )
        if is_over and not membership.is_appointed(appointment.person_id, day):
            ended.setdefault(membership.person(appointment.person_id), []).append(appointment)
    leavers_found = (
        Leaver(person, last, tuple(appointment for appointment in held if appointment.last == last))
        for person, held in ended.items()
        if (last := last_day_to_join(membership, person.id)) is not None
    )
    return tuple(leavers_found)


def last_day_to_join(membership: Membership, person_id: UUID) -> dt.date | None:
    """Return the last day of a person's last appointment; None while one goes on, and for a stranger."""
    lasts = [
        appointment.last for appointment in membership.appointments if appointment.person_id == person_id
    ]
    ended = [last for last in lasts if last is not None]
    return max(ended) if ended and len(ended) == len(lasts) else None


def describe(membership: Membership, appointments: tuple[Appointment, ...]) -> str:
    """Describe appointments for a table: "Core member for KCHFT and deputy chair"."""
    return capital(_joined(membership, appointments, role_title))


def describe_in_sentence(membership: Membership, appointments: tuple[Appointment, ...]) -> str:
    """Describe appointments within a sentence: "a core member for KCHFT and the deputy chair"."""
    return _joined(membership, appointments, role_with_article)


def _joined(
    membership: Membership, appointments: tuple[Appointment, ...], role_in_words: Callable[[Role], str]
) -> str:
    places = (
        role_in_words(appointment.role)
        + (f" for {membership.seat(appointment.seat_id).present_name}" if appointment.seat_id else "")
        for appointment in sorted(appointments, key=partial(_order, membership))
    )
    return " and ".join(dict.fromkeys(places))


def _order(membership: Membership, appointment: Appointment) -> tuple[int, int]:
    """Core members first and offices last; seats in the order of the terms."""
    seat = membership.seat(appointment.seat_id).number if appointment.seat_id else 0
    return list(Role).index(appointment.role), seat


def _continues(membership: Membership, appointment: Appointment) -> bool:
    before = membership.appointments_on(appointment.person_id, appointment.first - dt.timedelta(days=1))
    return any(
        (earlier.role, earlier.seat_id) == (appointment.role, appointment.seat_id) for earlier in before
    )
