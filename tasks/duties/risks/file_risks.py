"""What a meeting changed in the risk register, written from its record."""

from __future__ import annotations

from collections.abc import Sequence

from forum.risks.risks import Risk, scored
from tasks.duties.base.group_context import GroupContext
from tasks.register.risks import SCORES, risk_rows, risk_value
from tasks.register.tables import MeetingRow, RiskRow


def file_risks(forum: GroupContext, meeting: MeetingRow, risks: Sequence[Risk]) -> None:
    """Write the risks of a record that are new or changed; its scores are those of the meeting's day."""
    rows = {row.number: row for row in risk_rows(forum.tx.session, forum.group.id)} if risks else {}
    for risk in risks:
        row = rows.get(risk.number)
        if row is None:
            row = RiskRow(group_id=forum.group.id, number=risk.number, scores=[], opened_on=meeting.date)
            forum.tx.session.add(row)
        row.cause, row.event, row.effect = risk.cause, risk.event, risk.effect
        row.purpose, row.owner_id = risk.purpose, risk.owner_id
        row.controls, row.told = risk.controls, risk.told
        scores = SCORES.validate_python(row.scores)
        row.scores = SCORES.dump_python(scored(scores, risk.score), mode="json")
        row.closed_on = risk.closed_on and (row.closed_on or risk.closed_on)
        forum.tx.session.flush()
        forum.tx.audit("risk recorded", risk=row.id, number=row.number, score=risk_value(row).score.value)
