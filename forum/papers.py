"""Papers: what becomes of each, who may read it, and what is in whose pack (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.membership import Membership, Person


class PaperState(StrEnum):
    WANTED = "wanted"
    FILED = "filed"
    LATE_WANTED = "late wanted"  # offered after the pack went out; the Chair's leave is asked
    LATE_ALLOWED = "late allowed"
    VERBAL = "verbal"
    WITHDRAWN = "withdrawn"
    TABLED = "tabled"


class Readers(StrEnum):
    ALL = "all"
    CORE = "core"
    PART_TWO = "part 2"


MOVES: Mapping[PaperState, frozenset[PaperState]] = {}


@dataclass(frozen=True)
class Paper:
    """A paper for an item. ``document`` is its SHA-256 once filed; ``part`` that of its item."""

    id: UUID
    item_number: str
    title: str
    state: PaperState
    readers: Readers = Readers.ALL
    part: int = 1
    document: str | None = None
    supplement: int | None = None


@dataclass(frozen=True)
class Pack:
    """What one person gets."""

    person: Person
    part_two: bool
    papers: tuple[Paper, ...]


def may_move(state: PaperState, to: PaperState) -> bool:
    """Whether a paper may go from one state to the other (own rule)."""
    raise NotImplementedError


def state_when_filed(state: PaperState, pack_out: bool) -> PaperState:
    """A paper that comes after the pack went out waits for the Chair's leave (own rule). Problem if it can't come."""
    raise NotImplementedError


def is_collected(state: PaperState) -> bool:
    """A paper is no longer waited for once it is in, verbal or withdrawn (own rule)."""
    raise NotImplementedError


def next_supplement(papers: Sequence[Paper]) -> int:
    """Late papers go out as supplement 1, 2, 3 ... of the meeting (own rule)."""
    raise NotImplementedError


def may_read(paper: Paper, membership: Membership, person_id: UUID, day: dt.date) -> bool:
    """Whether the person may read the paper on that day (own rule)."""
    raise NotImplementedError


def pack_readers(
    membership: Membership, day: dt.date, standing_in: Collection[UUID] = ()
) -> tuple[Person, ...]:
    """Who gets a pack: members, Chair, deputy chair, and deputies as their appointment says (clause 6).

    ``standing_in`` are the ids of the deputies named for this meeting.
    """
    raise NotImplementedError


def packs(
    papers: Sequence[Paper], membership: Membership, day: dt.date, standing_in: Collection[UUID] = ()
) -> tuple[Pack, ...]:
    """The pack of each reader: the papers in circulation that they may read, in the order given (clause 6)."""
    raise NotImplementedError
