"""Ask the author of a paper."""

from __future__ import annotations

from forum.calendar.steps import StepKind
from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import ask
from tasks.register.meetings import step_of
from tasks.register.tables import MeetingRow, PaperRow


def ask_author(forum: GroupContext, meeting: MeetingRow, paper: PaperRow) -> None:
    """Ask for a paper until the day by which it is wanted, or papers are collected."""
    collected = step_of(forum.tx.session, meeting.id, StepKind.PAPERS_COLLECTED)
    ask(
        forum.tx,
        QuestionKind.PROVIDE_PAPER,
        group_id=forum.group.id,
        about=paper.id,
        of=paper.author_id,
        on=forum.on,
        due=paper.due or collected.deadline or meeting.date,
        meeting_id=meeting.id,
    )
