"""Answers to what a policy's workbook asks, read as people write them into the settings of a policy file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, get_args

from forum.terms.policy import Limit, Month
from forum.terms.questionnaire import RULES
from forum.terms.settings import Kind, Question
from forum.text.cell_reader import Cell, CellReader, cell_text
from forum.text.cell_values import A_DATE, parse_date, parse_share, parse_time, whole_number

Setting = Any  # text, number, date, time, list or table, as a TOML file holds it

_LIMIT = re.compile(r"(?P<number>[\w-]+) ?(?P<counted>clear days?|clear|(?:calendar )?days?|weeks?|)")
_DAYS_OF_A_WEEK = 7
_MONTHS = get_args(Month)
_UNSURE = "text; the cell holds a date or a time. Type it again with an apostrophe before it"


class AnswerReader(CellReader):
    """Reads the answers of a workbook; ``today`` places a date written without its year."""

    def __init__(self, today: dt.date, faults: list[str]) -> None:
        super().__init__(faults)
        self.today = today

    def answer(self, cell: Cell, question: Question) -> Setting | None:
        """What is answered, or holds when nothing is; None where it is left out, or can't be read."""
        if not cell_text(cell):
            if question.default is None:
                return None
            cell = Cell(cell.place, question.default)
        if question.kind is Kind.CHOICE:
            word = self.choice(cell, question.choices)
            return RULES.get(word, word) or None
        if question.kind in (Kind.LINE, Kind.CODE):
            line = self.words(cell)
            return line.upper() if question.kind is Kind.CODE else line
        read = _READ[question.kind]
        found = read(cell.value, question, self.today)
        if found is None:
            self.fault(cell, question.allowed)
        return found

    def words(self, cell: Cell) -> str:
        """One line of text, which a date or a time is not."""
        if isinstance(cell.value, (dt.date, dt.time)):
            self.fault(cell, _UNSURE)
            return ""
        return self.line(cell)

    def date(self, cell: Cell) -> dt.date | None:
        """A date, which must be there."""
        found = parse_date(cell.value, self.today) if cell_text(cell) else None
        if found is None:
            self.fault(cell, A_DATE)
        return found

    def whole(self, cell: Cell, unit: str, allowed: str) -> int | None:
        """A whole number, with or without what it counts; None where nothing stands."""
        found = _number(cell.value, unit) if cell_text(cell) else None
        if found is None and cell_text(cell):
            self.fault(cell, allowed)
        return found


def share_in_words(share: Fraction) -> str:
    """75%, or 2/3 where no whole percent is the same."""
    percent = share * 100
    return f"{percent}%" if percent.denominator == 1 else f"{share.numerator}/{share.denominator}"


def limit_in_words(limit: Limit) -> str:
    """14 days, or 5 clear days."""
    return f"{limit.days} days" if limit.days is not None else f"{limit.clear_days} clear days"


def _number(value: object, unit: str) -> int | None:
    """12, "12" or "twelve", alone or with what it counts: "5 working days", "5 days"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    first, _, rest = " ".join(str(value).lower().split()).partition(" ")
    if rest and rest.removesuffix("s") not in (unit, unit.split()[-1]):
        return None
    return whole_number(first)


def _limit(value: object) -> Mapping[str, int] | None:
    """Days in the words of the file: {"days": 14} or {"clear_days": 5}; weeks are counted as days."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    found = _LIMIT.fullmatch(" ".join(str(value).lower().split()))
    number = whole_number(found["number"]) if found else None
    if found is None or number is None:
        return None
    if found["counted"].startswith("clear"):
        return {"clear_days": number}
    return {"days": number * _DAYS_OF_A_WEEK if found["counted"].startswith("week") else number}


def _months(value: object) -> list[str] | None:
    words = [word for word in re.split(r"[,;\s]+|\band\b", str(value).lower()) if word]
    found = [month for word in words for month in _MONTHS if len(word) > 2 and month.lower().startswith(word)]
    return found if len(found) == len(words) else None


def _share(value: object) -> str | None:
    share = parse_share(value)
    return None if share is None else share_in_words(share)


_READ: Mapping[Kind, Callable[[Any, Question, dt.date], Setting | None]] = {
    Kind.DATE: lambda value, _, today: parse_date(value, today),
    Kind.TIME: lambda value, _question, _today: parse_time(value),
    Kind.NUMBER: lambda value, question, _: _number(value, question.unit),
    Kind.SHARE: lambda value, _question, _today: _share(value),
    Kind.LIMIT: lambda value, _question, _today: _limit(value),
    Kind.MONTHS: lambda value, _question, _today: _months(value),
}
