"""The sheets of a policy's workbook: their columns and the help."""

from __future__ import annotations

from typing import get_args

from forum.terms.parts.part import Month
from forum.terms.questionnaire import TERMS, WAYS_OF_WORKING
from forum.text.columns import Column, Kind, plain

SEATS, STANDING, PURPOSES, BOARDS, REPORTS, AHEAD, DOORS, WORDS_SHEET, DATES, SILENT_SHEET, REMINDERS = (
    "Seats", "Standing items", "Purposes", "Boards", "Reports", "Forward plan", "Front doors", "Words",
    "Dates", "Where silent", "Reminders",
)  # fmt: skip
MEETING, CLOSED, HOLIDAY = "meeting", "office closed", "holiday of our own"
BOARD, PARTNERSHIP = "board", "partnership"
THEME, YEARLY, OUTSIDE = "in depth", "once a year", "date from outside"
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
        Column("In the months", 24, hint="Once a year: April. The first working day of each."),
        Column(CLAUSE, 10),
        free=20,
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
