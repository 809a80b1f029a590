"""Confidentiality agreements: asking for them when people join, recording them, and releasing held
letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.members.agreements import is_signed, unsigned_readers
from forum.members.membership import Membership, Person
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply
from forum.terms.policy import Policy
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.questions.ask import ask, withdraw_question
from tasks.mail.sending.release_held import release_now
from tasks.register.database.register import Transaction
from tasks.register.members.guests import guests_to_come
from tasks.register.members.membership import people
from tasks.register.members.people import deputies_who_walked_in
from tasks.register.questions import open_questions
from tasks.register.tables import PersonRow, QuestionRow

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
            due=forum.days.add(forum.on, WITHIN),
        )


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
