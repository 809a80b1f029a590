"""The forward plan as a document, for the Chair and on demand."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile

from forum.calendar.working_days import ONE_DAY
from forum.documents.forward_plan import ForwardPlan, ItemOfMonth, MonthAhead
from forum.forward_plan.months import ItemAhead, first_of_months
from forum.papers.papers import PaperState
from forum.text.checks import folded
from tasks.duties.agenda.document import core_members
from tasks.duties.base.group_context import GroupContext
from tasks.duties.forward_plan.ahead import dates_ahead, items_of_meetings, meetings_ahead
from tasks.register.meetings import held_until, planned_from
from tasks.register.members.membership import people
from tasks.register.papers import paper_rows

OFFICES = {"chair": "Chair", "unit": "Business Unit"}
AUTHOR_WANTED, AGREED, IN = "author wanted", "paper agreed", "paper in"
_IN_WORDS = {
    PaperState.WANTED: AGREED,
    PaperState.LATE_WANTED: AGREED,
    PaperState.FILED: IN,
    PaperState.LATE_ALLOWED: IN,
}


def forward_plan(forum: GroupContext) -> ForwardPlan | None:
    """Return the forward plan as of today; None for a group whose policy has none."""
    rules = forum.policy.forward_plan
    if not rules.times:
        return None
    meetings = (*_met_this_month(forum), *meetings_ahead(forum))
    items, dates = items_of_meetings(forum, rules), dates_ahead(forum, rules)
    papers = _papers_on_agendas(forum)
    members = core_members(forum)
    months = []
    for month in first_of_months(forum.on):
        days = tuple(day for day in meetings if day.replace(day=1) == month)
        months.append(
            MonthAhead(
                month=month,
                meetings=days,
                items=tuple(
                    line
                    for day in days
                    for line in _items_of(items.get(day, ()), papers.get(day, {}), set(members))
                ),
                dates=tuple(date for date in dates if date.date.replace(day=1) == month),
            )
        )
    return ForwardPlan(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=forum.group.code,
        as_of=forum.on,
        standing=tuple(item.title for item in forum.policy.standing_items if item.part == 1),
        months=tuple(months),
    )


def _met_this_month(forum: GroupContext) -> list[dt.date]:
    """Return the days in this month on which the group has met, without today."""
    first = forum.on.replace(day=1)
    held = held_until(forum.tx.session, forum.group.id, forum.on - ONE_DAY)
    return sorted(row.date for row in takewhile(lambda row: row.date >= first, held))


def _papers_on_agendas(forum: GroupContext) -> dict[dt.date, dict[str, ItemOfMonth]]:
    """Return the papers of part 1 on the agendas of planned meetings, by day and title; the author is named
    by their organisation."""
    session = forum.tx.session
    on_agendas = {
        meeting.date: [
            (paper, item)
            for paper, item in paper_rows(session, meeting.id)
            if item.part == 1 and not item.standing and paper.state in _IN_WORDS
        ]
        for meeting in planned_from(session, forum.group.id, forum.on)
    }
    authors = {paper.author_id for rows in on_agendas.values() for paper, _ in rows}
    organisations = {person.id: person.organisation for person in people(session, authors)}
    return {
        day: {
            folded(item.title): ItemOfMonth(
                title=item.title, lead=organisations[paper.author_id], paper=_IN_WORDS[paper.state]
            )
            for paper, item in rows
        }
        for day, rows in on_agendas.items()
    }


def _items_of(
    items: tuple[ItemAhead, ...], papers: dict[str, ItemOfMonth], seats_filled: set[str]
) -> list[ItemOfMonth]:
    """Return the lines of a meeting: what it is for, and the papers on its agenda, each once."""
    by_rule = [
        ItemOfMonth(
            title=item.title,
            lead=OFFICES.get(item.lead, item.lead),
            paper=_paper_of(item, seats_filled),
        )
        for item in items
        if folded(item.title) not in papers
    ]
    return [*papers.values(), *by_rule]


def _paper_of(item: ItemAhead, seats_filled: set[str]) -> str:
    """Return how the paper of an item stands that is not agreed yet: in words only where it has no author."""
    is_wanting = item.with_paper and item.lead not in (*OFFICES, *seats_filled)
    return AUTHOR_WANTED if is_wanting else ""
