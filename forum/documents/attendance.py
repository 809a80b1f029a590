"""The documents about attendance: the table of seats, and the report by organisation.

The letters that would go in the Chair's name, as the Chair reads them before they say so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from forum.documents.base import Document
from forum.text.charts import Chart, Series
from forum.text.wording import count, rounded
from forum.yearly import SeatInPeriod


@dataclass(frozen=True, kw_only=True)
class AttendanceReport(Document):
    """The attendance report: how often each organisation was represented in a period (clause 4).

    Each seat's attendance from ``first`` to ``last``, both days included, at ``held`` meetings. ``rows``
    are in the order of the terms.
    """

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


class SeatStanding(StrEnum):
    """The standing of a seat, in the order of the table: seats that need a look come first.

    At the limit, one more absence puts the member below.
    """

    BELOW = "Below"
    NEAR = "At the limit"
    VACANT = "Vacant"
    MET = "Met"
    TOO_EARLY = "Too early to say"


@dataclass(frozen=True, kw_only=True)
class MeetingColumn:
    """A meeting. ``represented`` is the number of seats filled, ``needed`` the quorum (clause 4)."""

    date: dt.date
    represented: int
    needed: int
    quorate: bool


@dataclass(frozen=True, kw_only=True)
class SeatLine:
    """A seat. ``holder`` is empty while the seat is vacant.

    ``marks`` has one of P R D A X – for each meeting of the table, in their order. Of the ``counted``
    meetings that the holder was expected at, they came to ``attended`` themselves and a deputy stood in at
    ``deputised``. ``represented`` is the share of meetings at which the seat was filled, 0 where there were
    none; ``absences_left`` is None where no verdict is due.
    """

    organisation: str
    holder: str
    marks: tuple[str, ...]
    counted: int
    attended: int
    deputised: int
    represented: Fraction
    absences_left: int | None
    standing: SeatStanding

    @property
    def own(self) -> Fraction | None:
        """The share of meetings that the holder came to themselves; None where there were none."""
        return Fraction(self.attended, self.counted) if self.counted else None


@dataclass(frozen=True, kw_only=True)
class AttendanceTable(Document):
    """The attendance table: each seat's marks at the last meetings, and its standing (clause 4).

    The last meetings, oldest first, by seat. ``rows`` may come in any order: those below come first.

    ``minimum`` is the least share of meetings a core member must attend, ``deputies`` the largest share at
    which a deputy may stand in, both by ``clause`` of the terms.
    """

    NAME: ClassVar[str] = "attendance_table"

    as_of: dt.date
    minimum: Fraction
    deputies: Fraction
    clause: str
    meetings: tuple[MeetingColumn, ...]
    rows: tuple[SeatLine, ...]

    @property
    def ordered(self) -> tuple[SeatLine, ...]:
        """The rows in the order of the table; rows that stand alike keep their order."""
        order = list(SeatStanding)
        return tuple(sorted(self.rows, key=lambda row: order.index(row.standing)))

    @property
    def below(self) -> tuple[SeatLine, ...]:
        """The rows of members below the minimum."""
        return tuple(row for row in self.rows if row.standing is SeatStanding.BELOW)


@dataclass(frozen=True, kw_only=True)
class LetterInName:
    """A letter: the ``number`` of its question in the Chair's letter, whom it goes ``to``, its ``subject``
    and the paragraphs of its text."""

    number: int
    to: str
    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LettersInYourName(Document):
    """The letters in the order of the Chair's letter."""

    NAME: ClassVar[str] = "letters_in_your_name"

    letters: tuple[LetterInName, ...]
