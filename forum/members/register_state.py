"""Gaps in the register of members: details missing, unconfirmed or doubtful (clause 6).

The places of a group that nobody holds: offices that its month needs, and seats (clauses 3, 4 and 6). The
format in which a person needs letters and documents (own rule: everybody can read what we send).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.members.joining import WELCOMED, unsigned_readers
from forum.members.membership import Membership, Person, Role, Seat, role_title
from forum.terms.policy import Policy
from forum.text.wording import count, listed, long_date

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


class Format(StrEnum):
    """A reader's format. ``OTHER`` can't be made here, such as Braille: the unit sees to it by hand."""

    USUAL = ""
    LARGE_PRINT = "large print"
    PLAIN_TEXT = "plain text"
    OTHER = "other"


LARGE_PRINT_FROM = 18  # points; nothing is smaller
_LARGE = re.compile(r"\b(?:large|larger|big|giant) ?-?(?:print|type|font|text)\b", re.IGNORECASE)
_PLAIN = re.compile(r"\b(?:plain ?-?text|text only|text-only|screen ?-?reader)\b", re.IGNORECASE)
_OURS = re.compile(
    r"(?:(?:agenda|action log|your part in a page|list of members|confidentiality agreement)(?:, part 2)?"
    r"|minutes(?:, part 2)?(?:,? (?:DRAFT|UNCONFIRMED|CONFIRMED) v\d+)?)\.docx$"
)


def format_of(needed: str) -> Format:
    """Return the format that the words in the register ask for, as people write them."""
    if _LARGE.search(needed):
        return Format.LARGE_PRINT
    if _PLAIN.search(needed):
        return Format.PLAIN_TEXT
    return Format.OTHER if needed.strip() else Format.USUAL


def is_our_document(file_name: str) -> bool:
    """Say whether the secretariat writes this file. Our own documents are made in each format; a paper
    goes as its author sent it."""
    return _OURS.search(file_name) is not None


def file_name_in(format: Format, file_name: str) -> str:
    """Return a file's name in another format: "MASE-2027-02 agenda, large print.docx"."""
    stem = file_name.removesuffix(".docx")
    return f"{stem}.txt" if format is Format.PLAIN_TEXT else f"{stem}, {format}.docx"


MOST_NAMES = 5
TERM_ENDS_WITHIN = dt.timedelta(days=62)  # own rule: two letters of a month before


@dataclass(frozen=True)
class Gap:
    """Something missing or doubtful (``what``: "Vacant seats"), and the seats or people concerned."""

    what: str
    which: tuple[str, ...]


def gaps(
    membership: Membership,
    bounced: Mapping[UUID, dt.date],
    policy: Policy,
    on: dt.date,
    heard: Mapping[UUID, dt.date] = {},
) -> tuple[Gap, ...]:
    """Return what the unit has to see to in the list of members; empty when all is well (clause 6).

    ``bounced`` has for a person the day since when their letters come back, ``heard`` the day on which they
    last signed in at a meeting or replied from their address.
    """
    return tuple(gap for gap in _gaps(membership, bounced, policy, on, heard) if gap.which)


def is_unconfirmed(
    membership: Membership, person: Person, months: int, on: dt.date, heard: dt.date | None = None
) -> bool:
    """Say whether a person's details have not been confirmed for so many months."""
    since = last_confirmed(membership, person, heard)
    gone_by = (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)
    return gone_by >= months


def last_confirmed(membership: Membership, person: Person, heard: dt.date | None = None) -> dt.date:
    """Return the day on which a person's details were last confirmed, that of their first appointment where
    they never were. Whoever was ``heard`` since has confirmed them (own rule)."""
    firsts = [each.first for each in membership.appointments if each.person_id == person.id]
    return max(filter(None, (person.details_confirmed, heard)), default=min(firsts))


def _gaps(
    membership: Membership,
    bounced: Mapping[UUID, dt.date],
    policy: Policy,
    on: dt.date,
    heard: Mapping[UUID, dt.date],
) -> Iterator[Gap]:
    seats = membership.seats_on(on)
    ids = dict.fromkeys(
        appointment.person_id for appointment in membership.all_on(on) if appointment.role in WELCOMED
    )
    people = sorted((membership.person(id) for id in ids), key=lambda person: person.name)
    back = [
        f"{person.name}, since {long_date(bounced[person.id])}" for person in people if person.id in bounced
    ]
    yield Gap("Letters come back from", tuple(back))
    vacant = empty_places(membership, on).seats
    yield Gap("Vacant seats", tuple(seat.present_name for seat in vacant))
    if policy.attendance.takes_deputies:
        without = {seat.name for seat in policy.seats if seat.no_deputies}
        alone = [
            seat.present_name
            for seat in seats
            if seat.name not in without and not membership.deputies(seat.id, on)
        ]
        yield Gap("Seats without a deputy", tuple(alone))
    months = policy.members.unconfirmed_after
    stale = [
        person.name
        for person in people
        if is_unconfirmed(membership, person, months, on, heard.get(person.id))
    ]
    yield Gap(f"Details not confirmed for {count(months, 'month')}", _in_short(stale))
    missing = [person.name for person in unsigned_readers(membership, on)] if policy.members.must_sign else []
    yield Gap("No signed confidentiality agreement", tuple(missing))
    soon = on + TERM_ENDS_WITHIN
    ending = [
        f"{membership.person(each.person_id).name}, {long_date(each.last)}"
        for each in membership.all_on(on)
        if each.role is Role.CO_OPTED and each.last is not None and each.last <= soon
    ]
    yield Gap("Co-opted until", tuple(ending))
    by_hand_people = [person for person in people if format_of(person.format_needed) is Format.OTHER]
    by_hand = tuple(f"{person.name}, {person.format_needed}" for person in by_hand_people)
    yield Gap("Formats to be made by hand", by_hand)


def _in_short(names: Sequence[str]) -> tuple[str, ...]:
    """Return the first names of a long list, and how many more there are: the workbook has them all."""
    more = len(names) - MOST_NAMES
    return (*names[:MOST_NAMES], f"{more} more, in the workbook") if more > 1 else tuple(names)
