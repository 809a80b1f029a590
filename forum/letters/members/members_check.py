"""The letter that shows the unit what a members' workbook would change, before it does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class ChangesOfAKind:
    """``kind`` is such as "joiners"; ``changes`` say one each."""

    kind: str
    changes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MembersCheck(Letter):
    """Says what the workbook that the unit sent would change; APPLY or NO is wanted ``by`` a day."""

    NAME: ClassVar[str] = "members_check"

    changes: tuple[ChangesOfAKind, ...]
    by: dt.date
