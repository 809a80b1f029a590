"""What the meetings of twelve months are for: each purpose in turn, a strand of the plan, yearly things."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from forum.calendar.working_days import ONE_DAY
from forum.terms.parts.ahead import ForwardPlanTerms
from forum.terms.parts.part import Month
from forum.text.wording import MONTHS

MONTHS_AHEAD = 12


@dataclass(frozen=True)
class ItemAhead:
    """An item that a meeting is to have. ``lead`` is "chair", "unit" or a seat, as the policy names it;
    ``objective`` the name of its purpose there, empty for none."""

    title: str
    lead: str = ""
    with_paper: bool = False
    objective: str = ""


@dataclass(frozen=True)
class DateAhead:
    """A day that the group plans by: a report is due to a board, or something happens elsewhere."""

    date: dt.date
    words: str


def first_of_months(today: dt.date) -> tuple[dt.date, ...]:
    """Return the first days of the twelve months from that of ``today`` on."""
    month = today.replace(day=1)
    months = [month]
    while len(months) < MONTHS_AHEAD:
        month = (month + 31 * ONE_DAY).replace(day=1)
        months.append(month)
    return tuple(months)


def last_day_ahead(today: dt.date) -> dt.date:
    """Return the last day of the twelve months."""
    return (first_of_months(today)[-1] + 31 * ONE_DAY).replace(day=1) - ONE_DAY


def items_ahead(
    rules: ForwardPlanTerms,
    meetings: Sequence[dt.date],
    last_met: dt.date | None,
    *,
    purposes: Mapping[str, str],
    strands: Sequence[str] = (),
    plan_months: Mapping[Month, str] = {},
) -> dict[dt.date, tuple[ItemAhead, ...]]:
    """Return what each of the coming ``meetings`` is for beside its standing items, by its day (own rule).

    A meeting takes what falls into its month, and into months without a meeting since ``last_met``. Each of
    the ``purposes`` is taken in depth ``times`` a year, at even distances, so that none is forgotten
    (clause 1); the ``strands`` of the action plan take turns. ``plan_months`` are the months in which the
    plan is refreshed and adopted.
    """
    if not meetings:
        return {}
    before = last_met or meetings[0].replace(day=1) - ONE_DAY
    return {
        meeting: tuple(
            item
            for month in range(_month(earlier) + 1, _month(meeting) + 1)
            for item in _items_of_month(rules, month, purposes, strands, plan_months)
        )
        for earlier, meeting in pairwise((before, *meetings))
    }


def _month(day: dt.date) -> int:
    """Count the months, so that January of any year is a multiple of twelve."""
    return day.year * len(MONTHS) + day.month - 1


def _items_of_month(
    rules: ForwardPlanTerms,
    month: int,
    purposes: Mapping[str, str],
    strands: Sequence[str],
    plan_months: Mapping[Month, str],
) -> Iterator[ItemAhead]:
    name = MONTHS[month % len(MONTHS)]
    for item in rules.yearly:
        if item.month == name and (not item.years or month // len(MONTHS) in item.years):
            yield ItemAhead(item.title, item.lead, item.paper)
    yield from (ItemAhead(title) for of_month, title in plan_months.items() if of_month == name)
    every = len(MONTHS) // rules.times
    for place, (purpose, title) in enumerate(purposes.items()):
        if month % every == place * every // len(purposes):
            lead = rules.themes.get(purpose, "")
            yield ItemAhead(f"In depth: {title}", lead, bool(lead), purpose)
    if strands:
        yield ItemAhead(f"Action plan in depth: {strands[month % len(strands)]}")
