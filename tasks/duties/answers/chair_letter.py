"""The Chair's letter: all that is asked of the Chair on a morning, with the drafts that it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from forum.letters.foot import reason_for_role
from forum.letters.parts import Ask
from forum.letters.questions.chair import ChairLetter
from forum.members.membership import Person, Role
from forum.outbox.conditions import Conditions, Validity
from forum.outbox.occasions import Occasion, OccasionKind
from forum.outbox.topic import Topic
from forum.questions.kinds import QuestionKind
from tasks.duties.answers.handlers import HANDLERS
from tasks.duties.attendance.review import give_to_chair
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import as_it_stands, head, is_written, write
from tasks.duties.papers.late_papers import late_papers
from tasks.mail.sending.queue import Enclosure
from tasks.register.tables import (
    MeetingDocumentRow,
    MeetingRow,
    QuestionRow,
)


def write_to_chair(
    forum: GroupContext,
    reader: Person,
    questions: Sequence[QuestionRow],
    *,
    standing_in: bool = False,
    reminder: bool = False,
    note: str | None = None,
    tables: Sequence[tuple[MeetingRow, MeetingDocumentRow]] = (),
) -> bool:
    """Write the morning's one letter; False when today's is written, and the questions wait for the next."""
    about = Topic(forum.group.id, Occasion(OccasionKind.DAY, forum.on, note=note))
    if is_written(forum, ChairLetter, reader.id, about):
        return False
    enclosed = [give_to_chair(forum, row) for _, row in tables]
    questions = _each_once(questions)
    asks_and_drafts = {question.id: _ask_and_drafts(forum, question, reader) for question in questions}
    asks = {id: ask for id, (ask, _) in asks_and_drafts.items()}
    questions.sort(key=lambda question: _order(asks[question.id]))
    part_two = forum.place_of(reader.id).may_read_part_two(reader.id, forum.on)
    drafts = [enclosure for question in questions for enclosure in asks_and_drafts[question.id][1]]
    late = late_papers(forum, reader, questions, [*drafts, *enclosed])
    enclosures = [*drafts, *late.values(), *enclosed]
    letter = ChairLetter(
        **head(forum, reader, marked=bool(enclosures), why=_why_asked(forum, reader)),
        reminder=reminder,
        asks=tuple(
            _due_today_at_least(forum, replace(asks[question.id], attached=question.about_id in late))
            for question in questions
        ),
        standing_in=standing_in,
        joint=_joint(forum) if any(question.together for question in questions) and not standing_in else "",
        attendance_table=bool(enclosed),
    )
    return write(
        forum,
        letter,
        to=reader,
        about=about,
        valid=Validity(
            max(forum.on, *(question.due for question in questions)) + dt.timedelta(days=7),
            Conditions(
                appointed=True,
                unanswered=tuple(question.id for question in questions),
                meetings=tuple(as_it_stands(meeting) for meeting in _meetings_of(forum, questions)),
                part_two=bool(drafts) and part_two,
                late=tuple(late),
            ),
        ),
        enclosures=enclosures,
    )


def _ask_and_drafts(
    forum: GroupContext, question: QuestionRow, reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return a question in the letter's words, with the documents to enclose."""
    session = forum.tx.session
    meeting = session.get_one(MeetingRow, question.meeting_id) if question.meeting_id else None
    ask = Ask(kind=question.kind, due=question.due, meeting=meeting.date if meeting else None)
    return HANDLERS[question.kind].put(forum, question, ask, reader)


def _meetings_of(forum: GroupContext, questions: Sequence[QuestionRow]) -> list[MeetingRow]:
    ids = dict.fromkeys(question.meeting_id for question in questions if question.meeting_id)
    return [forum.tx.session.get_one(MeetingRow, id) for id in ids]


def _joint(forum: GroupContext) -> Literal["", "either", "both"]:
    """Say whose word agrees where two are Chairs; empty where the policy names one, who is asked alone."""
    rule = forum.policy.chairs.whose_word
    return "" if rule == "named" else rule


def _each_once(questions: Sequence[QuestionRow]) -> list[QuestionRow]:
    """Return one of the questions put to joint Chairs together: whoever stands in for both is asked once."""
    return list({question.together or question.id: question for question in questions}.values())


def _why_asked(forum: GroupContext, reader: Person) -> str:
    """Say as what somebody answers the Chair's questions, whatever else they are in the group."""
    roles, group = forum.place_of(reader.id).roles_on(reader.id, forum.on), forum.policy.group.short_name
    office = next((role for role in (Role.CHAIR, Role.DEPUTY_CHAIR) if role in roles), None)
    return reason_for_role(office, group) if office else f"you act for the Chair of the {group}"


def _order(ask: Ask) -> tuple[dt.date, int, str, str]:
    """Sort by the day due, then like with like, by reference or name."""
    return ask.due, [*QuestionKind].index(ask.kind), ask.reference, ask.person


def _due_today_at_least(forum: GroupContext, ask: Ask) -> Ask:
    """Move a day that has passed to today: nobody can answer by it."""
    return replace(ask, due=max(ask.due, forum.on))
