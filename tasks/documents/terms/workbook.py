"""Writing a policy as a workbook that asks for terms of reference in words, for a board to fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from string import ascii_uppercase
from typing import Any

from openpyxl import Workbook

from forum.terms.answers import share_in_words
from forum.terms.parts.calendar import Limit, ListRule, in_words
from forum.terms.parts.members import Quorum
from forum.terms.policy import WORDS, Policy
from forum.terms.policy_question import WHERE_TERMS_ARE_SILENT, AnswerKind, PolicyQuestion
from forum.terms.questionnaire import PARTS
from forum.terms.questions.calendar import RULES
from forum.text.columns import plain
from forum.text.wording import clock_time, long_date
from tasks.documents.terms.columns import (
    AHEAD,
    ASKED,
    BOARD,
    BOARDS,
    CLOSED,
    DATES,
    DOORS,
    HELP,
    HOLIDAY,
    MEETING,
    NOT_COUNTED,
    OUTSIDE,
    PARTNERSHIP,
    PURPOSES,
    REMINDERS,
    REPORTS,
    SEATS,
    SHEETS,
    SILENT_SHEET,
    STANDING,
    THEME,
    WORDS_SHEET,
    YEARLY,
)
from tasks.documents.workbooks import layout

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
            (seat.name, seat.short_name, seat.clause, _in_quorum(policy.quorum, {seat.name, seat.short_name}))
            for seat in policy.seats
        ],
        STANDING: [
            (
                item.title,
                item.purpose,
                item.part,
                item.minutes,
                item.objective,
                item.lead,
                "yes" if item.paper else "",
            )
            for item in policy.standing_items
        ],
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
                (YEARLY, item.title, item.month, item.lead, "yes" if item.paper else "")
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
        SILENT_SHEET: [*policy.defaults.items()],
    }
