"""The letter to each member after a meeting: their actions and lines of the plan, and items wanted for the
next one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ActionLine, LineToUpdate, reports_on, reports_on_lines
from forum.letters.taps import WHOLE
from forum.yearly.attendance import SeatInPeriod


@dataclass(frozen=True, kw_only=True)
class AfterMeeting(Letter):
    """Says which actions the reader took on, asks how their lines of the plan stand, and for items.

    ``held`` is the date of the meeting held; ``taken`` the reader's actions from it, ``still_open`` the
    reader's older ones, those too that wait for the Chair. ``next_date`` and ``items_by`` are the meeting to
    come that takes items and the last day for proposing one, both None where none is planned;
    ``minutes_by`` is when the minutes are due, None for a reader who does not get them. ``lines`` are those
    of the plan that the reader leads, where they are asked by ``lines_by`` how these stand. ``seats`` are
    the reader's, with how they were filled in the board's year that ends, to be corrected by ``seats_by``;
    empty but after the last meeting of a year.
    """

    NAME: ClassVar[str] = "after_meeting"

    held: dt.date
    taken: tuple[ActionLine, ...]
    still_open: tuple[ActionLine, ...]
    next_date: dt.date | None
    items_by: dt.date | None
    minutes_by: dt.date | None
    lines: tuple[LineToUpdate, ...] = ()
    lines_by: dt.date | None = None
    seats: tuple[SeatInPeriod, ...] = ()
    seats_by: dt.date | None = None

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        reports = {**reports_on((*self.taken, *self.still_open)), **reports_on_lines(self.lines)}
        return {**reports, WHOLE: ("ITEM:",)} if self.items_by else reports
