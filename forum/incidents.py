"""An incident with personal data: the hours in which it is reported, and what is still to do about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

REPORTED_WITHIN = dt.timedelta(hours=72)  # UK GDPR, article 33(1)
_LONDON = ZoneInfo("Europe/London")


class IncidentRisk(StrEnum):
    """The risk of an incident to the people whose data it is (UK GDPR, articles 33 and 34)."""

    UNLIKELY = "unlikely"
    LIKELY = "likely"
    HIGH = "high"


class IncidentTask(StrEnum):
    """The next thing to do about an incident."""

    ASSESS = "decide whether it puts people at risk"
    REPORT = "report it to the Information Commissioner"
    TELL = "tell the people whose data it is"
    CLOSE = "close it, once the letter is back or deleted"


@dataclass(frozen=True)
class Incident:
    """An incident as it stands. ``learnt_at`` is when the board learnt of it, in London time."""

    learnt_at: dt.datetime
    risk: IncidentRisk | None = None
    reported_at: dt.datetime | None = None
    people_told_on: dt.date | None = None

    @property
    def report_by(self) -> dt.datetime:
        """Return when the 72 hours end, by the clocks of that day."""
        start = self.learnt_at.replace(tzinfo=_LONDON).astimezone(dt.UTC)
        return (start + REPORTED_WITHIN).astimezone(_LONDON).replace(tzinfo=None)

    @property
    def next_task(self) -> IncidentTask:
        """Return the next thing to do.

        An incident that is unlikely to put anybody at risk is not reported; of one with a high risk the
        people are told too.
        """
        if self.risk is None:
            return IncidentTask.ASSESS
        if self.risk is not IncidentRisk.UNLIKELY and self.reported_at is None:
            return IncidentTask.REPORT
        if self.risk is IncidentRisk.HIGH and self.people_told_on is None:
            return IncidentTask.TELL
        return IncidentTask.CLOSE

    @property
    def clock_runs(self) -> bool:
        """Say whether the 72 hours count: nobody has reported it, or decided that it need not be."""
        return self.next_task in (IncidentTask.ASSESS, IncidentTask.REPORT)
