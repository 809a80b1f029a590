"""Whoever writes of what must reach a person hears whom to ring, and so does a stranger whose message may be
of that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from forum.concerns.follow_up import CONCERNS, advice, front_doors
from forum.letters.base import Letter
from forum.letters.concerns import Acknowledgement, ConcernAnswer
from forum.letters.foot import REASON_FOR_WRITER
from forum.members.membership import Person
from forum.outbox.conditions import Conditions, Validity
from forum.outbox.topic import Topic
from forum.text.wording import capital
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.base.write_letter import head, write
from tasks.duties.concerns.follow_concern import is_writer_known
from tasks.register.groups import is_at_work
from tasks.register.members.membership import people
from tasks.register.tables import ConcernRow, DispatchRow, PersonRow, ReceivedRow

NOT_ON_REGISTER = UUID("00000000-0000-4000-8000-000000000001")  # stands for every writer whom nobody knows
OF_USE = dt.timedelta(days=7)
# Answers a day: to a person, to an address, and to all addresses that the register need not know. Beyond them
# the desk letter and the watcher tell of each concern, and the desk letter of each mail.
MOST_TO_PERSON, MOST_TO_ADDRESS, MOST_TO_WRITERS = 5, 1, 20


def answer_writer(
    forum: GroupContext, rows: Sequence[ConcernRow], received: ReceivedRow, answered: dt.date | None
) -> None:
    """Tell whoever wrote what to do now, at the address that they wrote from.

    Where the register does not write to that address, the letter has no name, and the same words for
    everybody. Beyond some a day there is none: a machine might answer it, or a stranger fill a mailbox.
    """
    if not (received.sender and is_at_work(forum.group)):
        return
    writer = _writer(forum, received)
    is_known = writer.id != NOT_ON_REGISTER
    today = letters_today(forum, ConcernAnswer)
    if is_known and sum(row.person_id == writer.id for row in today) >= MOST_TO_PERSON:
        return
    if not (is_known or _has_room(today, today, received.sender)):
        return
    concerns = forum.policy.concerns
    is_urgent = CONCERNS[rows[0].kind].is_urgent
    is_member = is_known and forum.membership.is_appointed(writer.id, forum.on)
    letter = ConcernAnswer(
        **head(forum, writer, why="" if is_member else REASON_FOR_WRITER),
        urgent=is_urgent,
        advice=tuple(
            advice(row.kind, concerns, row.answer_by, is_known=is_writer_known(row)) for row in rows
        ),
        answered=answered if is_known else None,
        lead=capital(", ".join(filter(None, (concerns.lead, concerns.lead_phone)))) if is_urgent else "",
        unit=_unit(forum),
    )
    conditions = Conditions(appointed=is_member, to_writer=not is_known)
    write(forum, letter, to=writer, about=Topic(received.id), valid=Validity(forum.on + OF_USE, conditions))


def acknowledge(forum: GroupContext, received: ReceivedRow) -> None:
    """Tell a stranger that a person reads their message, and whom to ring if somebody may be at risk; once a
    day, and not where they have heard that already (own rule)."""
    if not (received.sender and is_at_work(forum.group)):
        return
    today = letters_today(forum, Acknowledgement)
    if not _has_room([*today, *letters_today(forum, ConcernAnswer)], today, received.sender):
        return
    writer = replace(_nobody(forum.work), send_to=received.sender)
    letter = Acknowledgement(
        **head(forum, writer, why=REASON_FOR_WRITER),
        numbers=front_doors(forum.policy.concerns),
        unit=_unit(forum),
    )
    valid = Validity(forum.on + OF_USE, Conditions(to_writer=True))
    write(forum, letter, to=writer, about=Topic(received.id), valid=valid)


def letters_today(forum: GroupContext, letter: type[Letter]) -> Sequence[DispatchRow]:
    """Return the letters of a kind that were written today, of whatever group."""
    midnight = dt.datetime.combine(forum.tx.at.date(), dt.time())
    of_today = select(DispatchRow).where(DispatchRow.letter == letter.NAME, DispatchRow.queued_at >= midnight)
    return forum.tx.session.scalars(of_today).all()


def _has_room(heard: Sequence[DispatchRow], of_kind: Sequence[DispatchRow], address: str) -> bool:
    """Say whether an address that the register need not know may be answered: it has not ``heard`` today, and
    letters ``of_kind`` went to few such addresses."""
    to_it = [row for row in heard if row.address.lower() == address.lower()]
    to_writers = [row for row in of_kind if row.person_id == NOT_ON_REGISTER]
    return len(to_it) < MOST_TO_ADDRESS and len(to_writers) < MOST_TO_WRITERS


def _unit(forum: GroupContext) -> str:
    group = forum.policy.group
    return f"{group.unit_name}, {group.unit_phone}"


def _writer(forum: GroupContext, received: ReceivedRow) -> Person:
    """Return the person on the register who is written to at the address that a mail came from; else whoever
    stands for all others, with that address."""
    session = forum.tx.session
    if received.person_id:
        for person in people(session, [received.person_id], forum.on):
            if person.send_to.lower() == received.sender.lower():
                return person
    return replace(_nobody(forum.work), send_to=received.sender)


def _nobody(work: UnitOfWork) -> Person:
    """Return whoever stands for the writers that the register does not know: it has no address of its own."""
    if work.session.get(PersonRow, NOT_ON_REGISTER) is None:
        row = PersonRow(
            id=NOT_ON_REGISTER,
            name="somebody who is not on the register",
            job_title="",
            organisation="",
            phone="",
            agreement_signed=None,
            details_confirmed=None,
        )
        work.session.add(row)
        work.session.flush()
    return Person(NOT_ON_REGISTER, "", "", "", "", "")
