"""The open questions as the unit sees them: the request, the person asked, the dates and the words that
answer.

Note that the unit rang somebody in vain: it is asked to ring again two working days later. Note for the
Chair what another recorded in their name, or changed among those who read the papers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.questions.chairs import NoteKind
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
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import short_day_month
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.names import place_in_words
from tasks.duties.base.office import Office, UnitOfWork
from tasks.register.audit.journal import journal
from tasks.register.groups import groups_at_work
from tasks.register.members.membership import membership
from tasks.register.outbox import LIVE
from tasks.register.questions import matter_named, open_questions, open_questions_in
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    BoardReportRow,
    BriefingRow,
    ChairNoteRow,
    DispatchRow,
    GroupRow,
    MeetingRow,
    PaperRow,
    PersonRow,
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


def note_rung(work: UnitOfWork, groups: Collection[UUID], name: str) -> None:
    """Note the call about all that these groups ask of a person, or want help for them with (own rule).

    Without a ``name`` it is the only person who is asked something. Problem where that is nobody, or several.
    """
    asked = {
        question: folded(_whom(work, question))
        for question in open_questions_in(work.session, groups)
        if question.asked is not None
    }
    people = {folded(name)} if name else set(asked.values())
    rung = [question for question, whom in asked.items() if whom in people]
    if not rung or len(people) > 1:
        raise Problem("It is not plain whom you rang: write the name as our letter has it.")
    for question in rung:
        question.rung = work.on
    work.audit("rung in vain", questions=[question.id for question in rung])


def _whom(work: UnitOfWork, question: QuestionRow) -> str:
    person = question.of_id
    if question.kind is QuestionKind.HELP_WITH_ACTION:
        person = work.session.get_one(ActionRow, question.about_id).owner_id
    return work.session.get_one(PersonRow, person).name


def note_for_chair(
    forum: GroupContext, kind: NoteKind, about: UUID, sentence: str, people: Iterable[UUID] = ()
) -> None:
    """Note what these people, or the Chairs, are to hear; nothing before the group is live."""
    if forum.group.go_live > forum.on:
        return
    for person in dict.fromkeys(people or (chair.id for chair in forum.chairs())):
        forum.tx.session.add(
            ChairNoteRow(
                group_id=forum.group.id,
                kind=kind,
                about_id=about,
                person_id=person,
                made_on=forum.tx.at.date(),
                sentence=sentence,
                entries=None,
                letters=[],
                letter_id=None,
                number=None,
                denied_on=None,
            )
        )
        forum.tx.audit("noted for the Chair", kind=kind.value, about=about, of=person)


@contextmanager
def noted_in_the_name_of(
    forum: GroupContext, person: UUID, about: UUID, sentence: Callable[[], str]
) -> Iterator[None]:
    """Note what is done in the block for ``person``, with all that undoes it."""
    session = forum.tx.session
    before = _queued_now(forum)
    with journal(session) as record:
        yield
        entries = record.entries
    session.add(
        ChairNoteRow(
            group_id=forum.group.id,
            kind=NoteKind.ANSWERED,
            about_id=about,
            person_id=person,
            made_on=forum.tx.at.date(),
            sentence=sentence(),
            entries=entries,
            letters=sorted(str(id) for id in _queued_now(forum) - before),
            letter_id=None,
            number=None,
            denied_on=None,
        )
    )
    forum.tx.audit("noted for the Chair", kind=NoteKind.ANSWERED.value, about=about, of=person)


def _queued_now(forum: GroupContext) -> set[UUID]:
    now = select(DispatchRow.id).where(LIVE, DispatchRow.queued_at == forum.tx.at)
    return set(forum.tx.session.scalars(now))
