"""The chart of letters against the budget: one row for each person and kind, one number for each month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from forum.outbox.budget import Kind, Reader, Tally
from rehearsals.output.facts import LetterFacts

READERS = (Reader.CHAIR, Reader.UNIT, Reader.MEMBER)
KINDS = tuple(Kind)
OUTSIDE = "Outside the group"  # also somebody who has left


@dataclass(frozen=True)
class BudgetRow:
    """The number of letters of a kind to a person in each month, and the number allowed in a month."""

    group: str
    person: str
    kind: Kind
    allowed: int
    months: tuple[int, ...]

    @property
    def most(self) -> int:
        return max(self.months)

    @property
    def over(self) -> bool:
        return self.most > self.allowed


def months_between(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """The first day of each month that a period touches."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(dt.date(number // 12, number % 12 + 1, 1) for number in numbers)


def budget_months(tallies: Iterable[Tally], first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """The months of a period, and those of later meetings that letters were about already."""
    return months_between(first, max((last, *(tally.month for tally in tallies))))


def budget_rows(
    tallies: Iterable[Tally], people: Mapping[UUID, str], months: tuple[dt.date, ...]
) -> tuple[BudgetRow, ...]:
    """The rows of the chart: the Chair first, then the unit, then members by name of seat; letters before
    digests.

    ``people`` names each by seat or role.
    """
    sent: dict[tuple[str, Reader, str, UUID, Kind, int], dict[dt.date, int]] = {}
    for tally in tallies:
        row = (
            tally.group,
            tally.reader,
            people[tally.person_id],
            tally.person_id,
            tally.kind,
            tally.allowed,
        )
        sent.setdefault(row, {})[tally.month] = tally.sent
    in_order = sorted(
        sent.items(), key=lambda row: (KINDS.index(row[0][4]), row[0][0], READERS.index(row[0][1]), row[0][2])
    )
    return tuple(
        BudgetRow(
            group, _named(name, reader), kind, allowed, tuple(by_month.get(month, 0) for month in months)
        )
        for (group, reader, name, _, kind, allowed), by_month in in_order
    )


def people_in_words(letters: Iterable[LetterFacts]) -> dict[UUID, str]:
    """Each recipient by the seat or role they held last; two of one seat are told apart by number.

    ``letters`` earliest first.
    """
    latest: dict[UUID, str] = {}
    for letter in letters:
        if letter.recipient != OUTSIDE or letter.person not in latest:
            latest[letter.person] = letter.recipient
    alike: dict[str, list[UUID]] = {}
    for person, words in latest.items():
        alike.setdefault(words, []).append(person)
    return {
        person: words if len(same) == 1 else f"{words} ({number} of {len(same)})"
        for words, same in alike.items()
        for number, person in enumerate(same, start=1)
    }


def _named(name: str, reader: Reader) -> str:
    """The name of a row: somebody who stands in for the Chair has a row for the letters to the Chair."""
    is_chair = any(role.startswith("chair") for role in name.lower().split(", "))
    return f"{name}, for the Chair" if reader is Reader.CHAIR and not is_chair else name
