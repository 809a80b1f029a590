"""The letter that shows the unit what a members' workbook would change, before it does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.samples import TO_UNIT, UNIT


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

    @classmethod
    def sample(cls) -> Self:
        return cls(
            **TO_UNIT,
            addressee="Business Unit Officer",
            marking="",
            why=UNIT,
            changes=(
                ChangesOfAKind(
                    kind="joiners",
                    changes=("Interim Lead, KCHFT: core member, KCHFT, from 4 February 2027",),
                ),
                ChangesOfAKind(
                    kind="leavers",
                    changes=("Head of Safeguarding: core member, KCHFT, last day 1 February 2027",),
                ),
                ChangesOfAKind(
                    kind="changed addresses",
                    changes=(
                        "Designated Nurse: designated.nurse@ccg.example → nurse@health.example from "
                        "4 February 2027",
                    ),
                ),
            ),
            by=dt.date(2027, 2, 9),
        )
