"""Terms of office: when a Chair's or a member's term ends, and whether another may follow (clause 4).

From where Chair and deputy chair may not be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from forum.calendar.working_days import ONE_DAY
from forum.members.membership import Appointment, Membership, Role, role_title
from forum.terms.parts.members import Chairs, TermsOfOffice
from forum.text.checks import folded
from forum.text.dates import months_after


@dataclass(frozen=True)
class TermEnd:
    """The last day of somebody's term, and whether they may have another."""

    appointment: Appointment
    last: dt.date
    may_follow: bool


def ends_of_terms(rule: TermsOfOffice, appointments: Iterable[Appointment], on: dt.date) -> Iterator[TermEnd]:
    """Yield when each term of office that runs, or ran out and nobody entered another, ends (clause 4). A
    term follows another of the same person in the same office, where the register has each as a line."""
    lines = sorted(appointments, key=lambda each: each.first)
    for role, months, most in (
        (Role.CHAIR, rule.chair_months, rule.chair_most),
        (Role.CORE, rule.member_months, rule.member_most),
    ):
        for line in lines if months else ():
            if line.role is role and line.first <= on and (line.last is None or line.last >= on):
                last = months_after(line.first, months) - ONE_DAY
                same = [each for each in lines if _office(each) == _office(line) and each.first <= on]
                yield TermEnd(line, min(last, line.last or last), not most or len(same) < most)


def chairs_against(rule: Chairs, membership: Membership, on: dt.date) -> Iterator[str]:
    """Yield in a sentence what the terms say against whoever is Chair or deputy chair on a day."""
    seats = {seat.id: {folded(seat.name), folded(seat.short_name)} for seat in membership.seats}
    places: dict[UUID, set[str]] = {}
    offices: dict[Role, set[str]] = {Role.CHAIR: set(), Role.DEPUTY_CHAIR: set()}
    for line in membership.all_on(on):
        own = places.setdefault(line.person_id, {folded(membership.person(line.person_id).organisation)})
        own |= seats.get(line.seat_id, set()) if line.seat_id else set()
    for line in membership.all_on(on):
        if line.role in offices:
            offices[line.role] |= places[line.person_id]
            if barred := [name for name in rule.not_from if folded(name) in places[line.person_id]]:
                yield f"The {role_title(line.role)} comes from {barred[0]}, which the terms rule out"
    if rule.differ and (offices[Role.CHAIR] & offices[Role.DEPUTY_CHAIR]) - {""}:
        yield "Chair and deputy chair come from one organisation, and the terms ask for two"


def _office(line: Appointment) -> tuple[object, ...]:
    return line.person_id, line.role, line.seat_id
