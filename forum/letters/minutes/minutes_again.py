"""The letter that gives minutes back to the unit for a change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal

from forum.letters.base import Letter

Because = Literal["chair", "record", "ruling", "meeting"]


@dataclass(frozen=True, kw_only=True)
class MinutesAgain(Letter):
    """Asks for the minutes back by the day ``by``.

    ``held`` is the date of the meeting; ``out_by`` the day by which the terms want the minutes out,
    None once it has passed.
    ``because`` is the reason: the "chair" wants changes, the "record" was filed again and differs, a "ruling"
    on the quorum came, or the next "meeting" confirmed them with amendments. ``to_say`` is what the Chair
    wants, or what a ruling changes in them, a sentence each; ``drafted_anew`` says that the draft attached
    has it already. ``part_two_with`` is the name of the officer with part 2, where the reader may not read
    it.
    """

    NAME: ClassVar[str] = "minutes_again"

    held: dt.date
    by: dt.date
    out_by: dt.date | None
    because: Because
    to_say: tuple[str, ...] = ()
    drafted_anew: bool = False
    part_two_with: str = ""
