"""The letter that puts a decision to a member between meetings, and the one that says what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.taps import WHOLE
from forum.questions.kinds import KINDS, QuestionKind


@dataclass(frozen=True, kw_only=True)
class ByMail(Letter):
    """Asks whether a seat agrees to a decision by a day; with ``agreed`` it says how many seats did.

    ``needed`` of ``seats`` make it a decision, which ``is_taken`` then. ``against`` are the short names of
    the seats that said no; ``next_date`` is the meeting that ratifies it, None where none is planned.
    """

    NAME: ClassVar[str] = "by_mail"

    reference: str
    decision: str
    reason: str
    until: dt.date
    needed: int
    seats: int
    agreed: int | None = None
    is_taken: bool = False
    against: tuple[str, ...] = ()
    next_date: dt.date | None = None

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        is_asked = self.agreed is None
        return {WHOLE: KINDS[QuestionKind.AGREE_BY_MAIL].buttons} if is_asked else {}
