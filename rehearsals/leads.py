"""The plan as the leads of its lines and the group play it: most report on course, and when due, done; one
is in trouble, one is late, one says nothing.

The scripted minute-taker: fills in the record workbook as a person would, by typing into its cells.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from forum.plan.cycles import Decided
from forum.questions.words import Reply, Word
from forum.text.wording import capital, listed
from samples.plan import plan_rows, plan_workbook
from tasks.documents.record import HEADER_ROW
from tasks.documents.workbooks.layout import workbook_bytes
from tasks.duties.base.office import UnitOfWork
from tasks.duties.plan.import_plan import import_plan
from tasks.register.tables import PlanLineRow

Typed = Mapping[str, Any]  # a column's heading -> what is typed under it


@dataclass(frozen=True)
class RecordEntries:
    """Entries of the minute-taker, sheet by sheet, by heading: ``{"Status": "Present", "Arrived": "9.55"}``.

    ``meeting`` is by the label in the first column. ``attendance`` is by the seat's short name, ``items`` by
    number, ``updates`` by the action's, ``plan`` by the line's, ``earlier`` by the decision's reference, and
    ``registers`` by sheet and their own: rows already there. The others are new rows, typed from the first
    free one, or beside the reference that they give. Values may be text, numbers, dates or times; None
    clears a cell, and ``cleared`` names by sheet the rows to empty, by what stands in their first column.
    """

    meeting: Typed = field(default_factory=dict)
    attendance: Mapping[str, Typed] = field(default_factory=dict)
    others: Sequence[Typed] = ()
    interests: Sequence[Typed] = ()
    items: Mapping[str, Typed] = field(default_factory=dict)
    earlier: Mapping[str, Typed] = field(default_factory=dict)
    decisions: Sequence[Typed] = ()
    actions: Sequence[Typed] = ()
    updates: Mapping[str, Typed] = field(default_factory=dict)
    plan: Mapping[str, Typed] = field(default_factory=dict)
    registers: Mapping[str, Mapping[str, Typed]] = field(default_factory=dict)
    cleared: Mapping[str, Sequence[str]] = field(default_factory=dict)


def fill_sheets(workbook: Workbook, entries: RecordEntries) -> bytes:
    """The workbook with the entries typed in, saved. Raises KeyError for a row or heading not in it."""
    lines = {row[0].value: row for row in workbook["Meeting"].iter_rows(min_row=HEADER_ROW)}
    for label, value in entries.meeting.items():
        _type_into(lines[label][1], value)
    for name, cells in entries.cleared.items():
        _clear(workbook[name], cells)
    for name, rows in (
        ("Attendance", entries.attendance),
        ("Items", entries.items),
        ("Updates", entries.updates),
        ("Decisions", entries.earlier),
    ):
        _type_beside(workbook[name], rows)
    for name, rows in (
        ("Plan", entries.plan),
        *entries.registers.items(),
    ):
        if rows:  # a group without a plan, or a register, has no such sheet
            _type_beside(workbook[name], rows)
    for name, new_rows in (
        ("Others", entries.others),
        ("Interests", entries.interests),
        ("Decisions", entries.decisions),
        ("Actions", entries.actions),
    ):
        _type_below(workbook[name], new_rows)
    return workbook_bytes(workbook)


def open_sheets(content: bytes) -> Workbook:
    """Open a workbook once for all that is done with it: it takes long."""
    return load_workbook(io.BytesIO(content))


def rows_typed(sheets: Workbook, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet of an open workbook, each a dictionary by heading; empty cells are None."""
    worksheet = sheets[sheet]
    headings = _headings(worksheet)
    return [
        {heading: row[column - 1].value for heading, column in headings.items()}
        for row in worksheet.iter_rows(min_row=HEADER_ROW + 1)
    ]


def _type_beside(sheet: Worksheet, rows: Mapping[str, Typed]) -> None:
    """Type into existing rows, which the first column names."""
    numbers = {str(row[0].value): row[0].row for row in sheet.iter_rows(min_row=HEADER_ROW + 1)}
    for name, typed in rows.items():
        _type(sheet, numbers[name], typed)


def _clear(sheet: Worksheet, names: Sequence[str]) -> None:
    """Empty the white cells of rows, which the first column names."""
    for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
        if row[0].value in names:
            for cell in row:
                cell.value = cell.value if cell.protection.locked else None


def _type_below(sheet: Worksheet, rows: Sequence[Typed]) -> None:
    """Type new rows into the first free ones: those with no white cell filled in."""
    free = (
        row[0].row
        for row in sheet.iter_rows(min_row=HEADER_ROW + 1)
        if not any(cell.value for cell in row if not cell.protection.locked)
    )
    new = [typed for typed in rows if "Reference" not in typed]
    for number, typed in zip(list(free)[: len(new)], new, strict=True):
        _type(sheet, number, typed)
    _type_beside(sheet, {str(typed["Reference"]): typed for typed in rows if "Reference" in typed})


def _type(sheet: Worksheet, number: int | None, typed: Typed) -> None:
    headings = _headings(sheet)
    assert number is not None
    for heading, value in typed.items():
        _type_into(sheet.cell(number, headings[heading]), value)


def _type_into(cell: Any, value: Any) -> None:
    """Type into one cell; in a cell formatted as text, as most are, a value that begins with = stays text."""
    cell.value = value
    if isinstance(value, str) and cell.number_format == "@":
        cell.data_type = "s"


def _headings(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[HEADER_ROW] if cell.value}


IN_TROUBLE, LATE = "P1.2", "P1.4"  # and of P4.3 its lead says nothing
MOVED_AT, MOVED_BY = 3, dt.timedelta(weeks=8)  # the third meeting moves the date of the late line
TROUBLE = Reply(Word.RED, "Two agencies want another scoring, and no day is agreed to settle it")
DELAY = Reply(Word.AMBER, "The lawyers’ advice is three weeks late; all sign once it is in")
BY_PHONE = (  # in the quarter in which the line is due, and in each before it
    "Two of the twelve districts still send nothing",
    "Nine of the twelve districts send a return",
    "The analyst has begun, and five districts send a return",
    "A new analyst begins in the spring",
)
A_QUARTER = dt.timedelta(days=91)
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
P3.2 | Two thirds of interviews are offered in time | Figures since local teams offer them | Every child is offered an interview within three days.
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


def word_by_phone(line: PlanLineRow, today: dt.date) -> Reply:
    """Return what the lead who says nothing tells whoever rings."""
    quarters = max((line.due - today) // A_QUARTER, 0)
    return Reply(Word.AMBER, BY_PHONE[min(quarters, len(BY_PHONE) - 1)])


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
