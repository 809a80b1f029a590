"""Invitations: a calendar item for each meeting, its invitees, its states, and its audience for a change."""

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
    # Back to be created only when it is proved that nobody was invited.
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


def state_when_released(event_id: str | None) -> State:
    """Return the state of a held invitation once released: to update where the calendar has the item, else to
    create (own rule)."""
    return State.TO_UPDATE if event_id else State.TO_CREATE


def invitation_may_move(state: State, to: State) -> bool:
    """Say whether the table of moves lets an invitation go from a state to another (own rule)."""
    return to in MOVES[state]


class Audience(StrEnum):
    """The people who hear of a change to a calendar item."""

    NOBODY = "nobody"
    JOINERS_AND_LEAVERS = "joiners and leavers"
    EVERYBODY = "everybody"


@dataclass(frozen=True)
class Invitees:
    """The people invited to a meeting, nobody twice.

    ``declined`` are deputies named for the meeting who said no, ``bounced`` the ids of people whose letters
    come back.
    """

    required: tuple[Person, ...]
    optional: tuple[Person, ...]
    declined: tuple[Person, ...] = ()
    bounced: frozenset[UUID] = frozenset()

    @property
    def everybody(self) -> tuple[Person, ...]:
        return (*self.required, *self.optional)


@dataclass(frozen=True)
class CalendarEdition:
    """The state of a meeting's calendar item as it was last sent; ``edition`` 0 is before the first time.

    ``details`` is the digest of date, time and place. ``attendees`` are addresses by person, with the
    addresses of people ``left_out``, to whom nothing may be sent. ``since`` is the time at which the calendar
    first got ``start`` as the start of the meeting, where that is known.
    """

    edition: int = 0
    details: str = ""
    attendees: Mapping[UUID, str] = field(default_factory=dict)
    left_out: frozenset[UUID] = frozenset()
    start: dt.datetime | None = None
    since: dt.datetime | None = None

    @property
    def reached(self) -> dict[UUID, str]:
        """The addresses, by person, to which the item was sent."""
        return {
            person_id: address
            for person_id, address in self.attendees.items()
            if person_id not in self.left_out
        }


def invitees(
    membership: Membership,
    named: Collection[UUID],
    today: dt.date,
    meeting: dt.date,
    declined: Collection[UUID] = (),
    bounced: Collection[UUID] = (),
) -> Invitees:
    """Return the people to invite, of those who belong to the group today: core members, the Chair and the
    deputy chair are required, co-opted members optional (clause 4).

    Whoever covers for one of them on the day of the meeting comes in their place. A deputy is invited, and
    required, once ``named`` for the meeting (own rule: the seat counts on them).
    """
    leaders = [*membership.chairs(today), membership.deputy_chair(today)]
    core = [membership.core_member(seat.id, today) for seat in membership.seats_on(today)]
    coming = [membership.acting_for(person.id, meeting) for person in (*leaders, *core) if person is not None]
    deputies = [membership.person(id) for id in named if membership.is_appointed(id, today)]
    deputies.sort(key=lambda deputy: (deputy.name, deputy.id))
    required = {person.id: person for person in (*coming, *deputies)}
    co_opted = [membership.acting_for(member.id, meeting) for member in membership.co_opted_on(today)]
    optional = {person.id: person for person in co_opted if person.id not in required}
    said_no = [id for id in declined if membership.is_appointed(id, today)]
    return Invitees(
        tuple(required.values()),
        tuple(optional.values()),
        tuple(membership.person(id) for id in said_no if id not in required and id not in optional),
        frozenset(bounced),
    )


def people_on_item(invited: Invitees, edition: CalendarEdition) -> tuple[Person, ...]:
    """Return the people on a calendar item: everybody invited, and deputies who declined it.

    A deputy taken off after saying no would get a cancellation of the meeting they declined (own rule).
    """
    said_no = (person for person in invited.declined if person.id in edition.attendees)
    return (*invited.everybody, *said_no)


def addresses(invited: Invitees, edition: CalendarEdition) -> dict[UUID, str]:
    """Return the address of each person on the calendar item; empty where nothing may be sent to them.

    Nobody is invited at an address from which letters come back, until it is entered again; whoever has been
    invited already stays invited (own rule).
    """
    return {
        person.id: "" if person.id in invited.bounced and person.id not in edition.reached else person.send_to
        for person in people_on_item(invited, edition)
    }


def details_digest(date: dt.date, start: dt.time, minutes: int, place: str, joining: str) -> str:
    """Return the SHA-256 of a meeting's date, time, length, place and way to join, to compare editions by."""
    lines = "\n".join((date.isoformat(), start.isoformat(), str(minutes), place, joining))
    return hashlib.sha256(lines.encode()).hexdigest()


def is_up_to_date(edition: CalendarEdition, details: str, attendees: Mapping[UUID, str]) -> bool:
    """Say whether the calendar has these details and attendees. A change between required and optional is no
    news (own rule).
    """
    return (edition.details, dict(edition.attendees)) == (details, dict(attendees))


def audience(edition: CalendarEdition, new_edition: CalendarEdition) -> Audience:
    """Return the audience of a new edition: everybody for another day, time, place or way to join; for other
    attendees only those who join or leave (own rule).

    A person with another address joins at the new one and leaves at the old.
    """
    if edition.details != new_edition.details:
        return Audience.EVERYBODY
    return Audience.JOINERS_AND_LEAVERS if edition.reached != new_edition.reached else Audience.NOBODY


def answer_counts(
    start: dt.datetime, editions: Collection[CalendarEdition], answered_at: dt.datetime
) -> bool:
    """Say whether an answer counts for a meeting that starts at ``start``: the calendar had that start when
    the answer was given (own rule).

    ``editions`` are those that the calendar got, or may have got. Where the start of none is known, the
    answer counts.
    """
    with_start = [edition for edition in editions if edition.start is not None]
    of_that_start = (edition for edition in with_start if edition.start == start)
    return not with_start or any(
        edition.since is None or edition.since <= answered_at for edition in of_that_start
    )


def event_key(group: UUID, meeting: UUID) -> str:
    """Return the key of a meeting's only calendar item: ``group/meeting/event`` (own rule)."""
    return f"{group}/{meeting}/event"


def is_event_key(key: str) -> bool:
    """Say whether a key is a calendar item's, and not a letter's."""
    return key.endswith("/event")


def meeting_of(key: str) -> UUID | None:
    """Return the id of the meeting whose calendar item has that key; None when the key is none of ours."""
    parts = key.split("/")
    if len(parts) != 3 or parts[2] != "event":
        return None
    try:
        return UUID(parts[1])
    except ValueError:
        return None
