"""The quorum forecast: how many seats are sure to be filled, and the fewest people to ring when too few (own)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum import policy
from forum.membership import Membership, Person, Seat


class Answer(StrEnum):
    ACCEPTED = "accepted"
    APOLOGIES = "apologies"
    DEPUTY = "deputy"


@dataclass(frozen=True)
class Expected:
    """What was said about who comes for a seat. The latest said of a seat counts; later in the sequence is later."""

    seat_id: UUID
    answer: Answer
    said_on: dt.date
    person_id: UUID
    deputy_id: UUID | None = None


@dataclass(frozen=True)
class Call:
    """One person to ring about one seat, and what to ask of them."""

    seat: Seat
    person: Person
    ask: str


@dataclass(frozen=True)
class SeatOutlook:
    """One seat: ``filled_by`` is who said they come, None otherwise; ``words`` "apologies, no deputy yet"."""

    seat: Seat
    filled_by: Person | None
    words: str


@dataclass(frozen=True)
class Forecast:
    """``confirmed`` seats of the ``needed``; ``ring`` the fewest calls that would make the meeting quorate.

    ``enough`` is True when it is quorate as things stand. ``reachable`` is False when even all calls would not do.
    ``short`` reads "6 of the 8 needed"; ``words`` is a whole sentence with the clause.
    """

    confirmed: int
    needed: int
    enough: bool
    reachable: bool
    ring: tuple[Call, ...]
    seats: tuple[SeatOutlook, ...]
    short: str
    words: str
    clause: str


def forecast(
    rule: policy.Quorum, membership: Membership, expected: Sequence[Expected], meeting: dt.date
) -> Forecast:
    """The forecast for the meeting of that date from what people have said (own lead time; quorum clause 4)."""
    raise NotImplementedError
