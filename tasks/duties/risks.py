"""The risk register as a document, and what boards are told of it.

What a meeting changed in the risk register, written from its record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from forum.agenda import purpose_codes
from forum.documents.registers import RiskEntry, RiskRegister
from forum.risks import Risk, open_risks_at, scored
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.register.database.rows import value_of
from tasks.register.registers import SCORES, risk_rows, risk_value, risks_of
from tasks.register.tables import MeetingRow, RiskRow


def risk_register(work: UnitOfWork, group_id: UUID, _first: dt.date, last: dt.date) -> RiskRegister:
    """Return the risks that were open at the end of ``last``. Problem where there were none."""
    register = risks_as_at(group_context(work, group_id), last)
    if register is None:
        raise Problem(f"No risk was open on {long_date(last)}. Risks are recorded on the sheet Risks.")
    return register


def risks_as_at(forum: GroupContext, last: dt.date) -> RiskRegister | None:
    """Return the register as at the end of a day; None where no risk was open."""
    risks = open_risks_at(risks_of(forum.tx.session, forum.group.id), last)
    if not risks:
        return None
    return RiskRegister(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=forum.group.code,
        as_of=last,
        tolerance=forum.policy.risks.tolerance,
        risks=tuple(_entry(forum, risk) for risk in risks),
    )


def _entry(forum: GroupContext, risk: Risk) -> RiskEntry:
    codes = {purpose: code for code, purpose in purpose_codes(forum.policy.objectives).items()}
    return value_of(
        RiskEntry,
        risk,
        purpose=codes.get(risk.purpose, ""),
        owner=forum.membership.seat(risk.owner_id).short_name,
        score=risk.score.value,
        trend=f"{risk.trend} since {long_date(risk.score.on)}",
        is_over=risk.score.value > forum.policy.risks.tolerance,
    )


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
