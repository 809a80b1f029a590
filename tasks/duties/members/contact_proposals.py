"""Proposed details of a person that wait for the unit's answer, or for that of each of their groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import or_, select

from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.addresses import checked_address
from forum.text.checks import checked_line
from tasks.duties.base.group_context import group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.members.appointments import note_address, write_to
from tasks.duties.members.import_changes import DATES
from tasks.duties.questions.ask import withdraw
from tasks.duties.questions.propose import asked_as_well, propose, waiting_for_unit
from tasks.mail.sending.release_held import release_now
from tasks.register.members.membership import groups_of
from tasks.register.tables import AddressRow, PersonRow, ProposalRow, QuestionRow


def propose_contact(work: UnitOfWork, group_id: UUID, person: UUID, address: str, phone: str | None) -> None:
    """Ask the unit whether to use the address or phone number that a person gave.

    An earlier address or number that waits for the unit is asked with it. Problem for a faulty address.
    """
    forum = group_context(work, group_id)
    proposal = ProposalRow(
        person_id=person,
        address=checked_address(address) if address else "",
        phone=None if phone is None else checked_line(phone, "Phone"),
    )
    for question in waiting_for_unit(forum, QuestionKind.CHANGE_ADDRESS, person):
        before = work.session.get_one(ProposalRow, question.about_id)
        proposal.address = proposal.address or before.address
        proposal.phone = before.phone if proposal.phone is None else proposal.phone
    propose(forum, QuestionKind.CHANGE_ADDRESS, proposal)


def propose_details(work: UnitOfWork, group_id: UUID, person: UUID, details: Mapping[str, str]) -> None:
    """Ask the unit of each group of a person about the details that a list of one of them gives.

    ``details`` are by field, dates as in ISO 8601. An officer of several of the groups is asked once. Raises
    UnitProblem where no group has an officer.
    """
    groups = dict.fromkeys([group_id, *groups_of(work.session, person, work.on)])
    asked: set[UUID] = set()
    for forum in (group_context(work, group) for group in groups):
        if forum.offices.unit(forum.on) is None and forum.group.id != group_id:
            continue
        if (officer := forum.unit().id) not in asked:
            asked.add(officer)
            shown = [[field, value] for field, value in details.items()]
            propose(forum, QuestionKind.CHANGE_ADDRESS, ProposalRow(person_id=person, shown=shown))


def apply_or_drop_contact(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Use a member's new details from today on, or drop them, by the unit's answer.

    Where the units of several groups are asked, all have to agree, and one no drops the details.
    """
    proposal = work.session.get_one(ProposalRow, question.about_id)
    others = asked_as_well(work, proposal)
    if reply.word is not Word.APPLY:
        for other in others:
            withdraw(work, other, work.on)
        return
    if others or proposal.person_id is None:
        return
    if proposal.shown:
        _take_details(work, proposal.person_id, dict(proposal.shown))
    if proposal.address:
        write_to(work, proposal.person_id, proposal.address, work.on)
    if proposal.phone is not None:
        row = work.session.get_one(PersonRow, proposal.person_id)
        row.phone, row.details_confirmed = proposal.phone, work.on
        work.audit("details corrected", person=proposal.person_id, fields=["phone"])
    if proposal.address or {"send_to", "reply_from"} & dict(proposal.shown).keys():
        note_address(work, proposal.person_id)


def _take_details(work: UnitOfWork, person: UUID, details: Mapping[str, str]) -> None:
    row = work.session.get_one(PersonRow, person)
    for field, value in details.items():
        if field == "send_to":
            write_to(work, person, value, work.on)
        elif field == "reply_from":
            _reply_from(work, person, value.split("; ") if value else [])
        else:
            date = dt.date.fromisoformat(value) if field in DATES and value else None
            setattr(row, field, date if field in DATES else value)
    work.audit("details corrected", person=person, fields=sorted(details))
    release_now(work, work.on)


def _reply_from(work: UnitOfWork, person: UUID, addresses: list[str]) -> None:
    """Let a person reply from these addresses from today on, and from no others but the one written to."""
    running = select(AddressRow).where(
        AddressRow.person_id == person,
        AddressRow.send_to.is_(False),
        or_(AddressRow.last.is_(None), AddressRow.last >= work.on),
    )
    known = {row.address: row for row in work.session.scalars(running)}
    for address, row in known.items():
        if address not in addresses and row.first >= work.on:
            work.session.delete(row)
        elif address not in addresses:
            row.last = work.on - dt.timedelta(days=1)
    for address in addresses:
        if address not in known:
            work.session.add(AddressRow(person_id=person, address=address, send_to=False, first=work.on))
