"""The workbook in which a board looks at what was read, and answers what is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpyxl import Workbook

from forum.members.membership import Role
from forum.terms.questionnaire import QUESTIONS
from forum.terms.reading.answers import A_YEAR, MONTH_NAMED, MUST_INCLUDE, Asked, limit_of
from forum.terms.reading.clauses import Clause
from forum.terms.reading.rules import BOARDS, OFTEN, RULE, Reading
from forum.terms.reading.sections import PURPOSES, SEATS, each_seat
from forum.text.cells import Row
from forum.text.checks import folded
from forum.text.columns import Column, plain
from tasks.documents.members.person_cells import Entry, role_named
from tasks.documents.workbooks import layout
from tasks.documents.workbooks.reading import load_checked, read_table, sheet_of

CLAUSES, QUESTIONS_SHEET, PEOPLE, MEETINGS, NOT_KEPT = (
    "What each clause says", "Questions", "People", "First year’s meetings", "Rules it can’t keep",
)  # fmt: skip
YES, NO, OTHER = "yes", "no", "other"
_CHECK = "Please check"
_SETS = {
    SEATS: "A seat of the group",
    PURPOSES: "A purpose of the group",
    MUST_INCLUDE: "A seat without which there is no quorum",
    BOARDS: "A board that the group reports to",
    RULE: "The days of meetings",
    OFTEN: "How often the group meets",
}
COLUMNS: dict[str, tuple[Column, ...]] = {
    CLAUSES: (
        Column("Clause", 10, given=True),
        Column("The sentence", 64, given=True),
        Column("What it sets", 34, given=True),
        Column("Read as", 34, given=True),
        Column("Right?", 9, choices=(YES, NO, OTHER), hint="No: it sets nothing. Other: type what it "
                                                           "says in the next column."),
        Column("If other: what it says", 28),
        Column(_CHECK, 34, given=True),
        Column("Name", 14, given=True, on_a_line=True),
    ),
    QUESTIONS_SHEET: (
        Column("What is asked", 50, given=True),
        Column("Your answer", 40),
        Column("What is allowed", 46, given=True),
        Column("If left empty", 24, given=True),
        Column("Why", 44, given=True),
        Column(_CHECK, 34, given=True),
        Column("Name", 14, given=True, on_a_line=True),
    ),
    PEOPLE: (
        Column("Found in", 20, given=True),
        Column("Name", 26),
        Column("Organisation", 26),
        Column("Seat", 30, open_list=True, hint="For core members and deputies. A Chair who fills a "
                                              "seat as well has it here."),
        Column("Role", 16, choices=tuple(role.value for role in Role)),
        Column("Deputises for", 22, hint="For a deputy: the member of that seat."),
        Column("Address", 32),
        Column("Phone", 16),
        Column("Job title", 24),
        Column("From", 13),
        Column("To", 13),
        Column(_CHECK, 44, given=True),
        Column("Right?", 9, choices=(YES, NO), hint="Yes: as this row has them now. No: leave this "
                                                    "person out."),
        Column("As read", 14, given=True, on_a_line=True),
    ),
    MEETINGS: (
        Column("Meeting", 18, given=True),
        Column("What is due", 28, given=True),
        Column("By", 26, given=True),
        Column("The sentence that sets it", 80, given=True),
        Column("Clause", 12, given=True),
    ),
    NOT_KEPT: (
        Column("Clause", 12, given=True),
        Column("The sentence", 90, given=True),
        Column("What becomes of it", 60, given=True),
    ),
}  # fmt: skip
_REMINDED = "The desk letter reminds you of it {}."
HELP = (
    ("What this is", "Your terms of reference and your list of people as they were read. Look at "
                     "each sheet, answer what is asked in the white cells, save, and run the same "
                     "command again."),
    (CLAUSES, "Each sentence that sets something, beside what was read from it. Where “Right?” is "
              "empty, please choose: yes, no, or other with what it says."),
    (QUESTIONS_SHEET, "What the terms leave open. Where an answer stands under “If left empty”, you "
                      "may leave the cell empty."),
    (PEOPLE, "Everybody who was found. Put right what is wrong in place, add who is missing below. "
             "Where “Right?” is empty, please choose yes or no once the row is right."),
    (MEETINGS, "The meetings of the first year, with each day by which something is due."),
    (NOT_KEPT, "What your terms ask for, and the service does not do by itself: when it reminds you of it."),
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """What a person says of a reading: yes, no or other, and what the clause says then."""

    right: str = ""
    other: str = ""

    def settles(self, reading: Reading) -> str | None:
        """Return what a reading sets after this: its answer, another, or nothing; None while it is open."""
        if self.other and self.right in (OTHER, YES, ""):
            return self.other
        if self.right == NO:
            return ""
        return reading.answer if self.right == YES or not (reading.doubt or self.right) else None


@dataclass(frozen=True)
class ComeBack:
    """The answers of a workbook that came back: verdicts by the key of a reading, answers by their question,
    and people with their verdicts."""

    verdicts: Mapping[tuple[str, str, str], Verdict] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    people: tuple[tuple[Entry, str], ...] = ()


@dataclass(frozen=True)
class DueForMeeting:
    """Something due for a meeting, and the sentence that sets its day."""

    meeting: str
    what: str
    day: str
    sentence: str
    clause: str


def key_of(reading: Reading) -> tuple[str, str, str]:
    """What stays the same of a reading from one workbook to the next."""
    return reading.path, reading.answer, reading.clause.sentence[:60]


def write_begun(
    title: str,
    readings: Sequence[tuple[Reading, Verdict]],
    asked: Sequence[tuple[Asked, str]],
    people: Sequence[tuple[Entry, str]],
    due: Sequence[DueForMeeting],
    not_kept: Sequence[tuple[Clause, str]],
    faults: Mapping[str, str],
) -> bytes:
    """Write the workbook (.xlsx). ``faults`` say by their settings what can't be as it is answered."""
    workbook = layout.new_workbook(title)
    seats = [
        seat
        for reading, verdict in readings
        if reading.path == SEATS
        for seat in each_seat(verdict.settles(reading) or "")
    ]
    columns = dict(COLUMNS)
    if offered := tuple(dict.fromkeys(filter(None, [*seats, *(entry.seat for entry, _ in people)]))):
        columns[PEOPLE] = tuple(
            replace(column, choices=offered) if column.heading == "Seat" else column
            for column in COLUMNS[PEOPLE]
        )
    rows: dict[str, list[Sequence[object]]] = {
        QUESTIONS_SHEET: [
            (
                each.ask,
                answer,
                each.allowed,
                "has to be answered" if each.proposal is None else each.proposal,
                each.why,
                faults.get(each.path),
                each.path,
            )
            for each, answer in asked
        ],
        CLAUSES: [
            (
                reading.clause.cited,
                reading.clause.sentence,
                what_it_sets(reading.path),
                reading.answer,
                verdict.right or ("" if reading.doubt else YES),
                verdict.other,
                faults.get(reading.path) or ("" if verdict.right else reading.doubt),
                reading.path,
            )
            for reading, verdict in readings
        ],
        PEOPLE: [_cells(entry, right) for entry, right in people],
        MEETINGS: [(each.meeting, each.what, each.day, each.sentence, each.clause) for each in due],
        NOT_KEPT: [(clause.cited, sentence, _becomes_of(sentence)) for clause, sentence in not_kept],
    }
    for sheet, table in rows.items():
        free = 25 if sheet == PEOPLE else 0
        layout.add_table(workbook, plain(sheet, *columns[sheet], free=free), table)
    layout.add_help(workbook, "From your terms of reference to the first letters", HELP)
    if layout.CHOICES_SHEET in workbook.sheetnames:
        workbook.move_sheet(layout.CHOICES_SHEET, len(workbook.sheetnames))
    workbook.active = 0
    return layout.workbook_bytes(workbook)


def _becomes_of(sentence: str) -> str:
    """Say when the unit is reminded of what no rule keeps."""
    if limit := limit_of(sentence):
        side, count = limit
        ((counted, number),) = count.items()
        return _REMINDED.format(f"{number} {counted.replace('_', ' ')} {side} each meeting")
    if named := MONTH_NAMED.search(sentence):
        return _REMINDED.format(f"each year in {named[1]}")
    if A_YEAR.search(sentence):
        return _REMINDED.format("once a year")
    return _REMINDED.format("once a year, with all else here that has no day")


def _cells(entry: Entry, right: str) -> Sequence[object]:
    """The row of a person on the sheet People."""
    role, doubts = entry.role.value if entry.role else "", "; ".join(entry.doubts)
    about = (entry.place, entry.name, entry.organisation, entry.seat, role, entry.deputises_for)
    contact = (entry.address, entry.phone, entry.job_title, entry.since, entry.until)
    return (*about, *contact, doubts, right or ("" if entry.doubts else YES), entry.as_read)


def what_it_sets(path: str) -> str:
    """Return what a setting is, in the words of its question."""
    return _SETS.get(path) or (QUESTIONS[path].ask if path in QUESTIONS else path)


def read_come_back(content: bytes, where: str) -> ComeBack:
    """Read what a person has answered. Raises Problem for a workbook that lacks a sheet or a column."""
    workbook = load_checked(content, where)
    verdicts = {
        (row["Name"].line, row["Read as"].line, row["The sentence"].line[:60]): Verdict(
            row["Right?"].line.lower(), row["If other: what it says"].line
        )
        for row in _rows(workbook, CLAUSES, where)
    }
    answers = {
        row["Name"].line: row["Your answer"].line
        for row in _rows(workbook, QUESTIONS_SHEET, where)
        if row["Your answer"].line
    }
    people = tuple(
        (_entry(row), row["Right?"].line.lower())
        for row in _rows(workbook, PEOPLE, where)
        if row["Name"].line or row["Address"].line
    )
    return ComeBack(verdicts, answers, people)


def _rows(workbook: Workbook, sheet: str, where: str) -> Iterable[Row]:
    return read_table(sheet_of(workbook, sheet, where), [column.heading for column in COLUMNS[sheet]], where)


def _entry(row: Row) -> Entry:
    typed = row["Role"].line
    role = next((role for role in Role if folded(role.value) == folded(typed)), None) or role_named(typed)
    doubts = tuple(doubt for doubt in row[_CHECK].line.split("; ") if doubt)
    text = {heading: row[heading].line for heading in row}
    return Entry(
        text["Found in"] or "added by you",
        name=text["Name"],
        organisation=text["Organisation"],
        role=role,
        address=text["Address"],
        phone=text["Phone"],
        job_title=text["Job title"],
        deputises_for=text["Deputises for"],
        since=_day(row["From"].value),
        until=_day(row["To"].value),
        seat=text["Seat"],
        doubts=doubts,
        as_read=text["As read"],
    )


def _day(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value or "")
