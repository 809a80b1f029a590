"""The actions report: the action log at the end of each month of a period (clauses 3 and 6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.actions.over_time import MonthOfActions
from forum.documents.base import Document
from forum.text.charts import Chart, Series
from forum.text.wording import count, long_date


@dataclass(frozen=True, kw_only=True)
class ActionsReport(Document):
    """The actions of part 1 from ``first`` to ``last``, both days included, a row a month."""

    NAME: ClassVar[str] = "actions_report"

    first: dt.date
    last: dt.date
    rows: tuple[MonthOfActions, ...]

    @property
    def chart(self) -> Chart:
        """The actions that were open at the end of each month, and those of them that were overdue."""
        return Chart(
            name="actions",
            title=_message(self.rows),
            unit="open actions",
            labels=tuple(f"{row.last:%b %y}" for row in self.rows),
            series=(
                Series("Overdue", tuple(row.overdue for row in self.rows)),
                Series("In time", tuple(row.open - row.overdue for row in self.rows)),
            ),
            over_time=True,
        )


def _message(rows: tuple[MonthOfActions, ...]) -> str:
    """Sum the rows up: "2 of 9 open actions were overdue on 31 March 2027; most on 31 August 2026: 5"."""
    now, worst = rows[-1], max(rows, key=lambda row: row.overdue)
    stands = "No open action was"
    if now.overdue:
        stands = f"{now.overdue} of {count(now.open, 'open action')} {'was' if now.overdue == 1 else 'were'}"
    then = f"; most were on {long_date(worst.last)}: {worst.overdue}" if worst.overdue > now.overdue else ""
    return f"{stands} overdue on {long_date(now.last)}{then}."
