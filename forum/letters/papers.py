"""Letters about papers and packs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from forum.agenda import ItemLine, Purpose
from forum.letters.base import Letter
from forum.letters.parts import ActionLine, MeetingLine, reports_on
from forum.letters.taps import WHOLE
from forum.papers.pack import PackPaper, PackReader
from forum.questions.kinds import KINDS, QuestionKind


@dataclass(frozen=True, kw_only=True)
class ItemOff(Letter):
    """The letter that tells an author that their item, or their paper, is not wanted for a meeting.

    Says that an item of the reader's is off the agenda of the day ``meeting``, or its paper not wanted.

    ``item`` is the title of the item in quotation marks, or the titles of ``several``, empty in part 2.
    ``kept_for`` is the date of the meeting that takes it instead, None for none: with ``no_time`` there is no
    room for it before, without it came too late. ``item_stays`` is true where the paper alone is not wanted,
    and ``paper`` says that a paper was asked for or is in.
    """

    NAME: ClassVar[str] = "item_off"

    meeting: dt.date
    item: str
    paper: bool
    kept_for: dt.date | None = None
    no_time: bool = False
    several: bool = False
    item_stays: bool = False


@dataclass(frozen=True, kw_only=True)
class ItemsOfPart:
    """Items of one part that follow each other; ``heading`` is empty for those of part 1 that begin."""

    heading: str
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, kw_only=True)
class Papers(Letter):
    """The letter that brings the agenda and papers.

    Says which items need a decision and which papers are attached or to follow.

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
    def sections(self) -> tuple[ItemsOfPart, ...]:
        """The items by parts, in their order."""
        sections: list[ItemsOfPart] = []
        for part, lines in groupby(self.items, key=lambda item: item.part):
            heading = "Part 2: restricted" if part > 1 else "After part 2" if sections else ""
            sections.append(ItemsOfPart(heading=heading, lines=tuple(lines)))
        return tuple(sections)

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {WHOLE: ("APOLOGIES",), **reports_on(self.actions)}


RELEASE_BY = dt.time(15)


@dataclass(frozen=True, kw_only=True)
class PackCheck(Letter):
    """The letter that asks the unit to check the readers of each paper, and to release the pack.

    Shows the papers × recipients grid and asks for RELEASE by a time on a day.

    ``papers`` are in the order of the pack, and so is each reader's ``gets``; ``seats`` are the short names
    of the seats, as a reply names them. ``changed`` has, a sentence each, the differences from our last
    letter. ``undocumented`` are the items for decision without a paper. ``is_first`` says that no meeting was
    held before. ``minutes_of`` are the meetings whose minutes go with the pack, for this one to confirm, and
    ``minutes_to_follow`` those whose are not out; ``has_plan`` says that the action plan goes, and
    ``plan_words`` in which of its lines, or of which task group, a lead's words may tell of a person or a
    place. ``registers`` are those that go with it, which have the last meeting before them. ``called_for`` is
    the one item for which the meeting was called, and why; ``agreed`` is false where the Chair has not agreed
    the agenda. ``workbook`` says that the workbook to arrange the pack in is attached. ``by`` and ``by_time``
    are the time of the release.
    """

    NAME: ClassVar[str] = "pack_check"

    meeting: dt.date
    papers: tuple[PackPaper, ...]
    readers: tuple[PackReader, ...]
    seats: tuple[str, ...]
    by: dt.date
    undocumented: tuple[ItemLine, ...] = ()
    is_first: bool = False
    minutes_of: tuple[dt.date, ...] = ()
    minutes_to_follow: tuple[dt.date, ...] = ()
    has_plan: bool = False
    plan_words: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    agreed: bool = True
    called_for: str = ""
    workbook: bool = True
    by_time: dt.time = RELEASE_BY

    @property
    def readers_alike(self) -> tuple[tuple[PackReader, ...], ...]:
        """The readers by what they get, in the order of the first of each."""
        alike: dict[tuple[bool, ...], list[PackReader]] = {}
        for reader in self.readers:
            alike.setdefault(reader.gets, []).append(reader)
        return tuple(map(tuple, alike.values()))

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {WHOLE: KINDS[QuestionKind.RELEASE_PACK].buttons}


@dataclass(frozen=True, kw_only=True)
class CoveredAuthor:
    """An ``author`` for whom the reader covers, by name, and the number of the ``item`` of a meeting on a
    ``date``."""

    item: str
    date: dt.date
    author: str


@dataclass(frozen=True, kw_only=True)
class WantedItem(ItemLine):
    """An item whose lead is asked for its paper, with the ``minutes`` that they have to speak.

    One ``for_purpose`` of the group says what it is to hear. ``decided`` is the reference of its last
    decision on that, empty for none: the words are in the minutes, as this letter bears no marking.
    """

    minutes: int
    for_purpose: bool = False
    decided: str = ""


@dataclass(frozen=True, kw_only=True)
class PapersWanted:
    """The papers that are still wanted from the reader for the meeting on a ``date``.

    ``items`` are their items (whose ``paper`` is not used); ``by`` and ``by_time`` (noon) are the day and the
    time by which the papers are wanted. ``agreed`` says that the Chair has agreed the agenda.
    """

    date: dt.date
    items: tuple[WantedItem, ...]
    by: dt.date
    by_time: dt.time = dt.time(12)
    agreed: bool = True

    @property
    def is_numbered(self) -> bool:
        """True once the items have numbers: before, the Chair has agreed their papers ahead."""
        return bool(self.items[0].number)


@dataclass(frozen=True, kw_only=True)
class PaperAuthor(Letter):
    """The letter that asks an author for papers.

    Asks for the reader's papers, or the word VERBAL or WITHDRAW.

    ``meetings`` have the papers of each meeting that waits for some, the next one first. ``covered`` are the
    authors for whom the reader covers.
    """

    NAME: ClassVar[str] = "paper_author"

    meetings: tuple[PapersWanted, ...]
    covered: tuple[CoveredAuthor, ...] = ()

    @property
    def items(self) -> tuple[WantedItem, ...]:
        """The items of all meetings, in the order in which the letter has them."""
        return tuple(item for meeting in self.meetings for item in meeting.items)

    @property
    def share_a_number(self) -> bool:
        """True where items of two meetings have the same number: they are answered by their titles."""
        numbers = [item.number for item in self.items if item.number]
        return len(numbers) > len(set(numbers))

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        instead = KINDS[QuestionKind.PROVIDE_PAPER].buttons
        return {str(number): instead for number in range(1, len(self.items) + 1)}


@dataclass(frozen=True, kw_only=True)
class Supplement(Letter):
    """The letter that brings late papers, as a numbered supplement.

    Brings late papers that the Chair allowed: ``number`` is the supplement's, ``items`` are the papers'.

    Each item's ``paper`` says how the paper is new to this reader: "new", or "replaces ours of 1 February".
    """

    NAME: ClassVar[str] = "supplement"

    meeting: MeetingLine
    number: int
    items: tuple[ItemLine, ...]
