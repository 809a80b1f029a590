"""Appointing people, ending appointments, agreeing cover, changing an address (clauses 4 and 6).

Co-opting a member for a term, with what they may see (clause 4).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from forum.members.faults import membership_faults
from forum.members.members_list import usual_papers, usual_part_two
from forum.members.membership import PapersFor, Role
from forum.questions.chairs import NoteKind
from forum.questions.kinds import QuestionKind
from forum.text.addresses import checked_address
from forum.text.cells import parse_date
from forum.text.checks import checked_line, checked_name
from forum.text.problem import Problem
from forum.text.wording import listed, long_date
from tasks.duties.base.group_context import group_context
from tasks.duties.base.names import person_on_register, read_outsider
from tasks.duties.base.office import UnitOfWork
from tasks.duties.coming.invitations import follow_members
from tasks.duties.members.agreements import ask_leave, is_for_the_chair, needs_leave
from tasks.duties.questions.ask import withdraw_question
from tasks.duties.questions.open_questions import note_for_chair
from tasks.mail.sending.queue import release_now
from tasks.register.database.register import Transaction
from tasks.register.groups import group_by_code
from tasks.register.members.membership import groups_of, membership
from tasks.register.tables import AddressRow, AppointmentRow, CoverRow, PersonRow, SeatRow
from tasks.register.task_groups import decision_of

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Newcomer:
    """A person whom the register does not know yet, and the address to write to."""

    name: str
    send_to: str
    job_title: str = ""
    organisation: str = ""


def appoint(
    work: UnitOfWork,
    code: str,
    person: UUID | Newcomer,
    role: Role,
    first: dt.date,
    seat_id: UUID | None = None,
    *,
    last: dt.date | None = None,
    papers: PapersFor | None = None,
    part_two: bool | None = None,
) -> UUID:
    """Appoint a person to a role, and to a seat where the role has one, and return the appointment's id.

    A newcomer is entered first, with an address from ``first`` on. ``papers`` and ``part_two`` say what they
    may see, and are as usual for the role where they are not given; part 2 waits for the Chair's word.
    Raises Problem for an address in use, and for what can't be beside what the register holds: a seat that
    is held already, say.
    """
    if isinstance(person, Newcomer):
        person_id = _enter(work, person, first)
    else:
        person_id = _person(work.session, person).id
    group = group_by_code(work.session, code)
    if last is not None and last < first:
        raise Problem(f"The term ends on {long_date(last)}, before it begins on {long_date(first)}.")
    if seat_id is not None and work.session.get(SeatRow, seat_id) is None:
        raise Problem("There is no such seat in the register.")
    row = AppointmentRow(
        id=uuid4(),
        group_id=group.id,
        person_id=person_id,
        role=role,
        seat_id=seat_id,
        first=first,
        last=last,
        papers=papers or usual_papers(role),
        part_two=usual_part_two(role) if part_two is None else part_two,
        entered=work.on,
    )
    work.session.add(row)
    _check_membership(work.session, group.id)
    work.audit(
        "appointed", group=group.id, person=person_id, appointment=row.id, role=role.value, first=first
    )
    if needs_leave(work.session, row, work.on) and is_for_the_chair(work.session, group, work.on):
        ask_leave(work, row)
    follow_members(work, [group.id])
    return row.id


def change_address(work: UnitOfWork, person_id: UUID, send_to: str, since: dt.date) -> None:
    """Write to the person at another address from ``since`` on; the old one ends the day before."""
    write_to(work, person_id, send_to, since)
    note_address(work, person_id)


def note_address(work: UnitOfWork, person_id: UUID) -> None:
    """Note for the Chair of each group whose part 2 a person reads that they are written to elsewhere, or may
    reply from elsewhere; of a Chair's own address the deputy chair hears too."""
    for group in groups_of(work.session, person_id, work.on):
        forum = group_context(work, group)
        if not forum.membership.may_read_part_two(person_id, forum.on):
            continue
        running = select(AddressRow).where(
            AddressRow.person_id == person_id, or_(AddressRow.last.is_(None), AddressRow.last >= work.on)
        )
        rows = sorted(work.session.scalars(running), key=lambda row: row.first)
        main = [row for row in rows if row.send_to][-1:]
        others = [row.address for row in rows if not row.send_to]
        at = f" is written to at {main[0].address} from {long_date(main[0].first)}" if main else ""
        may = f"{' and' if at else ''} may reply from {listed(others)}" if others else ""
        sentence = f"{_person(work.session, person_id).name}, who reads part 2,{at}{may}."
        leaders = [chair.id for chair in forum.chairs()]
        deputy = forum.deputy_chair()
        if deputy and person_id in leaders:
            leaders.append(deputy.id)
        note_for_chair(forum, NoteKind.ADDRESS, person_id, sentence, leaders)


def write_to(tx: Transaction, person_id: UUID, send_to: str, since: dt.date) -> None:
    """Change a person's address from ``since`` on, and release letters that waited for a working one."""
    _person(tx.session, person_id)
    address = _free_address(tx.session, send_to, since, person_id)
    for row in tx.session.scalars(_running_addresses(since).where(AddressRow.person_id == person_id)):
        if row.first >= since:
            tx.session.delete(row)
        else:
            row.last = since - DAY
    tx.session.add(AddressRow(person_id=person_id, address=address, send_to=True, first=since))
    tx.audit("address changed", person=person_id, since=since)
    tx.session.flush()
    release_now(tx, tx.on)
    follow_members(tx, groups_of(tx.session, person_id, tx.on))


def end_appointment(work: UnitOfWork, appointment_id: UUID, last: dt.date) -> None:
    """End an appointment; ``last`` is its last day. Raises Problem when it ended before, or had not begun."""
    row = work.session.get(AppointmentRow, appointment_id)
    if row is None:
        raise Problem("There is no such appointment in the register.")
    if row.last is not None and row.last < last:
        raise Problem(f"The appointment has ended already, on {long_date(row.last)}.")
    if last < row.first:
        raise Problem(f"The appointment begins on {long_date(row.first)}; it can’t end before that.")
    row.last = last
    withdraw_question(work, row.id, QuestionKind.LET_READ_PART_TWO, work.on)
    work.audit("appointment ended", group=row.group_id, person=row.person_id, appointment=row.id, last=last)
    follow_members(work, [row.group_id])


def agree_cover(
    work: UnitOfWork, code: str, person_id: UUID, covered_by_id: UUID, first: dt.date, last: dt.date
) -> UUID:
    """Let one person act for another from ``first`` to ``last``; return the cover's id. No reason is kept."""
    group = group_by_code(work.session, code)
    for id in (person_id, covered_by_id):
        _person(work.session, id)
    row = CoverRow(
        id=uuid4(),
        group_id=group.id,
        person_id=person_id,
        covered_by_id=covered_by_id,
        first=first,
        last=last,
    )
    work.session.add(row)
    _check_membership(work.session, group.id)
    work.audit("cover agreed", group=group.id, person=person_id, by=covered_by_id, first=first, last=last)
    follow_members(work, [group.id])
    return row.id


def _enter(tx: Transaction, person: Newcomer, first: dt.date) -> UUID:
    row = PersonRow(
        id=uuid4(),
        name=checked_name(person.name.strip(), "The name"),
        job_title=checked_line(person.job_title, "The job title"),
        organisation=checked_line(person.organisation, "The organisation"),
        phone="",
    )
    if not row.name:
        raise Problem("The name is missing. Give the person’s name.")
    address = _free_address(tx.session, person.send_to, first, row.id)
    tx.session.add(row)
    tx.session.flush()
    tx.session.add(AddressRow(person_id=row.id, address=address, send_to=True, first=first))
    tx.audit("person entered", person=row.id)
    return row.id


def _person(session: Session, person_id: UUID) -> PersonRow:
    row = session.get(PersonRow, person_id)
    if row is None:
        raise Problem("There is no such person in the register.")
    return row


def _running_addresses(since: dt.date) -> Select[AddressRow]:
    return select(AddressRow).where(
        AddressRow.send_to, or_(AddressRow.last.is_(None), AddressRow.last >= since)
    )


def _free_address(session: Session, send_to: str, since: dt.date, person_id: UUID) -> str:
    """Check the address; Problem when another person is written to there from ``since`` on.

    They are not named: they may be of another group.
    """
    address = checked_address(send_to)
    of_others = _running_addresses(since).where(
        AddressRow.person_id != person_id, func.lower(AddressRow.address) == address.lower()
    )
    if session.scalars(of_others).first() is not None:
        raise Problem(
            "The address is somebody else’s in the register. Give another one, or change theirs first."
        )
    return address


def _check_membership(session: Session, group_id: UUID) -> None:
    session.flush()
    if faults := membership_faults(membership(session, group_id)):
        raise Problem("That can’t be beside what the register holds; nothing has been changed.", faults)


MEMBER = "co-opted member"
HOW = (
    "Write CO-OPT MASE: Jo Field, Hospitals Trust, jo.field@hospitals.example, until 31 March 2028, by "
    "MASE/2027-02/D1; or by Chair, phone, 21 January; and with part 2, or no papers, where that is meant."
)
WHOSE_WORD = (
    "It is the group that co-opts, or the Chair for it (clause 4): name the decision, such as by "
    "MASE/2027-02/D1, or the Chair’s word, such as by Chair, phone, 21 January. "
)
_BY_CHAIR = re.compile(
    r"[\s,;]*\bby (?:the )?chair\b[\s,]*(?:by |on the )?phone\b[\s,]*(?:on )?(?P<on>[^,;]*)", re.IGNORECASE
)
_BY_DECISION = re.compile(r"by (?:decision )?(?P<reference>[A-Z][A-Z0-9]{1,15}/\S+/D\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True)
class Mandate:
    """What a co-option rests on: the reference of a ``decision`` of the group, empty for none, or the day
    ``said_on`` on which the Chair said so by phone."""

    decision: str = ""
    said_on: dt.date | None = None


def co_opt(work: UnitOfWork, code: str, details: str) -> None:
    """Co-opt a person from today on, as an order of the unit's words it: who they are, until when, and by
    whose word.

    They may not see part 2 before the Chair allows it, which is asked where it says "with part 2", and see no
    paper where it says "no papers". Raises Problem where it is not plain who is meant, until when, or by
    whose word.
    """
    last: dt.date | None = None
    papers, part_two, of_person = PapersFor.ALWAYS, False, []
    mandate = Mandate()
    if by_chair := _BY_CHAIR.search(details):
        mandate = Mandate(said_on=parse_date(by_chair["on"], work.on, gone_by=True))
        details = details[: by_chair.start()] + details[by_chair.end() :]
    for part in (part.strip() for part in re.split(r"[,;]", details)):
        match part.lower().split():
            case ["until", *day]:
                last = parse_date(" ".join(day), work.on)
                if last is None:
                    raise Problem(f"It is not plain until when. {HOW}")
            case ["with", "part", "2"]:
                part_two = True
            case ["no", "papers"]:
                papers = PapersFor.NONE
            case ["by", *_] if by_decision := _BY_DECISION.fullmatch(part):
                mandate = Mandate(decision=by_decision["reference"].upper())
            case _:
                of_person.append(part)
    outsider = read_outsider(", ".join(of_person), MEMBER, HOW)
    checked_mandate(work, code, mandate)
    person = person_on_register(work, outsider, MEMBER)
    co_opt_person(work, code, person, mandate, work.on, last=last, papers=papers, part_two=part_two)


def co_opt_person(
    work: UnitOfWork,
    code: str,
    person: UUID | Newcomer,
    mandate: Mandate,
    first: dt.date,
    *,
    last: dt.date | None = None,
    papers: PapersFor | None = None,
    part_two: bool | None = None,
) -> UUID:
    """Co-opt a person from ``first`` on by a decision of the group or the Chair's word, and return the
    appointment's id. Problem without either."""
    checked_mandate(work, code, mandate)
    appointment = appoint(
        work, code, person, Role.CO_OPTED, first, last=last, papers=papers, part_two=part_two
    )
    forum = group_context(work, group_by_code(work.session, code).id)
    row = work.session.get_one(PersonRow, work.session.get_one(AppointmentRow, appointment).person_id)
    by = f"decision {mandate.decision}" if mandate.decision else ""
    if mandate.said_on:
        by = f"your word by phone on {long_date(mandate.said_on)}"
    until = f" until {long_date(last)}" if last else ""
    who = f"{row.name}{f' ({row.organisation})' if row.organisation else ''}"
    sentence = f"{who} is a co-opted member{until}, on {by}."
    note_for_chair(forum, NoteKind.CO_OPTED, appointment, sentence)
    work.audit("co-opted", appointment=appointment, decision=mandate.decision, chair_said_on=mandate.said_on)
    return appointment


def checked_mandate(work: UnitOfWork, code: str, mandate: Mandate) -> None:
    """Raise Problem unless a decision is one of the group's that stands, or the Chair's word is of a day that
    has come."""
    group = group_by_code(work.session, code)
    if mandate.decision:
        decision_of(work.session, group.id, mandate.decision)
    elif mandate.said_on is None:
        raise Problem(f"{WHOSE_WORD}{HOW}")
    elif mandate.said_on > work.at.date():
        raise Problem("That day is still to come; give the day on which the Chair said it.")
