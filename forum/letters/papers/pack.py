"""The letter that brings the agenda and papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from forum.agenda.purpose import Purpose
from forum.letters.base import Letter
from forum.letters.parts import ActionLine, ItemLine, MeetingLine, reports_on
from forum.letters.taps import WHOLE


@dataclass(frozen=True, kw_only=True)
class Section:
    """Items of one part that follow each other; ``heading`` is empty for those of part 1 that begin."""

    heading: str
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, kw_only=True)
class Papers(Letter):
    """Says which items need a decision and which papers are attached or to follow.

    ``one_file`` says that agenda and papers are attached as one PDF too; ``agreed`` is false where the Chair
    has not agreed the agenda yet; ``stands_in`` is true for a deputy,
    for whom nobody deputises; ``leaves_for_part_two`` is true for a reader who may not stay for it, and
    ``joins_at`` is when they join where it comes first, ``back_at`` when they come back where it is in the
    middle. ``items`` are the items of the agenda that this
    reader may see; ``actions`` the reader's own open actions.
    ``next_date`` and ``items_by`` are the meeting after it that takes items and the last day for proposing
    one, both None for a reader who is not asked.
    """

    NAME: ClassVar[str] = "papers"

    meeting: MeetingLine
    items: tuple[ItemLine, ...]
    actions: tuple[ActionLine, ...]
    one_file: bool = False
    agreed: bool = True
    stands_in: bool = False
    leaves_for_part_two: bool = False
    joins_at: dt.time | None = None
    back_at: dt.time | None = None
    next_date: dt.date | None = None
    items_by: dt.date | None = None

    @property
    def to_the_fore(self) -> tuple[ItemLine, ...]:
        """The items for decision and those with a paper."""
        return tuple(item for item in self.items if item.paper or item.purpose == Purpose.DECISION)

    @property
    def in_a_row(self) -> tuple[ItemLine, ...]:
        """All other items, which a phone shows in a line."""
        return tuple(item for item in self.items if item not in self.to_the_fore)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The items by parts, in their order."""
        sections: list[Section] = []
        for part, lines in groupby(self.items, key=lambda item: item.part):
            heading = "Part 2: restricted" if part > 1 else "After part 2" if sections else ""
            sections.append(Section(heading=heading, lines=tuple(lines)))
        return tuple(sections)

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {WHOLE: ("APOLOGIES",), **reports_on(self.actions)}
