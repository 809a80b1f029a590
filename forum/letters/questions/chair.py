"""The Chair's letter: all that is asked of the Chair on one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from forum.letters.base import Letter
from forum.letters.parts import Ask
from forum.letters.taps import WHOLE
from forum.questions.kinds import DRAFTS, KINDS
from forum.questions.words import Word


@dataclass(frozen=True, kw_only=True)
class ChairLetter(Letter):
    """Puts every open question to the Chair, with the words that answer each.

    ``asks`` has at least one question, of the kinds agree agenda, agree minutes, allow late paper,
    waive notice, discharge action, send attendance notice, escalate action, hear of help wanted and rule on
    quorum.
    ``standing_in`` is true in the letter to whoever is asked as well as the Chair; ``joint`` says whose
    word agrees where two are Chairs, and is empty for one. Mark it when anything is attached: a draft
    agenda, minutes, a late paper or the ``attendance_table``.
    """

    NAME: ClassVar[str] = "chair"

    asks: tuple[Ask, ...]
    standing_in: bool = False
    joint: Literal["", "either", "both"] = ""
    attendance_table: bool = False

    @property
    def voting(self) -> tuple[str, ...]:
        """The words that answer the question; none where several are asked."""
        return KINDS[self.asks[0].kind].buttons if len(self.asks) == 1 else ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        by_number = {str(number): KINDS[ask.kind].buttons for number, ask in enumerate(self.asks, start=1)}
        are_drafts = len(self.asks) == len(DRAFTS) and {ask.kind for ask in self.asks} == DRAFTS
        return {WHOLE: (Word.AGREE_BOTH,), **by_number} if are_drafts else by_number
