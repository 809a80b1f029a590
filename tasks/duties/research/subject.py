"""What research hands the house."""

from __future__ import annotations

from forum.calendar.timetable import StatusTable
from forum.questions.kinds import QuestionKind
from forum.text.wording import count, short_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.subject import Handler, Subject
from tasks.duties.research.accept_research import (
    accept_or_decline,
    allow_or_refuse_research,
    put_large_research,
)
from tasks.duties.research.follow_research import late_research, put_product, record_progress, record_use


def _late_research(forum: GroupContext) -> StatusTable:
    """Show the requests for research of which something is late."""
    late = late_research(forum.office, forum.tx.session, forum.group)
    return StatusTable(
        count(len(late), "late request") + " for research",
        ("Research", "Stage", "Due", "Late"),
        tuple(
            (
                entry.request.reference,
                entry.request.stage.value,
                short_date(entry.request.due) if entry.request.due else "–",
                entry.late.value,
            )
            for entry in late
        ),
    )


RESEARCH = Subject(
    answers={
        QuestionKind.ANSWER_RESEARCH: Handler(accept_or_decline),
        QuestionKind.ALLOW_RESEARCH: Handler(allow_or_refuse_research, put_large_research),
        QuestionKind.REPORT_RESEARCH: Handler(record_progress),
        QuestionKind.TELL_PROGRESS: Handler(record_progress),
        QuestionKind.SEE_RESEARCH: Handler(put=put_product),
        QuestionKind.USE_RESEARCH: Handler(record_use),
    },
    board=_late_research,
)
