"""The short letter that puts before the unit, within the hour, what an office wrote in its own words, or
whoever may be worried about a child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.questions.desk import Desk, DeskTask


@dataclass(frozen=True, kw_only=True)
class Said(Letter):
    """Puts the words of the Chair, an officer of the unit or a board's secretary before the unit, and those
    that may be a worry about a child.

    ``office`` is the writer's, "the Chair", or says who else wrote; ``task`` is what the desk letter says of
    it from the next morning on.
    """

    NAME: ClassVar[str] = "said"

    office: str
    task: DeskTask


TO_THE_DESK = frozenset({Desk.NAME, Said.NAME})
"""The letters that put to the unit what waits for it, and that it answers with its orders."""
