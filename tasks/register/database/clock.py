"""The clock of the office: London time, or a time that was set (for the rehearsal and tests)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    def now(self) -> dt.datetime:
        """The time in London, without a zone: what the people of the forum see on their own clocks."""


class SystemClock:
    def now(self) -> dt.datetime:
        return dt.datetime.now(LONDON).replace(tzinfo=None)


@dataclass
class SetClock:
    """A clock that stands where it was set."""

    at: dt.datetime

    def now(self) -> dt.datetime:
        return self.at
