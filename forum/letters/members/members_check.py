"""The letter that shows the unit the changes of a workbook before they are made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.taps import WHOLE
from forum.questions.kinds import KINDS, QuestionKind


@dataclass(frozen=True, kw_only=True)
class ChangesOfAKind:
    """The changes of one ``kind``, such as "joiners", a sentence each; or notes on how the workbook was
    read."""

    kind: str
    changes: tuple[str, ...]
    is_note: bool = False


@dataclass(frozen=True, kw_only=True)
class MembersCheck(Letter):
    """Lists what the unit's ``workbook`` would change, and asks for APPLY or NO ``by`` a day."""

    NAME: ClassVar[str] = "members_check"

    changes: tuple[ChangesOfAKind, ...]
    by: dt.date
    workbook: str = "members’ workbook"

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {WHOLE: KINDS[QuestionKind.APPLY_MEMBERS].buttons}
