"""The quorum forecast: which seats are sure to be filled, and the fewest people to ring if too few (own)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from forum.attendance.quorum import Attendee, QuorumFinding, count_quorum, is_named
from forum.members.membership import Membership, Person, Seat
from forum.terms import policy
from forum.text.wording import number_word


class Answer(StrEnum):
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    APOLOGIES = "apologies"
    DEPUTY = "deputy"


@dataclass(frozen=True)
class Expected:
    """What a person said about who comes for a seat; of the same day, the later in the sequence counts."""

    seat_id: UUID
    answer: Answer
    said_on: dt.date
    person_id: UUID
    deputy_id: UUID | None = None


@dataclass(frozen=True)
class Call:
    """One person to ring about one seat; ``why`` them: "not answered", "apologies, no deputy named" ..."""

    seat: Seat
    person: Person
    why: str


@dataclass(frozen=True)
class SeatOutlook:
    """How a seat looks: "confirmed", "confirmed, by a deputy", "apologies", "not answered", "vacant" ..."""

    seat: Seat
    confirmed: bool
    words: str


@dataclass(frozen=True)
class Forecast:
    """How many seats are ``confirmed`` and ``needed``; ``ring`` are the fewest calls that would be enough.

    ``missing`` are the short names of seats that must be there and are not confirmed. ``enough`` is True when
    the meeting is quorate as things stand. ``short`` reads "6 of the 8 needed"; ``words`` is a whole sentence
    with the clause, and says where all calls together would not do.
    """

    confirmed: int
    needed: int
    missing: tuple[str, ...]
    enough: bool
    ring: tuple[Call, ...]
    seats: tuple[SeatOutlook, ...]
    short: str
    words: str
    clause: str


@dataclass
class _Said:
    """What has been said of one seat so far."""

    comes: UUID | None = None
    tentative: set[UUID] = field(default_factory=set)
    declined: set[UUID] = field(default_factory=set)
    unnamed_deputy: bool = False


def forecast(
    rule: policy.Quorum, membership: Membership, expected: Sequence[Expected], meeting: dt.date
) -> Forecast:
    """A seat is sure when its member has said they come to the meeting of that date, or has named a deputy;
    when too few are, the fewest people are rung, the likeliest first (own lead time; quorum clause 4)."""
    seats = membership.seats_on(meeting)
    said = {seat.id: _said_of(seat, membership, expected, meeting) for seat in seats}
    sure: dict[Attendee, set[UUID]] = {}
    for seat_id, one in said.items():
        if one.comes is not None:
            sure.setdefault(one.comes, set()).add(seat_id)
    now = count_quorum(rule, seats, sure)
    ring, then = _fewest_calls(rule, seats, membership, said, sure, meeting)
    return Forecast(
        confirmed=now.present,
        needed=now.needed,
        missing=now.missing,
        enough=now.quorate,
        ring=ring,
        seats=tuple(_outlook(seat, membership, said[seat.id], now, meeting) for seat in seats),
        short=now.short,
        words=_words(now, then, len(ring)),
        clause=rule.clause,
    )


def _said_of(seat: Seat, membership: Membership, expected: Sequence[Expected], meeting: dt.date) -> _Said:
    """What stands of all that was said of a seat, by those who still speak for it."""
    speakers = {person.id for person in membership.representatives(seat.id, meeting)}
    said = _Said()
    for one in sorted(expected, key=lambda one: one.said_on):
        if one.seat_id != seat.id or one.person_id not in speakers:
            continue
        said.unnamed_deputy = one.answer is Answer.DEPUTY and one.deputy_id is None
        said.tentative.discard(one.person_id)
        if one.answer is Answer.ACCEPTED:
            said.comes = one.person_id
            said.declined.discard(one.person_id)
            continue
        if one.answer is Answer.TENTATIVE:
            said.tentative.add(one.person_id)
            said.declined.discard(one.person_id)
            if said.comes == one.person_id:
                said.comes = None
            continue
        said.declined.add(one.person_id)
        if one.answer is Answer.DEPUTY:
            said.comes = one.deputy_id
        elif said.comes == one.person_id:
            said.comes = None  # apologies of somebody else leave the deputy they named in place
    return said


def deputies_named(expected: Sequence[Expected]) -> dict[UUID, UUID]:
    """By seat, the deputy named for the meeting: until who named them comes after all or names another, or
    the deputy says they can't come (own rule)."""
    named: dict[UUID, Expected] = {}
    for one in expected:
        before = named.get(one.seat_id)
        if one.answer is Answer.DEPUTY:
            named[one.seat_id] = one
        elif before and (one.person_id, one.answer) in {
            (before.person_id, Answer.ACCEPTED),
            (before.deputy_id, Answer.APOLOGIES),
        }:
            del named[one.seat_id]
    return {seat: one.deputy_id for seat, one in named.items() if one.deputy_id}


def _fewest_calls(
    rule: policy.Quorum,
    seats: Sequence[Seat],
    membership: Membership,
    said: dict[UUID, _Said],
    sure: dict[Attendee, set[UUID]],
    meeting: dt.date,
) -> tuple[tuple[Call, ...], QuorumFinding]:
    """The calls, and how the meeting would stand if each brought somebody.

    Every call brings one person more for one seat, so ringing for the seats that must be there and then for
    as many others as are wanted is the fewest.
    """
    calls: list[Call] = []
    hoped: dict[Attendee, Collection[UUID]] = dict(sure)
    finding = count_quorum(rule, seats, hoped)
    for seat in sorted(seats, key=lambda seat: _unlikeliness(seat, rule, membership, said[seat.id], meeting)):
        wanted = is_named(seat, rule) or finding.present < finding.needed
        if seat.id in finding.filled or not wanted:
            continue
        busy = {*hoped, *(call.person.id for call in calls)}
        call = next(_ways_to_fill(seat, membership, said[seat.id], busy, meeting), None)
        if call is not None:
            calls.append(call)
            hoped[f"whoever comes for seat {seat.number}"] = {seat.id}
            finding = count_quorum(rule, seats, hoped)
    return tuple(calls), finding


def _unlikeliness(
    seat: Seat, rule: policy.Quorum, membership: Membership, said: _Said, meeting: dt.date
) -> tuple[bool, bool, bool, int, int]:
    """Whom to ring first: for seats that must be there, then where the member has not declined, then
    where most deputies are left to ask."""
    member = membership.core_member(seat.id, meeting)
    declined = member is None or membership.acting_for(member.id, meeting).id in said.declined
    deputies = [one for one in membership.deputies(seat.id, meeting) if one.id not in said.declined]
    return not is_named(seat, rule), declined, not deputies, -len(deputies), seat.number


def _ways_to_fill(
    seat: Seat, membership: Membership, said: _Said, busy: Collection[Attendee], meeting: dt.date
) -> Iterator[Call]:
    """Ring the member who has not declined; else a deputy who is free; else the member again."""
    member = membership.core_member(seat.id, meeting)
    acting = membership.acting_for(member.id, meeting) if member else None
    answer = _answer(acting, said)
    if acting and acting.id not in said.declined and acting.id not in busy:
        yield Call(seat, acting, answer)
    for deputy in membership.deputies(seat.id, meeting):
        if deputy.id not in said.declined and deputy.id not in busy:
            yield Call(seat, deputy, f"{answer}; deputy on the register")
    if acting:
        yield Call(seat, acting, f"{answer}, no deputy named")


def _outlook(
    seat: Seat, membership: Membership, said: _Said, now: QuorumFinding, meeting: dt.date
) -> SeatOutlook:
    member = membership.core_member(seat.id, meeting)
    acting = membership.acting_for(member.id, meeting) if member else None
    confirmed = seat.id in now.filled
    if confirmed:
        words = "confirmed" if acting and said.comes == acting.id else "confirmed, by a deputy"
    elif said.comes is not None:
        words = "the same person fills another seat"
    else:
        words = _answer(acting, said)
    return SeatOutlook(seat, confirmed, words)


def _answer(acting: Person | None, said: _Said) -> str:
    if acting is None:
        return "vacant"
    if acting.id in said.tentative:
        return "may come"
    if acting.id not in said.declined:
        return "not answered"
    return "deputy to come, not yet named" if said.unnamed_deputy else "apologies"


def _words(now: QuorumFinding, then: QuorumFinding, calls: int) -> str:
    if now.quorate:
        return f"Seats confirmed: {now.short} (clause {now.clause})."
    if not then.quorate:
        return (
            f"Seats confirmed: {now.short} (clause {now.clause}); calls alone can’t make it quorate, "
            "so the Chair may want to move the meeting."
        )
    return f"Seats confirmed: {now.short} (clause {now.clause}); please ring {number_word(calls)}."
