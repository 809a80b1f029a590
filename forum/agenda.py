"""The purposes for which an item stands on an agenda, and the codes of the group's own purposes.

The agenda: its items, their order and their numbers (clause 6). The changes of a draft agenda since the
draft before. The group's purposes and what its meetings did for each, so that none falls silent (clause
1).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate
from string import ascii_lowercase
from typing import Literal
from uuid import UUID

from forum.terms.parts.duties import StandingItem
from forum.terms.policy import Policy
from forum.text.wording import capital, listed, long_date, plural


class Purpose(StrEnum):
    """The purpose of an item for a meeting; items of the middle of an agenda stand in this order."""

    DECISION = "decision"
    DISCUSSION = "discussion"
    INFORMATION = "information"


def purpose_codes(objectives: Iterable[str]) -> Mapping[str, str]:
    """Return the names of the group's purposes by their codes, "1a" to "1g", in the order of the terms
    (clause 1)."""
    return {f"1{letter}": name for letter, name in zip(ascii_lowercase, objectives, strict=False)}


class Place(StrEnum):
    """The place of an item on the agenda, in order. Items of the middle are ordered by purpose."""

    WELCOME = "welcome"
    INTERESTS = "interests"
    LAST_MINUTES = "last minutes"
    RATIFY = "ratify"
    ACTION_LOG = "action log"
    MIDDLE = "middle"
    BOARDS = "boards"
    OTHER_BUSINESS = "other business"
    PART_TWO = "part 2"


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """An item of an agenda, by its ``number`` ("6") and ``title``.

    ``purpose`` is "decision", "discussion" or "information". ``paper`` says how its paper comes:
    "attached", "to follow", "verbal", "withdrawn", "at the meeting", or empty for an item without one.
    ``part`` is 2 for an item of the restricted part.
    """

    number: str
    title: str
    purpose: str
    paper: str = ""
    part: int = 1


APART = {
    Place.WELCOME: "the welcome",
    Place.INTERESTS: "the declaration of interests",
    Place.PART_TWO: "part 2",
}
"""The places whose items change places only among themselves, in words (own rule)."""

FIXED: Mapping[str, tuple[Place, Purpose, int]] = {
    "Welcome and apologies": (Place.WELCOME, Purpose.INFORMATION, 3),
    "Declarations of interest": (Place.INTERESTS, Purpose.INFORMATION, 2),
    "Minutes of the last meeting": (Place.LAST_MINUTES, Purpose.DECISION, 5),
    "Action log": (Place.ACTION_LOG, Purpose.DECISION, 10),
    "Items to and from boards and partnerships": (Place.BOARDS, Purpose.INFORMATION, 5),
}
TO_RATIFY = " to ratify"  # the end of the title of the item that has decisions taken without a quorum


@dataclass(frozen=True)
class Item:
    """An item of an agenda. ``lead`` and ``proposed_by`` are people's ids; ``minutes`` is its length.

    With ``with_paper`` the lead is asked for a paper. ``place`` is that of an item which every agenda has,
    None for any other. ``number`` is empty until the agenda is put in order. ``id`` is the row's, None for an
    item without a row.
    """

    title: str
    purpose: Purpose
    minutes: int
    part: int = 1
    objective: str = ""
    standing: bool = False
    place: Place | None = None
    lead: UUID | None = None
    with_paper: bool = False
    proposed_by: UUID | None = None
    proposed_on: dt.date | None = None
    id: UUID | None = None
    number: str = ""


def items_to_propose(
    policy: Policy,
    carried: Sequence[Item] = (),
    proposed: Sequence[Item] = (),
    leads: Mapping[str, UUID] = {},
) -> tuple[Item, ...]:
    """Return the draft for the Chair: the items of every meeting, the standing items drawn from the purposes,
    and items carried over or proposed by members (clauses 1 and 6). The next meeting's date is no item.
    Without boards and partnerships, as a task group is, a group has no item for theirs (clause 2).

    ``leads`` are the people who lead standing items, by "chair", "unit" and the names of seats. The Chair
    leads for a seat that is vacant.
    """
    chair = leads.get("chair")
    written_up_as = capital(policy.meetings.written_up_as)
    fixed = [
        Item(
            title.replace("Minutes", written_up_as),
            purpose,
            minutes,
            standing=True,
            place=place,
            lead=chair,
        )
        for title, (place, purpose, minutes) in FIXED.items()
        if place is not Place.BOARDS or policy.boards or policy.partnerships
    ]
    standing = [_standing_item(item, leads.get(item.lead, chair)) for item in policy.standing_items]
    return order_items([*fixed, *standing, *carried, *proposed], policy.meetings.part_two)


def agenda_of_called(title: str, purpose: Purpose, minutes: int, chair: UUID) -> tuple[Item, ...]:
    """Return the agenda of a meeting that is called for one item: that, and the openings of every meeting
    (own rule)."""
    opening = [
        Item(name, of, length, standing=True, place=place, lead=chair)
        for name, (place, of, length) in FIXED.items()
        if place in (Place.WELCOME, Place.INTERESTS)
    ]
    return order_items([*opening, Item(title, purpose, minutes, lead=chair)])


def item_to_ratify(taken_on: Sequence[dt.date], chair: UUID | None = None) -> Item:
    """Return the item under which a meeting ratifies decisions that were taken without a quorum on these days
    (clause 4)."""
    days = listed(long_date(day) for day in sorted(set(taken_on)))
    title = f"{plural(len(taken_on), 'Decision')} of {days}{TO_RATIFY}"
    return Item(title, Purpose.DECISION, 5, standing=True, place=Place.RATIFY, lead=chair)


def order_items(
    items: Sequence[Item], part_two: Literal["first", "middle", "last"] = "last"
) -> tuple[Item, ...]:
    """Put the items in order and number them 1, 2, 3 ... (own rule): welcome, interests, last minutes,
    decisions to ratify, action log; then for decision, discussion and information; boards and partnerships;
    other business that was notified beforehand; part 2, or that before all, or after the action log.

    Items of one place and purpose keep the order given. So do all that are numbered, which may be in another
    order by now: a new one goes behind those of its place and purpose, and of the places before.
    """
    places, purposes = list(Place), list(Purpose)
    if part_two != "last":
        places.remove(Place.PART_TWO)
        places.insert(0 if part_two == "first" else places.index(Place.MIDDLE), Place.PART_TWO)

    def rank(item: Item) -> tuple[int, int]:
        return places.index(item_place(item)), purposes.index(item.purpose)

    in_order = [item for item in items if item.number]
    for new in sorted((item for item in items if not item.number), key=rank):
        before = [at for at, item in enumerate(in_order, start=1) if rank(item) <= rank(new)]
        in_order.insert(max(before, default=0), new)
    return tuple(replace(item, number=str(number)) for number, item in enumerate(in_order, start=1))


def agenda_with_room(minutes: int, rooms: Sequence[int], *, presses: bool) -> int:
    """Return which of the agendas to come an item goes on to whose meeting is cancelled: the next where it
    presses, else the first with room for it, or the last (own rule). ``rooms`` are in minutes."""
    if presses:
        return 0
    return next((at for at, room in enumerate(rooms) if room >= minutes), len(rooms) - 1)


def in_time(items: Sequence[Item], room: int) -> tuple[Item, ...]:
    """Return the first items that fit into so many minutes, in their order (own rule)."""
    ends = accumulate(item.minutes for item in items)
    return tuple(item for item, end in zip(items, ends, strict=True) if end <= room)


def to_fit(
    items: Sequence[Item], may_wait: Collection[Item], minutes: int, of_drafts: Collection[str] = ()
) -> tuple[Item, ...]:
    """Return the items that wait for the next agenda so that the others fit into so many minutes, in their
    order (own rule): none where all fit, and as many as may wait where that is not enough.

    What each draft is given anew, by its titles ``of_drafts``, waits first; then the latest that was proposed
    or commissioned, so that what has waited has its turn.
    """
    over = sum(item.minutes for item in items) - minutes
    waiting = []
    for item in sorted(may_wait, key=lambda item: (item.title in of_drafts, item.proposed_on), reverse=True):
        if over > 0:
            waiting.append(item)
            over -= item.minutes
    for item in waiting[:-1]:
        if over + item.minutes <= 0:
            waiting.remove(item)
            over += item.minutes
    return tuple(item for item in items if item in waiting)


LEAST_TIME = 5  # minutes, for an item that an agenda shortens


def shortened(items: Sequence[Item], minutes: int) -> Mapping[Item, int]:
    """Return the items that have less time so that all fit into so many minutes, with what they have then
    (own rule): the longest loses five minutes first, the last of those as long. Part 2 keeps its time, and
    so does an item of five minutes."""
    over, time = sum(item.minutes for item in items) - minutes, {item: item.minutes for item in items}
    may_lose = [item for item in items if item.part == 1]
    while over > 0 and any(time[item] > LEAST_TIME for item in may_lose):
        longest = max(reversed(may_lose), key=lambda item: time[item])
        less = min(LEAST_TIME, time[longest] - LEAST_TIME)
        time[longest] -= less
        over -= less
    return {item: left for item, left in time.items() if left < item.minutes}


def item_place(item: Item) -> Place:
    """Return an item's place. An item that somebody proposed has no place of its own, whatever its title
    (clause 6)."""
    return Place.PART_TWO if item.part > 1 else item.place or Place.MIDDLE


def start_times(items: Sequence[Item], start: dt.time) -> tuple[dt.time, ...]:
    """Return the time at which each item begins: when the item before it ends (own rule)."""
    at = dt.datetime.combine(dt.date.min, start)
    times = []
    for item in items:
        times.append(at.time())
        at += dt.timedelta(minutes=item.minutes)
    return tuple(times)


def items_for_reader(items: Sequence[Item], part_two: bool) -> tuple[Item, ...]:
    """Return the items that a reader may see: part 2 only with ``part_two``. Numbers stay as they are (own
    rule)."""
    return tuple(item for item in items if part_two or item.part == 1)


def _standing_item(item: StandingItem, lead: UUID | None) -> Item:
    return Item(
        item.title,
        Purpose(item.purpose),
        item.minutes,
        part=item.part,
        objective=item.objective,
        standing=True,
        lead=lead,
        with_paper=item.paper,
    )


def describe_changes(before: Sequence[UUID], now: Sequence[Item], titles: Mapping[UUID, str]) -> str:
    """Say which items have joined a draft agenda, left it or moved since the draft before; empty for none.
    Those on it are told by their numbers, since their titles stand below.

    ``before`` are the items of the draft before, in its order; ``titles`` has the titles of those that left.
    """
    order = [item.id for item in now]
    kept_before, kept_now = [id for id in before if id in order], [id for id in order if id in before]
    in_place = {
        kept_now[at]
        for block in SequenceMatcher(None, kept_before, kept_now).get_matching_blocks()
        for at in range(block.b, block.b + block.size)
    }
    numbers = {item.id: item.number for item in now}
    changes = {
        "new": [numbers[id] for id in order if id not in before],
        "moved": [numbers[id] for id in kept_now if id not in in_place],
        "taken off": [titles[id] for id in before if id not in order],
    }
    said = [f"{what}: {listed(items)}" for what, items in changes.items() if items]
    return f"Since the last draft, {'; '.join(said)}." if said else ""


MINUTES = 10  # for an item on a purpose that has been silent


class WorkKind(StrEnum):
    """The kinds of work that a meeting does for a purpose."""

    ITEM = "Items discussed"
    DECISION = "Decisions"
    ACTION = "Actions"
    PAPER = "Papers"


@dataclass(frozen=True)
class WorkDone:
    """A piece of work for a purpose, by its name in the policy, at the meeting of a day."""

    purpose: str
    meeting: dt.date
    kind: WorkKind
    part: int = 1


def silent_purposes(
    purposes: Sequence[str], meetings: Sequence[dt.date], done: Collection[WorkDone], after: int
) -> tuple[str, ...]:
    """Return the purposes for which nothing was done at the last ``after`` meetings, in their order; none
    while fewer have been held (own rule, for clause 1)."""
    last = frozenset(sorted(meetings)[-after:])
    if len(last) < after:
        return ()
    alive = {work.purpose for work in done if work.meeting in last}
    return tuple(purpose for purpose in purposes if purpose not in alive)


def titles_on_silence(purposes: Mapping[str, str]) -> frozenset[str]:
    """Return the titles of the items that a draft may be given for purposes that have been silent; they come
    anew while they are."""
    return frozenset(item_on_silent_purpose(*each, None).title for each in purposes.items())


def item_on_silent_purpose(purpose: str, title: str, chair: UUID | None) -> Item:
    """Return the item that is proposed on a purpose that has been silent; ``title`` is its name in full."""
    return Item(f"Progress: {title}", Purpose.DISCUSSION, MINUTES, objective=purpose, lead=chair)
