"""Reading a returned policy workbook into the settings of a policy file, or naming every wrong cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from openpyxl import Workbook

from forum.terms.faults import Fault, FaultKind
from forum.terms.parts.part import Month
from forum.terms.policy import fit_lead_times, read_settings
from forum.terms.policy_question import AnswerKind, PolicyQuestion
from forum.terms.questionnaire import PARTS, QUESTIONS, AnswerReader
from forum.terms.reading.amounts import NUMBER
from forum.text.cells import Cell, Row, whole_number
from forum.text.checks import folded
from forum.text.problem import Problem
from tasks.documents.terms.workbook import (
    AHEAD,
    ANSWER,
    BOARD,
    BOARDS,
    CLAUSE,
    CLOSED,
    DATES,
    DOORS,
    HOLIDAY,
    MEETING,
    NOT_COUNTED,
    OUTSIDE,
    PARTNERSHIP,
    PATH,
    PURPOSES,
    REMINDERS,
    REPORTS,
    SEATS,
    SHEETS,
    SILENT_SHEET,
    STANDING,
    THEME,
    VOTED,
    VOTES_ON,
    WORDS_SHEET,
    YEARLY,
)
from tasks.documents.workbooks.reading import cell_faults, load_checked, read_table, sheet_of

Columns = Mapping[str, tuple[str, Callable[[Cell], Any]]]  # by setting: the heading, and how it is read
_RULE = "meetings.rule"
_SOME_OF = re.compile(rf"{NUMBER} of .+")
_IN_WORDS = {  # the allowed answers where the policy file's own words would not do
    "seats": "at least one seat",
    f"{_RULE}.dates": "at least one meeting from the go-live day on: so says the sheet Terms",
    "quorum": "a share, a number, or seats that must be there (sheet Seats)",
    _RULE: QUESTIONS[f"{_RULE}.kind"].allowed,
}


def read_answers(content: bytes, where: str, today: dt.date) -> dict[str, Any]:
    """Read the settings of a workbook in the form of a policy file, from which a policy can be made.

    ``today`` places a date written without its year. Raises Problem with every wrong cell: sheet, cell, what
    was found and what is allowed.
    """
    workbook = load_checked(content, where)
    form = _Form(AnswerReader(cell_faults(workbook), today))
    for sheet in PARTS:
        form.take(workbook, sheet, where, (PATH, ANSWER, CLAUSE), form.questions)
    for sheet, take in (
        (PURPOSES, form.purposes),
        (SEATS, form.seats),
        (STANDING, form.standing_items),
        (BOARDS, form.boards),
        (REPORTS, form.bodies),
        (AHEAD, form.forward_plan),
        (DOORS, form.front_doors),
        (WORDS_SHEET, form.words),
        (DATES, form.dates),
        (REMINDERS, form.reminders),
        (VOTES_ON, form.votes_on),
        (SILENT_SHEET, form.silent),
    ):
        form.take(workbook, sheet, where, SHEETS[sheet].headings, take)
    form.check()
    form.reader.refuse_faults(where, "written")
    return form.settings


@dataclass
class _Form:
    """A workbook being read: the settings so far, and the cell of each."""

    reader: AnswerReader
    settings: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)

    def take(
        self,
        workbook: Workbook,
        title: str,
        where: str,
        headings: Sequence[str],
        read: Callable[[Sequence[Row]], None],
    ) -> None:
        """Read the rows of a sheet; a lost sheet is a fault."""
        try:
            sheet = sheet_of(workbook, title, where)
            read(read_table(sheet, headings, where))
        except Problem as problem:
            self.reader.faults.append(problem.sentence)

    def put(self, path: str, value: object, cell: Cell) -> None:
        """Note the cell of a setting, and its value unless it is None."""
        *tables, name = path.split(".")
        inside = self.settings
        for number, table in enumerate(tables, start=1):
            self.cells.setdefault(".".join(tables[:number]), cell)
            inside = inside.setdefault(table, {})
        self.cells[path] = cell
        if value is not None:
            inside[name] = value

    def questions(self, rows: Sequence[Row]) -> None:
        """Read the answers of a sheet of questions, and the clauses beside them."""
        for row in rows:
            question = QUESTIONS.get(row[PATH].line)
            if question is None or question.path in self.cells:
                self.reader.fault(row[PATH], "each name as it was in the template, once")
                continue
            setting = self.reader.answer(row[ANSWER], question)
            if setting is None and question.optional and question.clause.startswith(f"{question.path}."):
                self.cells[question.path] = row[ANSWER]  # a limit that the terms do not have
                continue
            self.put(question.path, setting, row[ANSWER])
            if question.clause:
                self.put(question.clause, self.reader.words(row[CLAUSE]) or None, row[CLAUSE])

    def seats(self, rows: Sequence[Row]) -> None:
        self.cells["seats"] = Cell(f"{SEATS}, cell A2", None)
        quorum = self.settings.setdefault("quorum", {})
        kinds: dict[str, list[str]] = {"yes": [], NOT_COUNTED: []}
        for number, row in enumerate(rows, start=1):
            name, short = row["Name in the terms of reference"], row["Short name"]
            values = {"name": name, "short_name": short, "clause": row[CLAUSE]}
            own = {
                "kind": self.reader.words(row["Kind"]),
                "term_months": self.reader.whole(row["Term"], "month", "a whole number of months"),
                "no_deputies": self.reader.yes(row["No deputies"]),
            }
            in_words = {key: self.reader.words(cell) for key, cell in values.items()}
            self._table(
                "seats", number, values, in_words | {key: value for key, value in own.items() if value}
            )
            kind = folded(self.reader.words(row["Must be there"]))
            if kind not in ("", "no", *kinds) and not _SOME_OF.fullmatch(kind):
                self.reader.fault(row["Must be there"], "yes, no, “2 of” with a name for them, “not counted”")
            elif kind not in ("", "no"):
                kinds.setdefault(kind, []).append(self.reader.words(name))
                self.cells[f"quorum.must_include[{len(kinds['yes'])}]"] = row["Must be there"]
        quorum["must_include"], quorum["not_counted"] = kinds.pop("yes"), kinds.pop(NOT_COUNTED)
        quorum["some_of"] = [
            {"number": whole_number(kind.split()[0]), "seats": names} for kind, names in kinds.items()
        ]

    def standing_items(self, rows: Sequence[Row]) -> None:
        read = self.reader
        columns: Columns = {
            "title": ("Title", read.words),
            "purpose": ("Purpose", lambda cell: read.choice(cell, ("decision", "discussion", "information"))),
            "part": ("Part", lambda cell: read.whole(cell, "part", "1 or 2")),
            "minutes": ("Minutes", lambda cell: read.whole(cell, "minute", "a whole number of minutes")),
            "objective": (
                "For which purpose",
                lambda cell: read.choice(cell, self.settings.get("objectives", ())),
            ),
            "lead": ("Led by", read.words),
            "paper": ("With a paper", read.yes),
        }
        self._tables("standing_items", rows, columns)

    def purposes(self, rows: Sequence[Row]) -> None:
        self._named("objectives", rows, "Short name", "Purpose")

    def words(self, rows: Sequence[Row]) -> None:
        self._named("words", rows, "Word", "Meaning")

    def silent(self, rows: Sequence[Row]) -> None:
        self._named("defaults", rows, PATH, "What the service does, and why")

    def boards(self, rows: Sequence[Row]) -> None:
        lists: dict[str, list[str]] = {BOARD: [], PARTNERSHIP: []}
        for row in rows:
            kind = self.reader.choice(row["Kind"], lists, needed=True)
            name = self.reader.words(row["Name"])
            if not name:
                self.reader.fault(row["Name"], "the name of the board or partnership")
            elif kind:
                lists[kind].append(name)
        self.settings["boards"], self.settings["partnerships"] = lists[BOARD], lists[PARTNERSHIP]

    def bodies(self, rows: Sequence[Row]) -> None:
        """Read the boards that get reports."""
        read = self.reader
        columns: Columns = {
            "name": ("Board", read.words),
            "code": ("Short code", lambda cell: read.words(cell).upper()),
            "report": (
                "Report for",
                lambda cell: read.choice(cell, ("decision", "assurance", "information")),
            ),
            "paragraph": ("Own paragraph", read.words),
            "paper_deadline": (
                "Papers due",
                lambda cell: read.whole(cell, "working day", "a whole number of days"),
            ),
            "secretary": ("Secretary", read.words),
            "address": ("Address", read.address),
            "dates": ("Dates", read.dates),
            "takes_unagreed": ("Takes a draft", read.yes),
            "clause": (CLAUSE, read.words),
        }
        self._tables("bodies", rows, columns)

    def forward_plan(self, rows: Sequence[Row]) -> None:
        """Read what meetings take in depth, what they have once a year, and the dates from outside."""
        read, plan = self.reader, self.settings.setdefault("forward_plan", {})
        themes, yearly, outside = {}, [], []
        for row in rows:
            kind = read.choice(row["Kind"], (THEME, YEARLY, OUTSIDE), needed=True)
            title, lead = read.words(row["Title"]), read.words(row["Led by"])
            if kind == THEME:
                themes[title] = lead
                self.cells[f"forward_plan.themes.{title}"] = row["Led by"]
            elif kind == YEARLY:
                month = read.choice(row["Month"], get_args(Month), needed=True)
                paper = bool(read.yes(row["With a paper"]))
                item = {"title": title, "month": month, "lead": lead or "chair", "paper": paper}
                years = [int(year) for year in re.findall(r"\d{4}", read.words(row["Only in"]))]
                yearly.append(item | ({"years": years} if years else {}))
                self.cells[f"forward_plan.yearly[{len(yearly)}]"] = row["Title"]
                self.cells[f"forward_plan.yearly[{len(yearly)}].lead"] = row["Led by"]
            elif kind == OUTSIDE:
                outside.append({"date": read.date(row["Day"], needed=True), "title": title})
                self.cells[f"forward_plan.outside[{len(outside)}]"] = row["Title"]
        of_plan = {"themes": themes, "yearly": yearly, "outside": outside}
        plan.update({name: entries for name, entries in of_plan.items() if entries})

    def front_doors(self, rows: Sequence[Row]) -> None:
        """Read whom to ring about a child at risk, by area."""
        names = {
            "name": "Area",
            "by_day": "By day",
            "by_night": "At night",
            "designated_officer": "Designated officer",
        }
        doors = []
        for number, row in enumerate(rows, start=1):
            cells = {name: row[heading] for name, heading in names.items()}
            self.cells[f"concerns.front_doors[{number}]"] = cells["name"]
            self.cells.update(
                (f"concerns.front_doors[{number}].{name}", cell) for name, cell in cells.items()
            )
            words = ((name, self.reader.words(cell)) for name, cell in cells.items())
            doors.append({name: word for name, word in words if word})
        if doors:
            self.settings.setdefault("concerns", {})["front_doors"] = doors

    def dates(self, rows: Sequence[Row]) -> None:
        """Read meetings, closures and holidays, each kind in order."""
        spans: dict[str, list[tuple[dt.date, dt.date, Cell]]] = {MEETING: [], CLOSED: [], HOLIDAY: []}
        for row in rows:
            kind = self.reader.choice(row["Kind"], spans, needed=True)
            first = self.reader.date(row["From"], needed=True)
            last = self.reader.date(row["To"]) if row["To"].line else first
            if row["To"].line and kind in (MEETING, HOLIDAY):
                self.reader.fault(row["To"], f"nothing, since a {kind} is one day")
            elif kind and first and last:
                spans[kind].append((first, last, row["From"]))
        for path, kind in (
            (f"{_RULE}.dates", MEETING),
            ("working_time.closures", CLOSED),
            ("working_time.extra_holidays", HOLIDAY),
        ):
            days = sorted(spans[kind], key=lambda span: span[:2])
            values = [[first, last] if kind is CLOSED else first for first, last, _ in days]
            if days:
                self.put(path, values, days[0][2])
            for number, (_, _, cell) in enumerate(days, start=1):
                self.cells[f"{path}[{number}]"] = cell

    def reminders(self, rows: Sequence[Row]) -> None:
        """Read what the unit is reminded of, and when."""
        limit, months = (PolicyQuestion("", "", kind) for kind in (AnswerKind.LIMIT, AnswerKind.MONTHS))
        self.settings["reminders"] = []
        for number, row in enumerate(rows, start=1):
            clause = self.reader.words(row[CLAUSE]) or "own"

            before, after = row["Before each meeting"], row["After each meeting"]
            cells = {
                "what": row["What"],
                "before_meeting": before,
                "after_meeting": after,
                "months": row["In the months"],
                "clause": row[CLAUSE],
            }
            values: dict[str, object] = {
                name: {**count, "clause": clause}
                for name, cell in (("before_meeting", before), ("after_meeting", after))
                if cell.line and (count := self.reader.answer(cell, limit))
            }
            when = self.reader.answer(row["In the months"], months) if row["In the months"].line else None
            values |= {"what": self.reader.words(row["What"]), "months": when, "clause": clause}
            self._table("reminders", number, cells, values)

    def votes_on(self, rows: Sequence[Row]) -> None:
        """Read the matters that need votes of their own."""
        share, names = (PolicyQuestion("", "", kind) for kind in (AnswerKind.SHARE, AnswerKind.NAMES))
        read = self.reader
        columns: Columns = {
            "matter": ("Matter", read.words),
            "majority": ("Share", lambda cell: read.answer(cell, share)),
            "of": ("Of", lambda cell: read.choice(cell, VOTED)),
            "without": ("Without a vote", lambda cell: read.answer(cell, names)),
            "clause": (CLAUSE, read.words),
        }
        self._tables("votes_on", rows, columns)

    def check(self) -> None:
        """Check the whole by the policy's own rules, and report each fault at its cell."""
        for path, question in QUESTIONS.items():
            may_be_empty = (
                question.optional or question.default is not None
            )  # so may a row of a newer version
            if path not in self.cells and not may_be_empty:
                self.reader.faults.append(f"The row “{question.ask}” ({path}) is missing; put it back.")
        earlier = tuple(self.reader.faults)
        fit_lead_times(self.settings, {path for path, cell in self.cells.items() if cell.line})
        for fault in read_settings(self.settings)[1]:
            cell = self._cell_of(fault.path)
            if cell is None:  # the cell would be on a lost sheet
                if not earlier:
                    self.reader.faults.append(str(fault))
            elif not any(sentence.startswith(f"{cell.place}: ") for sentence in earlier):
                self.reader.fault(cell, _allowed(fault))

    def _tables(self, path: str, rows: Sequence[Row], columns: Columns) -> None:
        """Read a table for each row, by the headings of its settings."""
        self.settings[path] = []
        for number, row in enumerate(rows, start=1):
            cells = {name: row[heading] for name, (heading, _) in columns.items()}
            self._table(path, number, cells, {name: columns[name][1](cell) for name, cell in cells.items()})

    def _table(self, path: str, number: int, cells: Mapping[str, Cell], values: Mapping[str, object]) -> None:
        """Add a row of a table, without its empty cells."""
        self.cells[f"{path}[{number}]"] = next(iter(cells.values()))
        self.cells.update((f"{path}[{number}].{name}", cell) for name, cell in cells.items())
        row = {name: value for name, value in values.items() if value not in ("", None)}
        self.settings.setdefault(path, []).append(row)

    def _named(self, path: str, rows: Sequence[Row], name: str, text: str) -> None:
        """Read texts by their names."""
        self.settings[path] = {}
        for row in rows:
            key, words = self.reader.words(row[name]), self.reader.words(row[text])
            if not key or key in self.settings[path]:
                self.reader.fault(row[name], "a name, each once")
            self.cells[f"{path}.{key}"] = row[text]
            self.settings[path][key] = words

    def _cell_of(self, path: str) -> Cell | None:
        """Return the cell of a setting, or else of its table; None where neither was found."""
        while path and path not in self.cells:
            path = re.sub(r"(\.?[^.\[]+|\[\d+\])$", "", path)
        return self.cells.get(path)


def _allowed(fault: Fault) -> str:
    """Return the allowed answers in the words of the workbook."""
    path = fault.path
    if fault.kind is FaultKind.UNKNOWN and path.startswith(_RULE):
        return f"nothing, when “{QUESTIONS[f'{_RULE}.kind'].ask}” is answered like that"
    if path in _IN_WORDS:
        return _IN_WORDS[path]
    if path.endswith(".clause"):
        return "the clause of the terms of reference, such as 7.1"
    if fault.kind is FaultKind.MISSING and path.endswith(".objective"):
        return f"one of the short names of the sheet {PURPOSES}"
    if fault.kind is FaultKind.MISSING and path in QUESTIONS:
        return QUESTIONS[path].allowed
    table = path.rpartition(".")[0]

    def question(name: re.Match[str]) -> str:
        question = QUESTIONS.get(f"{table}.{name[0]}") or QUESTIONS.get(f"{path}.{name[0]}")
        return f"“{question.ask}”" if question else name[0]

    return re.sub(r"\b[a-z]+(?:_[a-z]+)+\b", question, fault.allowed)
