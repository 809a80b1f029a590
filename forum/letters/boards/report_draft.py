"""The letter that brings the draft of a board's report to the unit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class ReportDraft(Letter):
    """Asks for the report to a ``board``, which meets on ``date``, back by the day ``by``.

    ``due`` is the day on which it goes to the board, ``body`` the board's code. ``empty`` are the headings
    under which nothing is written yet. ``changes`` is what the Chair wants changed, empty at first;
    ``without_minutes`` says that the last minutes are not agreed yet.
    """

    NAME: ClassVar[str] = "report_draft"

    board: str
    body: str
    date: dt.date
    by: dt.date
    due: dt.date
    empty: tuple[str, ...] = ()
    changes: str = ""
    without_minutes: bool = False
