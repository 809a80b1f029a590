"""The letter that brings late papers, as a numbered supplement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ItemLine, MeetingLine


@dataclass(frozen=True, kw_only=True)
class Supplement(Letter):
    """Brings late papers that the Chair allowed: ``number`` is the supplement's, ``items`` are the papers'.

    Each item's ``paper`` says how the paper is new to this reader: "new", or "replaces ours of 1 February".
    """

    NAME: ClassVar[str] = "supplement"

    meeting: MeetingLine
    number: int
    items: tuple[ItemLine, ...]
