"""The plot of a year: what a seed draws for each of its meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from random import Random

from tests.years.days import after, second_tuesdays
from tests.years.journal import ABSENT, APOLOGIES, DEPUTY, PRESENT, REMOTE
from tests.years.terms import SEATS
from tests.years.terms import SERVICE_BEGAN as FIRST

OFF_FROM = 4  # working days after a meeting
SHORT = 7  # seats that are empty at a meeting that most people miss
MARKS = (PRESENT, REMOTE, DEPUTY, APOLOGIES, ABSENT)


class Fate(Enum):
    """What comes of a planned meeting."""

    HELD = auto()
    CANCELLED = auto()
    LEFT_OUT = auto()  # on the Chair's ruling that the month has no meeting
    MOVED = auto()


@dataclass(frozen=True)
class Month:
    """The month of one meeting. Delays are working days after the day on which a person is asked."""

    marks: Mapping[str, str]
    record_after: int
    minutes_after: int
    chair_after: int
    is_deemed_quorate: bool
    fate: Fate
    fate_before: int  # working days before the meeting
    later: int  # working days by which it is moved
    is_followed: bool  # by an extraordinary meeting
    leaver: str  # the seat whose holder leaves before it, or none
    vacant_for: int  # working days
    off_for: int  # working days after it on which the service is off


class Plot:
    """The months of a year, each drawn by itself: the first, the second and so on."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        # One member comes seldom, one is often deputised, as in most groups.
        draw = Random(f"{seed} of the year")
        self.seldom, self.deputised = draw.sample([*SEATS], 2)

    def month(self, number: int) -> Month:
        draw = Random(f"{self.seed} of month {number}")
        marks = {seat: draw.choices(MARKS, self._weights(seat))[0] for seat in SEATS}
        if draw.random() < 0.15:
            marks |= dict.fromkeys(draw.sample([*SEATS], SHORT), APOLOGIES)
        return Month(
            marks=marks,
            record_after=draw.choice((1, 1, 1, 2, 4, 7)),
            minutes_after=draw.choice((1, 3, 3, 5, 9)),
            chair_after=draw.choice((1, 1, 2, 4, 7)),
            is_deemed_quorate=draw.random() < 0.3,
            fate=draw.choices([*Fate], (18, 2, 1, 3))[0],
            fate_before=draw.choice((2, 5, 8, 12, 20)),
            later=draw.choice((1, 3, 5, 8)),
            is_followed=draw.random() < 0.1,
            leaver=draw.choice([*SEATS]) if draw.random() < 0.2 else "",
            vacant_for=draw.choice((0, 1, 6, 30)),
            off_for=draw.choice((0, 0, 0, 0, 0, 1, 3, 8)),
        )

    def days_off(self, last: dt.date) -> set[dt.date]:
        """Return the days on which the service is off."""
        off = set()
        for number, day in enumerate(second_tuesdays(FIRST, last), start=1):
            begins = after(day, OFF_FROM)
            off |= {after(begins, place) for place in range(self.month(number).off_for)}
        return off

    def _weights(self, seat: str) -> tuple[int, ...]:
        if seat == self.seldom:
            return 10, 2, 1, 6, 3
        return (10, 0, 7, 1, 1) if seat == self.deputised else (24, 3, 1, 2, 1)
