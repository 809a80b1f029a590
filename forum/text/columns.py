"""The columns of a sheet, and of a register whose class has a column a field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from enum import Enum, auto
from typing import Any

Choices = str | tuple[str, ...] | Mapping[str, object]


class Kind(Enum):
    """What a cell holds."""

    TEXT = auto()
    DATE = auto()
    NUMBER = auto()
    LINE = auto()
    CHOICE = auto()
    LATER_DAY = auto()
    YES_NO = auto()
    ENDED = auto()


@dataclass(frozen=True)
class Column:
    """A column, or on the first sheet of the record a line.

    A ``given`` column is filled in beforehand and stays as it is. ``choices`` are the words to choose from,
    each with its meaning where that is no text, or the name of a list that each form has of its own; with
    ``open_list`` other text is allowed too. ``choose_from`` is a range elsewhere in the workbook with the
    words ("People!$B$2:$B$99"). ``width`` is in characters; text too long for it runs on below, or is cut off
    in one ``on_a_line``. ``hint`` shows when a cell is chosen, and helps to fill it in. An
    ``added`` column is one that workbooks sent before do not have, one ``only_with`` a plan or votes is for
    groups that have them. ``kind`` says what its cells hold; an empty cell is a fault where something is
    ``wanted``. ``name`` is the field of a register's line, and ``shown`` its words.
    """

    heading: str
    width: int
    hint: str = ""
    given: bool = False
    choices: Choices = ""
    open_list: bool = False
    choose_from: str = ""
    on_a_line: bool = False
    added: bool = False
    only_with: str = ""
    kind: Kind = Kind.TEXT
    wanted: str = ""
    name: str = ""
    shown: Callable[[Any], str] = str


@dataclass(frozen=True)
class Sheet:
    """A sheet with ``free`` rows to type in; 0 where every row is given. Those of a record have an ``intro``.

    Below them are ``free_part_two`` rows for part 2, where the meeting has one.
    """

    name: str
    intro: str
    columns: tuple[Column, ...]
    free: int = 0
    free_part_two: int = 0

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of all columns."""
        return tuple(column.heading for column in self.columns)

    def of_group(self, code: str) -> Sheet:
        """The sheet with the code of a group after its name."""
        return replace(self, name=f"{self.name} {code}")

    @property
    def given(self) -> tuple[str, ...]:
        """The headings of the columns that are filled in beforehand."""
        return tuple(column.heading for column in self.columns if column.given)

    @property
    def white(self) -> tuple[str, ...]:
        """The headings of the columns to type in."""
        return tuple(column.heading for column in self.columns if not column.given)


Table = tuple[Sheet, Iterable[Sequence[object]]]
"""A sheet with its rows, each in the order of the columns."""


def plain(name: str, *columns: Column, free: int = 0) -> Sheet:
    """A sheet of a table alone."""
    return Sheet(name, "", columns, free)


def to_read(name: str, *columns: Column) -> Sheet:
    """A sheet of a table in which nobody writes."""
    return plain(name, *(replace(column, given=True) for column in columns))


def given(
    heading: str, width: int, shown: Callable[[Any], str] = str, *, default: Any = MISSING, **more: Any
) -> Any:
    """A field that is filled in beforehand."""
    return _field(Column(heading, width, given=True, shown=shown, **more), default)


def text(heading: str, width: int, hint: str, wanted: str = "") -> Any:
    """A field of text, empty unless it is wanted."""
    return _field(Column(heading, width, hint, wanted=wanted), MISSING if wanted else "")


def line(heading: str, width: int, hint: str, wanted: str = "", **more: Any) -> Any:
    """A field of text on one line, empty unless it is wanted."""
    column = Column(heading, width, hint, kind=Kind.LINE, wanted=wanted, **more)
    return _field(column, MISSING if wanted else "")


def choice(heading: str, width: int, hint: str, choices: Choices, *, default: Any = MISSING) -> Any:
    """A field of which one of these is chosen; needed without a default."""
    return _field(Column(heading, width, hint, choices=choices, kind=Kind.CHOICE), default)


def seat(heading: str, width: int, hint: str, *, default: Any = MISSING) -> Any:
    """A field with the id of a seat; needed without a default."""
    return choice(heading, width, hint, "Seats", default=default)


def person(heading: str, width: int, hint: str) -> Any:
    """A field with the id of a person, who is needed."""
    return choice(heading, width, hint, "People")


def later_day(heading: str, width: int, hint: str) -> Any:
    """A field with a day after the meeting, which is needed."""
    return _field(Column(heading, width, hint, kind=Kind.LATER_DAY), MISSING)


def yes_no(heading: str, width: int, hint: str, **more: Any) -> Any:
    """A field with yes or no, which is needed; None until it is said."""
    column = Column(heading, width, hint, choices=("Yes", "No"), kind=Kind.YES_NO, wanted="Yes or No", **more)
    return _field(column, None)


def ended(heading: str, width: int, hint: str, choices: tuple[str, str]) -> Any:
    """A field with the day on which a line ended: that of the meeting, by the second of two words."""
    return _field(Column(heading, width, hint, choices=choices, kind=Kind.ENDED), None)


def beside(earlier: str, of_field: Any) -> Callable[[Any], Any]:
    """Give a property a column after that of an ``earlier`` field or property."""

    def decorate(rule: Any) -> Any:
        rule.beside = (earlier, of_field.metadata["column"])
        return rule

    return decorate


def columns_of(kind: type) -> tuple[Column, ...]:
    """The columns of a class, in the order of its fields."""
    columns = {
        each.name: replace(each.metadata["column"], name=each.name)
        for each in fields(kind)
        if "column" in each.metadata
    }
    for name, rule in vars(kind).items():
        earlier, column = getattr(getattr(rule, "fget", None), "beside", ("", None))
        if column is not None:
            at = [*columns].index(earlier) + 1
            items = [*columns.items()]
            columns = dict([*items[:at], (name, replace(column, name=name)), *items[at:]])
    return tuple(columns.values())


def _field(column: Column, default: Any) -> Any:
    wanted = column.wanted or ("needed" if default is MISSING and not column.given else "")
    return field(default=default, metadata={"column": replace(column, wanted=wanted)})
