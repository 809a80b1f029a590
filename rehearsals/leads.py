"""The plan as the leads of its lines and the group play it: most report on course, and when due, done; one is
in trouble, one is late, one says nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from forum.plan.decided import Decided
from forum.questions.words import Reply, Word
from forum.text.wording import capital, listed
from rehearsals.minute_taker import Typed
from samples.plan import plan_rows, plan_workbook
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.plan.import_plan import import_plan
from tasks.register.tables import PlanLineRow

IN_TROUBLE, LATE = "P1.2", "P1.4"  # and of P4.3 its lead says nothing
MOVED_AT, MOVED_BY = 3, dt.timedelta(days=60)  # the third meeting moves the date of the late line
TROUBLE = Reply(Word.RED, "Two agencies want another scoring, and no day is agreed to settle it")
DELAY = Reply(Word.AMBER, "The lawyers’ advice is three weeks late; all sign once it is in")
BY_PHONE = Reply(Word.AMBER, "A new analyst begins next month")
NEARLY_DUE = dt.timedelta(days=21)


@dataclass(frozen=True)
class CourseOfLine:
    """The course of a line: its ``progress``, the ``evidence`` that it is done, and the ``impact``."""

    progress: str
    evidence: str
    impact: str


# line | progress | evidence | impact
_COURSES = """
P1.1 | Six in ten front-line staff have been trained | Registers of 41 courses | Staff refer a third more children than a year ago.
P1.3 | The figures of both areas are in | The profile, as sent to both boards | Visits go where children are most at risk.
P1.4 | Eleven agencies have signed | The agreement with all signatures | Staff share within a day what they used to ask for in letters.
P2.1 | Forty schools have the lessons | Returns of all schools | Pupils name an adult whom they would tell.
P2.2 | The visits are nearly done | Register of 214 visits | Hotels rang with 19 concerns in the quarter after.
P2.3 | The leaflet is with the printers | The campaign, and its count of calls | Parents’ calls have doubled.
P2.4 | The youth forum has met | Notes of both meetings | Letters to young people are shorter, as they asked.
P3.1 | Nine of twelve districts have a panel | Terms of all twelve panels | No child at risk waits a month for a plan.
P3.2 | Interviews are offered in time in four cases of five | Figures of six months | Children are heard within three days.
P3.3 | Three clinics use the tool | The audit of all clinics | Clinics refer children whom nobody knew.
P3.4 | Tenders are being read | The contract | Victims have a worker for two years, not six weeks.
P4.1 | Orders are considered in each strategy meeting | Count of orders by district | Fewer of those warned were seen near children again.
P4.2 | Six plans are agreed | List of plans | Those on licence are seen weekly.
"""  # noqa: E501  (a line is a row)
COURSES: Mapping[str, CourseOfLine] = {
    reference: CourseOfLine(*words)
    for reference, *words in (line.split(" | ") for line in _COURSES.strip().splitlines())
}


def import_sample_plan(
    work: UnitOfWork, code: str, new_leads: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Take the sample’s plan into the register; with ``new_leads`` by seat, the lines of these alone."""
    rows = [
        {**row, "Lead officer": new_leads.get(str(row["Lead seat"]), row["Lead officer"])}
        for row in plan_rows()
        if not new_leads or row["Lead seat"] in new_leads
    ]
    import_plan(work, code, plan_workbook(rows), "the sample of an action plan")


def word_on(line: PlanLineRow, today: dt.date) -> Reply | None:
    """Return the lead's word on a line; None from the lead who says nothing."""
    if line.reference == IN_TROUBLE:
        return TROUBLE
    if line.reference == LATE and not line.moved:
        return DELAY
    course = COURSES.get(line.reference)
    if course is None:
        return None
    if line.due - NEARLY_DUE <= today:
        return Reply(Word.DONE, course.evidence)
    return Reply(Word.GREEN, course.progress)


@dataclass(frozen=True)
class PlanTaken:
    """What the group decides of the plan: the decision, and the rows of the sheet Plan by the line."""

    decision: str
    rows: Mapping[str, Typed]


def taken_on_plan(rows: Iterable[Typed], number: int, met: dt.date) -> PlanTaken | None:
    """Return what the first, second ... meeting decides of the lines on its sheet Plan: whatever has evidence
    is discharged, and the late line gets another date once. None where nothing is decided of the plan."""
    lines = {str(row["Reference"]): row for row in rows if row["Reference"]}
    done = [reference for reference, row in lines.items() if row["Evidence so far"]]
    of_lines: dict[str, Typed] = {
        reference: {"Decided": Decided.DISCHARGED, "Decision": "D1", "Impact": COURSES[reference].impact}
        for reference in done
    }
    decided = [f"discharge {listed(done)}"] if done else []
    if number == MOVED_AT and LATE in lines:
        decided.append(f"take longer over {LATE}")
        of_lines[LATE] = {"Decided": Decided.NEW_DATE, "Decision": "D1", "New due": met + MOVED_BY}
    return PlanTaken(f"{capital(listed(decided))}.", of_lines) if decided else None
