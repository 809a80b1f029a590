"""The parts of the agenda."""

from __future__ import annotations

from dataclasses import replace

from forum.documents.agenda import Agenda
from samples import sample_of


def test_part_two_stands_between_the_open_items_and_the_close() -> None:
    agenda = sample_of(Agenda)
    numbers = [
        [item.number for item in part]
        for part in (agenda.open_items, agenda.restricted_items, agenda.closing_items)
    ]
    assert numbers == [["1", "2", "3", "4", "5", "6", "7", "8", "9"], ["10", "11"], ["12"]]


def test_for_readers_without_part_two_everything_is_open() -> None:
    sample = sample_of(Agenda)
    agenda = replace(sample, items=tuple(item for item in sample.items if item.part == 1))
    assert [item.number for item in agenda.open_items][-1] == "12"
    assert not agenda.restricted_items
    assert not agenda.closing_items
