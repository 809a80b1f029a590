"""The group's purposes and what its meetings did for each, so that none falls silent (clause 1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.agenda.items import Item
from forum.agenda.purpose import Purpose

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
