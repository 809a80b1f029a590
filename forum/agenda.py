"""The agenda: what is on it, in which order and under which number (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from forum.policy import Policy

Purpose = Literal["decision", "discussion", "information"]


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
    """The draft put to the Chair: opening, standing, carried and proposed items in order, numbered (clause 6).

    ``chair`` and ``unit`` lead the standing items that the policy gives them.
    """
    raise NotImplementedError


def ordered(items: Sequence[Item]) -> tuple[Item, ...]:
    """Put items in the order of an agenda and number them 1, 2, 3 ... (own rule)."""
    raise NotImplementedError


def start_times(items: Sequence[Item], start: dt.time) -> tuple[dt.time, ...]:
    """When each item begins, one time per item."""
    raise NotImplementedError


def as_read_by(items: Sequence[Item], part_two: bool) -> tuple[Item, ...]:
    """The agenda as a reader sees it: without part 2 for those who may not read it (own rule)."""
    raise NotImplementedError
