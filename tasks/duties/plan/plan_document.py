"""The action plan as a document for a meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from forum.documents.action_plan import ActionPlan, PlanEntry
from forum.plan.exceptions import (
    is_exception,
    is_in_report,
    is_to_look_at_again,
    seats_without_update,
)
from forum.plan.history import Version, version_due
from forum.plan.lines import LineState, PlanLine
from forum.plan.measures import measured
from forum.text.charts import Chart
from forum.text.look_at import entries_to_look_at
from forum.text.standings import now_and_then
from tasks.duties.base.group_context import GroupContext
from tasks.duties.plan.rated import RatedLine, cycles_of, plan_as_at, rated_plan, standings
from tasks.register.actions import action_value, open_actions
from tasks.register.database.value_of import value_of
from tasks.register.meetings import held_before
from tasks.register.plan import plan_of
from tasks.register.tables import MeetingRow

PUT_FOR = {
    Version.REFRESH: "The group is asked to refresh the plan.",
    Version.ADOPTED: "The group is asked to adopt the plan.",
}


def action_plan(forum: GroupContext, meeting: MeetingRow) -> ActionPlan | None:
    """Return the plan as it stands today for a meeting; None for a group without a plan."""
    plan = [each for each in rated_plan(forum) if is_in_report(each.line, forum.on)]
    if not plan:
        return None
    version = version_due(meeting.date, forum.policy.plan)
    actions = _actions(forum)
    return ActionPlan(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=meeting.reference,
        name=forum.policy.plan.title,
        as_of=forum.on,
        lines=tuple(_entry(forum, meeting, each, actions[each.line.reference]) for each in plan),
        silent=_silent(forum, meeting, [each.line for each in plan]),
        chart=_chart(forum, meeting, plan),
        put_for=PUT_FOR[version] if version else "",
    )


def lines_to_look_at(forum: GroupContext) -> tuple[str, ...]:
    """Return the open lines in which a lead's words may tell of a person or a place, with what they may
    be."""
    texts = {
        line.reference: f"{line.progress}\n{line.why}\n{line.evidence}"
        for line in plan_of(forum.tx.session, forum.group.id)
        if line.state is LineState.OPEN
    }
    return entries_to_look_at(texts, forum.organisations)


def _actions(forum: GroupContext) -> Mapping[str, Sequence[str]]:
    """Return the open actions of part 1 that serve lines of the plan, by the references of the lines."""
    by_line: defaultdict[str, list[str]] = defaultdict(list)
    for row in open_actions(forum.tx.session, forum.group.id):
        if row.plan_line and row.part == 1:
            by_line[row.plan_line].append(action_value(row).in_words)
    return by_line


def _entry(forum: GroupContext, meeting: MeetingRow, each: RatedLine, actions: Sequence[str]) -> PlanEntry:
    line, rating = each.line, each.rating
    return value_of(
        PlanEntry,
        line,
        lead=forum.membership.person(line.lead_id).name,
        organisation=forum.membership.seat(line.lead_seat_id).present_name,
        first_due=line.first_due if line.first_due != line.due else None,
        colour=rating.in_words,
        since=rating.since,
        reason=rating.reason,
        progress="" if f"“{line.progress}”" in rating.reason else line.progress,
        measured=measured(line),
        actions=tuple(actions),
        looked_at_again=is_to_look_at_again(line, meeting.date),
        put_forward=line.put_forward_on is not None and line.state is LineState.OPEN,
        is_exception=is_exception(rating, forum.on, forum.policy.plan),
    )


def _chart(forum: GroupContext, meeting: MeetingRow, plan: Sequence[RatedLine]) -> Chart | None:
    """Return the open lines by colour, now and as the last meeting left them; None where no line is open."""
    now = standings(plan)
    last = next(held_before(forum.tx.session, meeting), None)
    then = standings(plan_as_at(forum, last.date)) if last else ()
    return now_and_then("line", now, then, "at the last meeting") if now else None


def _silent(forum: GroupContext, meeting: MeetingRow, lines: list[PlanLine]) -> tuple[str, ...]:
    """Return the organisations of which no update has come for a meeting, in the order of their seats."""
    all_cycles = cycles_of(forum.office, forum.tx.session, forum.group, forum.on)
    cycle = next((each for each in all_cycles if each.meeting == meeting.date), None)
    seats = seats_without_update(lines, cycle, forum.on) if cycle else ()
    return tuple(seat.present_name for seat in forum.membership.seats if seat.id in seats)
