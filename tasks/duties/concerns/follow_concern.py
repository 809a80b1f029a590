"""A concern from the moment it came until somebody has said what was done.

Whoever writes of what must reach a person hears whom to ring, and so does a stranger whose message may be
of that. Those who act on a concern hear at once that there is one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import select

from forum.concerns.kinds import CONCERNS, ConcernKind, advice, concern_answer_by, front_doors, unit_does
from forum.letters.base import REASON_FOR_WRITER, Letter, reason_for_lead
from forum.letters.concerns import Acknowledgement, ConcernAnswer, ConcernLine, ConcernNotice
from forum.letters.questions import DeskTask
from forum.members.membership import Person
from forum.outbox.states import Conditions, Topic, Validity
from forum.text.checks import needed_line
from forum.text.wording import capital, full_date, time_and_day
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.names import Outsider, person_on_register, place_in_words
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.quoted_words import quoted, where_the_rest_is
from tasks.duties.base.write_letter import head, write
from tasks.duties.retention.disposal_list import place_hold
from tasks.register.groups import group_by_code, is_at_work
from tasks.register.mailbox import forget_words
from tasks.register.members.membership import people
from tasks.register.members.people import people_at
from tasks.register.registers import concern_by_reference, next_concern_reference, open_concerns
from tasks.register.tables import ConcernRow, DispatchRow, PersonRow, ReceivedRow, WaitingWordsRow

OpenConcern: TypeAlias = tuple[ConcernRow, WaitingWordsRow | None]
"""A concern with the words of the mail that raised it, where one did."""
ABOUT_OWN_DATA = "A person asked about the data kept on them"
UNPROVED = "Nothing proves who wrote it."


def put_on_record(
    forum: GroupContext,
    kind: ConcernKind,
    at: dt.datetime,
    *,
    received: UUID | None,
    person: UUID | None,
    is_proved: bool,
) -> ConcernRow:
    """Put a concern on record with its clock. What names a proved writer who asks about their own data is
    held against disposal, until the hold is lifted."""
    work, follow_up = forum.work, CONCERNS[kind]
    row = ConcernRow(
        group_id=forum.group.id,
        reference=next_concern_reference(work.session, at.year),
        kind=kind,
        received_id=received,
        person_id=person,
        is_proved=is_proved,
        at=at,
        answer_by=concern_answer_by(kind, at.date(), forum.days) if is_at_work(forum.group) else None,
    )
    work.session.add(row)
    work.session.flush()
    if follow_up.pauses and is_writer_known(row):
        place_hold(work, f"{ABOUT_OWN_DATA}: {row.reference}", follow_up.law, person_id=person)
    work.audit("concern raised", concern=row.reference, group=row.group_id, received=received)
    return row


def is_writer_known(row: ConcernRow) -> bool:
    """Say whether somebody on the register wrote of a concern, and something proves it."""
    return row.person_id is not None and row.is_proved


def settle_concern(work: UnitOfWork, reference: str, done: str, by: UUID | None = None) -> str:
    """Record what was done about a concern, in words that name nobody; return its reference."""
    row = concern_by_reference(work.session, reference)
    row.settled_on, row.settled_by_id, row.done = work.on, by, needed_line(done, "What was done")
    if row.received_id:
        forget_words(work.session, work.session.get_one(ReceivedRow, row.received_id))
    work.audit("concern settled", concern=row.reference, person=by)
    return row.reference


def concerns_open(work: UnitOfWork, code: str | None) -> list[str]:
    """Return the open concerns of a group, or of all, in words that name nobody."""
    groups = [group_by_code(work.session, code).id] if code else None
    return [f"{row.reference}: {in_words(row)}." for row in open_concerns(work.session, groups)]


def in_words(row: ConcernRow) -> str:
    """Say what a concern is, when it came, and by when it is answered; never what was written."""
    by = f", to be answered by {full_date(row.answer_by)}" if row.answer_by else ""
    return f"{CONCERNS[row.kind].words}, since {time_and_day(row.at)}{by}"


def writer_in_words(forum: GroupContext, row: ConcernRow) -> str:
    """Say who raised a concern by their place in the group and their telephone number, never by name."""
    if row.received_id is None:
        return "somebody by telephone"
    if row.person_id is None:
        return "somebody who is not on the register"
    place = place_in_words(forum.membership, row.person_id, row.at.date())
    phone = forum.tx.session.get_one(PersonRow, row.person_id).phone
    return f"{place}, {phone}" if phone else place


def concerns_to_follow(forum: GroupContext, concerns: Sequence[OpenConcern]) -> Iterator[DeskTask]:
    """Yield what the unit does about each open concern, until it has said what was done; with its words where
    they may be quoted."""
    for row, written in sorted(concerns, key=lambda each: (not CONCERNS[each[0].kind].is_urgent, each[0].at)):
        proof = "" if row.is_proved or row.received_id is None else f" {UNPROVED}"
        does = unit_does(row.kind, forum.policy.concerns, row.answer_by, is_known=is_writer_known(row))
        quote = quoted(forum, written)
        where = f" {where_the_rest_is(written, quote)}".rstrip() if row.received_id else ""
        yield DeskTask(
            group=forum.group.code,
            what=f"{row.reference}, {CONCERNS[row.kind].words}: nobody has said what was done.",
            quote=quote,
            how=f"It came at {time_and_day(row.at)} from {writer_in_words(forum, row)}."
            f"{where}{proof} {does} Then "
            f"reply SETTLED {row.reference}: and what was done.",
            by=forum.days.on_or_before(row.answer_by) if row.answer_by else forum.on,
            since=row.at.date(),
        )


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


MOST_UNPROVED = 20  # notices a day of what nothing proves: the desk letter and the watcher tell of each


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
    is_heard = is_proved or received is None or len(letters_today(forum, ConcernNotice)) < MOST_UNPROVED
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
        came=time_and_day(first.at),
        proved=first.is_proved,
        mailbox=mailbox,
        quote=quote,
    )
    valid = Validity(forum.on + OF_USE, Conditions(appointed=is_member))
    write(forum, letter, to=reader, about=Topic(first.id), valid=valid)
