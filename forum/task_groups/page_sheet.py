"""The page of a task and finish group as a workbook: what it asks, and reading it once it is filled in
(clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from forum.task_groups.commission import Commission, Places, refusal_of_page
from forum.terms.answers import AnswerReader
from forum.terms.faults import faults_in
from forum.text.cell_reader import Cell, Row
from forum.text.columns import Column, Table, plain

ASK, ANSWER, HOW = "What is asked", "Your answer", "How to answer"
SHEET = plain("Task group", Column(ASK, 26, given=True), Column(ANSWER, 70), Column(HOW, 60, given=True))
MEMBERS = plain(
    "Members",
    Column("Name", 34, name="name"),
    Column("Organisation", 34, name="organisation"),
    Column("Email", 48, name="address"),
    Column("Job title", 34, name="job_title"),
    Column("Deputy", 10, choices=("Yes", "No"), name="deputy"),
    free=20,
)
TO_READ = (SHEET.name, (ASK, ANSWER)), (MEMBERS.name, MEMBERS.headings)
"""What is read of the workbook: the titles and headings of its sheets."""
DECISION = "decision"  # no part of the page: once it is there, the group is commissioned
_ONE_A_LINE = "One a line: press Alt and Enter for a new line."

Read = Callable[[AnswerReader, Cell], Any]


def _lines(reader: AnswerReader, cell: Cell) -> list[str]:
    return [" ".join(line.split()) for line in reader.text(cell).splitlines() if line.strip()]


def _code(reader: AnswerReader, cell: Cell) -> str:
    return reader.words(cell).upper()


def _day(reader: AnswerReader, cell: Cell) -> dt.date | None:
    return reader.date(cell, needed=True)


def _minutes(reader: AnswerReader, cell: Cell) -> int | None:
    return reader.whole(cell, "minute", "a whole number of minutes, or nothing")


@dataclass(frozen=True)
class PageRow:
    """A row of the page: the setting it gives, what it asks, and how to answer."""

    setting: str
    ask: str
    how: str = ""
    read: Read = AnswerReader.words


ROWS = (
    PageRow("code", "Code", "A few capitals for references, such as MISSING.", _code),
    PageRow("name", "Name", "In full: Task and Finish Group on …"),
    PageRow("short_name", "Short name", "For subjects of letters: a few words."),
    PageRow("question", "Question", "What the group is to answer, in one sentence."),
    PageRow("why_now", "Why now", "One sentence."),
    PageRow("in_scope", "In scope", _ONE_A_LINE, _lines),
    PageRow("out_of_scope", "Out of scope", _ONE_A_LINE, _lines),
    PageRow("products", "Products", f"What the group hands over. {_ONE_A_LINE}", _lines),
    PageRow("lead", "Lead", "Who chairs it: a name from the sheet Members."),
    PageRow("sponsor", "Sponsor", "A member of your group who does not lead, by name."),
    PageRow("may_see", "What members may see", "Such as: figures without names; no case files."),
    PageRow("sees_part_two", "Part 2 too", "Yes or no. Left empty: no.", AnswerReader.yes),
    PageRow(
        "meetings", "Meetings", "Dates with commas between: 4 March 2027, 1 April 2027.", AnswerReader.dates
    ),
    PageRow("at", "Time", "Left empty: your own group’s.", AnswerReader.time),
    PageRow("minutes", "Length in minutes", "Left empty: as your own group’s.", _minutes),
    PageRow("place", "Place", "Left empty: your own group’s."),
    PageRow("start", "Starts on", "A day to come.", _day),
    PageRow("interim", "Interim report on", "A day between the start and the end.", _day),
    PageRow("end", "Ends on", "“Ongoing” is no day: without an end no group is commissioned.", _day),
    PageRow("unit_does", "The unit does", _ONE_A_LINE, _lines),
    PageRow("unit_does_not", "The unit does not", _ONE_A_LINE, _lines),
    PageRow("success", "How success is known", "One sentence with a figure or a day."),
    PageRow("purpose", "Purpose", "One of your group’s by its code, such as 1b; or nothing."),
    PageRow("plan_line", "Line of the action plan", "Such as P2.3; or nothing."),
    PageRow("parent", "Commissioned by", "The code of your group.", _code),
    PageRow(
        DECISION,
        "Decision",
        "The decision to set it up, such as MASE/2027-02/D1. Left empty, the page comes before your next "
        "meeting.",
    ),
)
HELP = (
    ("What this is", "The one page by which your group commissions a task and finish group. Reply with it."),
    (SHEET.name, "Write in the white cells. A row that may be left empty says so."),
    (MEMBERS.name, "One row a person. A second person of an organisation is the first one’s deputy: Yes."),
    ("If something is wrong", "Nothing is recorded. It comes back with the wrong cells marked."),
)


def page_tables(
    answers: Mapping[str, object], members: Iterable[Sequence[object]] = ()
) -> tuple[Table, Table]:
    """The sheets of a page, with the ``answers`` that are known, by their settings, and the members."""
    return (SHEET, [(row.ask, answers.get(row.setting), row.how) for row in ROWS]), (MEMBERS, members)


@dataclass(frozen=True)
class PageSent:
    """A page as it came: the commission, the ``decision`` that it names, and the cell of each setting."""

    commission: Commission
    decision: str
    places: Places


def read_page(
    rows: Sequence[Row], members: Sequence[Row], where: str, today: dt.date, faults: Sequence[str] = ()
) -> PageSent:
    """Read a page; ``today`` places a date without its year, and ``faults`` are of cells that can't be read.

    Problem with every wrong cell.
    """
    reader = AnswerReader(faults, today)
    settings: dict[str, Any] = {"members": []}
    places = {"members": f"{MEMBERS.name}, cell A2"}
    by_ask = reader.rows_by(rows, ASK, {row.ask: row for row in ROWS}, all_wanted=True)
    for row in ROWS:
        if row.ask in by_ask:
            cell = by_ask[row.ask][ANSWER]
            places[row.setting] = cell.place
            _put(settings, row.setting, row.read(reader, cell))
    for number, member in enumerate(members, start=1):
        settings["members"].append(_member(reader, member))
        places |= {
            f"members[{number}].{column.name}": member[column.heading].place for column in MEMBERS.columns
        }
    decision = settings.pop(DECISION, "")
    try:
        commission = Commission.model_validate(settings)
    except ValidationError as error:
        wrong = list(faults_in(error, Commission))
        raise refusal_of_page(where, wrong, places, reader.faults) from None
    if reader.faults:
        raise refusal_of_page(where, (), places, reader.faults)
    return PageSent(commission, decision, places)


def _member(reader: AnswerReader, row: Row) -> dict[str, Any]:
    member: dict[str, Any] = {}
    for column in MEMBERS.columns:
        read = reader.yes if column.choices else reader.words
        _put(member, column.name, read(row[column.heading]))
    return member


def _put(settings: dict[str, Any], name: str, value: object) -> None:
    """Note a setting, unless its cell is empty or a fault."""
    if value not in (None, "", []):
        settings[name] = value
