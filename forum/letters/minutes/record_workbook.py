"""The letter that brings the record workbook to the unit, the working day before a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine


@dataclass(frozen=True, kw_only=True)
class RecordWorkbook(Letter):
    """Brings the workbook, which doubles as the sign-in sheet, and asks for it back by the day ``by``.

    Without ``part_two`` the workbook has no part 2, since its reader may not read it. ``agreement`` is true
    where a confidentiality agreement to print comes with it, ``has_been`` where the meeting is over already.
    """

    NAME: ClassVar[str] = "record_workbook"

    meeting: MeetingLine
    by: dt.date
    part_two: bool = True
    agreement: bool = False
    has_been: bool = False
