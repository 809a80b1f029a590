"""The letter that brings the agenda and papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.parts import ActionLine, ItemLine, MeetingLine
from forum.letters.samples import COMMON, MARKING, MEMBER, NEXT, OPEN


@dataclass(frozen=True, kw_only=True)
class Papers(Letter):
    """Says which items need a decision and which papers are attached or to follow.

    ``one_file`` is whether agenda and papers are attached as one PDF too; ``stands_in`` is true for a deputy,
    whom nobody deputises for. ``items`` are the items of the agenda that this reader may see; ``actions`` the
    reader's own open actions.
    """

    NAME: ClassVar[str] = "papers"

    meeting: MeetingLine
    items: tuple[ItemLine, ...]
    actions: tuple[ActionLine, ...]
    one_file: bool = False
    stands_in: bool = False

    @classmethod
    def sample(cls) -> Self:
        rows = (
            ("1", "Welcome and apologies", "information", ""),
            ("2", "Interests", "information", ""),
            ("3", "Minutes of 12 January", "discussion", "attached"),
            ("4", "Action log", "discussion", "attached"),
            ("5", "CSE action plan: progress and actions to discharge", "decision", "attached"),
            ("6", "Training and awareness of the workforce", "information", "attached"),
            ("7", "Obstacles in service provision", "decision", "to follow"),
            ("8", "Community engagement and prevention", "information", "verbal"),
        )
        return cls(
            **COMMON,
            addressee="Designated Nurse",
            marking=MARKING,
            why=MEMBER,
            meeting=NEXT,
            items=tuple(ItemLine(number=n, title=t, purpose=p, paper=a) for n, t, p, a in rows),
            actions=(OPEN,),
            one_file=True,
        )
