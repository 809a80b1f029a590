"""The places of a group that nobody holds: offices that its month needs, and seats (clauses 3, 4 and 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from forum.members.membership import Membership, Role, Seat, role_title
from forum.text.wording import listed

NEEDED_TO: Mapping[Role, str] = {
    Role.CHAIR: "agree agendas and minutes",
    Role.UNIT: "file records, release packs and read the desk letter",
    Role.CORE: "fill the seat for the quorum",
}


@dataclass(frozen=True)
class EmptyPlaces:
    """The offices that nobody holds on a day, and the seats without a core member, in the terms' order."""

    offices: tuple[Role, ...]
    seats: tuple[Seat, ...]

    @property
    def in_words(self) -> str:
        """What is missing: "no Chair and no core member for KCHFT"; empty when every place is held."""
        names = [f"no {role_title(office)}" for office in self.offices]
        if self.seats:
            names.append(f"no core member for {listed(seat.short_name for seat in self.seats)}")
        return listed(names)


def empty_places(membership: Membership, on: dt.date) -> EmptyPlaces:
    """Return the places of the group that nobody holds that day; a cover holds none (clauses 3, 4 and 6)."""
    held = {appointment.role for appointment in membership.all_on(on)}
    return EmptyPlaces(
        offices=tuple(role for role in NEEDED_TO if role is not Role.CORE and role not in held),
        seats=tuple(seat for seat in membership.seats_on(on) if membership.is_vacant(seat.id, on)),
    )
