"""The quorum forecast: seats that are sure to be filled, and the fewest people to ring if too few are
(own)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from forum.attendance.quorum import Attendee, QuorumFinding, count_quorum, is_named, seats_that_count
from forum.members.membership import Membership, Person, Seat
from forum.terms.parts import quorum as terms
from forum.text.wording import number_word


class Answer(StrEnum):
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    APOLOGIES = "apologies"
    DEPUTY = "deputy"


@dataclass(frozen=True)
class Expected:
    """A person's answer about who comes for a seat. Of answers of one day the later in the sequence
    counts. One that is not ``is_proved`` came by mail of which nothing proves who wrote it."""

    seat_id: UUID
    answer: Answer
    said_on: dt.date
    person_id: UUID
    deputy_id: UUID | None = None
    is_proved: bool = True


@dataclass(frozen=True)
class PersonToRing:
    """A person to ring about a seat, and why: "not answered", "apologies, no deputy named" ..."""

    seat: Seat
    person: Person
    why: str


@dataclass(frozen=True)
class SeatOutlook:
    """A seat's outlook in words: "confirmed", "confirmed, by a deputy", "apologies", "apologies,
    not proved", "not answered" ..."""

    seat: Seat
    confirmed: bool
    words: str


@dataclass(frozen=True)
class Forecast:
    """The count of seats that are confirmed ``now``; ``ring`` are the fewest calls that would be enough.

    ``words`` is a whole sentence with the clause, and says so where all calls together would not be enough.
    ``unproved`` are the calls to those whose apologies nothing proves; ``twice`` is who comes for two seats,
    and counts for one.
    """

    now: QuorumFinding
    ring: tuple[PersonToRing, ...]
    unproved: tuple[PersonToRing, ...]
    seats: tuple[SeatOutlook, ...]
    words: str
    twice: tuple[tuple[Person, tuple[Seat, ...]], ...] = ()


@dataclass
class _SeatAnswers:
    """The answers about a seat that hold: who comes, who may come, and who said no."""

    comes: UUID | None = None
    tentative: set[UUID] = field(default_factory=set)
    declined: set[UUID] = field(default_factory=set)
    unproved: set[UUID] = field(default_factory=set)
    unnamed_deputy: bool = False


def forecast(
    rule: terms.Quorum, membership: Membership, expected: Sequence[Expected], meeting: dt.date
) -> Forecast:
    """Forecast the quorum of a meeting. A seat is sure when its member has accepted or has named a deputy;
    when too few are, the fewest people are rung, the likeliest first (own lead time; quorum clause 4)."""
    seats = membership.seats_on(meeting)
    answers = {seat.id: _answers_for(seat, membership, expected, meeting) for seat in seats}
    sure: dict[Attendee, set[UUID]] = {}
    for seat_id, seat_answers in answers.items():
        if seat_answers.comes is not None:
            sure.setdefault(seat_answers.comes, set()).add(seat_id)
    counting = seats_that_count(rule, membership, meeting)
    chairs = membership.heads(meeting)
    for chair in chairs - {each.person_id for each in membership.all_on(meeting) if each.seat_id}:
        sure.setdefault(chair, set())  # nobody asks a Chair without a seat whether they come
    as_it_stands = count_quorum(rule, counting, sure, chairs=chairs)
    ring, with_calls = _fewest_calls(rule, counting, membership, answers, sure, meeting)
    return Forecast(
        now=as_it_stands,
        ring=ring,
        unproved=tuple(_unproved(seats, membership, answers, meeting)),
        seats=tuple(_outlook(seat, membership, answers[seat.id], as_it_stands, meeting) for seat in seats),
        words=_words(as_it_stands, with_calls, len(ring)),
        twice=tuple(
            (membership.person(person), tuple(seat for seat in seats if seat.id in theirs))
            for person, theirs in sure.items()
            if isinstance(person, UUID) and len(theirs) > 1
        ),
    )


def _answers_for(
    seat: Seat, membership: Membership, expected: Sequence[Expected], meeting: dt.date
) -> _SeatAnswers:
    """The answers about a seat that hold, from people who may still speak for it."""
    speakers = {person.id for person in membership.representatives(seat.id, meeting)}
    answers = _SeatAnswers()
    for entry in sorted(expected, key=lambda entry: entry.said_on):
        if entry.seat_id != seat.id or entry.person_id not in speakers:
            continue
        answers.unnamed_deputy = entry.answer is Answer.DEPUTY and entry.deputy_id is None
        answers.tentative.discard(entry.person_id)
        (answers.unproved.discard if entry.is_proved else answers.unproved.add)(entry.person_id)
        if entry.answer is Answer.ACCEPTED:
            answers.comes = entry.person_id
            answers.declined.discard(entry.person_id)
            continue
        if entry.answer is Answer.TENTATIVE:
            answers.tentative.add(entry.person_id)
            answers.declined.discard(entry.person_id)
            if answers.comes == entry.person_id:
                answers.comes = None
            continue
        answers.declined.add(entry.person_id)
        if entry.answer is Answer.DEPUTY:
            answers.comes = entry.deputy_id
        elif answers.comes == entry.person_id:
            answers.comes = None  # apologies of somebody else leave the deputy they named in place
    return answers


def deputies_named(expected: Sequence[Expected]) -> dict[UUID, UUID]:
    """Return the deputy named for each seat. A name no longer holds once the person who gave it comes after
    all or gives another, or the deputy can't come (own rule)."""
    latest: dict[UUID, Expected] = {}
    for entry in expected:
        earlier = latest.get(entry.seat_id)
        if entry.answer is Answer.DEPUTY:
            latest[entry.seat_id] = entry
        elif earlier and (entry.person_id, entry.answer) in {
            (earlier.person_id, Answer.ACCEPTED),
            (earlier.deputy_id, Answer.APOLOGIES),
        }:
            del latest[entry.seat_id]
    return {seat: entry.deputy_id for seat, entry in latest.items() if entry.deputy_id}


def seats_empty_for_part_two(
    membership: Membership, expected: Sequence[Expected], meeting: dt.date
) -> tuple[tuple[Seat, UUID | None], ...]:
    """Return the seats that will be empty for part 2 as things stand, each with the person who comes and may
    not see it; None where nobody comes. Whoever has not answered is taken to come (own rule)."""
    empty = []
    for seat in membership.seats_on(meeting):
        answers = _answers_for(seat, membership, expected, meeting)
        member = membership.core_member(seat.id, meeting)
        acting = membership.acting_for(member.id, meeting).id if member else None
        comes = answers.comes or (acting if acting not in answers.declined else None)
        if comes is None or not membership.may_read_part_two(comes, meeting):
            empty.append((seat, comes))
    return tuple(empty)


def _fewest_calls(
    rule: terms.Quorum,
    seats: Sequence[Seat],
    membership: Membership,
    answers: dict[UUID, _SeatAnswers],
    sure: dict[Attendee, set[UUID]],
    meeting: dt.date,
) -> tuple[tuple[PersonToRing, ...], QuorumFinding]:
    """Return the calls, and the count of seats if each call brings somebody.

    Each call brings one person more for one seat, so that calls for the seats that must be there, and then
    for as many others as are needed, are the fewest.
    """
    calls: list[PersonToRing] = []
    hoped: dict[Attendee, Collection[UUID]] = dict(sure)
    finding = count_quorum(rule, seats, hoped, chairs=membership.heads(meeting))
    for seat in sorted(
        seats, key=lambda seat: _unlikeliness(seat, rule, membership, answers[seat.id], meeting)
    ):
        is_worth_a_call = is_named(seat, rule) or finding.present < finding.needed
        if seat.id in finding.filled or not is_worth_a_call:
            continue
        busy = {*hoped, *(call.person.id for call in calls)}
        call = next(_ways_to_fill(seat, membership, answers[seat.id], busy, meeting), None)
        if call is not None:
            calls.append(call)
            hoped[f"whoever comes for seat {seat.number}"] = {seat.id}
            finding = count_quorum(rule, seats, hoped, chairs=membership.heads(meeting))
    return tuple(calls), finding


def _unlikeliness(
    seat: Seat, rule: terms.Quorum, membership: Membership, answers: _SeatAnswers, meeting: dt.date
) -> tuple[bool, bool, bool, int, int]:
    """The key by which seats are sorted, the likeliest first: seats that must be there, then those whose
    member has not declined, then those with the most deputies left to ask."""
    member = membership.core_member(seat.id, meeting)
    declined = member is None or membership.acting_for(member.id, meeting).id in answers.declined
    deputies = [
        deputy for deputy in membership.deputies(seat.id, meeting) if deputy.id not in answers.declined
    ]
    return not is_named(seat, rule), declined, not deputies, -len(deputies), seat.number


def _ways_to_fill(
    seat: Seat, membership: Membership, answers: _SeatAnswers, busy: Collection[Attendee], meeting: dt.date
) -> Iterator[PersonToRing]:
    """Yield the calls for a seat, best first: the member who has not declined; a deputy who is free; the
    member again."""
    member = membership.core_member(seat.id, meeting)
    acting = membership.acting_for(member.id, meeting) if member else None
    words = _answer_in_words(acting, answers)
    if acting and acting.id not in answers.declined and acting.id not in busy:
        yield PersonToRing(seat, acting, words)
    for deputy in membership.deputies(seat.id, meeting):
        if deputy.id not in answers.declined and deputy.id not in busy:
            yield PersonToRing(seat, deputy, f"{words}; deputy on the register")
    if acting:
        yield PersonToRing(seat, acting, f"{words}, no deputy named")


def _unproved(
    seats: Sequence[Seat], membership: Membership, answers: dict[UUID, _SeatAnswers], meeting: dt.date
) -> Iterator[PersonToRing]:
    """Yield the calls to members whose apologies came by mail that nothing proves: anybody may have sent
    them."""
    for seat in seats:
        member = membership.core_member(seat.id, meeting)
        acting = membership.acting_for(member.id, meeting) if member else None
        if acting and acting.id in answers[seat.id].declined & answers[seat.id].unproved:
            yield PersonToRing(seat, acting, _answer_in_words(acting, answers[seat.id]))


def _outlook(
    seat: Seat, membership: Membership, answers: _SeatAnswers, as_it_stands: QuorumFinding, meeting: dt.date
) -> SeatOutlook:
    member = membership.core_member(seat.id, meeting)
    acting = membership.acting_for(member.id, meeting) if member else None
    confirmed = seat.id in as_it_stands.filled
    if confirmed:
        words = "confirmed" if acting and answers.comes == acting.id else "confirmed, by a deputy"
    elif answers.comes is not None:
        words = "the same person fills another seat"
    else:
        words = _answer_in_words(acting, answers)
    return SeatOutlook(seat, confirmed, words)


def _answer_in_words(acting: Person | None, answers: _SeatAnswers) -> str:
    if acting is None:
        return "vacant"
    if acting.id in answers.tentative:
        return "may come"
    if acting.id not in answers.declined:
        return "not answered"
    if answers.unnamed_deputy:
        return "deputy to come, not yet named"
    return "apologies, not proved" if acting.id in answers.unproved else "apologies"


def _words(now: QuorumFinding, after_calls: QuorumFinding, calls: int) -> str:
    if now.quorate:
        return f"Seats confirmed: {now.short} (clause {now.clause})."
    if not after_calls.quorate:
        return (
            f"Seats confirmed: {now.short} (clause {now.clause}); calls alone can’t make it quorate, "
            "so the Chair may want to move the meeting."
        )
    return f"Seats confirmed: {now.short} (clause {now.clause}); please ring {number_word(calls)}."
