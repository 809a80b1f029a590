"""The attendance table: who came to the last meetings, and who is below what the terms ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, Self

from forum.documents.base import Document


class Standing(StrEnum):
    """How a seat's holder stands, worst first: the order of the table."""

    BELOW = "below"
    NEAR = "one absence from it"
    MET = "met"
    TOO_EARLY = "too early to say"
    VACANT = "vacant"


@dataclass(frozen=True, kw_only=True)
class MeetingColumn:
    """One meeting. ``represented`` seats of ``seats`` were filled, ``needed`` make a quorum (clause 4)."""

    date: dt.date
    represented: int
    seats: int
    needed: int
    quorate: bool
    extraordinary: bool = False


@dataclass(frozen=True, kw_only=True)
class SeatRow:
    """One seat. ``marks`` has one of P R D A X – for each meeting column, in their order.

    Of the ``counted`` meetings the holder was expected at, they came to ``attended`` themselves and a deputy
    stood in at ``deputised``. ``represented`` is the share of meetings at which the seat was filled, None where
    there were none; ``absences_left`` is None where no verdict is due. ``finding`` is the verdict in words.
    """

    organisation: str
    holder: str
    marks: tuple[str, ...]
    counted: int
    attended: int
    deputised: int
    represented: Fraction | None
    absences_left: int | None
    standing: Standing
    finding: str


@dataclass(frozen=True, kw_only=True)
class AttendanceTable(Document):
    """The last meetings, oldest first (twelve at most), by seat. ``rows`` come in any order.

    ``minimum`` is the least share of meetings to attend, ``deputies`` the largest for deputies (clause 4).
    """

    NAME: ClassVar[str] = "attendance_table"

    as_of: dt.date
    minimum: Fraction
    deputies: Fraction
    clause: str
    meetings: tuple[MeetingColumn, ...]
    rows: tuple[SeatRow, ...]

    @property
    def title(self) -> str:
        raise NotImplementedError

    @classmethod
    def sample(cls) -> Self:
        raise NotImplementedError
