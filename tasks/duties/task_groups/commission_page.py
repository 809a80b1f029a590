"""The page of a task group as the paper of the item under which its parent decides."""

from __future__ import annotations

from uuid import UUID

from forum.papers.papers import PaperState
from forum.task_groups.commission import Commission
from tasks.documents.papers.media_types import WORD
from tasks.duties.base.commission_document import page_of
from tasks.duties.base.group_context import GroupContext
from tasks.register.documents import store
from tasks.register.papers import paper_of_item
from tasks.register.tables import AgendaItemRow, MeetingRow


def file_commission(forum: GroupContext, meeting: MeetingRow, item_id: UUID, commission: Commission) -> None:
    """File the page as the paper of its item."""
    document = page_of(commission, forum.policy, reference=meeting.reference, marking=forum.policy.marking)
    paper = paper_of_item(forum.tx.session, forum.tx.session.get_one(AgendaItemRow, item_id))
    assert paper is not None
    content = forum.documents.print(document)
    paper.document = store(forum.tx.session, document.file_name, WORD, content, forum.on)
    paper.state, paper.filed_on = PaperState.FILED, forum.on
    forum.tx.audit("paper filed", meeting=meeting.id, paper=paper.id, state=paper.state)
