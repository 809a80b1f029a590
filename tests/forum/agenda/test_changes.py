"""What the Chair reads of the changes of an agenda since the last draft."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid5

import pytest

from forum.agenda import Item, Purpose, describe_changes


def id_of(title: str) -> UUID:
    return uuid5(UUID(int=0), title)


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        ("Welcome, Log, Training", "Welcome, Log, Training", ""),
        ("Welcome, Log, Training", "Welcome, Housing, Log, Training", "new: 2"),
        ("Welcome, Log, Training", "Welcome, Training", "taken off: Log"),
        ("Welcome, Log, Training", "Training, Welcome, Log", "moved: 1"),
        (
            "Welcome, Log, Training, Transport",
            "Welcome, Housing, Licensing, Training, Log",
            "new: 2 and 3; moved: 4; taken off: Transport",
        ),
    ],
)
def test_items_that_only_have_another_number_have_not_changed(before: str, now: str, says: str) -> None:
    titles = {id_of(title): title for title in before.split(", ")}
    items = [
        replace(Item(title, Purpose.DISCUSSION, 10), id=id_of(title), number=str(number))
        for number, title in enumerate(now.split(", "), start=1)
    ]
    told = describe_changes([*titles], items, titles)
    assert told == (f"Since the last draft, {says}." if says else "")
