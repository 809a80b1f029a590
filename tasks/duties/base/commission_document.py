"""The page of a task group as a document: for the meeting that decides on it, and for who joins it (clause
6)."""

from __future__ import annotations

from forum.agenda.purpose import purpose_codes
from forum.documents.commission import CommissionPage
from forum.task_groups.commission import Commission, CommissionMember
from forum.terms.policy import Policy
from tasks.register.database.value_of import value_of


def page_of(commission: Commission, parent: Policy, *, marking: str, reference: str) -> CommissionPage:
    """Return a commission as a document, by the terms of the group that commissions."""
    key = purpose_codes(parent.objectives).get(commission.purpose, "")
    purpose = parent.objectives.get(key, "")
    return commission_document(
        commission, group=parent.group.in_headings, marking=marking, reference=reference, purpose=purpose
    )


def commission_document(
    commission: Commission, *, group: str, marking: str, reference: str, purpose: str
) -> CommissionPage:
    """Return a commission as a document for the meeting with a reference."""
    return value_of(
        CommissionPage,
        commission,
        group=group,
        marking=marking,
        reference=reference,
        purpose=purpose,
        members=tuple(map(_member, commission.members)),
    )


def _member(member: CommissionMember) -> str:
    deputy = ", deputy" if member.deputy else ""
    return f"{member.organisation}: {member.name}{deputy}"
