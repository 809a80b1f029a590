"""The answer, at once, to whoever wrote of what must reach a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.concerns.follow_up import Advice
from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class ConcernAnswer(Letter):
    """Says what a writer does now, who has their mail, and that nothing else of it was taken.

    ``advice`` is for each kind of concern, the most urgent first; it is ``urgent`` where the first one is.
    ``answered`` is the date of the letter of ours that was answered, None for a message that answered none.
    ``lead`` is who leads on safeguarding, with a number, where they were told; ``unit`` the unit with its
    number. To an address that the register need not know it has no name and nothing that anybody wrote.
    """

    NAME: ClassVar[str] = "concern_answer"

    urgent: bool
    advice: tuple[Advice, ...]
    answered: dt.date | None
    lead: str
    unit: str
