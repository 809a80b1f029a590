"""The questions of a policy's workbook: everything a board answers to write its terms down as a policy.

Read the answers in a policy's workbook, as people write them, into the settings of a policy file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, get_args

from forum.terms.parts.deadlines import COUNTS
from forum.terms.parts.part import Month, Weekday
from forum.terms.policy import Policy
from forum.terms.policy_question import AnswerKind, PolicyQuestion, policy_questions
from forum.text.cells import Cell, CellReader, parse_date, parse_share, parse_time, whole_number

TERMS, WAYS_OF_WORKING = "Terms", "Ways of working"  # the sheets
RULES = {  # the words of the workbook → the kind of rule in the file
    "monthly": "monthly",
    "every so many weeks": "every",
    "on the days of the sheet Dates": "list",
}
_RULE = (  # of which a policy has the settings of one kind
    PolicyQuestion(
        "meetings.rule.kind",
        "How are meetings planned?",
        AnswerKind.CHOICE,
        choices=tuple(RULES),
        clause="meetings.clause",
    ),
    PolicyQuestion(
        "meetings.rule.week",
        "Monthly: in which week of the month?",
        AnswerKind.CHOICE,
        choices=("first", "second", "third", "fourth", "last"),
        optional=True,
    ),
    PolicyQuestion(
        "meetings.rule.weekday",
        "Monthly: on which day?",
        AnswerKind.CHOICE,
        choices=get_args(Weekday),
        optional=True,
    ),
    PolicyQuestion(
        "meetings.rule.weeks",
        "Every so many weeks: how many?",
        AnswerKind.NUMBER,
        "week",
        optional=True,
        words="a whole number from 1 to 52",
    ),
    PolicyQuestion(
        "meetings.rule.starting",
        "Every so many weeks: the first meeting",
        AnswerKind.DATE,
        optional=True,
    ),
    PolicyQuestion(
        "meetings.rule.no_meeting_in", "Months without a meeting", AnswerKind.MONTHS, optional=True
    ),
)
_PARTS = {  # by the sheet: each part's heading with tables and settings; a table is what no part names of it
    TERMS: {
        "The group": ("group", "marking"),
        "Meetings": ("meetings",),
        "Deadlines": ("deadlines",),
        "The public": ("publication",),
        "Quorum": ("quorum.share", "quorum.number", "quorum"),
        "Votes": ("votes",),
        "Terms of office": ("terms_of_office",),
        "Attendance": (
            "attendance.own",
            "attendance.deputies",
            "attendance.deputies_need",
            "attendance.deputies_are",
            "attendance",
        ),
    },
    WAYS_OF_WORKING: {
        "Sending": ("working_time",),
        "Actions": ("actions",),
        "Action plan": ("plan",),
        "Research": ("research",),
        "Task and finish groups": ("task_groups",),
        "Partnerships": ("briefings",),
        "Lead times": ("lead_times",),
        "Looking ahead": ("forward_plan", "risks", "challenge", "matters"),
        "Chairs": ("chairs", "chairs.order", "chairs.kinds_differ", "chairs.differ"),
        "Members": (
            "members",
            "group.heading",
            "members.list_months",
            "group.terms",
            "group.mailbox",
            "group.templates",
        ),
        "Reports to boards": ("reports",),
        "Letters a month": ("budget",),
        "Keeping records": ("retention",),
        "Worries, complaints, rights": ("concerns",),
    },
}


def _questions_by_part() -> dict[str, dict[str, tuple[PolicyQuestion, ...]]]:
    asked = (*_RULE, *policy_questions(Policy))
    named = {path for parts in _PARTS.values() for paths in parts.values() for path in paths}

    def is_at(question: PolicyQuestion, path: str) -> bool:
        is_in_table = question.path.startswith(f"{path}.") and question.path not in named
        return is_in_table or question.path == path

    return {
        sheet: {
            heading: tuple(question for path in paths for question in asked if is_at(question, path))
            for heading, paths in parts.items()
        }
        for sheet, parts in _PARTS.items()
    }


PARTS = _questions_by_part()
"""By the sheet: each part's heading with its questions."""
QUESTIONS = {
    question.path: question
    for parts in PARTS.values()
    for questions in parts.values()
    for question in questions
}


Setting = Any  # text, number, date, time, list or table, as a TOML file holds it

_LIMIT = re.compile(
    r"(?P<number>[\w-]+?) ?(?P<counted>(?:calendar |clear |working |clear working |statutory clear )?days?"
    r"|clear|weeks?|fortnights?|months?|)"
)
_DAYS_OF = {"week": 7, "fortnight": 14}
_MONTHS = get_args(Month)


class AnswerReader(CellReader):
    """Reads the answers of a workbook."""

    def answer(self, cell: Cell, question: PolicyQuestion) -> Setting | None:
        """The setting that an answer or the default gives; None for a setting left out and for an answer that
        can't be read, which is a fault."""
        if not cell.line:
            if question.default is None:
                return None
            cell = Cell(cell.place, question.default)
        if question.kind is AnswerKind.CHOICE:
            word = self.choice(cell, question.choices)
            return RULES.get(word, word) or None
        if question.kind is AnswerKind.YES:
            off, on = question.choices
            word = self.choice(cell, question.choices)
            return word == on if word in (off, on) else None
        if question.kind in (AnswerKind.LINE, AnswerKind.CODE):
            line = self.words(cell)
            return line.upper() if question.kind is AnswerKind.CODE else line
        read_value = _READERS[question.kind]
        setting = read_value(cell.value, question, self.today)
        if setting is None:
            self.fault(cell, question.allowed)
        return setting

    def dates(self, cell: Cell) -> list[dt.date]:
        """Dates with commas between, in order; none where the cell is empty."""
        values = (
            re.split(r"[,;\n]+", cell.value.strip(" ,;\n")) if isinstance(cell.value, str) else [cell.value]
        )
        days = [parse_date(value, self.today) for value in values if value]
        if None in days:
            self.fault(cell, "dates with commas between, such as 29 April 2027, 24 June 2027")
        return sorted(day for day in days if day)

    def whole(self, cell: Cell, unit: str, allowed: str) -> int | None:
        """A whole number, with or without its unit; None where the cell is empty."""
        number = _number(cell.value, unit) if cell.line else None
        if number is None and cell.line:
            self.fault(cell, allowed)
        return number


def share_in_words(share: Fraction) -> str:
    """75%, or 2/3 where the share is no whole percent."""
    percent = share * 100
    return f"{percent}%" if percent.denominator == 1 else f"{share.numerator}/{share.denominator}"


def _number(value: object, unit: str) -> int | None:
    """Read 12, "12" or "twelve", alone or with its unit: "5 working days", "5 days"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    first, _, rest = " ".join(str(value).lower().split()).partition(" ")
    if rest and rest.removesuffix("s") not in (unit, unit.split()[-1]):
        return None
    return whole_number(first)


def limit_as_setting(value: object) -> Mapping[str, int] | None:
    """Read a limit as the settings of the file: {"days": 14} or {"clear_days": 5}; two weeks, or a fortnight,
    are 14 days."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    match = _LIMIT.fullmatch(" ".join(str(value).lower().split()))
    number = whole_number(match["number"]) if match else None
    if match is None or number is None:
        return None
    unit = {"clear": "clear day"}.get(match["counted"], match["counted"].removesuffix("s"))
    setting = next((name for name, words in COUNTS.items() if words == unit), "days")
    return {setting: number * _DAYS_OF.get(unit, 1)}


def _months(value: object) -> list[str] | None:
    words = [word for word in re.split(r"[,;\s]+|\band\b", str(value).lower()) if word]
    months = [
        month for word in words for month in _MONTHS if len(word) > 2 and month.lower().startswith(word)
    ]
    return months if len(months) == len(words) else None


def _names(value: object) -> list[str]:
    return [" ".join(name.split()) for name in str(value).split(";") if name.strip()]


def _share(value: object) -> str | None:
    share = Fraction(0) if str(value).strip().lower() == "none" else parse_share(value)
    return None if share is None else share_in_words(share)


_READERS: Mapping[AnswerKind, Callable[[Any, PolicyQuestion, dt.date], Setting | None]] = {
    AnswerKind.DATE: lambda value, _, today: parse_date(value, today),
    AnswerKind.TIME: lambda value, _question, _today: parse_time(value),
    AnswerKind.NUMBER: lambda value, question, _: _number(value, question.unit),
    AnswerKind.SHARE: lambda value, _question, _today: _share(value),
    AnswerKind.LIMIT: lambda value, _question, _today: limit_as_setting(value),
    AnswerKind.NAMES: lambda value, _question, _today: _names(value),
    AnswerKind.MONTHS: lambda value, _question, _today: _months(value),
}
