"""The purposes report: what the meetings of a period did for each purpose of the group (clause 1)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document
from forum.text.charts import MOST_SERIES, Chart, Series
from forum.text.wording import counted, listed


@dataclass(frozen=True, kw_only=True)
class PurposeRow:
    """A purpose by its code ("1e"), with the number of pieces of work for it: of each kind, in the order of
    ``forum.agenda.coverage.Work``, and at each meeting."""

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
        """The pieces of work for each purpose over the months, with a sentence on those that are silent."""
        return Chart(
            name="purposes",
            title=self._message,
            unit="Pieces of work",
            labels=tuple(row.code for row in self.rows),
            series=tuple(
                Series(
                    _between(run), tuple(sum(row.by_meeting[start : start + len(run)]) for row in self.rows)
                )
                for start, run in self._runs
            ),
        )

    @property
    def _runs(self) -> list[tuple[int, tuple[dt.date, ...]]]:
        """The meetings in at most four runs of like length, as many as a chart tells apart, each with the
        place of its first."""
        length = -(-len(self.meetings) // MOST_SERIES)
        return [
            (start, self.meetings[start : start + length]) for start in range(0, len(self.meetings), length)
        ]

    @property
    def _message(self) -> str:
        silent = [row.code for row in self.rows if row.silent]
        if len(self.meetings) < self.silent_after:
            return "Too few meetings were held to say of a purpose that it is silent."
        lately = f"the last {counted(self.silent_after, 'meeting')}"
        if silent:
            return f"Nothing was done for {listed(silent)} at {lately}."
        return f"Something was done for each purpose at {lately}."


def _between(meetings: tuple[dt.date, ...]) -> str:
    """Name meetings by the months of the first and the last: "Apr to Jun"."""
    return " to ".join(dict.fromkeys(f"{meeting:%b}" for meeting in (meetings[0], meetings[-1])))
