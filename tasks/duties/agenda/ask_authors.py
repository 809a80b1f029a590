"""Ask the authors of papers that are known, subject to the Chair's agreement to the agenda (clause 6)."""

from __future__ import annotations

from uuid import UUID

from forum.papers.papers import PaperState
from tasks.duties.agenda.agenda import draft_items
from tasks.duties.agenda.ask_author import ask_author
from tasks.duties.agenda.fit import items_that_wait
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.papers import paper_rows


def ask_authors(work: UnitOfWork, meeting_id: UUID) -> None:
    """Draft the items of a meeting, and ask for each paper that is wanted. That of an item for which there is
    no time is asked for once the Chair has kept it (own rule)."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    draft_items(forum, meeting)
    waiting = {item.id for item in items_that_wait(forum, meeting)}
    for paper, item in paper_rows(work.session, meeting.id):
        if paper.state == PaperState.WANTED and item.id not in waiting:
            ask_author(forum, meeting, paper)
