"""The decisions of a recorded meeting on lines of the plan, carried out (clause 3: discharge)."""

from __future__ import annotations

from collections.abc import Sequence

from forum.plan.decided import EVENTS, LineDecision, apply_decision
from forum.plan.history import Version, version_due, version_name
from forum.plan.lines import LineState
from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import withdraw_question
from tasks.register.plan import keep_version, line_value, write_line
from tasks.register.tables import MeetingRow, PlanLineRow


def file_decisions(forum: GroupContext, meeting: MeetingRow, decisions: Sequence[LineDecision]) -> None:
    """Write what the meeting decided of lines; its day is the day it was decided. The plan that a meeting
    adopts is kept as it left it."""
    for decision in decisions:
        row = forum.tx.session.get_one(PlanLineRow, decision.line_id)
        line = apply_decision(line_value(row), decision, meeting.date)
        write_line(forum.tx, row, line, EVENTS[decision.decided], meeting.date)
        if line.state is not LineState.OPEN:
            withdraw_question(forum.tx, row.id, QuestionKind.UPDATE_LINE, forum.tx.on)
    if version_due(meeting.date, forum.policy.plan) is Version.ADOPTED:
        name = version_name(Version.ADOPTED, meeting.date)
        keep_version(forum.tx, forum.group.id, name, forum.on)
