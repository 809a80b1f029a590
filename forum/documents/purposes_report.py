"""The purposes report: what the meetings of a period did for each purpose of the group (clause 1)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.agenda.coverage import Work
from forum.documents.base import Document
from forum.text.charts import Chart, Series
from forum.text.wording import counted, listed


@dataclass(frozen=True, kw_only=True)
class PurposeRow:
    """A purpose by its code ("1e"), with the number of pieces of work for it: of each kind, in the order of
    ``Work``, and at each meeting."""

    code: str
    name: str
    by_kind: tuple[int, ...]
    by_meeting: tuple[int, ...]
    silent: bool


@dataclass(frozen=True, kw_only=True)
class PurposesReport(Document):
    """The work of part 1 for each purpose at ``meetings``, oldest first. A purpose is silent for which there
    was none, in either part, at the last ``silent_after``."""

    NAME: ClassVar[str] = "purposes_report"

    first: dt.date
    last: dt.date
    meetings: tuple[dt.date, ...]
    silent_after: int
    rows: tuple[PurposeRow, ...]

    @property
    def chart(self) -> Chart:
        """The pieces of work for each purpose by kind, with a sentence on those that are silent."""
        return Chart(
            title=self._message,
            unit="Pieces of work",
            labels=tuple(row.code for row in self.rows),
            series=tuple(
                Series(kind, tuple(row.by_kind[place] for row in self.rows))
                for place, kind in enumerate(Work)
            ),
        )

    @property
    def _message(self) -> str:
        silent = [row.code for row in self.rows if row.silent]
        if len(self.meetings) < self.silent_after:
            return "Too few meetings were held to say of a purpose that it is silent."
        lately = f"the last {counted(self.silent_after, 'meeting')}"
        if silent:
            return f"Nothing was done for {listed(silent)} at {lately}."
        return f"Something was done for each purpose at {lately}."
