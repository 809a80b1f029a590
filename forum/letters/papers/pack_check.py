"""The letter that asks the unit to check the readers of each paper, and to release the pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ItemLine
from forum.letters.taps import WHOLE
from forum.papers.pack import PackPaper, PackReader
from forum.questions.kinds import KINDS, QuestionKind


@dataclass(frozen=True, kw_only=True)
class PackCheck(Letter):
    """Shows the papers × recipients grid and asks for RELEASE by a time on a day.

    ``papers`` are in the order of the pack, and so is each reader's ``gets``; ``seats`` are the short names
    of the seats, as a reply names them. ``changed`` has, a sentence each, the differences from our last
    letter. ``undocumented`` are the items for decision without a paper. ``last_meeting`` is the date of the
    meeting before, None where there was none, and ``minutes_out`` says whether its minutes go with the pack;
    ``has_plan`` says that the action plan does, and ``plan_words`` in which of its lines, or of which task
    group, a lead's words may tell of a person or a place. ``registers`` are those that go with it, which have
    the last meeting before them. ``called_for`` is the one item for which the meeting was
    called, and why; ``agreed`` is false where the Chair has not agreed the
    agenda. ``workbook`` says that the workbook to arrange the pack in is attached. ``by`` and
    ``by_time`` are the time of the release.
    """

    NAME: ClassVar[str] = "pack_check"

    meeting: dt.date
    papers: tuple[PackPaper, ...]
    readers: tuple[PackReader, ...]
    seats: tuple[str, ...]
    by: dt.date
    undocumented: tuple[ItemLine, ...] = ()
    last_meeting: dt.date | None = None
    minutes_out: bool = False
    has_plan: bool = False
    plan_words: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    agreed: bool = True
    called_for: str = ""
    workbook: bool = True
    by_time: dt.time = dt.time(15)

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
