"""The short letter that says what was taken back after the word WRONG."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class Undone(Letter):
    """Says what was taken back, a sentence each in ``lines`` as they were in the letter "recorded", and how
    to say what is right.

    ``answered`` is the date of the letter of ours that had been answered, None for a message that answered
    none. ``too_late`` are those of its lines that could not be undone (what has gone out has gone), and
    ``stands`` those of files, which another file replaces; with nothing taken back ``lines`` is empty.
    """

    NAME: ClassVar[str] = "undone"

    answered: dt.date | None
    lines: tuple[str, ...]
    too_late: tuple[str, ...] = ()
    stands: tuple[str, ...] = ()
