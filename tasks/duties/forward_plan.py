"""The forward plan as a document, for the Chair and on demand.

The papers of the next two meetings, which the Chair agrees with an agenda (own rule): so authors hear
five weeks ahead. What is ahead of a group: its meetings of twelve months, and what each is for (own rule).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from uuid import UUID

from forum.agenda import Item, Purpose
from forum.boards.steps import paper_deadline
from forum.calendar.meetings import dates_without_meeting, day_to_meet, reach
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.documents.agenda import ForwardPlan, ItemOfMonth, MonthAhead
from forum.forward_plan import DateAhead, ItemAhead, first_of_months, items_ahead, last_day_ahead
from forum.letters.parts import Ask, PaperAhead
from forum.members.membership import Person
from forum.papers.papers import PaperState
from forum.plan.lines import LineState
from forum.terms.parts.ahead import ForwardPlanTerms
from forum.text.checks import folded
from forum.text.wording import day_month
from tasks.documents.papers.take_paper import WORD
from tasks.duties.agenda.agenda import add_item, leads_of_items, minutes_left
from tasks.duties.agenda.authors import ask_author
from tasks.duties.agenda.document import core_members
from tasks.duties.agenda.put_agenda import put_agenda
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import enclose
from tasks.mail.sending.queue import Enclosure
from tasks.register.actions import plan_of
from tasks.register.meetings import held_until, ordinary_meetings, planned_from, step_of
from tasks.register.members.membership import people
from tasks.register.papers import agenda_items, item_value, paper_rows
from tasks.register.tables import MeetingRow, QuestionRow

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


AGREED_AHEAD = 2  # meetings
MINUTES = 15  # for an item in depth
KEPT_FREE = 20  # minutes, for what members propose until the agenda is drafted


@dataclass(frozen=True)
class PaperToAgree:
    """A paper of the forward plan that is on no agenda yet, and who is to write it."""

    meeting: MeetingRow
    item: ItemAhead
    author: UUID


def put_agenda_and_papers(
    forum: GroupContext, question: QuestionRow, ask: Ask, reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the draft agenda, the papers that are agreed with it, and the forward plan behind
    it."""
    ask, enclosures = put_agenda(forum, question, ask, reader)
    document = forward_plan(forum)
    if document is None or ask.draft is None:
        return ask, enclosures
    meeting = forum.tx.session.get_one(MeetingRow, question.about_id)
    papers = tuple(
        PaperAhead(
            meeting=paper.meeting.date,
            title=paper.item.title,
            author=OFFICES.get(paper.item.lead, paper.item.lead),
        )
        for paper in papers_to_agree(forum, meeting)
    )
    printed = enclose(forum, document.file_name, forum.documents.print(document), WORD)
    return replace(ask, draft=replace(ask.draft, papers_ahead=papers)), [*enclosures, printed]


def commission_papers(forum: GroupContext, meeting: MeetingRow) -> None:
    """Put the papers of the next two meetings on their agendas, and ask the authors of the first."""
    papers = list(papers_to_agree(forum, meeting))
    for paper in papers:
        position = len(agenda_items(forum.tx.session, paper.meeting.id)) + 1
        item = Item(
            paper.item.title,
            Purpose.DISCUSSION,
            MINUTES,
            objective=paper.item.objective,
            lead=paper.author,
            with_paper=True,
        )
        add_item(forum, paper.meeting, item, position)
        forum.tx.session.flush()
        forum.tx.audit("paper commissioned", meeting=paper.meeting.id, person=paper.author)
    for following in _next_meetings(forum, meeting)[:1]:
        _ask_authors(forum, following)


def papers_to_agree(forum: GroupContext, meeting: MeetingRow) -> Iterator[PaperToAgree]:
    """Yield the papers of the forward plan for the two meetings after one, where they are on no agenda that
    has time for them beside what members propose, and somebody holds the seat that is to write them."""
    rules = forum.policy.forward_plan
    if not rules.times:
        return
    ahead, authors = items_of_meetings(forum, rules), leads_of_items(forum)
    for following in _next_meetings(forum, meeting):
        there = agenda_items(forum.tx.session, following.id)
        titles, room = (
            {folded(item.title) for item in there},
            minutes_left(forum, following, [*map(item_value, there)]) - KEPT_FREE,
        )
        for item in ahead.get(following.date, ()):
            author = authors.get(item.lead)
            if item.with_paper and author and folded(item.title) not in titles and room >= MINUTES:
                room -= MINUTES
                yield PaperToAgree(following, item, author)


def _next_meetings(forum: GroupContext, meeting: MeetingRow) -> Sequence[MeetingRow]:
    """Return the next two planned meetings, without one whose agenda is agreed already."""
    session = forum.tx.session
    after = planned_from(session, meeting.group_id, meeting.date + ONE_DAY)[:AGREED_AHEAD]
    return [row for row in after if step_of(session, row.id, StepKind.AGENDA_AGREED).verdict is None]


def _ask_authors(forum: GroupContext, meeting: MeetingRow) -> None:
    """Ask for the papers that the forward plan has for a meeting; others are asked for nearer to it."""
    rules = forum.policy.forward_plan
    ahead = items_of_meetings(forum, rules).get(meeting.date, ()) if rules.times else ()
    titles = {folded(item.title) for item in ahead}
    for paper, item in paper_rows(forum.tx.session, meeting.id):
        if paper.state == PaperState.WANTED and folded(item.title) in titles:
            ask_author(forum, meeting, paper)


def meetings_ahead(forum: GroupContext) -> tuple[dt.date, ...]:
    """Return the days of the meetings of the twelve months: those planned, then those that the rule gives."""
    last, rule = last_day_ahead(forum.on), forum.policy.meetings.rule
    planned = planned_from(forum.tx.session, forum.group.id, forum.on)
    known = ordinary_meetings(forum.tx.session, forum.group.id, forum.on - reach(rule))
    by_rule = dates_without_meeting(rule, forum.on + ONE_DAY, last, known)
    days = chain((row.date for row in planned), (day_to_meet(date, forum.days) for date in by_rule))
    return tuple(sorted(day for day in days if day <= last))


def items_of_meetings(forum: GroupContext, rules: ForwardPlanTerms) -> dict[dt.date, tuple[ItemAhead, ...]]:
    """Return what each of those meetings is for, by its day."""
    session, group_id = forum.tx.session, forum.group.id
    last_met = next((row.date for row in held_until(session, group_id, forum.on - ONE_DAY)), None)
    lines = [line for line in plan_of(session, group_id) if line.state is LineState.OPEN]
    plan = forum.policy.plan
    named = {
        plan.refreshed_in: f"Refresh of the {plan.title}",
        plan.adopted_in: f"Adoption of the {plan.title}",
    }
    return items_ahead(
        rules,
        meetings_ahead(forum),
        last_met,
        purposes=forum.policy.objectives,
        strands=list(dict.fromkeys(line.strand for line in lines)),
        plan_months=named if lines else {},
    )


def dates_ahead(forum: GroupContext, rules: ForwardPlanTerms) -> Sequence[DateAhead]:
    """Return the deadlines of reports to boards and the dates from outside in the twelve months, in order."""
    reports = [
        DateAhead(
            paper_deadline(body, forum.days, date),
            f"report for the {body.name} of {day_month(date)}",
        )
        for body in forum.policy.bodies
        for date in body.dates
    ]
    outside = [DateAhead(day.date, day.title) for day in rules.outside]
    last = last_day_ahead(forum.on)
    in_time = (day for day in (*reports, *outside) if forum.on <= day.date <= last)
    return sorted(in_time, key=lambda day: day.date)
