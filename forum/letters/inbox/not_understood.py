"""The short letter that says a reply was not understood, and how to say it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.parts import Unclear
from forum.letters.samples import CHAIR, COMMON


@dataclass(frozen=True, kw_only=True)
class NotUnderstood(Letter):
    """Says that nothing was recorded, and how to say it.

    ``answered`` is the date of the letter of ours that was answered, None for a message that answered none;
    ``unclear`` is what was not understood (at least one).
    """

    NAME: ClassVar[str] = "not_understood"

    answered: dt.date | None
    unclear: tuple[Unclear, ...]

    @classmethod
    def sample(cls) -> Self:
        return cls(
            **COMMON,
            addressee="Independent Chair",
            marking="",
            why=CHAIR,
            answered=dt.date(2027, 1, 18),
            unclear=(
                Unclear(
                    why="Your reply has more in it than the word, and nothing is agreed with a condition.",
                    how="Reply AGREE AGENDA, or tell us what to change.",
                ),
            ),
        )
