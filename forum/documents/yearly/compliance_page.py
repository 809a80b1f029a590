"""The compliance page: each clause of the terms on one side of A4, with its figures, its proof and whether it
was met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document
from forum.text.wording import capital, count, listed
from forum.yearly.compliance import Clause, Outcome


@dataclass(frozen=True, kw_only=True)
class ComplianceLine:
    """A clause: what it asks, how often it was met ``this_year``, the sheet of the workbook with the proof,
    and the outcome."""

    clause: str
    asks: str
    this_year: str
    proof: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class CompliancePage(Document):
    """Compliance with the terms from ``first`` to ``last``, both days included."""

    NAME: ClassVar[str] = "compliance_page"

    first: dt.date
    last: dt.date
    lines: tuple[ComplianceLine, ...]

    @property
    def in_short(self) -> str:
        """The sentence that sums the page up: "12 of 15 requirements met, 2 in part and 1 not met."."""
        outcomes = [line.outcome for line in self.lines if line.outcome != Outcome.NOTHING_DUE]
        met, in_part, missed = (
            outcomes.count(kind) for kind in (Outcome.MET, Outcome.IN_PART, Outcome.NOT_MET)
        )
        judged = count(len(outcomes), "requirement")
        others = listed(f"{n} {words}" for n, words in ((in_part, "in part"), (missed, "not met")) if n)
        return f"{met} of {judged} met, {others}." if others else f"{met} of {judged} met."


def compliance_lines(clauses: Iterable[Clause], as_at: dt.date) -> tuple[ComplianceLine, ...]:
    """Return the lines of the page for clauses, as at a day."""
    return tuple(
        ComplianceLine(
            clause=capital(clause.number),
            asks=clause.asks,
            this_year=clause.in_words(as_at),
            proof=clause.sheet,
            outcome=clause.outcome,
        )
        for clause in clauses
    )
