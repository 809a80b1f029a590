"""The scripted minute-taker: fills in the record workbook as a person would, by typing into its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Typed = Mapping[str, object]  # a column's heading -> what is typed under it


@dataclass(frozen=True)
class RecordEntries:
    """What the minute-taker types, sheet by sheet, by heading: ``{"Status": "Present", "Arrived": "9.55"}``.

    ``meeting`` is by the label in the first column. ``attendance`` is by the seat's short name, ``items`` by
    number and ``updates`` by the action's reference: rows that are already there. The others are new rows,
    typed from the first free one. Values may be text, numbers, dates or times.
    """

    meeting: Typed = field(default_factory=dict)
    attendance: Mapping[str, Typed] = field(default_factory=dict)
    others: Sequence[Typed] = ()
    interests: Sequence[Typed] = ()
    items: Mapping[str, Typed] = field(default_factory=dict)
    decisions: Sequence[Typed] = ()
    actions: Sequence[Typed] = ()
    updates: Mapping[str, Typed] = field(default_factory=dict)


def fill_record(content: bytes, entries: RecordEntries) -> bytes:
    """The workbook with the entries typed in, saved. Raises KeyError for a row or heading not in it."""
    raise NotImplementedError
