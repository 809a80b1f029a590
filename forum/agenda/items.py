"""The agenda: what is on it, in which order and under which number (clause 6)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Literal, get_args
from uuid import UUID

from forum.terms.policy import Policy, StandingItem
from forum.text.wording import listed, long_date, plural

Purpose = Literal["decision", "discussion", "information"]


class Place(IntEnum):
    """Where an item stands, in the order of the agenda. The middle is ordered by purpose."""

    WELCOME = 1
    INTERESTS = 2
    LAST_MINUTES = 3
    RATIFY = 4
    ACTION_LOG = 5
    MIDDLE = 6
    BOARDS = 7
    PART_TWO = 8


FIXED: Mapping[str, tuple[Place, Purpose, int]] = {
    "Welcome and apologies": (Place.WELCOME, "information", 5),
    "Declarations of interest": (Place.INTERESTS, "information", 5),
    "Minutes of the last meeting": (Place.LAST_MINUTES, "decision", 5),
    "Action log": (Place.ACTION_LOG, "decision", 10),
    "Items to and from boards and partnerships": (Place.BOARDS, "information", 5),
}
_TO_RATIFY = re.compile(r"Decisions? of .+ to ratify")


@dataclass(frozen=True)
class Item:
    """One item of an agenda. ``lead`` and ``proposed_by`` are people's ids; ``minutes`` is how long it takes.

    ``number`` is empty until the agenda is put in order. ``id`` is that of its row, None while it has none.
    """

    title: str
    purpose: Purpose
    minutes: int
    part: int = 1
    objective: str = ""
    standing: bool = False
    lead: UUID | None = None
    proposed_by: UUID | None = None
    proposed_on: dt.date | None = None
    id: UUID | None = None
    number: str = ""


def draft_agenda(
    policy: Policy,
    carried: Sequence[Item] = (),
    proposed: Sequence[Item] = (),
    chair: UUID | None = None,
    unit: UUID | None = None,
) -> tuple[Item, ...]:
    """The draft put to the Chair: what every meeting has, the standing items drawn from the purposes, what
    was carried over and what members proposed (clauses 1 and 6). The next meeting's date is no item.

    ``chair`` and ``unit`` lead the standing items that the policy gives them.
    """
    leads = {"chair": chair, "unit": unit}
    fixed = [
        Item(title, purpose, minutes, standing=True, lead=chair)
        for title, (_, purpose, minutes) in FIXED.items()
    ]
    standing = [_standing(item, leads[item.lead]) for item in policy.standing_items]
    return ordered([*fixed, *standing, *carried, *proposed])


def ratifying(taken_on: Sequence[dt.date], chair: UUID | None = None) -> Item:
    """The item under which decisions taken without a quorum, each on its day, are put to the meeting
    (clause 4)."""
    days = listed(long_date(day) for day in sorted(set(taken_on)))
    title = f"{plural(len(taken_on), 'Decision')} of {days} to ratify"
    return Item(title, "decision", 5, standing=True, lead=chair)


def ordered(items: Sequence[Item]) -> tuple[Item, ...]:
    """Welcome, interests, last minutes, what is to be ratified, action log; then for decision, discussion and
    information; boards and partnerships; part 2 (own rule). Numbered 1, 2, 3 ...

    Items of one place and purpose keep the order given.
    """
    in_order = sorted(items, key=lambda item: (place_of(item), get_args(Purpose).index(item.purpose)))
    return tuple(replace(item, number=str(number)) for number, item in enumerate(in_order, start=1))


def place_of(item: Item) -> Place:
    """Where an item belongs, by its part and title; one that somebody proposed never has a fixed place
    (clause 6)."""
    if item.part > 1:
        return Place.PART_TWO
    if item.standing and item.title in FIXED:
        return FIXED[item.title][0]
    if item.standing and _TO_RATIFY.fullmatch(item.title):
        return Place.RATIFY
    return Place.MIDDLE


def start_times(items: Sequence[Item], start: dt.time) -> tuple[dt.time, ...]:
    """Each item begins when the one before it ends (own rule)."""
    at = dt.datetime.combine(dt.date.min, start)
    times = []
    for item in items:
        times.append(at.time())
        at += dt.timedelta(minutes=item.minutes)
    return tuple(times)


def as_read_by(items: Sequence[Item], part_two: bool) -> tuple[Item, ...]:
    """Whoever may not read part 2 sees none of its items; the others keep their numbers (own rule)."""
    return tuple(item for item in items if part_two or item.part == 1)


def _standing(item: StandingItem, lead: UUID | None) -> Item:
    return Item(
        item.title,
        item.purpose,
        item.minutes,
        part=item.part,
        objective=item.objective,
        standing=True,
        lead=lead,
    )
