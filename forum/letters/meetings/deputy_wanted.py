"""The letter that asks a member who can't come for a deputy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine
from forum.letters.taps import WHOLE
from forum.questions.kinds import KINDS, QuestionKind


@dataclass(frozen=True, kw_only=True)
class DeputyWanted(Letter):
    """Asks for the name of a deputy, or the word NONE, by a day.

    ``seat`` is the short name of the seat; ``deputies`` are the names of its deputies on the register, empty
    where there are none. ``covered`` is the name of the member who can't come where the reader covers for
    them; ``or_yourself`` says that the reader may come in their place.
    """

    NAME: ClassVar[str] = "deputy_wanted"

    meeting: MeetingLine
    seat: str
    deputies: tuple[str, ...]
    by: dt.date
    covered: str = ""
    or_yourself: bool = False

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        yourself = ("I WILL COME",) if self.or_yourself else ()
        return {WHOLE: (*self.deputies, *KINDS[QuestionKind.NAME_DEPUTY].buttons, *yourself)}
