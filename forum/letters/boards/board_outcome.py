"""The letter that asks a board's secretary what the board decided or asks of the group."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class BoardOutcome(Letter):
    """Asks what the ``board`` said of the report at its meeting on ``date``, by the day ``by``.

    ``body`` is the board's code, ``asks`` are what the board was asked, in their order.
    """

    NAME: ClassVar[str] = "board_outcome"

    board: str
    body: str
    date: dt.date
    by: dt.date
    asks: tuple[str, ...] = ()
