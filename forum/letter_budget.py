"""The letter budget: how many letters a person gets in a month, against the most the policy allows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.policy import Budget


class Reader(StrEnum):
    MEMBER = "member"
    CHAIR = "chair"
    UNIT = "unit"


class Kind(StrEnum):
    LETTER = "letters"
    DIGEST = "action digests"
    WITH_ATTACHMENTS = "letters with attachments"


@dataclass(frozen=True)
class LetterSent:
    """One letter that went to one person on a day. ``letter`` is its name; ``reader`` what the person was that day."""

    group: str
    person_id: UUID
    reader: Reader
    letter: str
    day: dt.date
    attachments: bool


@dataclass(frozen=True)
class Tally:
    """What one person got of one kind in one month (its first day) from one group, and how many are allowed."""

    group: str
    person_id: UUID
    reader: Reader
    month: dt.date
    kind: Kind
    sent: int
    allowed: int

    @property
    def over(self) -> bool:
        return self.sent > self.allowed


def tallies(letters: Iterable[LetterSent], budget: Budget) -> tuple[Tally, ...]:
    """Count letters per person and month; calendar items and the unit's desk letter are not counted."""
    raise NotImplementedError
