"""The page of a task group as a document, and as the paper of the item under which its parent decides."""

from __future__ import annotations

from uuid import UUID

from forum.agenda.purpose import purpose_codes
from forum.documents.commission import CommissionPage
from forum.papers.papers import PaperState
from forum.task_groups.commission import Commission, CommissionMember
from tasks.documents.papers.media_types import WORD
from tasks.duties.base.group_context import GroupContext
from tasks.register.database.value_of import value_of
from tasks.register.documents import store
from tasks.register.papers import paper_of_item
from tasks.register.tables import AgendaItemRow, MeetingRow


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


def file_commission(forum: GroupContext, meeting: MeetingRow, item_id: UUID, commission: Commission) -> None:
    """File the page as the paper of its item."""
    policy = forum.policy
    key = purpose_codes(policy.objectives).get(commission.purpose, "")
    document = commission_document(
        commission,
        group=policy.group.in_headings,
        marking=policy.marking,
        reference=meeting.reference,
        purpose=policy.objectives.get(key, ""),
    )
    paper = paper_of_item(forum.tx.session, forum.tx.session.get_one(AgendaItemRow, item_id))
    assert paper is not None
    content = forum.documents.print(document)
    paper.document = store(forum.tx.session, document.file_name, WORD, content, forum.on)
    paper.state, paper.filed_on = PaperState.FILED, forum.on
    forum.tx.audit("paper filed", meeting=meeting.id, paper=paper.id, state=paper.state)


def _member(member: CommissionMember) -> str:
    deputy = ", deputy" if member.deputy else ""
    return f"{member.organisation}: {member.name}{deputy}"
