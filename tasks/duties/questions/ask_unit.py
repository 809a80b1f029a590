"""Ask the Business Unit about a meeting."""

from __future__ import annotations

import datetime as dt

from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import ask
from tasks.register.tables import MeetingRow


def ask_unit(forum: GroupContext, kind: QuestionKind, meeting: MeetingRow, *, due: dt.date) -> None:
    """Ask the unit a question about a meeting; nothing where it is open already."""
    ask(
        forum.tx,
        kind,
        group_id=forum.group.id,
        about=meeting.id,
        of=forum.unit().id,
        on=forum.on,
        due=due,
        meeting_id=meeting.id,
    )
