"""Occasions: the marks that tell a letter about a subject to a person from its repeats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class OccasionKind(StrEnum):
    """The kinds of occasion."""

    ONCE = "once"
    DAY = "day"
    MONTH = "month"
    SEAT = "seat on a day"
    TIME = "time of a meeting"
    MOVE = "move from a time"
    QUESTION = "question"
    DOCUMENT = "edition of a document"
    SUPPLEMENT = "supplement"
    ACTION_LOG = "action log"
    MINUTES = "minutes"


# Keys of letters that went stand in mailboxes and registers for good: what is changed here is sent once more.
_IN_KEY: Mapping[OccasionKind, str] = {
    OccasionKind.ONCE: "once",
    OccasionKind.DAY: "{0.day}",
    OccasionKind.MONTH: "{0.day:%Y-%m}",
    OccasionKind.SEAT: "{0.day} {0.about}",
    OccasionKind.TIME: "for {0.at:%Y-%m-%d %H:%M}",
    OccasionKind.MOVE: "move {0.number} from {0.at:%Y-%m-%dT%H:%M:%S}",
    OccasionKind.QUESTION: "question {0.about}",
    OccasionKind.DOCUMENT: "edition {0.number}",
    OccasionKind.SUPPLEMENT: "supplement {0.number}",
    OccasionKind.ACTION_LOG: "action log",
    OccasionKind.MINUTES: "minutes",
}


@dataclass(frozen=True)
class Occasion:
    """An occasion: its kind, and the facts that the kind asks for. As text it is its part of a key.

    ``about`` is the id of a question or seat. A ``note`` tells letters apart that have all else in common.
    ``edition`` is counted from 1: each time that a person sends the letter again is another.
    """

    kind: OccasionKind = OccasionKind.ONCE
    day: dt.date | None = None
    at: dt.datetime | None = None
    number: int | None = None
    about: UUID | None = None
    note: str | None = None
    edition: int = 1

    def __str__(self) -> str:
        words = _IN_KEY[self.kind].format(self)
        words = f"{words} {self.note}" if self.note else words
        return words if self.edition == 1 else f"{words}, again {self.edition}"


ONCE = Occasion()
