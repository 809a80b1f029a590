"""The rows that duties look up by their ids again and again: a session reads each of them once.

A session forgets a row that nobody holds, and would read it again for the next who asks.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import QueryContext

from tasks.register.tables import AgendaItemRow, Base, GroupRow, MeetingRow, PaperRow, PersonRow

# Only tables that are changed by their rows alone: a row kept would not know of a statement's changes.
KEPT = (AgendaItemRow, GroupRow, MeetingRow, PaperRow, PersonRow)
_ROWS = "rows that are kept"


def _keep(row: Base, context: QueryContext) -> None:
    kept: list[Any] = context.session.info.setdefault(_ROWS, [])
    kept.append(row)


@cache  # once, however many registers are opened
def keep_rows() -> None:
    """Have sessions keep these rows until they end."""
    for table in KEPT:
        event.listen(table, "load", _keep)
