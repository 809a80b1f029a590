"""Quorum: whether enough of the core membership is there (clause 4). The software counts, the Chair rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum import policy
from forum.membership import Seat

Attendee = UUID | str  # a person on the register by id, a walk-in deputy by name


class Ruling(StrEnum):
    """What the Chair deems the meeting to be."""

    QUORATE = "quorate"
    NOT_QUORATE = "not quorate"


@dataclass(frozen=True)
class QuorumFinding:
    """``present`` of ``seats`` seats are filled and ``needed`` are needed; ``missing`` are named seats not filled.

    ``short`` reads "7 of the 8 needed"; ``words`` is a whole sentence with the clause.
    """

    present: int
    needed: int
    seats: int
    filled: frozenset[UUID]
    missing: tuple[str, ...]
    quorate: bool
    short: str
    words: str
    clause: str


def needed(rule: policy.Quorum, seats: int) -> int:
    """The fewest seats that make a meeting of so many seats quorate (clause 4)."""
    raise NotImplementedError


def count_quorum(
    rule: policy.Quorum,
    seats: Sequence[Seat],
    present: Mapping[Attendee, Collection[UUID]],
    withdrawn: Collection[Attendee] = (),
) -> QuorumFinding:
    """Count the seats filled (clause 4).

    ``seats`` are those of the day, vacant ones included, abolished ones not. ``present`` gives for each person in
    the room or online the ids of the seats they may fill; ``withdrawn`` left for the item.
    """
    raise NotImplementedError


def stands(finding: QuorumFinding, ruling: Ruling | None) -> bool:
    """Whether a decision stands, or is to be ratified: as the Chair ruled, else as counted (clause 4)."""
    raise NotImplementedError
