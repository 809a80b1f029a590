"""A policy as a workbook that asks for terms of reference in words, for a board to fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from operator import attrgetter
from string import ascii_uppercase
from typing import Any, get_args

from openpyxl import Workbook

from forum.terms.parts.calendar import ListRule
from forum.terms.parts.deadlines import Limit, in_words
from forum.terms.parts.part import Month
from forum.terms.parts.quorum import Quorum
from forum.terms.policy import WORDS, Policy
from forum.terms.policy_question import WHERE_TERMS_ARE_SILENT, AnswerKind, PolicyQuestion
from forum.terms.questionnaire import PARTS, RULES, TERMS, WAYS_OF_WORKING, share_in_words
from forum.text.columns import Column, Kind, plain
from forum.text.wording import clock_time, long_date
from tasks.documents.workbooks import layout

(
    SEATS, STANDING, PURPOSES, BOARDS, REPORTS, AHEAD, DOORS, WORDS_SHEET, DATES, SILENT_SHEET,
    REMINDERS, VOTES_ON,
) = (
    "Seats", "Standing items", "Purposes", "Boards", "Reports", "Forward plan", "Front doors", "Words",
    "Dates", "Where silent", "Reminders", "Votes on",
)  # fmt: skip
MEETING, CLOSED, HOLIDAY = "meeting", "office closed", "holiday of our own"
BOARD, PARTNERSHIP = "board", "partnership"
THEME, YEARLY, OUTSIDE = "in depth", "once a year", "date from outside"
VOTED = ("votes cast", "seats present", "all seats")
ANSWER, CLAUSE, PATH = "Your answer", "Clause", "Name in the file"

ASKED = (
    Column("Part", 15, given=True),
    Column("What is asked", 42, given=True),
    Column(ANSWER, 34),
    Column(CLAUSE, 10, hint="The clause of your terms of reference that says so."),
    Column("What is allowed", 46, given=True),
    Column("If left empty", 20, given=True),
    Column("Why", 38, given=True),
    Column(PATH, 30, given=True),
)
_SHEETS = (
    plain(
        SEATS,
        Column("Name in the terms of reference", 56, hint="As your terms of reference write it."),
        Column("Short name", 24, hint="For tables: a few letters. No two seats share a name."),
        Column(CLAUSE, 10),
        Column("Must be there", 18, hint="Yes: without this seat there is no quorum. “2 of health” in some "
               "rows: two of these. Not counted: it has no vote, and is none of the quorum."),
        Column("Kind", 20, hint="An interest that it shares with others, such as landowners."),
        Column("Term", 10, kind=Kind.NUMBER, hint="Months for which its member is appointed, if its own."),
        Column("No deputies", 12, choices=("yes", "no"), hint="Yes: nobody stands in, whatever others do."),
        free=20,
    ),
    plain(
        STANDING,
        Column("Title", 56, hint="What comes up at every meeting. No names and no cases."),
        Column("Purpose", 16, choices=("decision", "discussion", "information")),
        Column("Part", 8, kind=Kind.NUMBER, hint="2 is restricted; left empty it is 1."),
        Column("Minutes", 10, kind=Kind.NUMBER, hint="How long it takes."),
        Column("For which purpose", 24, choose_from=f"{PURPOSES}!$A$2:$A$40", hint="Of the sheet Purposes."),
        Column("Led by", 24, hint="chair, unit, or a seat by its short name. Left empty: the Chair."),
        Column("With a paper", 14, choices=("yes", "no"), hint="Yes: its lead is asked for one each time."),
        free=15,
    ),
    plain(
        PURPOSES,
        Column("Short name", 24, hint="A word for lists, such as safety."),
        Column("Purpose", 80, hint="A purpose of your group, in one line."),
        free=10,
    ),
    plain(
        BOARDS,
        Column("Kind", 16, choices=(BOARD, PARTNERSHIP), hint="Who hears of the group’s work."),
        Column("Name", 60),
        free=10,
    ),
    plain(
        REPORTS,
        Column("Board", 40, choose_from=f"{BOARDS}!$B$2:$B$40", hint="A board of the sheet Boards."),
        Column("Short code", 14, hint="The Chair replies AGREE REPORT and this code, such as KSCB."),
        Column("Report for", 16, choices=("decision", "assurance", "information")),
        Column("Own paragraph", 32, hint="The heading of a paragraph for this board alone."),
        Column("Papers due", 12, kind=Kind.NUMBER, hint="Working days before the board meets."),
        Column("Secretary", 28, hint="Whoever gets the report."),
        Column("Address", 34),
        Column("Dates", 44, hint="The board’s meetings with commas between: 29 April 2027, 24 June 2027."),
        Column("Takes a draft", 14, choices=("yes", "no"), hint="Yes: even one not agreed by the Chair."),
        Column(CLAUSE, 10),
        free=10,
    ),
    plain(
        AHEAD,
        Column("Kind", 20, choices=(THEME, YEARLY, OUTSIDE)),
        Column("Title", 56, hint="In depth: the short name of a purpose, from the sheet Purposes."),
        Column("Month", 14, choices=get_args(Month), hint="Once a year: in which month."),
        Column("Led by", 24, hint="chair, unit, or a seat by its short name."),
        Column("With a paper", 14, choices=("yes", "no"), hint="Once a year: its lead is asked for one."),
        Column("Day", 16, kind=Kind.DATE, hint="A date from outside: its day."),
        Column("Only in", 20, hint="Once a year: in these years alone, such as 2027, 2029."),
        free=20,
    ),
    plain(
        DOORS,
        Column("Area", 30, hint="Such as the county. One row each."),
        Column("By day", 24, hint="The number to ring about a child at risk."),
        Column("At night", 24, hint="At night and weekends. Left empty: the same number."),
        Column("Designated officer", 24, hint="For allegations against people who work with children."),
        free=10,
    ),
    plain(
        WORDS_SHEET,
        Column("Word", 24, hint="A word or an abbreviation that a new member meets."),
        Column("Meaning", 80, hint="In one line."),
        free=10,
    ),
    plain(
        DATES,
        Column("Kind", 22, choices=(MEETING, CLOSED, HOLIDAY), hint="Bank holidays are known."),
        Column("From", 18, kind=Kind.DATE, hint="The day, or the first of several."),
        Column("To", 18, kind=Kind.DATE, hint="Only where the office is closed for longer: the last day."),
        free=30,
    ),
    plain(
        REMINDERS,
        Column("What", 80, hint="What your terms ask for and nothing else here sees to."),
        Column("Before each meeting", 22, hint="Such as 7 days, or 5 clear days."),
        Column("After each meeting", 22, hint="Such as 10 working days."),
        Column("In the months", 24, hint="April: its first working day; beside a limit, April’s meetings."),
        Column(CLAUSE, 10),
        free=20,
    ),
    plain(
        VOTES_ON,
        Column("Matter", 40, hint="What needs votes of its own, as the record names it."),
        Column("Share", 14, hint="1/2: more than half. 2/3: at least two thirds."),
        Column("Of", 18, choices=VOTED, hint="Left empty: of the votes cast."),
        Column("Without a vote", 44, hint="Seats that don’t vote on it, with commas between."),
        Column(CLAUSE, 10),
        free=10,
    ),
    plain(
        SILENT_SHEET,
        Column(PATH, 26),
        Column("What the service does, and why", 110),
    ),
)  # fmt: skip
NOT_COUNTED = "not counted"
SHEETS = {sheet.name: sheet for sheet in _SHEETS}
HELP = (
    (
        "What this is",
        "Your terms of reference as the service needs them. Fill in the white cells and send the workbook "
        "to whoever runs the service; nothing happens before they have read it in.",
    ),
    (
        TERMS,
        "What your terms of reference say. Give the clause, such as 7.1, wherever its cell is white: letters "
        "and reports name it.",
    ),
    (
        WAYS_OF_WORKING,
        "What they leave open. Every question has an answer already, with its reason: leave the cell empty "
        "to take that one.",
    ),
    (SEATS, "The places of the core membership, one row each, vacant ones too. Leave out people’s names."),
    (
        "Quorum",
        "A share of the seats, a number of seats, seats that must be there (sheet Seats), or several of "
        "them at once: then all must be met.",
    ),
    (
        STANDING,
        "What comes up at every meeting. Leave out the welcome, interests, the last minutes, the action log "
        "and what goes to and from boards: each agenda has these.",
    ),
    (PURPOSES, "What the group is for. Standing items and actions are counted by these."),
    (BOARDS, "Whom the group reports to, and whom it hands things on to."),
    (
        REPORTS,
        "The boards that get a written report before their meetings, a row each. Left empty: none does.",
    ),
    (
        AHEAD,
        "What meetings take in depth, what they have once a year, and days elsewhere to plan by. Left empty "
        "where there is no forward plan.",
    ),
    (DOORS, "Whom to ring about a child at risk, by area. Each letter has these numbers at its foot."),
    (WORDS_SHEET, "Words and abbreviations that each new member reads of, and their meanings."),
    (
        DATES,
        "Days on which the office is closed. Also your meetings, where they are planned by a list of days.",
    ),
    (
        REMINDERS,
        "What your terms ask for and nothing else here sees to: the unit’s desk letter has it on its day.",
    ),
    (VOTES_ON, "Where your group takes votes: what needs others than its usual ones. Left empty: nothing."),
    (
        SILENT_SHEET,
        "How the service reads terms of reference that do not say. It is for your members to read; what "
        "you write there changes nothing that the service does.",
    ),
    ("Dates and times", "As you write them: 12/1/27 or 12 January 2027; 9:30am or 2:15pm."),
    ("Shares", "As you write them: 75%, 2/3 or two thirds. Whole percents only; for two thirds not 66.7%."),
    (
        "If something is wrong",
        "Nothing is written, and you get a list of the cells with what is allowed there. Formulas and "
        "macros are not accepted.",
    ),
)
_ANSWER_COLUMN, _CLAUSE_COLUMN = "C", 4


def write_policy(policy: Policy | None = None) -> bytes:
    """Write the workbook (.xlsx) to fill in, empty or with the answers of a policy."""
    title = f"Terms of reference: {policy.group.name}" if policy else "Terms of reference"
    workbook = layout.new_workbook(title)
    for sheet, parts in PARTS.items():
        _write_questions(workbook, sheet, parts, policy)
    for name, rows in _tables(policy).items():
        layout.add_table(workbook, SHEETS[name], rows)
    layout.add_help(workbook, "How to fill in your terms of reference", HELP)
    if "Lists" in workbook.sheetnames:
        workbook.move_sheet("Lists", len(workbook.sheetnames))
    workbook.active = 0
    return layout.workbook_bytes(workbook)


def _write_questions(
    workbook: Workbook, title: str, parts: Mapping[str, Sequence[PolicyQuestion]], policy: Policy | None
) -> None:
    asked = [(part, question) for part, questions in parts.items() for question in questions]
    rows = [
        (
            part,
            question.ask,
            _answer(policy, question),
            _plain(policy, question.clause) if question.clause else None,
            question.allowed,
            question.if_empty,
            question.why,
            question.path,
        )
        for part, question in asked
    ]
    sheet = layout.add_table(workbook, plain(title, *ASKED), rows)
    for row, (_, question) in enumerate(asked, start=2):
        cell = f"{_ANSWER_COLUMN}{row}"
        if question.kind is AnswerKind.DATE:
            sheet[cell].number_format = layout.FORMATS["date"]
        elif question.kind is AnswerKind.NUMBER:
            sheet[cell].number_format = layout.FORMATS["number"]
        if question.choices:
            layout.drop_down(sheet, cell, question.choices)
        if not question.clause:
            layout.write_cell(sheet, row, _CLAUSE_COLUMN, None, layout.CellStyle(locked=True))
    sheet.freeze_panes = "C2"


def _answer(policy: Policy | None, question: PolicyQuestion) -> object:
    """Return a policy's answer to a question, as a cell has it."""
    value = _plain(policy, question.path)
    match value:
        case bool():
            return question.choices[value]
        case Limit():
            return in_words(value)
        case Fraction():
            return share_in_words(value)
        case dt.time():
            return clock_time(value)
        case tuple():
            return ("; " if question.kind is AnswerKind.NAMES else ", ").join(value)
    words = {meant: word for word, meant in RULES.items()}
    return words.get(str(value), value) if question.choices == tuple(RULES) else value


def _plain(policy: Policy | None, path: str) -> Any:
    value: Any = policy
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def _in_quorum(quorum: Quorum, names: set[str]) -> str:
    """Return what a seat's row says of the quorum: "yes", "2 of these", "not counted" or nothing."""
    if names & {*quorum.must_include}:
        return "yes"
    for place, part in enumerate(quorum.some_of):
        if names & {*part.seats}:
            return f"{part.number} of group {ascii_uppercase[place % 26]}"
    return NOT_COUNTED if names & {*quorum.not_counted} else ""


_OF_ITEM = attrgetter("title", "purpose", "part", "minutes", "objective", "lead")


def _tables(policy: Policy | None) -> dict[str, list[Sequence[Any]]]:
    """Return the rows of each table."""
    if policy is None:
        return {
            **{sheet: [] for sheet in SHEETS},
            WORDS_SHEET: [*WORDS.items()],
            SILENT_SHEET: [*WHERE_TERMS_ARE_SILENT.items()],
        }
    rule, time = policy.meetings.rule, policy.working_time
    return {
        SEATS: [
            (
                seat.name,
                seat.short_name,
                seat.clause,
                _in_quorum(policy.quorum, {seat.name, seat.short_name}),
                seat.kind,
                seat.term_months or None,
                "yes" if seat.no_deputies else "",
            )
            for seat in policy.seats
        ],
        STANDING: [(*_OF_ITEM(item), "yes" if item.paper else "") for item in policy.standing_items],
        PURPOSES: [*policy.objectives.items()],
        WORDS_SHEET: [*policy.words.items()],
        BOARDS: [
            *((BOARD, name) for name in policy.boards),
            *((PARTNERSHIP, name) for name in policy.partnerships),
        ],
        REPORTS: [
            (
                body.name,
                body.code,
                body.report,
                body.paragraph,
                body.paper_deadline,
                body.secretary,
                body.address,
                ", ".join(map(long_date, body.dates)),
                "yes" if body.takes_unagreed else "",
                body.clause,
            )
            for body in policy.bodies
        ],
        AHEAD: [
            *((THEME, purpose, None, lead) for purpose, lead in policy.forward_plan.themes.items()),
            *(
                (
                    YEARLY,
                    item.title,
                    item.month,
                    item.lead,
                    "yes" if item.paper else "",
                    None,
                    ", ".join(map(str, item.years)),
                )
                for item in policy.forward_plan.yearly
            ),
            *((OUTSIDE, day.title, None, None, None, day.date) for day in policy.forward_plan.outside),
        ],
        DOORS: [
            (door.name, door.by_day, door.by_night, door.designated_officer)
            for door in policy.concerns.front_doors
        ],
        DATES: [
            *((MEETING, day) for day in (rule.dates if isinstance(rule, ListRule) else ())),
            *((CLOSED, first, last) for first, last in time.closures),
            *((HOLIDAY, day) for day in time.extra_holidays),
        ],
        REMINDERS: [
            (
                reminder.what,
                *(
                    in_words(limit) if limit else ""
                    for limit in (reminder.before_meeting, reminder.after_meeting)
                ),
                ", ".join(reminder.months),
                reminder.clause,
            )
            for reminder in policy.reminders
        ],
        VOTES_ON: [
            (rule.matter, share_in_words(rule.majority), rule.of, ", ".join(rule.without), rule.clause)
            for rule in policy.votes_on
        ],
        SILENT_SHEET: [*policy.defaults.items()],
    }
