"""What a board hears of exactly once: the matters of its reports, and what a report still owes it (clauses 2
and 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from forum.text.wording import count, listed


class InReport(StrEnum):
    """The kinds of matter that stand in one report to a board, and in no other."""

    HELD = "meeting held"
    NOT_HELD = "meeting not held"
    MONTH = "month without a meeting"
    DECISION = "decision"
    LINE = "line of the plan ended"
    ACTION = "action discharged"
    DELIVERED = "piece of research delivered"
    USED = "piece of research used"


_PLURALS = {
    InReport.HELD: "meetings held",
    InReport.NOT_HELD: "meetings not held",
    InReport.MONTH: "months without a meeting",
    InReport.LINE: "lines of the plan ended",
    InReport.ACTION: "actions discharged",
    InReport.DELIVERED: "pieces of research delivered",
    InReport.USED: "pieces of research used",
}


@dataclass(frozen=True)
class Reported:
    """A matter that a report tells, by its reference in the register: "MASE/2027-01", "P2.3"."""

    matter: InReport
    reference: str


@dataclass(frozen=True)
class Account:
    """The account that a report gives of the days from ``first`` to ``last``.

    ``reported`` is what other reports to the board tell, from those for ``since`` on. A report owns what
    its board has not heard, not days: a record, a ratification or a correction may come after its day's
    report (clauses 2 and 3).
    """

    since: dt.date
    first: dt.date
    last: dt.date
    reported: frozenset[Reported] = frozenset()

    def owes(self, matter: InReport, reference: str, on: dt.date | None) -> bool:
        """Say whether the report is to tell a matter of a day: one since the first report to the board that
        is on record, which stands in none; never a matter without a day (own rule)."""
        return on is not None and on >= self.since and Reported(matter, reference) not in self.reported


def overlap(these: Iterable[Reported], those: Iterable[Reported]) -> bool:
    """Say whether two reports tell the same matter."""
    return not frozenset(these).isdisjoint(those)


def in_short(reported: Iterable[Reported]) -> str:
    """Return what a report tells, counted by kind: "2 meetings held and 5 decisions"; empty for nothing."""
    return listed(_counted([each.matter for each in reported]))


def _counted(matters: list[InReport]) -> Iterator[str]:
    for matter in InReport:
        if number := matters.count(matter):
            yield count(number, matter, _PLURALS.get(matter))
