"""The letter with which the unit checks who gets which paper, and releases the pack."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.papers.pack import PackPaper, PackReader


@dataclass(frozen=True, kw_only=True)
class PackCheck(Letter):
    """Shows the papers × recipients grid and asks for RELEASE by a time on a day.

    ``papers`` are those of the items that have or want one, in their order; each reader's ``gets`` follows
    it; ``seats`` are the short names of the seats, as a reply names them. ``changed`` says, a sentence each,
    what is different from our letter before. ``workbook`` is whether the one to arrange them in is attached.
    ``by`` and ``by_time`` are when the release is needed.
    """

    NAME: ClassVar[str] = "pack_check"

    meeting: dt.date
    papers: tuple[PackPaper, ...]
    readers: tuple[PackReader, ...]
    seats: tuple[str, ...]
    by: dt.date
    changed: tuple[str, ...] = ()
    workbook: bool = True
    by_time: dt.time = dt.time(15)
