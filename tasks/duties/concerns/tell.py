"""Those who act on a concern hear at once that there is one; its writer hears whom to ring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from forum.concerns.follow_up import CONCERNS, advice, unit_does
from forum.concerns.kinds import ConcernKind
from forum.letters.concerns.concern_answer import ConcernAnswer
from forum.letters.concerns.concern_notice import ConcernLine, ConcernNotice
from forum.letters.foot import REASON_FOR_WRITER, reason_for_lead
from forum.members.membership import Person
from forum.outbox.conditions import Conditions, Validity
from forum.outbox.topic import Topic
from forum.text.wording import capital
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.outsiders import Outsider, person_on_register
from tasks.duties.base.quoted_words import quoted
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.base.write_letter import head, write
from tasks.duties.concerns.follow_concern import is_writer_known, put_on_record, when, writer_in_words
from tasks.register.groups import is_at_work
from tasks.register.members.membership import people
from tasks.register.members.people import people_at
from tasks.register.tables import ConcernRow, DispatchRow, PersonRow, ReceivedRow, WaitingWordsRow

NOT_ON_REGISTER = UUID("00000000-0000-4000-8000-000000000001")  # stands for every writer whom nobody knows
OF_USE = dt.timedelta(days=7)
# Answers a day: to a person, to an address, and to all addresses that the register need not know; and notices
# of what nothing proves. Beyond them the desk letter and the watcher tell of each.
MOST_TO_PERSON, MOST_TO_ADDRESS, MOST_TO_WRITERS, MOST_UNPROVED = 5, 1, 20, 20


def raise_concerns(
    forum: GroupContext,
    kinds: Sequence[ConcernKind],
    at: dt.datetime,
    *,
    received: ReceivedRow | None = None,
    is_proved: bool = False,
) -> list[ConcernRow]:
    """Put concerns on record, and tell the unit of them at once; of urgent ones the lead for safeguarding
    too. What was written goes to nobody but the unit, and of what is urgent to nobody. For a group that is
    not at work nobody can be written to: those who run the service hear of what is urgent."""
    rows = [
        put_on_record(
            forum,
            kind,
            at,
            received=received.id if received else None,
            person=received.person_id if received else None,
            is_proved=is_proved,
        )
        for kind in kinds
    ]
    is_heard = is_proved or received is None or len(_today(forum, ConcernNotice)) < MOST_UNPROVED
    if is_heard and is_at_work(forum.group):
        for reader in _readers(forum, urgent=CONCERNS[rows[0].kind].is_urgent):
            _notify(forum, rows, reader, received.mailbox if received else "")
    return rows


def _readers(forum: GroupContext, *, urgent: bool) -> Iterator[Person]:
    """Yield the unit's officers, and for what is urgent the lead for safeguarding, each once."""
    officers = {officer.id: officer for officer in map(forum.acting, forum.offices.officers(forum.on))}
    lead = _lead(forum) if urgent else None
    yield from (officers | ({lead.id: lead} if lead else {})).values()


def _lead(forum: GroupContext) -> Person | None:
    """Return the lead for safeguarding, put on the register where nobody is at that address yet; None where
    the policy names nobody."""
    concerns, session = forum.policy.concerns, forum.tx.session
    if not concerns.lead:
        return None
    known = people_at(session, concerns.lead_address, forum.on)
    if not known:
        lead = Outsider(concerns.lead, concerns.lead_address, phone=concerns.lead_phone)
        known = (person_on_register(forum.work, lead, "lead for safeguarding"),)
        session.flush()
    return people(session, [known[0]], forum.on)[0]


def _notify(forum: GroupContext, rows: Sequence[ConcernRow], reader: Person, mailbox: str) -> None:
    is_member = forum.membership.is_appointed(reader.id, forum.on)
    first = rows[0]
    quote = quoted(forum, forum.tx.session.get(WaitingWordsRow, first.received_id)) if mailbox else None
    why = "" if is_member else reason_for_lead(forum.policy.group.short_name)
    letter = ConcernNotice(
        **head(forum, reader, marked=quote is not None, why=why),
        urgent=CONCERNS[first.kind].is_urgent,
        concerns=tuple(
            ConcernLine(
                reference=row.reference,
                words=CONCERNS[row.kind].words,
                does=unit_does(row.kind, forum.policy.concerns, row.answer_by, is_known=is_writer_known(row)),
            )
            for row in rows
        ),
        writer=writer_in_words(forum, first),
        came=when(first.at),
        proved=first.is_proved,
        mailbox=mailbox,
        quote=quote,
    )
    valid = Validity(forum.on + OF_USE, Conditions(appointed=is_member))
    write(forum, letter, to=reader, about=Topic(first.id), valid=valid)


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
    if not _may_answer(forum, writer):
        return
    concerns, group = forum.policy.concerns, forum.policy.group
    is_urgent = CONCERNS[rows[0].kind].is_urgent
    is_member = is_known and forum.membership.is_appointed(writer.id, forum.on)
    letter = ConcernAnswer(
        **head(forum, writer, why="" if is_member else REASON_FOR_WRITER),
        urgent=is_urgent,
        advice=tuple(advice(row.kind, concerns, row.answer_by) for row in rows),
        answered=answered if is_known else None,
        lead=capital(", ".join(filter(None, (concerns.lead, concerns.lead_phone)))) if is_urgent else "",
        unit=f"{group.unit_name}, {group.unit_phone}",
    )
    conditions = Conditions(appointed=is_member, to_writer=not is_known)
    write(forum, letter, to=writer, about=Topic(received.id), valid=Validity(forum.on + OF_USE, conditions))


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


def _may_answer(forum: GroupContext, writer: Person) -> bool:
    today = _today(forum, ConcernAnswer)
    if writer.id != NOT_ON_REGISTER:
        return sum(row.person_id == writer.id for row in today) < MOST_TO_PERSON
    to_writers = [row.address.lower() for row in today if row.person_id == NOT_ON_REGISTER]
    is_new = to_writers.count(writer.send_to.lower()) < MOST_TO_ADDRESS
    return is_new and len(to_writers) < MOST_TO_WRITERS


def _today(forum: GroupContext, letter: type[ConcernAnswer | ConcernNotice]) -> Sequence[DispatchRow]:
    midnight = dt.datetime.combine(forum.tx.at.date(), dt.time())
    of_today = select(DispatchRow).where(DispatchRow.letter == letter.NAME, DispatchRow.queued_at >= midnight)
    return forum.tx.session.scalars(of_today).all()
