"""The commission of a task and finish group: one page, as data (clause 6).

The page of a task and finish group as a workbook: what it asks, and reading it once it is filled in
(clause 6).
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError

from forum.terms.faults import Allowed, Fault, faults_in, in_toml
from forum.terms.parts.duties import TaskGroups
from forum.terms.parts.part import SATURDAY, Code, Date, Line, LineOrNothing, Number, Part, Time
from forum.terms.questionnaire import AnswerReader
from forum.text.addresses import checked_address
from forum.text.cells import Cell, Row
from forum.text.checks import folded
from forum.text.columns import Column, Table, plain
from forum.text.dates import months_after
from forum.text.problem import Problem
from forum.text.wording import count, listed

Places = Mapping[str, str]
"""The cells of settings, by their paths."""
NO_PLACES: Places = {}


def _address(text: str) -> str:
    try:
        return checked_address(text)
    except Problem:
        raise ValueError from None  # ``Allowed`` says what is


Address = Annotated[
    str, AfterValidator(_address), Allowed("one email address, such as name@organisation.example")
]
Lines = Annotated[tuple[Line, ...], Field(min_length=1), Allowed("a list of at least one line")]


class CommissionMember(Part):
    """A member, by organisation. A second person of an organisation is the first one's ``deputy``."""

    name: Line
    organisation: Line
    address: Address
    job_title: LineOrNothing = ""
    deputy: bool = False


class Commission(Part):
    """The page that a meeting of the parent agrees.

    ``lead`` is one of the members and chairs the group; ``sponsor`` is a member of the parent, who acts where
    the lead does not. ``sees_part_two`` says whether the members see what is restricted, beside what
    ``may_see`` says in words. ``purpose`` is one of the parent's, "1b", and ``plan_line`` a line of its
    action plan, "P2.3". Time and place are the parent's where none are given.
    """

    code: Code
    name: Line
    short_name: Line
    parent: Code
    question: Line
    why_now: Line
    in_scope: Lines
    out_of_scope: Lines
    products: Lines
    lead: Line
    sponsor: Line
    members: Annotated[tuple[CommissionMember, ...], Field(min_length=2), Allowed("at least two members")]
    may_see: Line
    sees_part_two: bool = False
    meetings: Annotated[tuple[Date, ...], Field(min_length=1), Allowed("a list of at least one date")]
    at: Time | None = None
    minutes: Number | None = None
    place: LineOrNothing = ""
    start: Date
    interim: Date
    end: Date
    unit_does: Lines
    unit_does_not: Lines
    success: Line
    purpose: LineOrNothing = ""
    plan_line: LineOrNothing = ""

    def contradictions(self) -> Iterator[Fault]:
        if not self.start < self.interim < self.end:
            yield Fault(
                "interim",
                f"{self.interim}, with start {self.start} and end {self.end}",
                "a day after the start and before the end",
            )
        for number, day in enumerate(self.meetings, start=1):
            if day.weekday() >= SATURDAY:
                yield Fault(f"meetings[{number}]", f"{day}, a {day:%A}", "a day from Monday to Friday")
            elif not self.start <= day <= self.end:
                yield Fault(f"meetings[{number}]", str(day), "a day from the start to the end")
        if list(self.meetings) != sorted(set(self.meetings)):
            yield Fault("meetings", "dates out of order, or one twice", "each date once, earliest first")
        yield from self._faults_of_members()

    def _faults_of_members(self) -> Iterator[Fault]:
        names = Counter(folded(member.name) for member in self.members)
        if not any(member.name == self.lead and not member.deputy for member in self.members):
            allowed = listed((in_toml(member.name) for member in self.members if not member.deputy), "or")
            yield Fault("lead", in_toml(self.lead), f"one of the members: {allowed}")
        seats: set[str] = set()
        for number, member in enumerate(self.members, start=1):
            organisation = folded(member.organisation)
            if names[folded(member.name)] > 1:
                yield Fault(f"members[{number}].name", in_toml(member.name), "each person once")
            if member.deputy and organisation not in seats:
                allowed = "an organisation with a member above, for whom the deputy comes"
                yield Fault(f"members[{number}].organisation", in_toml(member.organisation), allowed)
            if not member.deputy and organisation in seats:
                allowed = "one member an organisation; mark a second with deputy = true"
                yield Fault(f"members[{number}].organisation", in_toml(member.organisation), allowed)
            seats.add(organisation)

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations that have a member, each a seat, in the order of the page."""
        return tuple(member.organisation for member in self.members if not member.deputy)


def faults_by_the_terms(
    commission: Commission, rules: TaskGroups, purposes: Iterable[str]
) -> Iterator[Fault]:
    """Yield what the parent's terms do not allow in a commission: too many meetings, an end too far away, a
    purpose that the parent has not (clause 6)."""
    if len(commission.meetings) > rules.most_meetings:
        yield Fault(
            "meetings",
            count(len(commission.meetings), "date"),
            f"at most {count(rules.most_meetings, 'meeting')}: leave dates out, or ask for a smaller product",
        )
    latest = months_after(commission.start, rules.most_months)
    if commission.end > latest:
        allowed = f"at most {count(rules.most_months, 'month')} after the start, {latest}"
        yield Fault("end", str(commission.end), f"{allowed}; the parent may extend it once")
    codes = list(purposes)
    if commission.purpose and commission.purpose not in codes:
        yield Fault("purpose", in_toml(commission.purpose), f"one of {listed(codes, 'or')}, or nothing")


def read_commission(toml_text: str, where: str) -> Commission:
    """Read a commission from the text of a TOML page; ``where`` is the file's name for messages.

    Raises Problem with every fault, each as ``path: found …, allowed …``.
    """
    try:
        settings: dict[str, Any] = tomllib.loads(toml_text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{where} can’t be read: {error}. Correct that and try again.") from None
    try:
        return Commission.model_validate(settings)
    except ValidationError as error:
        faults = list(faults_in(error, Commission))
    raise refusal_of_page(where, faults)


def refusal_of_page(
    where: str, faults: Iterable[Fault], places: Places = NO_PLACES, in_cells: Sequence[str] = ()
) -> Problem:
    """Return the problem that names the faults of a page, each by its cell where it came as a workbook.

    ``in_cells`` are sentences on cells that can't be read, and on rows that are gone; nothing more is said of
    these.
    """
    counted = "" if places else " (lists are counted from 1)"
    named = [
        _in_cell(fault, places) for fault in faults if not places or fault.path.partition("[")[0] in places
    ]
    unread = {sentence.partition(": ")[0] for sentence in in_cells}
    return Problem(
        f"{where} can’t be commissioned as it is written. Correct it and try again{counted}; nothing has "
        "been changed.",
        [*in_cells, *(fault for fault in named if fault.partition(": ")[0] not in unread)],
    )


def _in_cell(fault: Fault, places: Places) -> str:
    """Return a fault with its cell in place of its path; an entry of a list stands in the list's cell."""
    path = fault.path if fault.path in places else fault.path.partition("[")[0]
    return str(replace(fault, path=places.get(path, fault.path)))


@cache
def commission_of(kept: str) -> Commission:
    """Return a commission from the JSON in which the register keeps it."""
    return Commission.model_validate_json(kept)


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
