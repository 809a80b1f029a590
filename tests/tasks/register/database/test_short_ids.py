"""A row is named by the beginning of its id, as lists show it."""

from __future__ import annotations

from uuid import UUID

import pytest

from forum.text.problem import Problem
from tasks.register.database.rows import row_with_id
from tasks.register.tables import DispatchRow

ROWS = [DispatchRow(id=UUID(f"{start}-0000-4000-8000-000000000000")) for start in ("7f3c2a10", "7f3d0000")]


@pytest.mark.parametrize("start", ["7f3c", " 7F3C2A10 ", "7f3c2a10-0000-4000-8000-000000000000"])
def test_so_much_of_the_id_is_enough_as_no_other_begins_with(start: str) -> None:
    assert row_with_id(ROWS, start, "letters", "There is no such letter.") is ROWS[0]


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("7f3", "2 letters have ids starting with “7f3”: give more of the id."),
        ("8", "There is no such letter."),
        ("", "There is no such letter."),
        (" ", "There is no such letter."),
    ],
)
def test_what_begins_several_ids_or_none_names_no_row(start: str, said: str) -> None:
    with pytest.raises(Problem) as refused:
        row_with_id(ROWS, start, "letters", "There is no such letter.")
    assert refused.value.sentence == said
