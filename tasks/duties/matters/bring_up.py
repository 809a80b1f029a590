"""Ask the Chair what is to be done about what goes on, again until it is settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from forum.letters.parts import Ask
from forum.matters.matters import comes_back
from forum.members.membership import Person
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.wording import long_date
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.matters.matters import matters_of
from tasks.duties.questions.ask import is_open, questions_about, withdraw
from tasks.duties.questions.ask_chairs import ask_chairs
from tasks.mail.sending.queue import Enclosure
from tasks.register.questions import open_questions
from tasks.register.tables import QuestionRow

KIND = QuestionKind.SETTLE_MATTER
ANSWERED_WITHIN = 10  # working days


def bring_up(work: UnitOfWork, meeting_id: UUID) -> None:
    """After a meeting, put to the Chair what goes on, and withdraw what is settled."""
    forum, _ = forum_of_meeting(work, meeting_id)
    if forum.group.commission is not None:  # its parent looks after it
        return
    goes_on = set()
    for matter in matters_of(forum):
        goes_on.add(matter.about)
        earlier = questions_about(work.session, matter.about, KIND)
        asked = [question.opened for question in earlier]
        if not any(map(is_open, earlier)) and comes_back(matter, asked, forum.on, forum.policy.matters):
            due = forum.days.add(forum.on, ANSWERED_WITHIN)
            ask_chairs(forum, KIND, about=matter.about, due=due)
    for question in open_questions(work.session, forum.group.id):
        if question.kind is KIND and question.about_id not in goes_on:
            withdraw(forum.tx, question, forum.on)


def put_matter(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """The Chair's letter says what goes on, since when, and what the Chair said of it before."""
    matter = next((each for each in matters_of(forum) if each.about == question.about_id), None)
    if matter is None:
        return ask, ()
    earlier = [
        asked
        for asked in questions_about(forum.tx.session, question.about_id, KIND)
        if asked.answered and asked.answered >= matter.since
    ]
    return replace(ask, title=matter.title, facts=f"{matter.facts}{_before(earlier)}"), ()


def _before(earlier: Sequence[QuestionRow]) -> str:
    if not earlier:
        return ""
    last = earlier[-1]
    day = long_date(last.opened)
    if last.answer == Word.OTHER and last.answer_text:
        return f" We asked on {day}; you said: “{last.answer_text}”"
    return f" We asked on {day}, and it goes on."
