"""Who belongs to the forum, in which place and from when to when (clause 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    CORE = "core member"
    DEPUTY = "deputy"
    CO_OPTED = "co-opted member"
    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy chair"
    UNIT = "business unit"
    BOARD_SECRETARY = "board secretary"


class PapersFor(StrEnum):
    """When a deputy gets papers; members always do."""

    ALWAYS = "always"
    STANDING_IN = "when standing in"
    NONE = "none"


@dataclass(frozen=True)
class Seat:
    """A place in the core membership, held by an organisation. ``abolished`` is the first day it no longer counts."""

    id: UUID
    number: int
    name: str
    present_name: str
    short_name: str
    created: dt.date
    abolished: dt.date | None = None


@dataclass(frozen=True)
class Person:
    id: UUID
    name: str
    job_title: str
    organisation: str
    phone: str
    send_to: str


@dataclass(frozen=True)
class Appointment:
    """A person in a role from ``first`` to ``last``, both days included; ``last`` None while it goes on.

    ``seat_id`` is the seat held (core member) or deputised for (deputy); None for the other roles.
    """

    id: UUID
    person_id: UUID
    role: Role
    seat_id: UUID | None
    first: dt.date
    last: dt.date | None
    papers: PapersFor
    part_two: bool


@dataclass(frozen=True)
class Cover:
    """One person acting for another from ``first`` to ``last``, both days included."""

    person_id: UUID
    covered_by_id: UUID
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Membership:
    """All seats, people, appointments and cover of one group, over all time."""

    seats: tuple[Seat, ...]
    people: tuple[Person, ...]
    appointments: tuple[Appointment, ...]
    covers: tuple[Cover, ...]
