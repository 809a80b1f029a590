"""The plan of a group as it stands on a day: each line with its colour.

The action plan as a document for a meeting. The decisions of a recorded meeting on lines of the plan,
carried out once they stand (clause 3).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from forum.documents.actions import ActionPlan, PlanEntry
from forum.plan.cycles import (
    EVENTS,
    LineDecision,
    UpdateCycle,
    apply_decision,
    is_overtaken,
    silences,
    update_cycle,
)
from forum.plan.lines import LineState, PlanLine, Version, lines_as_at, measured, version_due, version_name
from forum.plan.rag import (
    Rating,
    is_exception,
    is_in_report,
    is_to_look_at_again,
    rate,
    seats_without_update,
    strands_by_colour,
)
from forum.questions.kinds import QuestionKind
from forum.text.charts import Chart, Standing, now_and_then
from forum.text.look_at import entries_to_look_at
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office
from tasks.duties.questions.ask import withdraw_question
from tasks.register.actions import (
    action_value,
    history,
    history_on_record,
    keep_version,
    line_value,
    open_actions,
    papers_out_days,
    plan_of,
    waiting_decisions,
    write_line,
)
from tasks.register.database.rows import row_of, value_of
from tasks.register.meetings import held_before
from tasks.register.registers import standing_by
from tasks.register.tables import GroupRow, MeetingRow, PlanLineRow, WaitingLineDecisionRow

LOOK_BACK = dt.timedelta(days=400)  # longer ago no silence began that is not red already


@dataclass(frozen=True)
class RatedLine:
    """A line with its colour, and the last days of the cycles in which its lead gave no update."""

    line: PlanLine
    rating: Rating
    silences: Sequence[dt.date] = ()


def cycles_of(office: Office, session: Session, group: GroupRow, as_of: dt.date) -> tuple[UpdateCycle, ...]:
    """Return the cycles of the last year and of the meetings to come, the earliest first."""
    return tuple(_cycles(office, session, group, as_of, by=dt.date.min))


def next_cycle(office: Office, session: Session, group: GroupRow, as_of: dt.date) -> UpdateCycle | None:
    """Return the first cycle that is not over; None while no meeting is planned."""
    return next(_cycles(office, session, group, as_of, by=as_of), None)


def _cycles(
    office: Office, session: Session, group: GroupRow, as_of: dt.date, by: dt.date
) -> Iterator[UpdateCycle]:
    """Yield the cycles that end on a day or later."""
    rules, days = office.policy(group).plan, office.days(group)
    with_first = [(None, None), *papers_out_days(session, group.id, as_of - LOOK_BACK)]
    for (before, _), (meeting, papers) in pairwise(with_first):
        if meeting is not None and papers is not None and papers >= by:
            yield update_cycle(meeting, before, papers, rules, days)


def rated_plan(forum: GroupContext) -> tuple[RatedLine, ...]:
    """Return all lines of the plan with their colours today; none for a group without a plan."""
    return plan_on(forum.office, forum.tx.session, forum.group, forum.on)


def lines_of_lead(plan: Iterable[RatedLine], lead: UUID, on: dt.date) -> list[RatedLine]:
    """Return the lines of a plan about which a lead is asked while they run."""
    return [each for each in plan if each.line.lead_id == lead and each.line.wants_update(on)]


def plan_on(office: Office, session: Session, group: GroupRow, on: dt.date) -> tuple[RatedLine, ...]:
    """Do as ``rated_plan`` for a group on a day."""
    return _rated(office, session, group, on, plan_of(session, group.id))


def plan_as_at(forum: GroupContext, day: dt.date) -> tuple[RatedLine, ...]:
    """Return the lines of the plan as they stood at the end of a day, with the colours that they had."""
    session = forum.tx.session
    then = lines_as_at(history(session, forum.group.id), day)
    return _rated(forum.office, session, forum.group, day, then)


def standings(lines: Iterable[RatedLine]) -> tuple[Standing, ...]:
    """Return the open ones of these lines by strand and colour."""
    return strands_by_colour(
        (each.line.strand, each.rating.colour) for each in lines if each.line.state is LineState.OPEN
    )


def plan_on_record(forum: GroupContext) -> tuple[RatedLine, ...]:
    """Do as ``plan_as_at`` with what was on record by then alone."""
    session = forum.tx.session
    then = lines_as_at(history_on_record(session, forum.group.id, forum.on), forum.on)
    return _rated(forum.office, session, forum.group, forum.on, then)


def _rated(
    office: Office, session: Session, group: GroupRow, on: dt.date, lines: Sequence[PlanLine]
) -> tuple[RatedLine, ...]:
    """Return lines with their colours on a day."""
    all_cycles = cycles_of(office, session, group, on) if lines else ()
    rules = office.policy(group).plan
    without_update = {line.id: silences(line, all_cycles, on) for line in lines}
    return tuple(
        RatedLine(line, rate(line, on, without_update[line.id], rules), without_update[line.id])
        for line in lines
    )


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


def file_decisions(forum: GroupContext, meeting: MeetingRow, decisions: Sequence[LineDecision]) -> None:
    """Write what the meeting decided of lines, and carry out what waited for a decision that it ratified. The
    plan that a meeting adopts is kept as it left it."""
    of_meeting = WaitingLineDecisionRow.meeting_id == meeting.id
    forum.tx.session.execute(delete(WaitingLineDecisionRow).where(of_meeting))
    carry_out_waiting(forum, meeting, {decision.line_id for decision in decisions if not decision.waits})
    for decision in decisions:
        if decision.waits:
            _wait(forum, meeting, decision)
        else:
            _carry_out(forum, meeting, decision)
    if version_due(meeting.date, forum.policy.plan) is Version.ADOPTED:
        name = version_name(Version.ADOPTED, meeting.date)
        keep_version(forum.tx, forum.group.id, name, forum.on)


def carry_out_waiting(
    forum: GroupContext, meeting: MeetingRow, decided: Collection[UUID] = frozenset()
) -> None:
    """Carry out what waited for decisions that stand by a meeting: it ratified them, or they are its own and
    the Chair ruled it quorate (clause 4). A line that has moved on since stays as it is, and one of those
    ``decided`` by the meeting itself is left to what it decided."""
    standing = standing_by(forum.tx.session, meeting)
    for row in waiting_decisions(forum.tx.session, forum.group.id):
        if row.decision not in standing:
            continue
        decision = value_of(LineDecision, row, reference=row.decision)
        forum.tx.session.delete(row)
        if row.line_id not in decided and not is_overtaken(
            line_value(_line(forum, decision)), decision, meeting.date
        ):
            _carry_out(forum, meeting, decision)


def _carry_out(forum: GroupContext, meeting: MeetingRow, decision: LineDecision) -> None:
    """Change the line; the day of the meeting is the day it was decided."""
    row = _line(forum, decision)
    line = apply_decision(line_value(row), decision, meeting.date)
    write_line(forum.tx, row, line, EVENTS[decision.decided], meeting.date)
    if line.state is not LineState.OPEN:
        withdraw_question(forum.tx, row.id, QuestionKind.UPDATE_LINE, forum.tx.on)


def _wait(forum: GroupContext, meeting: MeetingRow, decision: LineDecision) -> None:
    row = row_of(
        WaitingLineDecisionRow,
        decision,
        group_id=meeting.group_id,
        meeting_id=meeting.id,
        decision=decision.reference,
    )
    forum.tx.session.add(row)
    forum.tx.audit("plan line: waits for a decision to be ratified", line=row.line_id, meeting=meeting.id)


def _line(forum: GroupContext, decision: LineDecision) -> PlanLineRow:
    return forum.tx.session.get_one(PlanLineRow, decision.line_id)
