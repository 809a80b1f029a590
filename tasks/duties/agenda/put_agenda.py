"""The draft agenda as the Chair's letter shows it: what is new, which papers come, and what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from forum.agenda.changes import describe_changes
from forum.letters.parts import Ask, DraftAgenda, DraftItem
from forum.members.membership import Person
from forum.text.checks import folded
from tasks.documents.papers.media_types import WORD
from tasks.duties.agenda.document import agenda_document, item_lines
from tasks.duties.agenda.fit import items_that_wait, next_open_agenda
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.items_wanted import last_day_for_items
from tasks.duties.base.write_letter import enclose
from tasks.duties.questions.ask import questions_about
from tasks.mail.sending.queue import Enclosure
from tasks.register.database.value_of import value_of
from tasks.register.meetings import held_before
from tasks.register.papers import agenda_items, item_value
from tasks.register.tables import AgendaItemRow, MeetingRow, QuestionRow


def put_agenda(
    forum: GroupContext, question: QuestionRow, ask: Ask, reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the draft agenda, which is enclosed as well; its facts say where the draft replaces
    an earlier one."""
    session = forum.tx.session
    meeting = session.get_one(MeetingRow, question.about_id)
    part_two = forum.place_of(reader.id).may_read_part_two(reader.id, forum.on)
    document = agenda_document(forum, meeting, part_two=part_two)
    enclosure = enclose(forum, document.file_name, forum.documents.print(document), WORD)
    questions = questions_about(session, question.about_id, question.kind)
    is_anew = any(question.asked and question.withdrawn for question in questions)
    facts = "Its items have changed since the draft that you have, which no longer counts."
    draft = _draft(forum, meeting, reader.id, _draft_before(questions, question))
    question.draft = [str(item.id) for item in agenda_items(session, meeting.id)]
    return replace(ask, facts=facts if is_anew else "", draft=draft), [enclosure]


def _draft(forum: GroupContext, meeting: MeetingRow, reader: UUID, before: Sequence[UUID]) -> DraftAgenda:
    session = forum.tx.session
    rows = agenda_items(session, meeting.id)
    lines = {line.number: line for line in item_lines(forum, meeting, reader)}
    seen = [row for row in rows if row.number in lines]
    last = _titles_of_last_agenda(forum, meeting)
    closed = last_day_for_items(forum, meeting)
    earlier = [session.get_one(AgendaItemRow, id) for id in before]
    visible = [row for row in earlier if row.part == 1 or len(seen) == len(rows)]
    titles = {row.id: row.title for row in visible}
    waiting, later = items_that_wait(forum, meeting), next_open_agenda(forum, meeting)
    return DraftAgenda(
        items=tuple(
            value_of(
                DraftItem,
                row,
                is_new=bool(last) and folded(row.title) not in last,
                proposed_by=_name(forum, row.proposed_by_id) if row.proposed_by_id else "",
                late_on=row.proposed_on if _is_late(row, closed) else None,
                paper=lines[row.number].paper,
            )
            for row in seen
        ),
        planned=sum(row.minutes for row in rows),
        minutes=meeting.minutes,
        to_fit=tuple(row.number for row in waiting),
        wait_for=later.date if later else None,
        changes=describe_changes([*titles], [item_value(row) for row in seen], titles) if titles else "",
    )


def _is_late(item: AgendaItemRow, closed: dt.date | None) -> bool:
    """Say whether somebody proposed an item after items had closed (own rule)."""
    return item.proposed_by_id is not None and closed is not None and item.proposed_on > closed


def _draft_before(questions: Sequence[QuestionRow], question: QuestionRow) -> list[UUID]:
    """Return the items of the last draft that was put and is no longer asked about."""
    earlier = [
        (row.asked, row.draft)
        for row in questions
        if row.asked and row.draft and (row.answered or row.withdrawn) and not _asked_together(row, question)
    ]
    _, ids = max(earlier, default=(None, []))
    return [UUID(id) for id in ids]


def _asked_together(row: QuestionRow, question: QuestionRow) -> bool:
    """Say whether two questions are the same, or put the same to joint Chairs."""
    return (row.together or row.id) == (question.together or question.id)


def _titles_of_last_agenda(forum: GroupContext, meeting: MeetingRow) -> set[str]:
    """Return the titles on the agenda of the last meeting that was held; empty where there was none."""
    last = next(held_before(forum.tx.session, meeting), None)
    return {folded(row.title) for row in agenda_items(forum.tx.session, last.id)} if last else set()


def _name(forum: GroupContext, person: UUID) -> str:
    return forum.place_of(person).person(person).name
