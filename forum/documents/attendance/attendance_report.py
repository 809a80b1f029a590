"""The attendance report: how often each organisation was represented in a period (clause 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document
from forum.text.charts import Chart, Series
from forum.text.wording import count, rounded
from forum.yearly.attendance import SeatInPeriod


@dataclass(frozen=True, kw_only=True)
class AttendanceReport(Document):
    """Each seat's attendance from ``first`` to ``last``, both days included, at ``held`` meetings. ``rows``
    are in the order of the terms."""

    NAME: ClassVar[str] = "attendance_report"

    first: dt.date
    last: dt.date
    held: int
    rows: tuple[SeatInPeriod, ...]

    @property
    def chart(self) -> Chart:
        """How each seat was filled, with the sentence that sums it up."""
        return Chart(
            name="attendance",
            title=_message(self.rows),
            unit="meetings",
            labels=tuple(row.short_name for row in self.rows),
            series=(
                Series("By the member", tuple(row.by_member for row in self.rows)),
                Series("By a deputy", tuple(row.by_deputy for row in self.rows)),
                Series("Absent", tuple(row.absent for row in self.rows)),
                Series("Seat vacant", tuple(row.vacant for row in self.rows)),
            ),
        )


def _message(rows: tuple[SeatInPeriod, ...]) -> str:
    """Sum the rows up: "Seats were filled 118 of 132 times (89%), least often CAMHS: 8 of 12 meetings."."""
    filled, expected = sum(row.represented for row in rows), sum(row.meetings for row in rows)
    if not expected:
        return "No seat was expected at any meeting."
    total = f"Seats were filled {filled} of {expected} times ({rounded(filled, expected)})"
    least = min((row for row in rows if row.meetings), key=lambda row: row.represented / row.meetings)
    if least.represented == least.meetings:
        return f"{total}."
    return (
        f"{total}, least often {least.short_name}: {least.represented} of {count(least.meetings, 'meeting')}."
    )
