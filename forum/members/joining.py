"""Who has just joined a group and who has just left it (clauses 4 and 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from forum.members.agreements import is_signed
from forum.members.membership import (
    AT_EVERY_MEETING,
    Appointment,
    Membership,
    Person,
    Role,
    titled,
    with_article,
)
from forum.text.wording import capital

WELCOMED = AT_EVERY_MEETING | {Role.DEPUTY}
OF_LATE = dt.timedelta(days=31)
"""How far back joiners and leavers are looked for, longer than any gap in running."""


@dataclass(frozen=True)
class Joiner:
    """Somebody with what they are newly appointed to, the longest first."""

    person: Person
    appointments: tuple[Appointment, ...]

    @property
    def first(self) -> dt.date:
        """The day from which they are welcomed: the latest, where they were appointed to several things."""
        return max(one.first for one in self.appointments)


@dataclass(frozen=True)
class Leaver:
    """Somebody who no longer belongs to the group, with their last day and what they were until then."""

    person: Person
    last: dt.date
    appointments: tuple[Appointment, ...]


def joiners(
    membership: Membership, go_live: dt.date, since: dt.date, day: dt.date, *, signing: bool = False
) -> tuple[Joiner, ...]:
    """Those newly appointed from ``since`` to ``day``, or before and entered only then (own rule).

    With whom the group began is no joiner, unless an agreement is to be signed (``signing``) and they have
    signed none; nor is who goes on in the same role and seat.
    """
    founded = max(go_live, min((one.first for one in membership.appointments), default=go_live))
    new: dict[Person, list[Appointment]] = {}
    for one in membership.all_on(day):
        if one.role not in WELCOMED or _went_before(membership, one):
            continue
        person, is_recent = membership.person(one.person_id), one.first >= since
        has_joined = one.first > founded and (is_recent or (one.entered or one.first) >= since)
        if has_joined or (is_recent and signing and not is_signed(person, day)):
            new.setdefault(person, []).append(one)
    return tuple(Joiner(person, tuple(held)) for person, held in new.items())


def leavers(membership: Membership, go_live: dt.date, since: dt.date, day: dt.date) -> tuple[Leaver, ...]:
    """Those who left between ``since`` and the day before ``day`` (own rule)."""
    ended: dict[Person, list[Appointment]] = {}
    for one in membership.appointments:
        is_over = one.role in WELCOMED and one.last is not None and max(since, go_live) <= one.last < day
        if is_over and not membership.is_appointed(one.person_id, day):
            ended.setdefault(membership.person(one.person_id), []).append(one)
    found = (
        Leaver(person, last, tuple(one for one in held if one.last == last))
        for person, held in ended.items()
        if (last := last_day(membership, person.id)) is not None
    )
    return tuple(found)


def last_day(membership: Membership, person_id: UUID) -> dt.date | None:
    """The last day of all that somebody was appointed to; None while something goes on, and for a
    stranger."""
    lasts = [one.last for one in membership.appointments if one.person_id == person_id]
    known = [last for last in lasts if last is not None]
    return max(known) if known and len(known) == len(lasts) else None


def in_words(membership: Membership, appointments: tuple[Appointment, ...]) -> str:
    """What somebody is, by itself: "Core member for KCHFT and deputy chair"."""
    return capital(_joined(membership, appointments, titled))


def in_a_sentence(membership: Membership, appointments: tuple[Appointment, ...]) -> str:
    """What somebody is or was: "a core member for KCHFT and the deputy chair"."""
    return _joined(membership, appointments, with_article)


def _joined(
    membership: Membership, appointments: tuple[Appointment, ...], named: Callable[[Role], str]
) -> str:
    places = (
        named(one.role) + (f" for {membership.seat(one.seat_id).present_name}" if one.seat_id else "")
        for one in appointments
    )
    return " and ".join(dict.fromkeys(places))


def _went_before(membership: Membership, one: Appointment) -> bool:
    before = membership.appointments_on(one.person_id, one.first - dt.timedelta(days=1))
    return any((other.role, other.seat_id) == (one.role, one.seat_id) for other in before)
