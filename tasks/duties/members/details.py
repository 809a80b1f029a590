"""People's details on the register: asking about them once a quarter, confirming and correcting (clause
6).

Proposed changes of the list of members that wait for the unit's answer: a workbook.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.calendar.working_days import ONE_DAY
from forum.letters.members import ChangesOfAKind, Details, MembersCheck
from forum.letters.parts import DetailLine
from forum.members.joining import WELCOMED, describe
from forum.members.membership import Membership, Person
from forum.outbox.states import Conditions, Occasion, OccasionKind, Topic, Validity
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.terms.policy import Policy
from forum.text.checks import checked_line
from forum.text.problem import Problem
from forum.text.wording import MONTHS
from tasks.documents.papers.take_paper import EXCEL
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.write_letter import enclose, head, write
from tasks.duties.members.import_changes import Change, ChangeKind
from tasks.duties.members.workbook import import_in, preview_in
from tasks.duties.questions.ask import propose
from tasks.register.documents import fetch
from tasks.register.members.people import heard_from
from tasks.register.outbox import withdraw_letter
from tasks.register.tables import AddressRow, DispatchRow, PersonRow, ProposalRow, QuestionRow

ORDINARY = "ordinary"  # the word for the format of readers who need no other
WITHIN = 10  # working days for an answer
A_YEAR = dt.timedelta(days=365)
LATELY = dt.timedelta(days=92)  # people welcomed, or confirmed, within this time are not asked


def confirm_details(work: UnitOfWork, person: UUID) -> None:
    """Note that a person confirmed their details."""
    work.session.get_one(PersonRow, person).details_confirmed = work.at.date()
    work.audit("details confirmed", person=person)


def correct_details(work: UnitOfWork, person: UUID, details: Mapping[str, str]) -> None:
    """Correct details that a person gave themselves (job title, format) or the unit (phone), by field name.

    Problem for a value that is not one line.
    """
    row = work.session.get_one(PersonRow, person)
    for field, value in details.items():
        setattr(row, field, checked_line(value, field.replace("_", " ").capitalize()))
    row.details_confirmed = work.at.date()
    work.audit("details corrected", person=person, fields=sorted(details))


def ask_for_details(forum: GroupContext) -> None:
    """Ask everybody, once a quarter, whether their details on the register are right."""
    month = month_of_asking(forum.policy, forum.on)
    if month is None:
        return
    by = forum.days.add(forum.on, WITHIN)
    for person in people_to_ask(forum.tx.session, forum.group.id, forum.policy, forum.membership, forum.on):
        details = details_held(forum.tx.session, forum.membership, person, forum.on)
        write(
            forum,
            Details(**head(forum, person), details=details, by=by),
            to=person,
            about=Topic(person.id, occasion_of(month)),
            valid=Validity(by),
        )


def write_again(forum: GroupContext, letters: Sequence[DispatchRow]) -> None:
    """Ask those whose letters waited in the outbox as of today; not whoever has confirmed meanwhile."""
    for row in letters:
        withdraw_letter(forum.tx.session, row)
    ask_for_details(forum)


def people_to_ask(
    session: Session, group_id: UUID, policy: Policy, members: Membership, on: dt.date
) -> tuple[Person, ...]:
    """Return the people of the group to ask today.

    That is everybody who was not asked this quarter by any of their groups, nor welcomed or confirmed of
    late. Whoever signed in at a meeting or replied from their address of late is asked once a year (own
    rule). In the month after, it is everybody who should have been asked.
    """
    month = month_of_asking(policy, on)
    if month is None:
        return ()
    until = min(on, last_day_of(month))
    since = until - LATELY
    served = {
        appointment.person_id: members.person(appointment.person_id)
        for appointment in members.all_on(on)
        if appointment.role in WELCOMED and (appointment.entered or appointment.first) <= until
    }
    already_asked = set(
        session.scalars(
            select(DispatchRow.person_id).where(
                DispatchRow.person_id.in_(served),
                DispatchRow.letter == Details.NAME,
                DispatchRow.occasion == occasion_of(month),
            )
        )
    )
    firsts = {id: min(appointment.first for appointment in members.appointments_on(id, on)) for id in served}
    confirmed = {id: person.details_confirmed or firsts[id] for id, person in served.items()}
    to_ask = [id for id in served if id not in already_asked and firsts[id] < since and confirmed[id] < since]
    heard = heard_from(session, group_id, since, on) if to_ask else {}
    return tuple(served[id] for id in to_ask if id not in heard or confirmed[id] < until - A_YEAR)


def details_held(
    session: Session, members: Membership, person: Person, on: dt.date
) -> tuple[DetailLine, ...]:
    """Return all details of a person on the register, as letters show them."""
    row = session.get_one(PersonRow, person.id)
    reply_from = session.scalars(
        select(AddressRow.address)
        .where(
            AddressRow.person_id == person.id,
            AddressRow.send_to.is_(False),
            AddressRow.first <= on,
            or_(AddressRow.last.is_(None), AddressRow.last >= on),
        )
        .order_by(AddressRow.address)
    )
    details = (
        ("Name", person.name),
        ("Job title", person.job_title),
        ("Organisation", person.organisation),
        ("Address we write to", person.send_to),
        ("Other addresses you may reply from", "; ".join(reply_from)),
        ("Phone", person.phone),
        ("PA", row.pa),
        ("Format", row.format_needed or ORDINARY),
        ("Your place", describe(members, members.appointments_on(person.id, on))),
    )
    return tuple(DetailLine(label=label, value=value) for label, value in details)


def month_of_asking(policy: Policy, on: dt.date) -> dt.date | None:
    """Return the first day of the month in which everybody is asked: this one, or the one before, which is
    made up for where the service was off (own rule). None where neither is."""
    this = on.replace(day=1)
    before = (this - ONE_DAY).replace(day=1)
    asking = policy.members.details_months
    return next((month for month in (this, before) if MONTHS[month.month - 1] in asking), None)


def last_day_of(month: dt.date) -> dt.date:
    """Return the last day of the month that begins on a day."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def occasion_of(month: dt.date) -> Occasion:
    """Return the occasion of asking for details: the month in which the quarter's round begins."""
    return Occasion(OccasionKind.MONTH, month)


WORKBOOK = "members.xlsx"


def propose_members(work: UnitOfWork, group_id: UUID, content: bytes) -> tuple[Change, ...]:
    """Show the unit the changes of a members' workbook from today on, and ask whether to apply them.

    The question about an earlier workbook is withdrawn. Problem with every faulty cell, or when nothing would
    change.
    """
    forum = group_context(work, group_id)
    changes = preview_in(work, work.office.limited, forum.group, content, "The members’ workbook", work.on)
    if all(change.kind.is_note for change in changes):
        raise Problem("The workbook changes nothing: the register says the same already.")
    stored = [[change.kind.value, change.words, str(change.about)] for change in changes]
    workbook = enclose(forum, WORKBOOK, content, EXCEL).sha256
    question = propose(forum, QuestionKind.APPLY_MEMBERS, ProposalRow(workbook=workbook, shown=stored))
    question.asked = work.on
    unit = forum.unit()
    write(
        forum,
        MembersCheck(**head(forum, unit), changes=_by_kind(changes), by=question.due),
        to=unit,
        about=Topic(question.about_id),
        valid=Validity(
            question.due + dt.timedelta(days=14), Conditions(appointed=True, unanswered=(question.id,))
        ),
    )
    return changes


def apply_or_drop_members(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Apply the unit's workbook as it was shown, or drop it, by the unit's answer."""
    if reply.word is not Word.APPLY:
        return
    proposal = work.session.get_one(ProposalRow, question.about_id)
    assert proposal.workbook is not None
    shown = tuple(Change(ChangeKind(kind), words, UUID(about)) for kind, words, about in proposal.shown)
    content = fetch(work.session, proposal.workbook)
    import_in(
        work, work.office.limited, proposal.group_id, content, "The members’ workbook", proposal.since, shown
    )


def _by_kind(changes: tuple[Change, ...]) -> tuple[ChangesOfAKind, ...]:
    kinds = dict.fromkeys(change.kind for change in changes)
    return tuple(
        ChangesOfAKind(
            kind=kind.value,
            changes=tuple(change.words for change in changes if change.kind is kind),
            is_note=kind.is_note,
        )
        for kind in kinds
    )
