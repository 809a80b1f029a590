"""The letter that says how many seats are confirmed, and whom to ring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine


@dataclass(frozen=True, kw_only=True)
class RingLine:
    """A person to ring, on ``phone`` (empty if no number is known), and why ("not answered").

    ``seat`` is the seat's short name, ``person`` the person's name.
    """

    seat: str
    person: str
    phone: str
    why: str


@dataclass(frozen=True, kw_only=True)
class QuorumForecast(Letter):
    """Tells the Chair that too few seats are confirmed, and whom the unit, by its desk letter, is ringing.

    ``confirmed`` and ``needed`` count seats, ``seats`` is how many there are; ``missing`` are the short names
    of seats that must be there and are not confirmed, ``unproved`` those whose apologies nothing proves.
    ``ring`` lists the fewest people to ring, likeliest first.
    """

    NAME: ClassVar[str] = "quorum"

    meeting: MeetingLine
    confirmed: int
    needed: int
    seats: int
    ring: tuple[RingLine, ...]
    missing: tuple[str, ...] = ()
    unproved: tuple[str, ...] = ()
