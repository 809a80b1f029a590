"""The plot of a year: what a seed draws for each of its meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from random import Random

from tests.years.days import after, before, second_tuesdays
from tests.years.journal import ABSENT, APOLOGIES, DEPUTY, PRESENT, REMOTE
from tests.years.terms import BOARDS, SEATS
from tests.years.terms import SERVICE_BEGAN as FIRST

OFF_FROM = 4  # working days after a meeting
SHORT = 7  # seats that are empty at a meeting that most people miss
IN_TASK_GROUP = ("Medway Social Care", "Kent Police", "KSCB")
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
    is_chair_silent: bool  # on agenda and minutes


@dataclass(frozen=True)
class TaskGroupPlot:
    """A task and finish group: when it is proposed, how many days after a decision on it the unit says so,
    and to which of the meetings that ask for its final report that comes: the first is 0, to none at all."""

    proposed: dt.date
    followed_after: int
    report_at: int | None


@dataclass(frozen=True)
class BoardChange:
    """A board tells on a day that one of its meetings is on another; on none where ``to`` is empty."""

    on: dt.date
    board: str
    date: dt.date
    to: dt.date | None


@dataclass(frozen=True)
class RuleChange:
    """From a day on the terms have the group meet in another week, or on another weekday."""

    on: dt.date
    week: str
    weekday: str


class Plot:
    """The months of a year, each drawn by itself: the first, the second and so on."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        # One member comes seldom, one is often deputised, as in most groups.
        draw = Random(f"{seed} of the year")
        self.seldom, self.deputised = draw.sample([*SEATS], 2)
        self.has_plan = draw.random() >= 0.5
        self.task_group = self._task_group(draw) if draw.random() < 0.6 else None

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
            leaver=draw.choice(self._leavers()) if draw.random() < 0.2 else "",
            vacant_for=draw.choice((0, 1, 6, 30)),
            off_for=draw.choice((0, 0, 0, 0, 0, 1, 3, 8)),
            is_chair_silent=draw.random() < 0.15,
        )

    def days_off(self, last: dt.date) -> set[dt.date]:
        """Return the days on which the service is off."""
        off = set()
        for number, day in enumerate(second_tuesdays(FIRST, last), start=1):
            begins = after(day, OFF_FROM)
            off |= {after(begins, place) for place in range(self.month(number).off_for)}
        return off

    def board_changes(self) -> Iterator[BoardChange]:
        """Yield what changes of the boards' meetings: of each but the last, perhaps the day."""
        for board, (days, dates) in BOARDS.items():
            for date in dates[:-1]:
                draw = Random(f"{self.seed} of {board} {date}")
                notice = draw.choice((1, 5, 12, 20))
                if draw.random() < 0.2:
                    to = after(date, 10) if draw.random() < 0.7 else None
                    yield BoardChange(before(date, days + notice), board, date, to)

    def is_silent_on_report(self, board: str, date: dt.date) -> bool:
        """Say whether the Chair says nothing on the report for a board's meeting."""
        return Random(f"{self.seed} of the report to {board} for {date}").random() < 0.1

    def rule_change(self) -> RuleChange | None:
        """Return the change of the meeting rule; most years have none."""
        draw = Random(f"{self.seed} of the weekday")
        meetings = [*second_tuesdays(FIRST, FIRST.replace(year=FIRST.year + 1))]
        day = after(draw.choice(meetings[1:-3]), draw.choice((3, 6, 8)))
        week, weekday = draw.choice((("third", "Tuesday"), ("second", "Thursday"), ("second", "Wednesday")))
        return RuleChange(day, week, weekday) if draw.random() < 0.4 else None

    def _leavers(self) -> list[str]:
        """Return the seats whose holders may leave: nobody of those who are in a task group."""
        return [seat for seat in SEATS if not self.task_group or seat not in IN_TASK_GROUP]

    def _task_group(self, draw: Random) -> TaskGroupPlot:
        proposed = after(FIRST, draw.randint(18, 60))
        return TaskGroupPlot(proposed, draw.choice((1, 1, 3)), draw.choices((0, 1, None), (4, 2, 2))[0])

    def _weights(self, seat: str) -> tuple[int, ...]:
        if seat == self.seldom:
            return 10, 2, 1, 6, 3
        return (10, 0, 7, 1, 1) if seat == self.deputised else (24, 3, 1, 2, 1)
