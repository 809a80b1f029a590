"""The letters about reports to boards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.boards.report import ReportToBoard, Section
from forum.letters.base import Letter
from forum.questions.kinds import KINDS, QuestionKind
from forum.text.charts import Chart


@dataclass(frozen=True, kw_only=True)
class BoardOutcome(Letter):
    """The letter that asks a board's secretary what the board decided or asks of the group.

    Asks what the ``board`` said of the report at its meeting on ``date``, by the day ``by``.

    ``body`` is the board's code, ``asks`` are what the board was asked, in their order.
    """

    NAME: ClassVar[str] = "board_outcome"

    board: str
    body: str
    date: dt.date
    by: dt.date
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BoardReportLetter(Letter, ReportToBoard):
    """The letter that brings a report to a board's secretary. Its text has all of it; formatted, as a phone
    shows it, it has what comes first.

    Brings the report on the period from ``since`` to ``until``. ``body`` is the board's code. ``has_met`` is
    true where the board has met without it.
    """

    NAME: ClassVar[str] = "board_report"
    FIRST: ClassVar[int] = 2  # sections: what is asked, and in brief

    body: str
    since: dt.date
    until: dt.date
    has_met: bool = False

    @property
    def voting(self) -> tuple[str, ...]:
        return KINDS[QuestionKind.ACKNOWLEDGE_REPORT].buttons

    @property
    def charts(self) -> tuple[Chart, ...]:
        return tuple(section.chart for section in self.to_read if section.chart)

    @property
    def to_read(self) -> tuple[Section, ...]:
        """The sections that are read on a phone; the file has the others."""
        return self.sections[: self.FIRST]

    @property
    def in_file(self) -> tuple[str, ...]:
        """The headings of the other sections."""
        return tuple(section.heading for section in self.sections[self.FIRST :])

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {"1": KINDS[QuestionKind.ACKNOWLEDGE_REPORT].buttons}


@dataclass(frozen=True, kw_only=True)
class ReportDraft(Letter):
    """The letter that brings the draft of a board's report to the unit.

    Asks for the report to a ``board``, which meets on ``date``, back by the day ``by``.

    ``due`` is the day on which it goes to the board, ``body`` the board's code. ``empty`` are the headings
    under which nothing is written yet. ``changes`` is what the Chair wants changed, or the deputy chair as
    ``by_whom``, empty at first; ``without_minutes`` says that the last minutes are not agreed yet.
    """

    NAME: ClassVar[str] = "report_draft"

    board: str
    body: str
    date: dt.date
    by: dt.date
    due: dt.date
    empty: tuple[str, ...] = ()
    changes: str = ""
    by_whom: str = "Chair"
    without_minutes: bool = False
