"""Importing the list of members, previewing the changes, and exporting it (clause 6).

Proposed details of a person that wait for the unit's answer, or for that of each of their groups.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from forum.members.list_doubts import NO_ANSWERS, ListAnswers
from forum.members.membership import Appointment, Membership, Role
from forum.questions.chairs import NoteKind
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.terms.policy import Policy
from forum.text.addresses import checked_address
from forum.text.checks import checked_line
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.documents.members.members_file import read_members_file, seat_ids
from tasks.documents.members.workbook import write_members
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.coming.invitations import follow_members
from tasks.duties.members.agreements import ask_leave
from tasks.duties.members.appointments import note_address, write_to
from tasks.duties.members.import_appointments import import_list
from tasks.duties.members.import_changes import DATES, Change, ChangeKind, MemberImport
from tasks.duties.questions.ask import asked_as_well, propose, waiting_for_unit, withdraw, withdraw_question
from tasks.duties.questions.open_questions import note_for_chair
from tasks.limited.runner import Runner
from tasks.mail.sending.queue import release_now
from tasks.register.database.register import Transaction
from tasks.register.groups import group_by_code
from tasks.register.members.membership import groups_of, membership
from tasks.register.tables import AddressRow, GroupRow, PersonRow, ProposalRow, QuestionRow, SeatRow


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


Rows = tuple[tuple[object, ...], ...]

_PAS = select(PersonRow.id, PersonRow.pa).where(PersonRow.id.in_(bindparam("people", expanding=True)))
_ADDRESSES = (
    select(AddressRow.person_id, AddressRow.address, AddressRow.send_to, AddressRow.last)
    .where(AddressRow.person_id.in_(bindparam("people", expanding=True)))
    .order_by(AddressRow.first, AddressRow.address)
)


def preview_import(
    office: Office,
    code: str,
    content: bytes,
    where: str,
    since: dt.date,
    answers: ListAnswers = NO_ANSWERS,
) -> tuple[Change, ...]:
    """Return the changes in words that an import of this workbook on ``since`` would make, without making
    them.

    ``where`` names the file. Raises Problem with every faulty cell, and UnclearList where ``answers`` settle
    less than is in doubt.
    """
    with office.register.reading() as session, session.no_autoflush:
        group = group_by_code(session, code)
        return _import(session, office.limited, group, content, where, since, answers=answers).changes


def apply_import(
    work: UnitOfWork,
    code: str,
    content: bytes,
    where: str,
    since: dt.date,
    shown: tuple[Change, ...] | None = None,
    answers: ListAnswers = NO_ANSWERS,
) -> tuple[Change, ...]:
    """Import the workbook: new rows begin on ``since``, rows it lacks end the day before.

    ``shown`` are the changes that the person saw beforehand. Raises Problem with every faulty cell, or when
    the register has changed since they looked; the register then stays as it was.
    """
    group = group_by_code(work.session, code).id
    return import_in(work, work.office.limited, group, content, where, since, shown, answers)


def preview_in(
    tx: Transaction, limited: Runner, group: GroupRow, content: bytes, where: str, since: dt.date
) -> tuple[Change, ...]:
    """Do as ``preview_import`` within a transaction, and roll the changes back."""
    with tx.session.no_autoflush, tx.session.begin_nested() as savepoint:
        changes = _import(tx.session, limited, group, content, where, since).changes
        savepoint.rollback()
    return changes


def import_in(
    work: UnitOfWork,
    limited: Runner,
    group_id: UUID,
    content: bytes,
    where: str,
    since: dt.date,
    shown: tuple[Change, ...] | None,
    answers: ListAnswers = NO_ANSWERS,
) -> tuple[Change, ...]:
    """Do as ``apply_import`` within a transaction."""
    with work.session.no_autoflush:
        group = work.session.get_one(GroupRow, group_id)
        member_import = _import(work.session, limited, group, content, where, since, work.on, answers)
        if shown is not None and member_import.changes != shown:
            raise Problem(
                "The register was changed by somebody else since you looked, so nothing was imported. "
                "Look at the changes again."
            )
        if not all(change.kind.is_note for change in member_import.changes):
            about = {
                kind: [str(change.about) for change in of_kind]
                for kind, of_kind in member_import.by_kind().items()
            }
            work.audit("members imported", group=group.id, since=since, **about)
            for row in member_import.co_opted:
                place = f"co-opted member from {long_date(row.first)}, by the members’ workbook"
                sentence = f"{member_import.name(row.person_id)} is a {place}."
                note_for_chair(group_context(work, group.id), NoteKind.CO_OPTED, row.id, sentence)
            for row in member_import.to_allow:
                ask_leave(work, row)
            for appointment in member_import.ended:
                withdraw_question(work, appointment, QuestionKind.LET_READ_PART_TWO, work.on)
            release_now(work, work.on)
            moved = [change.about for change in member_import.changes if change.kind is ChangeKind.ADDRESS]
            for person in dict.fromkeys(moved):
                note_address(work, person)
            elsewhere = (of for person in moved for of in groups_of(work.session, person, work.on))
            for person, details in member_import.proposed.items():
                propose_details(work, group.id, person, details)
            follow_members(work, {group.id: None, **dict.fromkeys(elsewhere)})
        return member_import.changes


def export_members(office: Office, code: str) -> bytes:
    """Return the members' workbook of a group from the register, with its history."""
    with office.register.reading() as session:
        group = group_by_code(session, code)
        sheets = members_sheets(session, group.id, office.policy(group), office.clock.now().date())
    return members_workbook(sheets)


@dataclass(frozen=True)
class MembersSheets:
    """The title and the protective marking of a members' workbook, and the rows of its sheets."""

    title: str
    marking: str
    seats: Rows
    people: Rows
    appointments: Rows
    cover: Rows


def members_workbook(sheets: MembersSheets) -> bytes:
    """Write the members' workbook."""
    rows = {
        "Seats": sheets.seats,
        "People": sheets.people,
        "Appointments": sheets.appointments,
        "Cover": sheets.cover,
    }
    return write_members(rows, sheets.title, sheets.marking)


def members_sheets(session: Session, group_id: UUID, policy: Policy, today: dt.date) -> MembersSheets:
    """Read the sheets of the members' workbook of the group with that policy, as it stands on a day."""
    members = membership(session, group_id, today)
    covers = (
        (
            members.person(cover.person_id).name,
            cover.first,
            cover.last,
            members.person(cover.covered_by_id).name,
        )
        for cover in members.covers
    )
    return MembersSheets(
        title=f"{policy.group.short_name}: members",
        marking=policy.marking,
        seats=tuple(_seat_rows(members, today)),
        people=tuple(_people_rows(session, members, today)),
        appointments=tuple(_appointment_rows(members, today)),
        cover=tuple(covers),
    )


def group_of_workbook(session: Session, limited: Runner, content: bytes, otherwise: UUID) -> UUID:
    """Return the group whose seats a members' workbook has, by their ids; ``otherwise`` where it has none.

    Problem for a file that is no workbook, or none that may be read.
    """
    ids = limited.run(seat_ids, content)
    groups = (seat.group_id for seat in session.scalars(select(SeatRow)) if str(seat.id) in ids)
    return next(groups, otherwise)


def members_template(office: Office, code: str) -> bytes:
    """Return an empty members' workbook with the group's seats filled in."""
    with office.register.reading() as session:
        group = group_by_code(session, code)
        members = membership(session, group.id)
        rows = [(str(s.id), s.name, s.present_name, s.short_name, s.created) for s in members.seats]
        policy = office.policy(group)
        return write_members({"Seats": rows}, f"{policy.group.short_name}: members", policy.marking)


def _import(
    session: Session,
    limited: Runner,
    group: GroupRow,
    content: bytes,
    where: str,
    since: dt.date,
    today: dt.date | None = None,
    answers: ListAnswers = NO_ANSWERS,
) -> MemberImport:
    member_import = MemberImport(session, group, where, since, today, answers)
    seats = membership(session, group.id).seats
    members, broken, faults = limited.run(read_members_file, content, where, seats, since, answers)
    if broken:  # other cells may seem wrong only for want of these
        member_import.refuse([*broken, *faults])
    import_list(member_import, members, faults)
    return member_import


def _seat_rows(members: Membership, today: dt.date) -> Iterator[tuple[object, ...]]:
    for seat in members.seats:
        last = seat.abolished - dt.timedelta(days=1) if seat.abolished else None
        state = "abolished" if seat.abolished else "vacant" if members.is_vacant(seat.id, today) else ""
        contact = members.person(seat.escalation_contact_id).name if seat.escalation_contact_id else ""
        yield (
            str(seat.id), seat.name, seat.present_name, seat.short_name, seat.created, last, state, contact,
        )  # fmt: skip


def _people_rows(session: Session, members: Membership, today: dt.date) -> list[tuple[object, ...]]:
    main: dict[object, str] = {}
    reply_from: dict[object, list[str]] = {}
    asked = {"people": [person.id for person in members.people]}
    pas = dict(session.execute(_PAS, asked).all())
    for person_id, address, send_to, last in session.execute(_ADDRESSES, asked):
        if last is not None and last < today:
            continue
        if send_to:
            main.setdefault(person_id, address)  # today's, or the next one
        else:
            reply_from.setdefault(person_id, []).append(address)
    return [
        (
            str(person.id),
            person.name,
            person.job_title,
            person.organisation,
            main.get(person.id, ""),
            "; ".join(reply_from.get(person.id, [])),
            person.phone,
            pas[person.id],
            person.format_needed,
            person.agreement_signed,
            person.details_confirmed,
        )
        for person in members.people
    ]


def _appointment_rows(members: Membership, today: dt.date) -> Iterator[tuple[object, ...]]:
    """Yield the appointments by seat, those without a seat last; in a seat by role, the earliest first."""

    def place(appointment: Appointment) -> tuple[float, int, dt.date]:
        number = members.seat(appointment.seat_id).number if appointment.seat_id else math.inf
        return number, [*Role].index(appointment.role), appointment.first

    for appointment in sorted(members.appointments, key=place):
        seat = members.seat(appointment.seat_id) if appointment.seat_id else None
        running = appointment.last is None or appointment.last >= today
        holder = (
            members.core_member(seat.id, today)
            if seat and appointment.role is Role.DEPUTY and running
            else None
        )
        yield (
            members.person(appointment.person_id).name,
            seat.name if seat else "",
            appointment.role.value,
            appointment.first,
            appointment.last,
            holder.name if holder else "",
            appointment.papers.value,
            "yes" if appointment.part_two else "no",
        )
