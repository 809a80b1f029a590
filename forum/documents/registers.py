"""The registers of a group as pages: decisions, risks, and the challenge log.

The documents of what a period shows as a whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from forum.documents.base import Document
from forum.text.charts import MOST_SERIES, Chart, Series
from forum.text.wording import capital, count, counted, listed
from forum.yearly import BundleFile, ClauseOverPeriod, Outcome


@dataclass(frozen=True, kw_only=True)
class ChallengeEntry:
    """A challenge from one organisation to another; ``stage`` says who is to answer by ``due``, or answered.
    ``answered`` is None, and ``answer`` empty, while there is no answer."""

    reference: str
    opened: dt.date
    raised_by: str
    to: str
    what: str
    stage: str
    due: dt.date
    answered: dt.date | None = None
    answer: str = ""
    changed: str = ""


@dataclass(frozen=True, kw_only=True)
class ChallengeLog(Document):
    """The challenge log of a period: what one organisation asked of another, the answer, what changed.

    The challenges that were open from ``first`` to ``last``, both days included, by the day they began.
    """

    NAME: ClassVar[str] = "challenge_log"

    first: dt.date
    last: dt.date
    challenges: tuple[ChallengeEntry, ...]

    @property
    def unanswered(self) -> int:
        """The number of those that have no answer."""
        return sum(entry.answered is None for entry in self.challenges)


@dataclass(frozen=True, kw_only=True)
class DecisionEntry:
    """A decision of part 1 under an ``item``. ``standing`` says how it stands, ``purpose`` is the code of the
    purpose it serves ("1e"), empty for none; ``followed`` are actions, briefings and lines of the plan."""

    reference: str
    on: dt.date
    item: str
    purpose: str
    text: str
    standing: str
    followed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionsRegister(Document):
    """The register of decisions: what the group decided in a period, how each decision stands, what followed.

    The decisions of part 1 from ``first`` to ``last``, both days included, the latest first.
    """

    NAME: ClassVar[str] = "decisions_register"

    first: dt.date
    last: dt.date
    decisions: tuple[DecisionEntry, ...]


@dataclass(frozen=True, kw_only=True)
class RiskEntry:
    """A risk by its number. ``purpose`` is the code of the purpose that it touches ("1f"), ``owner`` the
    organisation that answers for it; ``trend`` says how the score last moved, and when."""

    number: int
    cause: str
    event: str
    effect: str
    purpose: str
    owner: str
    likelihood: int
    impact: int
    score: int
    trend: str
    controls: str
    told: str
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class RiskRegister(Document):
    """The risk register as a page: the open risks, the highest score first.

    The risks that were open at the end of ``as_of``; one that scores more than ``tolerance`` is over
    it.
    """

    NAME: ClassVar[str] = "risk_register"

    as_of: dt.date
    tolerance: int
    risks: tuple[RiskEntry, ...]


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
    """The compliance page: each clause of the terms on one side of A4, with its figures, its proof and
    whether it was met.

    Compliance with the terms from ``first`` to ``last``, both days included.
    """

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


def compliance_lines(clauses: Iterable[ClauseOverPeriod], as_at: dt.date) -> tuple[ComplianceLine, ...]:
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


@dataclass(frozen=True, kw_only=True)
class InspectionIndex(Document):
    """The index of an inspection bundle: each file of it, and what is missing and why.

    The ``files`` of the period from ``first`` to ``last``, both days included, by section. ``missing`` are
    sentences without a full stop. ``sealed`` says how part 2 is enclosed, or why not; empty for a group
    without any.
    """

    NAME: ClassVar[str] = "inspection_index"

    first: dt.date
    last: dt.date
    files: tuple[BundleFile, ...]
    missing: tuple[str, ...]
    sealed: str

    @property
    def sections(self) -> tuple[tuple[BundleFile, ...], ...]:
        """The files of each section, in their order."""
        return tuple(tuple(files) for _, files in groupby(self.files, lambda file: file.section))


@dataclass(frozen=True, kw_only=True)
class PurposeRow:
    """A purpose by its code ("1e"), with the number of pieces of work for it: of each kind, in the order of
    ``forum.agenda.WorkKind``, and at each meeting."""

    code: str
    name: str
    by_kind: tuple[int, ...]
    by_meeting: tuple[int, ...]
    silent: bool


@dataclass(frozen=True, kw_only=True)
class PurposesReport(Document):
    """The purposes report: what the meetings of a period did for each purpose of the group (clause 1).

    The work of part 1 for each purpose at ``meetings``, oldest first. A purpose is silent for which there
    was none, in either part, at the last ``silent_after``.
    """

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
