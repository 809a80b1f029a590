"""The letter to the contacts of a partnership."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.taps import WHOLE
from forum.partnerships import BriefingText
from forum.questions.kinds import KINDS, QuestionKind


@dataclass(frozen=True, kw_only=True)
class BriefingLine(BriefingText):
    """A briefing: its ``reference`` ("B/2027/01"), its ``purpose`` ("for action"), and its words."""

    reference: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class Briefing(Letter):
    """The briefing of a partnership on what the group decided, in the words that the Chair agreed.

    Tells a contact what the group decided at the meeting of a day, in the Chair's name.

    ``body`` is the contact's ("Ashford Community Safety Partnership"), ``chair`` the Chair's name;
    ``acknowledge_by`` is the day by which the contact says that it has come.
    """

    NAME: ClassVar[str] = "briefing"

    body: str
    meeting: dt.date
    briefings: tuple[BriefingLine, ...]
    acknowledge_by: dt.date
    chair: str

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {WHOLE: KINDS[QuestionKind.ACKNOWLEDGE_BRIEFING].buttons}
