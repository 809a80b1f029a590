"""Part 2 for a person on the Chair's word (own rule): whoever enters them only asks for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.letters.parts import Ask
from forum.members.membership import Person, Role, role_with_article
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.questions.ask_chairs import ask_chairs
from tasks.mail.sending.queue import Enclosure
from tasks.register.tables import AppointmentRow, GroupRow, PersonRow, QuestionRow

WITHIN = 5  # working days for the Chair's word


def is_for_the_chair(session: Session, group: GroupRow, on: dt.date) -> bool:
    """Say whether part 2 is the Chair's to allow: it is once the group is live and has had a Chair, so that
    a first list is taken as it is."""
    had_chair = select(AppointmentRow.id).where(
        AppointmentRow.group_id == group.id, AppointmentRow.role == Role.CHAIR
    )
    return group.go_live <= on and session.scalars(had_chair).first() is not None


def needs_leave(session: Session, row: AppointmentRow, on: dt.date) -> bool:
    """Say whether an appointment gives part 2 to somebody who does not read it in that group already. A Chair
    reads it by their office: they are the one who allows it."""
    if not row.part_two or row.role is Role.CHAIR:
        return False
    reads = select(AppointmentRow.id).where(
        AppointmentRow.group_id == row.group_id,
        AppointmentRow.person_id == row.person_id,
        AppointmentRow.id != row.id,
        AppointmentRow.part_two,
        AppointmentRow.first <= on,
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= on - dt.timedelta(days=1)),
    )
    return session.scalars(reads).first() is None


def ask_leave(work: UnitOfWork, row: AppointmentRow) -> None:
    """Ask the Chair whether somebody is to read part 2; until then their appointment does not allow it."""
    row.part_two = False
    work.session.flush()
    forum = group_context(work, row.group_id)
    due = forum.days.add(forum.on, WITHIN)
    ask_chairs(forum, QuestionKind.LET_READ_PART_TWO, about=row.id, due=due)


def allow_or_refuse_part_two(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Let somebody read part 2 on the Chair's word, or leave it as it is. Problem where the word is their
    own."""
    row = work.session.get(AppointmentRow, question.about_id)
    if row is None or reply.word is Word.NO:
        return
    if question.answered_by_id == row.person_id:
        raise Problem("Nobody allows part 2 to themselves: it is for the Chair, or the deputy chair, to say.")
    row.part_two = True
    work.audit("part 2 allowed", group=row.group_id, person=row.person_id, appointment=row.id)


def put_part_two(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, tuple[Enclosure, ...]]:
    """Return the ask with the person, and what they are in the group."""
    session = forum.tx.session
    row = session.get_one(AppointmentRow, question.about_id)
    person = session.get_one(PersonRow, row.person_id)
    of = f" ({person.organisation})" if person.organisation else ""
    place = f"{person.name}{of}, {role_with_article(row.role)},"
    return replace(ask, reference=person.name, person=person.name, title=place), ()


def person_of_appointment(session: Session, appointment: UUID) -> PersonRow | None:
    """Return the person of an appointment; None for the id of anything else."""
    row = session.get(AppointmentRow, appointment)
    return session.get_one(PersonRow, row.person_id) if row else None
