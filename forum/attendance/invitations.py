"""Invitations: one calendar item for each meeting, who is invited, and who hears of a change."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from forum.members.membership import Membership, Person


class State(StrEnum):
    TO_CREATE = "to create"
    CREATING = "creating"
    TO_UPDATE = "to update"
    UPDATING = "updating"
    TO_CANCEL = "to cancel"
    CANCELLING = "cancelling"
    UNKNOWN = "unknown"
    HELD = "held"
    DONE = "done"
    REHEARSED = "rehearsed"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


MOVES: Mapping[State, frozenset[State]] = {
    # Held when nobody may be invited; done or to update when the calendar has it already, as it may when the
    # register was restored from a backup.
    State.TO_CREATE: frozenset(
        {State.CREATING, State.DONE, State.REHEARSED, State.TO_UPDATE, State.TO_CANCEL, State.HELD,
         State.LAPSED},
    ),
    # Back only when it is proved that nobody was told.
    State.CREATING: frozenset({State.DONE, State.REHEARSED, State.TO_CREATE, State.UNKNOWN, State.HELD}),
    # Done at once when there is nothing to change any more; held when the calendar no longer has it.
    State.TO_UPDATE: frozenset(
        {State.UPDATING, State.DONE, State.REHEARSED, State.TO_CANCEL, State.HELD, State.LAPSED},
    ),
    State.UPDATING: frozenset({State.DONE, State.REHEARSED, State.TO_UPDATE, State.UNKNOWN, State.HELD}),
    State.TO_CANCEL: frozenset({State.CANCELLING, State.CANCELLED, State.LAPSED}),
    State.CANCELLING: frozenset({State.CANCELLED, State.TO_CANCEL, State.UNKNOWN, State.HELD}),
    # Back after two looks and the delay; held when that has been tried several times.
    State.UNKNOWN: frozenset(
        {State.DONE, State.REHEARSED, State.CANCELLED, State.TO_CREATE, State.TO_UPDATE, State.TO_CANCEL,
         State.HELD, State.LAPSED},
    ),
    # Released by a person, or because the meeting was cancelled.
    State.HELD: frozenset({State.TO_CREATE, State.TO_UPDATE, State.TO_CANCEL, State.LAPSED}),
    State.DONE: frozenset({State.TO_UPDATE, State.TO_CANCEL}),
    State.REHEARSED: frozenset({State.TO_UPDATE, State.TO_CANCEL}),
    State.CANCELLED: frozenset(),
    State.LAPSED: frozenset(),
}  # fmt: skip

IN_FLIGHT = frozenset({State.CREATING, State.UPDATING, State.CANCELLING, State.UNKNOWN})
"""States in which nobody but delivery may touch an invitation."""


def when_released(event_id: str | None) -> State:
    """What a held invitation is to be again: created, or updated where the calendar has it (own rule)."""
    return State.TO_UPDATE if event_id else State.TO_CREATE


def may_move(state: State, to: State) -> bool:
    """An invitation moves only as the table of moves says (own rule)."""
    return to in MOVES[state]


class Hears(StrEnum):
    """Who hears of a change to a calendar item."""

    NOBODY = "nobody"
    JOINERS_AND_LEAVERS = "joiners and leavers"
    EVERYBODY = "everybody"


@dataclass(frozen=True)
class Invited:
    """Who is invited to a meeting, nobody twice; ``declined`` are deputies named for it who said no, and
    ``bounced`` those whose letters come back.
    """

    required: tuple[Person, ...]
    optional: tuple[Person, ...]
    declined: tuple[Person, ...] = ()
    bounced: frozenset[UUID] = frozenset()

    @property
    def everybody(self) -> tuple[Person, ...]:
        return (*self.required, *self.optional)


@dataclass(frozen=True)
class Told:
    """What the calendar has been told of a meeting: ``edition`` 0 is nothing yet.

    ``details`` is the digest of when and where it is; ``attendees`` the addresses by person, with those of
    ``left_out``, to whom nothing may be sent. ``since`` is when it was first told that the meeting starts at
    ``start``, where that is known.
    """

    edition: int = 0
    details: str = ""
    attendees: Mapping[UUID, str] = field(default_factory=dict)
    left_out: frozenset[UUID] = frozenset()
    start: dt.datetime | None = None
    since: dt.datetime | None = None

    @property
    def reached(self) -> dict[UUID, str]:
        """The addresses that were told."""
        return {one: address for one, address in self.attendees.items() if one not in self.left_out}


def who_is_invited(
    membership: Membership,
    named: Collection[UUID],
    today: dt.date,
    meeting: dt.date,
    declined: Collection[UUID] = (),
    bounced: Collection[UUID] = (),
) -> Invited:
    """Of those who belong to the group today, core members, the Chair and the deputy chair are required, and
    co-opted members optional (clause 4).

    Whoever covers for one on the day of the meeting comes in their place. A deputy is invited, and required,
    once ``named`` for the meeting (own rule: the seat counts on them).
    """
    leaders = [*membership.chairs(today), membership.deputy_chair(today)]
    core = [membership.core_member(seat.id, today) for seat in membership.seats_on(today)]
    coming = [membership.acting_for(one.id, meeting) for one in (*leaders, *core) if one is not None]
    deputies = [membership.person(one) for one in named if membership.is_appointed(one, today)]
    deputies.sort(key=lambda one: (one.name, one.id))
    required = {one.id: one for one in (*coming, *deputies)}
    co_opted = [membership.acting_for(one.id, meeting) for one in membership.co_opted_on(today)]
    optional = {one.id: one for one in co_opted if one.id not in required}
    said_no = [one for one in declined if membership.is_appointed(one, today)]
    return Invited(
        tuple(required.values()),
        tuple(optional.values()),
        tuple(membership.person(one) for one in said_no if one not in required and one not in optional),
        frozenset(bounced),
    )


def on_the_item(invited: Invited, told: Told) -> tuple[Person, ...]:
    """Who stands on a calendar item: everybody invited, and deputies who declined it.

    Taken off, a deputy who said no would get a cancellation of what they had said no to (own rule).
    """
    said_no = (one for one in invited.declined if one.id in told.attendees)
    return (*invited.everybody, *said_no)


def addresses(invited: Invited, told: Told) -> dict[UUID, str]:
    """By person on the calendar item, where each is written to; empty where the register doesn't say.

    Nobody is invited at an address from which letters come back, until it is entered again; somebody invited
    already stays so (own rule).
    """
    return {
        one.id: "" if one.id in invited.bounced and one.id not in told.reached else one.send_to
        for one in on_the_item(invited, told)
    }


def details_digest(date: dt.date, start: dt.time, minutes: int, place: str, joining: str) -> str:
    """When and where a meeting is, in a form that can be compared."""
    said = "\n".join((date.isoformat(), start.isoformat(), str(minutes), place, joining))
    return hashlib.sha256(said.encode()).hexdigest()


def is_as_told(told: Told, details: str, attendees: Mapping[UUID, str]) -> bool:
    """Whether the calendar was told of these details and attendees; who is required and who optional is no
    news (own rule).
    """
    return (told.details, dict(told.attendees)) == (details, dict(attendees))


def who_hears(told: Told, now: Told) -> Hears:
    """Everybody hears of another day, time, place or way to join; of other attendees only those who join or
    leave (own rule).

    Somebody with another address joins at the new one and leaves at the old.
    """
    if told.details != now.details:
        return Hears.EVERYBODY
    return Hears.JOINERS_AND_LEAVERS if told.reached != now.reached else Hears.NOBODY


def counts_for(start: dt.datetime, said: Collection[Told], answered_at: dt.datetime) -> bool:
    """An answer counts for a meeting at the time of which the calendar told when it was given (own rule).

    ``said`` is what the calendar was told, and what it may have been told; where it is not known to have been
    told anything, the answer counts.
    """
    known = [one for one in said if one.start is not None]
    heard = (one for one in known if one.start == start)
    return not known or any(one.since is None or one.since <= answered_at for one in heard)


def event_key(group: UUID, meeting: UUID) -> str:
    """One meeting has one calendar item, found again by ``group/meeting/event`` (own rule)."""
    return f"{group}/{meeting}/event"


def is_event_key(key: str) -> bool:
    """Whether a key is that of a calendar item and not of a letter."""
    return key.endswith("/event")


def meeting_of(key: str) -> UUID | None:
    """The meeting whose calendar item has that key; None when the key is none of ours."""
    parts = key.split("/")
    if len(parts) != 3 or parts[2] != "event":
        return None
    try:
        return UUID(parts[1])
    except ValueError:
        return None
