"""The letter that brings late papers, as a numbered supplement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ItemLine, MeetingLine


@dataclass(frozen=True, kw_only=True)
class Supplement(Letter):
    """Brings the late papers the Chair allowed: ``number`` is the supplement's, ``items`` theirs.

    Each item's ``paper`` says what is different for this reader: "new", or "replaces ours of 1 February".
    """

    NAME: ClassVar[str] = "supplement"

    meeting: MeetingLine
    number: int
    items: tuple[ItemLine, ...]
