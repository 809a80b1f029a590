"""Rows named by the beginning of their ids, as the commands show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from forum.text.problem import Problem
from tasks.register.tables import DispatchRow, QuestionRow, ReceivedRow, RetentionHoldRow

Row = TypeVar("Row", DispatchRow, QuestionRow, ReceivedRow, RetentionHoldRow)


def row_with_id(rows: Iterable[Row], start: str, plural: str, missing: str) -> Row:
    """Return the one row whose id starts with these characters.

    Problem with the sentence ``missing`` when there is none; ``plural`` names several ("letters").
    """
    prefix = start.strip().lower()
    matches = [row for row in rows if prefix and str(row.id).startswith(prefix)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise Problem(f"{len(matches)} {plural} have ids starting with “{start}”: give more of the id.")
    raise Problem(missing)
