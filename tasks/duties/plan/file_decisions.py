"""The decisions of a recorded meeting on lines of the plan, carried out once they stand (clause 3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import delete

from forum.plan.decided import EVENTS, LineDecision, apply_decision, is_overtaken
from forum.plan.history import Version, version_due, version_name
from forum.plan.lines import LineState
from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import withdraw_question
from tasks.register.database.value_of import row_of, value_of
from tasks.register.decisions import standing_by
from tasks.register.plan import keep_version, line_value, waiting_decisions, write_line
from tasks.register.tables import MeetingRow, PlanLineRow, WaitingLineDecisionRow


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
