"""Letters about keeping records and disposing of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class DisposalList(Letter):
    """The letter that brings the records past their time to their reviewer.

    Asks a reviewer to decide by a day on each of the ``records`` of a list, which is attached.

    ``kept`` is the number of those that something keeps. A record that they keep comes up again after
    ``kept_again`` years.
    """

    NAME: ClassVar[str] = "disposal_list"

    reference: str
    records: int
    kept: int
    kept_again: int
    by: dt.date
