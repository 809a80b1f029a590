"""Confidentiality agreements: asking for them when people join, recording them, and releasing held letters.

Part 2 for a person on the Chair's word (own rule): whoever enters them only asks for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.letters.parts import Ask
from forum.members.joining import is_signed, unsigned_readers
from forum.members.membership import Membership, Person, Role, role_with_article
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.terms.policy import Policy
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.questions.ask import ask, ask_chairs, withdraw_question
from tasks.mail.sending.queue import Enclosure, release_now
from tasks.register.database.register import Transaction
from tasks.register.meetings import planned_from
from tasks.register.members.membership import people
from tasks.register.members.people import deputies_who_walked_in, guests_to_come
from tasks.register.questions import open_questions
from tasks.register.tables import AppointmentRow, GroupRow, PersonRow, QuestionRow

WALKED_IN_SINCE = dt.timedelta(days=31)  # until then their agreement is asked for
WITHIN = 5  # working days in which a new member's agreement is wanted


def note_signed(work: UnitOfWork, person: UUID, on: dt.date) -> None:
    """Record that a person signed on a day, and release the letters that waited for it.

    Problem for a day to come.
    """
    _note(work, person, on)
    withdraw_question(work, person, QuestionKind.RECORD_AGREEMENT, work.on)


def record_agreement(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Record an agreement by the unit's answer, signed on the day that the answer gives, or today."""
    _note(work, question.about_id, reply.date or work.on)


def ask_for_agreements(forum: GroupContext) -> None:
    """Ask the unit for the agreements of readers who have not signed; stop asking about those who have, or
    left."""
    waiting, unasked = agreements_to_ask_for(
        forum.tx.session, forum.group.id, forum.policy, forum.membership, forum.on
    )
    for question in waiting:
        withdraw_question(forum.tx, question.about_id, QuestionKind.RECORD_AGREEMENT, forum.on)
    for person in unasked:
        ask(
            forum.tx,
            QuestionKind.RECORD_AGREEMENT,
            group_id=forum.group.id,
            about=person.id,
            of=forum.unit().id,
            on=forum.on,
            due=wanted_by(forum),
        )


def wanted_by(forum: GroupContext) -> dt.date:
    """Return the day by which an agreement is asked for: in five working days, or sooner, before the next
    meeting (own rule)."""
    coming = planned_from(forum.tx.session, forum.group.id, forum.on)
    before = [forum.days.add(meeting.date, -1) for meeting in coming[:1]]
    return max(forum.on, min([forum.days.add(forum.on, WITHIN), *before]))


def agreements_to_ask_for(
    session: Session, group_id: UUID, policy: Policy, members: Membership, on: dt.date
) -> tuple[Sequence[QuestionRow], Sequence[Person]]:
    """Return the questions that need no answer any more, and the people whose agreements have not been asked
    for."""
    unsigned = _unsigned(session, group_id, members, on) if policy.members.must_sign else ()
    missing = {reader.id: reader for reader in unsigned}
    open_ones = open_questions(session, group_id, QuestionKind.RECORD_AGREEMENT)
    asked_people = {question.about_id for question in open_ones}
    return (
        [question for question in open_ones if question.about_id not in missing],
        [person for id, person in missing.items() if id not in asked_people],
    )


def _unsigned(session: Session, group_id: UUID, members: Membership, on: dt.date) -> tuple[Person, ...]:
    """Return everybody of whom an agreement is missing: readers, deputies who walked in of late, and guests
    for an item."""
    guests = {guest.person_id: None for guest in guests_to_come(session, on, frozenset([group_id]))}
    ids = [*guests, *deputies_who_walked_in(session, group_id, on - WALKED_IN_SINCE)]
    strangers = people(session, [id for id in ids if not members.is_appointed(id, on)], on)
    waiting = (person for person in strangers if person.send_to and not is_signed(person, on))
    return (*unsigned_readers(members, on), *waiting)


def _note(tx: Transaction, person: UUID, on: dt.date) -> None:
    if on > tx.at.date():
        raise Problem(f"{long_date(on)} is still to come; give the day on which the agreement was signed.")
    tx.session.get_one(PersonRow, person).agreement_signed = on
    tx.audit("agreement signed", person=person, on=on)
    tx.session.flush()
    release_now(tx, tx.on)


CHAIR_WITHIN = 5  # working days for the Chair's word


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
    due = forum.days.add(forum.on, CHAIR_WITHIN)
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
