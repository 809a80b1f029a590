"""Compliance with the terms over the board's year, as at a day: the page, and the workbook behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from forum.documents.registers import CompliancePage, compliance_lines
from forum.text.columns import Column, Kind, Table, to_read
from forum.text.problem import Problem
from forum.text.wording import long_date
from forum.yearly import Case, ClauseOverPeriod
from tasks.documents.workbooks.layout import write_workbook
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.yearly import meeting_clauses, work_clauses
from tasks.duties.yearly.period import Period, year_until

CLAUSES: tuple[Callable[[Period], ClauseOverPeriod | None], ...] = (
    meeting_clauses.purposes,
    work_clauses.briefings,
    work_clauses.reports,
    work_clauses.outcomes,
    work_clauses.plan,
    meeting_clauses.seats,
    meeting_clauses.attendance,
    meeting_clauses.quorate,
    meeting_clauses.another_meeting,
    meeting_clauses.monthly,
    meeting_clauses.agenda_agreed,
    meeting_clauses.papers_out,
    meeting_clauses.minutes_out,
    meeting_clauses.log_out,
    meeting_clauses.draft_to_chair,
    work_clauses.actions,
    meeting_clauses.confirmed_list,
    meeting_clauses.agreements,
    work_clauses.task_groups,
    work_clauses.research,
    work_clauses.reminders,
)
"""What the terms ask, a function each, in their order; each returns None where it does not bear on a
group."""
CASES = to_read(
    "Cases",
    Column("What", 44),
    Column("Due", 14, kind=Kind.DATE),
    Column("Done", 14, kind=Kind.DATE),
    Column("Days late", 11, kind=Kind.NUMBER),
    Column("Met", 13),
    Column("Why", 60),
)


@dataclass(frozen=True)
class Compliance:
    """The compliance page with the clauses behind it."""

    page: CompliancePage
    clauses: tuple[ClauseOverPeriod, ...]

    @property
    def workbook(self) -> bytes:
        """The workbook (.xlsx) with the page and the cases of each clause."""
        page = self.page
        title = f"{page.group}: {page.title.lower()}"
        return write_workbook(title, *self._tables(), marking=page.marking, reference=page.reference)

    def _tables(self) -> Iterator[Table]:
        """Yield a sheet with the page, and one with the cases of each clause."""
        lines = [
            (line.clause, line.asks, line.this_year, line.proof, line.outcome) for line in self.page.lines
        ]
        yield (
            to_read(
                self.page.title,
                Column("Clause", 9),
                Column("What it asks", 48),
                Column("In the period", 60),
                Column("Sheet with the proof", 22),
                Column("Outcome", 14),
            ),
            lines,
        )
        for clause in self.clauses:
            cases = [_cells(case, self.page.last) for case in clause.cases]
            yield replace(CASES, name=clause.sheet), cases


def _cells(case: Case, as_at: dt.date) -> Sequence[object]:
    met = {True: "Yes", False: "No", None: "Not counted"}[case.met]
    return case.what, case.due, case.done, case.days_late(as_at) or None, met, case.why


def compliance(work: UnitOfWork, group_id: UUID) -> Compliance:
    """Return the compliance of a group from the beginning of the board's year to the day of the work, as it
    stood on that day. Problem for a day before the group began."""
    forum = group_context(work, group_id)
    if forum.on < forum.group.go_live:
        began = f"Group {forum.group.code} began on {long_date(forum.group.go_live)}"
        raise Problem(f"{began}; choose that day or a later one.")
    return compliance_over(year_until(forum, forum.on))


def compliance_over(period: Period) -> Compliance:
    """Return the compliance of a group over a period."""
    clauses = tuple(clause for ask in CLAUSES if (clause := ask(period)) is not None)
    policy = period.forum.policy
    page = CompliancePage(
        group=policy.group.in_headings,
        marking=policy.marking,
        reference=f"{period.forum.group.code}, as at {long_date(period.last)}",
        first=period.first,
        last=period.last,
        lines=compliance_lines(clauses, period.last),
    )
    return Compliance(page, clauses)
