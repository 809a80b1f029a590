"""The risk register as a document, and what boards are told of it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.agenda.purpose import purpose_codes
from forum.documents.registers import RiskEntry, RiskRegister
from forum.risks.risks import Risk, as_at
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.database.value_of import value_of
from tasks.register.risks import risks_of


def risk_register(work: UnitOfWork, group_id: UUID, _first: dt.date, last: dt.date) -> RiskRegister:
    """Return the risks that were open at the end of ``last``. Problem where there were none."""
    register = risks_as_at(group_context(work, group_id), last)
    if register is None:
        raise Problem(f"No risk was open on {long_date(last)}. Risks are recorded on the sheet Risks.")
    return register


def risks_as_at(forum: GroupContext, last: dt.date) -> RiskRegister | None:
    """Return the register as at the end of a day; None where no risk was open."""
    risks = as_at(risks_of(forum.tx.session, forum.group.id), last)
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
