"""The inspection bundle: what inspectors ask for of the last eighteen months, and what is missing of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from forum.calendar.working_days import ONE_DAY, WorkingDays
from forum.text.months import months_after
from forum.text.wording import capital

MONTHS = 18  # inspectors give ten days to bring what there is of so many
MONTHS_OF_DRILL = (1, 4, 7, 10)
WORD_HOLDS = dt.timedelta(days=28)  # that part 2 may leave


class BundlePart(StrEnum):
    """The sections of the bundle, each a folder of it."""

    TERMS = "1 Terms and members"
    MEETINGS = "2 Agendas, minutes and action logs"
    PLAN = "3 Action plan"
    ATTENDANCE = "4 Attendance"
    RISKS = "5 Risks and challenge"
    REPORTS = "6 Reports and answers"
    COMPLIANCE = "7 Compliance"


@dataclass(frozen=True, order=True)
class BundleFile:
    """A file of the bundle: the section in which it stands, its name, and what it is. ``part`` 2 goes sealed
    or not at all."""

    section: BundlePart
    name: str
    what: str
    part: int = 1


@dataclass(frozen=True, order=True)
class Missing:
    """Something that the bundle ought to have and has not, and why."""

    section: BundlePart
    what: str
    why: str

    @property
    def in_words(self) -> str:
        """What is missing and why: "Minutes of MASE/2027-01: not out, due on 26 January 2027"."""
        return capital(f"{self.what}: {self.why}")


def first_day(as_at: dt.date) -> dt.date:
    """Return the first day of the eighteen months up to a day, both included: 1 October 2025 for 31 March
    2027."""
    return months_after(as_at + ONE_DAY, -MONTHS)


def is_day_of_drill(days: WorkingDays, on: dt.date) -> bool:
    """Say whether a day is the first working day of a quarter, on which the unit hears what a bundle would
    lack and how the register stands, also where nothing else is to be said (own rule)."""
    return on.month in MONTHS_OF_DRILL and on == days.on_or_after(on.replace(day=1))


def may_be_sealed(answered: Iterable[dt.date], on: dt.date) -> bool:
    """Say whether the Chair's word that part 2 may leave holds on a day: for four weeks (own rule)."""
    return any(on - WORD_HOLDS <= day <= on for day in answered)
