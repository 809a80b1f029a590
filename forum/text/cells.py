"""Dates, times and shares as they stand in a workbook's cells: 12/1/27, 9.30, noon, 75%, two thirds.

Read single cells of a workbook, and collect every fault with its place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from forum.text.addresses import checked_address
from forum.text.checks import checked_line, checked_name, checked_text, folded
from forum.text.dates import leading_date
from forum.text.problem import Problem
from forum.text.wording import NUMBER_WORDS, count, listed, long_date

A_DATE = "a date such as 12/1/27 or 12 January 2027"
A_TIME = "a time such as 9:30am or 2:15pm"
A_SHARE = "a share such as 75%, 2/3 or two thirds, at most the whole, or none"

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::00)? ?(am|pm|a\.m\.?|p\.m\.?|noon)?")
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_TO_NINETEEN = (
    *NUMBER_WORDS[1:],
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FIRST_SERIAL = dt.date(1899, 12, 30)  # day 0 of a spreadsheet's dates


def parse_date(value: object, near: dt.date, *, gone_by: bool = False) -> dt.date | None:
    """Read a date, day before month; None where the value is no date.

    A date without a year is the first such day from ``near`` on, or with ``gone_by`` the last one up to it. A
    spreadsheet's number of days is understood.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _FIRST_SERIAL + dt.timedelta(days=int(value)) if 40_000 < value < 80_000 else None
    date_and_rest = leading_date(str(value).strip(), near, gone_by=gone_by)
    return date_and_rest[0] if date_and_rest and not date_and_rest[1].strip() else None


def parse_time(value: object) -> dt.time | None:
    """Read a time of day; None where the value is no time.

    Nobody meets at night: 1 to 6 without "am" is in the afternoon. A spreadsheet makes 9.3 of "9.30".
    """
    if isinstance(value, dt.datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, dt.time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if 0 < value < 1:  # a spreadsheet's share of a day
            minutes = round(value * 24 * 60)
            return dt.time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None
        value = f"{value:.2f}" if isinstance(value, float) else str(value)
    text = " ".join(str(value).lower().split())
    if text in ("noon", "midday"):
        return dt.time(12)
    match = _CLOCK.fullmatch(text)
    return _clock(int(match[1]), int(match[2] or 0), (match[3] or "").replace(".", "")) if match else None


def parse_share(value: object) -> Fraction | None:
    """Read a share, in whole percents or as a fraction; None where the value is no share, or more than 100%.

    A cell's 0.75 is 75%, as is 75. A spreadsheet's 0.667 is no share: nobody can say whether 67% or two
    thirds is meant.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        percent = Fraction(str(value)) * (100 if value <= 1 else 1)
        return Fraction(percent, 100) if percent.denominator == 1 and 0 <= percent <= 100 else None
    text = " ".join(str(value).lower().replace("-", " ").split())
    if match := re.fullmatch(r"(\d{1,3}) ?(?:%|per ?cent)", text):
        share = Fraction(int(match[1]), 100)
    elif match := re.fullmatch(r"(\d{1,3}) ?(?:/|out of|of) ?([1-9]\d{0,2})", text):
        share = Fraction(int(match[1]), int(match[2]))
    elif (match := re.fullmatch(r"(?:(\w+) )?(?:an? )?(\w+?)s?", text)) and match[2] in _PARTS:
        number = whole_number(match[1] or "one")
        if number is None:
            return None
        share = Fraction(number, _PARTS[match[2]])
    else:
        return None
    return share if share <= 1 else None


def whole_number(text: str) -> int | None:
    """Read a whole number in figures, or below a hundred in words; None where the text is no number."""
    word = text.strip().lower()
    if word in ("a", "an"):
        return 1
    tens, _, units = word.partition("-")
    if tens in _TENS and (not units or units in NUMBER_WORDS[1:]):
        return 20 + 10 * _TENS.index(tens) + (NUMBER_WORDS.index(units) if units else 0)
    if word in _TO_NINETEEN:
        return 1 + _TO_NINETEEN.index(word)
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 6 else None


def _clock(hour: int, minute: int, half: str) -> dt.time | None:
    if half and not 1 <= hour <= 12:
        return None
    if half == "am":
        hour %= 12
    elif half == "pm" or (not half and 1 <= hour <= 6):
        hour = hour % 12 + 12
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


MOST_FAULTS = 200  # in a letter
LONGEST_QUOTED = 80  # characters of a cell that a fault quotes
YEARS = range(1990, 2101)  # those of a date
_UNSURE = "text; the cell holds a date or a time. Type it again with an apostrophe before it"


@dataclass(frozen=True)
class Cell:
    """A cell's value, and its place as a person finds it: "Attendance, cell F5"."""

    place: str
    value: str | int | float | bool | dt.date | dt.time | None

    @property
    def text(self) -> str:
        """The value as text; a whole number without ".0", as of a phone."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return "" if self.value is None else str(self.value)

    @property
    def line(self) -> str:
        """The value as text on one line."""
        return " ".join(self.text.split())


Row = dict[str, Cell]  # by the column's heading


class CellReader:
    """Reads cells, and collects their faults in ``faults``, so that the sender hears of all at once.

    The ``faults`` given are those of cells that couldn't be read at all, such as formulas; ``today`` places
    a date written without its year.
    """

    def __init__(self, faults: Iterable[str] = (), today: dt.date = dt.date.min) -> None:
        self.faults = list(faults)
        self.today = today
        self._unreadable = tuple(self.faults)

    def fault(self, cell: Cell, allowed: str) -> None:
        """Add the fault of a cell: its place, its value and what is allowed. A cell that couldn't be read has
        its fault already."""
        if any(earlier.startswith(f"{cell.place}: ") for earlier in self._unreadable):
            return
        text = long_date(cell.value) if isinstance(cell.value, dt.date) else cell.line
        short = text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
        quotation = f"found “{short}”" if text else "nothing found"
        self.faults.append(f"{cell.place}: {quotation}; allowed: {allowed}.")

    def refuse_faults(self, where: str, outcome: str) -> None:
        """Raise Problem with the faults, if there are any; ``outcome`` is what has not been done.

        Of many it has the first, and how many more there are: a sheet wrong all over would fill the letter.
        """
        if not self.faults:
            return
        more = len(self.faults) - MOST_FAULTS
        things = count(len(self.faults), "thing")
        raise Problem(
            f"{where} can’t be taken as it is: {things} to correct. Nothing has been {outcome}.",
            [*self.faults[:MOST_FAULTS], *([f"And {more:,} more; correct these first."] if more > 0 else [])],
        )

    def text(self, cell: Cell, expectation: str = "") -> str:
        """Text with its line breaks. An empty cell is a fault where an ``expectation`` is given."""
        raw = cell.value if isinstance(cell.value, str) else cell.line
        if not raw and expectation:
            self.fault(cell, expectation)
        try:
            return checked_text(raw, cell.place).strip()
        except Problem as problem:
            self.faults.append(problem.sentence)
            return ""

    def line(self, cell: Cell, expectation: str = "") -> str:
        """Text on one line."""
        return self._on_a_line(cell, expectation, checked_line)

    def words(self, cell: Cell, expectation: str = "") -> str:
        """Text on one line. A date or a time is a fault: Excel may have made it of text."""
        if isinstance(cell.value, (dt.date, dt.time)):
            self.fault(cell, _UNSURE)
            return ""
        return self.line(cell, expectation)

    def name(self, cell: Cell, expectation: str = "") -> str:
        """A person's name on one line."""
        return self._on_a_line(cell, expectation, checked_name)

    def _on_a_line(self, cell: Cell, expectation: str, check: Callable[[str, str], str]) -> str:
        line = " ".join(self.text(cell, expectation).split())
        try:
            return check(line, cell.place)
        except Problem as problem:
            self.faults.append(problem.sentence)
            return ""

    def choice(self, cell: Cell, words: Iterable[str], *, needed: bool = False) -> str:
        """The one of these words that the cell has, as we write it; "" when the cell is empty or has another
        word, which is a fault."""
        by_folded = {folded(word): word for word in words}
        word_chosen = by_folded.get(folded(cell.line), "")
        if not word_chosen and (cell.line or needed):
            empty = "" if needed else ", or nothing"
            self.fault(cell, (listed(by_folded.values(), "or") or "nothing") + empty)
        return word_chosen

    def yes(self, cell: Cell, *, needed: bool = False) -> bool | None:
        """Yes or no; None when the cell is empty. A ticked box is a yes."""
        if isinstance(cell.value, bool):
            return cell.value
        short = {"y": "Yes", "n": "No"}.get(folded(cell.line))
        word = short or self.choice(cell, ("Yes", "No"), needed=needed)
        return {"Yes": True, "No": False}.get(word)

    def time(self, cell: Cell, *, needed: bool = False) -> dt.time | None:
        """A time of day; None when the cell is empty."""
        time = parse_time(cell.value) if cell.line else None
        if time is None and (cell.line or needed):
            self.fault(cell, A_TIME)
        return time

    def date(self, cell: Cell, allowed: str = A_DATE, *, needed: bool = False) -> dt.date | None:
        """A date; None when the cell is empty."""
        date = parse_date(cell.value, self.today) if cell.line else None
        if (date is None or date.year not in YEARS) and (cell.line or needed):
            self.fault(cell, allowed)
            return None
        return date

    def number(self, cell: Cell, most: int) -> int | None:
        """A whole number up to ``most``; None when the cell is empty."""
        text = cell.line
        if not text:
            return None
        if not text.isdecimal() or int(text) > most:
            self.fault(cell, f"a whole number up to {most}, or nothing")
            return None
        return int(text)

    def address(self, cell: Cell) -> str:
        """An email address that can be written to; "" when the cell is empty."""
        if not cell.line:
            return ""
        try:
            return checked_address(cell.text)
        except Problem as problem:
            self.faults.append(f"{cell.place}: {problem.sentence}")
            return ""

    def rows_by(
        self, rows: Iterable[Row], heading: str, known: Mapping[str, object], *, all_wanted: bool = False
    ) -> dict[str, Row]:
        """The rows by their value under ``heading``, which must be one of ``known`` and in one row only.

        With ``all_wanted`` a missing row is a fault.
        """
        names = {folded(name): name for name in known}
        rows_by_name: dict[str, Row] = {}
        for row in rows:
            name = names.get(folded(row[heading].line))
            if name is None:
                self.fault(row[heading], listed(known, "or") or "no row here")
            elif name in rows_by_name:
                self.fault(row[heading], f"each once; it is also in {rows_by_name[name][heading].place}")
            else:
                rows_by_name[name] = row
        missing = [name for name in known if name not in rows_by_name]
        if all_wanted and missing:
            self.faults.append(f"{heading}: the row of {listed(missing)} is missing; put it back as it was.")
        return rows_by_name
