"""The Chair's letter: all that is asked of the Chair on a morning, with the drafts that it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from forum.actions.action_log import days_overdue
from forum.documents.changes import Changes, changed_in_words
from forum.letters.foot import of_role
from forum.letters.parts import Ask
from forum.letters.questions.chair import ChairLetter
from forum.members.membership import Person, Role
from forum.papers.remarks import in_words
from forum.questions.kinds import QuestionKind
from forum.questions.voting_buttons import voting_words
from forum.text.wording import count
from tasks.documents.papers.media_types import WORD
from tasks.duties.agenda.agenda import agenda_document
from tasks.duties.attendance.review import attendance_in_words, give_to_chair
from tasks.duties.base.group_context import ForumOnDay
from tasks.duties.base.write_letter import as_it_stands, enclose, head, is_written, write
from tasks.duties.coming.quorum_forecast import quorum_of
from tasks.duties.minutes.draft_and_file import minutes_enclosures
from tasks.duties.minutes.versions import changed_since_seen
from tasks.duties.papers.late_papers import late_papers
from tasks.duties.questions.ask import questions_about
from tasks.duties.questions.who_answers import asked_together
from tasks.mail.sending.queue import Enclosure
from tasks.register.actions import action_value
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    MeetingDocumentRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    QuestionRow,
)


def write_to_chair(
    forum: ForumOnDay,
    reader: Person,
    questions: Sequence[QuestionRow],
    *,
    standing_in: bool = False,
    reminder: bool = False,
    occasion: str = "",
    tables: Sequence[tuple[MeetingRow, MeetingDocumentRow]] = (),
) -> bool:
    """One letter a morning: False when today's is written, and what it does not ask waits for the next."""
    occasion = f"{forum.on.isoformat()} {occasion}".strip()
    if is_written(forum, ChairLetter, reader.id, forum.group.id, occasion):
        return False
    enclosed = [give_to_chair(forum, row) for _, row in tables]
    questions = _each_once(questions)
    changes = {one.id: _changes(forum, reader, one) for one in questions}
    asks = {one.id: _ask(forum, one, changes[one.id]) for one in questions}
    questions.sort(key=lambda one: _order(asks[one.id]))
    part_two = forum.place_of(reader.id).may_read_part_two(reader.id, forum.on)
    drafts = [enclosure for one in questions for enclosure in _drafts(forum, one, changes[one.id], part_two)]
    late = late_papers(forum, reader, questions, [*drafts, *enclosed])
    enclosures = [*drafts, *late.values(), *enclosed]
    letter = ChairLetter(
        **head(forum, reader, marked=bool(enclosures), why=_why_asked(forum, reader)),
        reminder=reminder,
        asks=tuple(
            _due_today_at_least(forum, replace(asks[one.id], attached=one.about_id in late))
            for one in questions
        ),
        standing_in=standing_in,
        joint=_joint(forum) if any(one.together for one in questions) and not standing_in else "",
        attendance_table=bool(enclosed),
    )
    return write(
        forum,
        letter,
        to=reader,
        about=forum.group.id,
        occasion=occasion,
        valid_until=max(forum.on, *(one.due for one in questions)) + dt.timedelta(days=7),
        enclosures=enclosures,
        conditions={
            "appointed": True,
            "unanswered": [str(one.id) for one in questions],
            "meetings": [as_it_stands(one) for one in _meetings_of(forum, questions)],
            "part_two": bool(drafts) and part_two,
            "late": [str(id) for id in late],
        },
        voting=voting_words(questions[0].kind) if len(questions) == 1 else (),
    )


def _meetings_of(forum: ForumOnDay, questions: Sequence[QuestionRow]) -> list[MeetingRow]:
    ids = dict.fromkeys(one.meeting_id for one in questions if one.meeting_id)
    return [forum.tx.session.get_one(MeetingRow, id) for id in ids]


def _joint(forum: ForumOnDay) -> Literal["", "either", "both"]:
    """Whose word agrees where two are Chairs; the one who is named is asked as the only one."""
    whose = forum.policy.chairs.whose_word
    return "" if whose == "named" else whose


def _each_once(questions: Sequence[QuestionRow]) -> list[QuestionRow]:
    """Of what is asked of joint Chairs together, one: whoever stands in for both is asked once."""
    return list({one.together or one.id: one for one in questions}.values())


def _why_asked(forum: ForumOnDay, reader: Person) -> str:
    """As what somebody answers the Chair's questions, whatever else they are in the group."""
    roles, group = forum.place_of(reader.id).roles_on(reader.id, forum.on), forum.policy.group.short_name
    office = next((role for role in (Role.CHAIR, Role.DEPUTY_CHAIR) if role in roles), None)
    return of_role(office, group) if office else f"you act for the Chair of the {group}"


def _order(ask: Ask) -> tuple[dt.date, int, str, str]:
    """Those due first at the top; of one day like with like, by reference or name."""
    return ask.due, [*QuestionKind].index(ask.kind), ask.reference, ask.person


def _due_today_at_least(forum: ForumOnDay, ask: Ask) -> Ask:
    """Nobody can answer by a day that has passed: what is late is wanted today."""
    return replace(ask, due=max(ask.due, forum.on))


def _changes(forum: ForumOnDay, reader: Person, question: QuestionRow) -> tuple[Changes, ...]:
    """What changed in minutes since the reader was asked to agree an earlier version."""
    if question.kind is not QuestionKind.AGREE_MINUTES:
        return ()
    meeting = forum.tx.session.get_one(MeetingRow, question.about_id)
    return changed_since_seen(forum, meeting, reader, ChairLetter)


def _drafts(
    forum: ForumOnDay, question: QuestionRow, changes: Sequence[Changes], part_two: bool
) -> list[Enclosure]:
    """The draft that a question is about, and what changed in it."""
    session = forum.tx.session
    if question.kind is QuestionKind.AGREE_AGENDA:
        meeting = session.get_one(MeetingRow, question.about_id)
        document = agenda_document(forum, meeting, part_two=part_two)
        content = forum.office.documents.print(document)
        return [enclose(forum, document.file_name, content, WORD)]
    if question.kind is QuestionKind.AGREE_MINUTES:
        return [
            *minutes_enclosures(forum, question.about_id, part_two=part_two),
            *(enclose(forum, one.file_name, forum.office.documents.print(one), WORD) for one in changes),
        ]
    return []


def _ask(forum: ForumOnDay, question: QuestionRow, changes: Sequence[Changes]) -> Ask:
    session = forum.tx.session
    meeting = session.get(MeetingRow, question.meeting_id) if question.meeting_id else None
    on = meeting.date if meeting else None
    match question.kind:
        case QuestionKind.DISCHARGE_ACTION | QuestionKind.ESCALATE_ACTION:
            action = session.get_one(ActionRow, question.about_id)
            owner = session.get_one(PersonRow, action.owner_id)
            late = days_overdue(action_value(action), forum.on)
            return Ask(
                kind=question.kind,
                due=question.due,
                reference=action.reference,
                title=action.title,
                person=owner.name,
                facts=f"It is {count(late, 'day')} overdue." if late else "",
            )
        case QuestionKind.ALLOW_LATE_PAPER:
            paper = session.get_one(PaperRow, question.about_id)
            item = session.get_one(AgendaItemRow, paper.item_id)
            author = session.get_one(PersonRow, paper.author_id)
            return Ask(
                kind=question.kind,
                due=question.due,
                meeting=on,
                reference=item.number,
                title=paper.title,
                person=author.name,
                facts=" ".join(in_words(paper.remarks)),
            )
        case QuestionKind.AGREE_AGENDA:
            asked = questions_about(session, question.about_id, question.kind)
            is_anew = any(one.asked and one.withdrawn for one in asked)
            facts = "Its items have changed since the draft that you have, which no longer counts."
            return Ask(kind=question.kind, due=question.due, meeting=on, facts=facts if is_anew else "")
        case QuestionKind.SEND_ATTENDANCE_NOTICE:
            person = session.get_one(PersonRow, question.about_id)
            facts = attendance_in_words(forum, meeting, person.id) if meeting else ""
            return Ask(kind=question.kind, due=question.due, meeting=on, person=person.name, facts=facts)
        case QuestionKind.RULE_ON_QUORUM if meeting is not None:
            asked = questions_about(session, question.about_id, question.kind)
            together = [question, *asked_together(session, question)]
            is_anew = any(one.asked and one not in together for one in asked)
            corrected = " The record was corrected after we had asked you: this is how it stands now."
            facts = quorum_of(forum, meeting).words + (corrected if is_anew else "")
            return Ask(kind=question.kind, due=question.due, meeting=on, facts=facts)
        case _:
            facts = changed_in_words(changes) if changes else ""
            return Ask(kind=question.kind, due=question.due, meeting=on, facts=facts)
