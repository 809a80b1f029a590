"""The open questions as the unit sees them: the request, the person asked, the dates and the words that
answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.questions.kind import KindOfQuestion
from forum.questions.kinds import (
    ABOUT_A_REPORT,
    ABOUT_A_TASK_GROUP,
    ABOUT_AN_ACTION,
    ABOUT_PAPERS,
    ABOUT_RESEARCH,
    QuestionKind,
    facts_for,
)
from forum.text.wording import short_day_month
from tasks.duties.base.names import place_in_words
from tasks.duties.base.office import Office
from tasks.register.groups import groups_at_work
from tasks.register.members.membership import membership
from tasks.register.questions import matter_named, open_questions
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    BoardReportRow,
    BriefingRow,
    GroupRow,
    MeetingRow,
    PaperRow,
    PlanLineRow,
    QuestionRow,
    ResearchRow,
    TaskGroupRow,
)


@dataclass(frozen=True)
class OpenQuestion:
    """A question in words; ``of`` is a role or seat and ``about`` a reference, never a name or a title."""

    id: UUID
    group: str
    phrase: str
    about: str
    of: str
    asked: dt.date | None
    due: dt.date
    words: str


def waiting_for_answers(office: Office, group: str | None = None) -> tuple[OpenQuestion, ...]:
    """Return the open questions of a group, or of all, by the day they are due, then by their words.

    Raises Problem for an unknown group.
    """
    today = office.clock.now().date()
    questions = []
    with office.register.reading() as session:
        for row in groups_at_work(session, group):
            if not (asked := open_questions(session, row.id)):
                continue
            members = membership(session, row.id, today)
            questions += [
                OpenQuestion(
                    id=question.id,
                    group=row.code,
                    phrase=facts.phrase,
                    about=what_about(session, question),
                    of=place_in_words(members, question.of_id, today),
                    asked=question.asked,
                    due=question.due,
                    words=facts.how_by_command,
                )
                for question in asked
                for facts in [facts_of(office, session, question)]
            ]
    return tuple(
        sorted(questions, key=lambda question: (question.due, question.phrase, question.about, question.of))
    )


def facts_of(office: Office, session: Session, question: QuestionRow) -> KindOfQuestion:
    """Return the facts of a question's kind in the words of its group. Problem for a paused group."""
    group = session.get_one(GroupRow, question.group_id)
    return facts_for(question.kind, office.policy(group).meetings.written_up_as)


def what_about(session: Session, question: QuestionRow) -> str:
    """Return the reference of the meeting or action that a question is about, with the number of an item
    where the agenda is drafted; of a report the code of its board and the day."""
    meeting = session.get(MeetingRow, question.meeting_id) if question.meeting_id else None
    on = f"{meeting.reference} {short_day_month(meeting.date)}" if meeting else ""
    if question.kind in ABOUT_PAPERS:
        paper = session.get_one(PaperRow, question.about_id)
        number = session.get_one(AgendaItemRow, paper.item_id).number
        return f"{on}, item {number}" if number else on
    if question.kind in ABOUT_AN_ACTION:
        return session.get_one(ActionRow, question.about_id).reference
    if question.kind is QuestionKind.UPDATE_LINE:
        return session.get_one(PlanLineRow, question.about_id).reference
    if question.kind in ABOUT_A_TASK_GROUP:
        return session.get_one(TaskGroupRow, question.about_id).code
    if question.kind is QuestionKind.WRITE_BRIEFING:
        return session.get_one(BriefingRow, question.about_id).reference
    if question.kind in ABOUT_RESEARCH:
        return session.get_one(ResearchRow, question.about_id).reference
    if question.kind is QuestionKind.SETTLE_MATTER:
        return matter_named(session, question.about_id)
    if question.kind in ABOUT_A_REPORT:
        report = session.get_one(BoardReportRow, question.about_id)
        return f"{report.body} {short_day_month(report.date)}"
    return on
