"""The letter that brings the draft minutes to the unit, filled with the facts of the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.taps import WHOLE
from forum.minutes.states import OUTCOMES


@dataclass(frozen=True, kw_only=True)
class EmptyItem:
    """An item of which the record says nothing, by its number and title."""

    number: str
    title: str


@dataclass(frozen=True, kw_only=True)
class MinutesDraft(Letter):
    """Asks for the draft back by the day ``by``.

    ``held`` is the date of the meeting; ``out_by`` the day by which the terms want the minutes out,
    None once it has passed.
    ``part_two_with`` is the name of the officer with part 2, where the reader may not read it.
    ``with_table`` says that the attendance table is attached too, which has no letter of its own.
    ``without_note`` are the items of the reader's parts of which the record says nothing.
    """

    NAME: ClassVar[str] = "minutes_draft"

    held: dt.date
    by: dt.date
    out_by: dt.date | None
    part_two_with: str = ""
    with_table: bool = False
    without_note: tuple[EmptyItem, ...] = ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        numbers = [item.number for item in self.without_note]
        each = {number: tuple(f"{number} {outcome.upper()}" for outcome in OUTCOMES) for number in numbers}
        return each | ({WHOLE: (f"{', '.join(numbers)} NOTED",)} if len(numbers) > 1 else {})
