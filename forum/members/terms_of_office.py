"""Terms of office: when a Chair's or a member's term ends, and whether another may follow (clause 4).

From where Chair and deputy chair may not be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from forum.calendar.working_days import ONE_DAY
from forum.members.membership import Appointment, Membership, Role, role_title
from forum.terms.parts.members import Chairs, TermsOfOffice
from forum.text.checks import folded
from forum.text.dates import months_after
from forum.text.wording import listed


@dataclass(frozen=True)
class TermEnd:
    """The last day of somebody's term, and whether they may have another."""

    appointment: Appointment
    last: dt.date
    may_follow: bool


def ends_of_terms(
    rule: TermsOfOffice, appointments: Iterable[Appointment], on: dt.date, of_seats: Mapping[UUID, int]
) -> Iterator[TermEnd]:
    """Yield when each term of office that runs, or ran out and nobody entered another, ends (clause 4). A
    term follows another of the same person in the same office, where the register has each as a line.
    ``of_seats`` has the months of seats whose members are appointed for a time of their own."""
    lines = sorted(appointments, key=lambda each: each.first)
    for role, months, most in (
        (Role.CHAIR, rule.chair_months, rule.chair_most),
        (Role.CORE, rule.member_months, rule.member_most),
    ):
        for line in lines:
            own = of_seats.get(line.seat_id) if line.seat_id and role is Role.CORE else None
            runs = line.role is role and line.first <= on and (line.last is None or line.last >= on)
            if runs and (own or months):
                last = months_after(line.first, own or months) - ONE_DAY
                same = [each for each in lines if _office(each) == _office(line) and each.first <= on]
                yield TermEnd(line, min(last, line.last or last), not most or len(same) < most)


def next_in_order(rule: Chairs, organisation: str) -> str:
    """Return the organisation to which the Chair passes from another; empty where the terms have no order, or
    not that one in it."""
    order = [folded(name) for name in rule.order]
    if folded(organisation) not in order:
        return ""
    return rule.order[(order.index(folded(organisation)) + 1) % len(order)]


def chairs_against(
    rule: Chairs, membership: Membership, on: dt.date, kinds: Mapping[UUID, str]
) -> Iterator[str]:
    """Yield in a sentence what the terms say against whoever is Chair or deputy chair on a day; ``kinds`` has
    those of seats."""
    seats = {seat.id: {folded(seat.name), folded(seat.short_name)} for seat in membership.seats}
    places: dict[UUID, set[str]] = {}
    offices: dict[Role, set[str]] = {Role.CHAIR: set(), Role.DEPUTY_CHAIR: set()}
    of_kinds: dict[Role, set[str]] = {Role.CHAIR: set(), Role.DEPUTY_CHAIR: set()}
    for line in membership.all_on(on):
        own = places.setdefault(line.person_id, {folded(membership.person(line.person_id).organisation)})
        own |= seats.get(line.seat_id, set()) if line.seat_id else set()
    for line in membership.all_on(on):
        if line.role in offices:
            offices[line.role] |= places[line.person_id]
            seated = membership.appointments_on(line.person_id, on)
            of_kinds[line.role] |= {
                kinds[each.seat_id] for each in seated if each.seat_id and each.seat_id in kinds
            }
            if barred := [name for name in rule.not_from if folded(name) in places[line.person_id]]:
                yield f"The {role_title(line.role)} comes from {barred[0]}, which the terms rule out"
    deputy = offices[Role.DEPUTY_CHAIR]
    if rule.deputy_from and deputy and not deputy & {*map(folded, rule.deputy_from)}:
        yield f"The deputy chair comes from none of {listed(rule.deputy_from, 'or')}, as the terms ask"
    if rule.kinds_differ and (same := of_kinds[Role.CHAIR] & of_kinds[Role.DEPUTY_CHAIR]):
        yield f"Chair and deputy chair are both of the {min(same)}, and the terms ask for two interests"
    if rule.differ and (offices[Role.CHAIR] & offices[Role.DEPUTY_CHAIR]) - {""}:
        yield "Chair and deputy chair come from one organisation, and the terms ask for two"


def _office(line: Appointment) -> tuple[object, ...]:
    return line.person_id, line.role, line.seat_id
