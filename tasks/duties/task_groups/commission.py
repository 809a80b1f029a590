"""Commission a task and finish group: proposed with its page, and set up by the parent's decision (clause
6).

The page of a task group as the paper of the item under which its parent decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from forum.agenda import purpose_codes
from forum.calendar.steps import Step
from forum.letters.parts import Ask
from forum.members.membership import Membership, Person, Role
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.task_groups.commission import (
    NO_PLACES,
    Commission,
    CommissionMember,
    Places,
    commission_of,
    faults_by_the_terms,
    read_commission,
    refusal_of_page,
)
from forum.task_groups.stages import AT_WORK, TaskStep, plan_task_steps, stage_on
from forum.terms.faults import Fault, in_toml
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import count
from tasks.documents.papers.take_paper import WORD
from tasks.duties.base.documents import page_of_commission
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.members.appointments import Newcomer, appoint
from tasks.duties.questions.ask import ask_chairs
from tasks.duties.task_groups.end import finish_task_step
from tasks.mail.sending.queue import Enclosure
from tasks.register.documents import store
from tasks.register.groups import group_by_code, groups, refuse_resting
from tasks.register.members.membership import office_holders
from tasks.register.papers import paper_of_item
from tasks.register.tables import (
    AddressRow,
    AgendaItemRow,
    AppointmentRow,
    GroupRow,
    MeetingRow,
    PersonRow,
    QuestionRow,
    SeatRow,
    TaskGroupRow,
    TaskStepRow,
)
from tasks.register.task_groups import (
    decision_of,
    open_task_groups,
    task_group_by_code,
    task_group_value,
    task_steps,
)

CHAIR_ANSWERS_WITHIN = 5  # working days
PUT_AGAIN_AFTER = 3  # working days


def propose_task_group(work: UnitOfWork, page: str, where: str) -> TaskGroupRow:
    """Register a task group as its page proposes it, for the parent to decide on.

    Raises Problem with every fault of the page. A page that was proposed and not commissioned is replaced.
    """
    return propose_page(work, read_commission(page, where), where)


def propose_page(
    work: UnitOfWork,
    commission: Commission,
    where: str,
    places: Places = NO_PLACES,
    sender: UUID | None = None,
) -> TaskGroupRow:
    """Do as ``propose_task_group`` with a page that was read; ``places`` are its cells in a workbook.

    A ``sender`` proposes task groups for the groups to whose Business Unit they belong, and for no other.
    """
    forum = _parent(work, commission, where, places, sender)
    known = next(
        (row for row in open_task_groups(work.session, forum.group.id) if row.code == commission.code), None
    )
    if faults := [*_faults_of(forum, commission, known)]:
        raise refusal_of_page(where, faults, places)
    row = known or TaskGroupRow(group_id=forum.group.id, code=commission.code, proposed_on=work.on)
    row.page, row.end = commission.model_dump_json(), commission.end
    work.session.add(row)
    work.session.flush()
    if known is None:
        _add_steps(
            work, row, [Step(TaskStep.COMMISSIONED, work.on, None, forum.policy.task_groups.clause, work.on)]
        )
    work.audit("task group proposed", group=forum.group.id, task_group=row.id)
    return row


def commission_task_group(work: UnitOfWork, code: str, decision: str) -> None:
    """Commission a proposed task group by a decision of its parent; one more than may be at work at once
    waits for the Chair's word (clause 6)."""
    row = task_group_by_code(work.session, code)
    forum = group_context(work, row.group_id)
    if row.child_id or row.declined_on or row.decision:
        raise Problem(
            f"{row.code} is commissioned, declined or with the Chair already: mase task-group show {row.code}"
        )
    if faults := [*_faults_of(forum, commission_of(row.page), row)]:
        raise refusal_of_page(f"The page of {row.code}", faults)
    row.decision = decision_of(work.session, row.group_id, decision).reference
    if len(at_work(forum)) < forum.policy.task_groups.most_at_once:
        _set_up(forum, row)
    else:
        due = forum.days.add(forum.on, CHAIR_ANSWERS_WITHIN)
        ask_chairs(forum, QuestionKind.ALLOW_TASK_GROUP, about=row.id, due=due)


def at_work(forum: GroupContext) -> Sequence[TaskGroupRow]:
    """Return the task groups of a group that are at work today."""
    return [
        row
        for row in open_task_groups(forum.tx.session, forum.group.id)
        if stage_on(task_group_value(forum.tx.session, row), forum.on) in AT_WORK
    ]


def allow_or_refuse_task_group(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Carry out the Chair's word on one task group more than may be at work at once."""
    row = work.session.get_one(TaskGroupRow, question.about_id)
    forum = group_context(work, row.group_id)
    if reply.word is Word.NO:
        row.declined_on = row.finished_on = work.on
        work.audit("task group declined", task_group=row.id)
    else:
        _set_up(forum, row)


def agree_or_change_scope(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Finish the step of agreeing the scope on the lead's word; what the lead wants changed is for the unit,
    and the scope is put again three working days later."""
    row = work.session.get_one(TaskGroupRow, question.about_id)
    if reply.word is not Word.OTHER:
        finish_task_step(work, row, TaskStep.SCOPED, work.on)
        return
    forum = group_context(work, question.group_id)
    later = forum.days.add(forum.on, PUT_AGAIN_AFTER)
    ask_chairs(forum, QuestionKind.AGREE_SCOPE, about=row.id, due=later, opens=later)


def put_commission(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the question of the task group, its scope and its products."""
    row = forum.tx.session.get_one(TaskGroupRow, question.about_id)
    commission = commission_of(row.page)
    facts = (
        f"Question: {commission.question} In scope: {'; '.join(commission.in_scope)}. Out of scope: "
        f"{'; '.join(commission.out_of_scope)}. Products: {'; '.join(commission.products)}. "
        f"{count(len(commission.meetings), 'meeting')}, to {commission.end:%-d %B %Y}."
    )
    return replace(ask, reference=row.code, title=commission.name, facts=facts), ()


def _parent(
    work: UnitOfWork, commission: Commission, where: str, places: Places, sender: UUID | None
) -> GroupContext:
    """Return the group that commissions; Problem for one that is not there, is a task group itself, or is not
    the sender's."""
    codes = [
        group.code
        for group in groups(work.session)
        if group.commission is None
        and (sender is None or office_holders(work.session, group.id, work.on).is_unit(sender, work.on))
    ]
    if commission.parent not in codes:
        allowed = " or ".join(map(in_toml, codes))
        allowed = f"the code of the group that commissions: {allowed}"
        fault = Fault("parent", in_toml(commission.parent), allowed)
        raise refusal_of_page(where, [fault], places)
    group = group_by_code(work.session, commission.parent)
    refuse_resting(group)
    return group_context(work, group.id)


def _faults_of(forum: GroupContext, commission: Commission, known: TaskGroupRow | None) -> Iterator[Fault]:
    """Yield what the parent's terms and the register do not allow."""
    terms = forum.policy
    yield from faults_by_the_terms(commission, terms.task_groups, purpose_codes(terms.objectives))
    codes = {group.code for group in groups(forum.tx.session)}
    if commission.code in codes or (known and known.decision):
        yield Fault("code", in_toml(commission.code), "a code that no other group has")
    if commission.start < forum.on:
        yield Fault("start", str(commission.start), "today or a day to come")
    members = forum.membership.all_on(forum.on)
    names = {folded(forum.membership.person(appointment.person_id).name) for appointment in members}
    if folded(commission.sponsor) not in names or commission.sponsor == commission.lead:
        yield Fault(
            "sponsor", in_toml(commission.sponsor), f"a member of {forum.group.code} who does not lead"
        )
    for number, day in enumerate(commission.meetings, start=1):
        if not forum.days.is_working(day):
            yield Fault(f"meetings[{number}]", str(day), "a working day")
    for number, member in enumerate(commission.members, start=1):
        holder = _holder(forum.tx.session, member.address, forum.on)
        if holder and folded(holder.name) != folded(member.name):
            yield Fault(
                f"members[{number}].address",
                in_toml(member.address),
                f"their own: it is the address of {holder.name}",
            )


def _set_up(forum: GroupContext, row: TaskGroupRow) -> None:
    """Make the task group a group of the register: its seats, its members, its steps; and ask its lead to
    agree the scope."""
    commission = commission_of(row.page)
    session = forum.tx.session
    child = GroupRow(
        code=row.code,
        policy=forum.group.policy,
        go_live=min(forum.on, commission.start),
        commission=row.page,
    )
    session.add(child)
    session.flush()
    row.child_id = child.id
    seats = _add_seats(session, child, commission)
    _appoint_all(forum, child, commission, seats)
    _add_steps(forum.work, row, plan_task_steps(commission, forum.policy.task_groups, forum.days, forum.on))
    finish_task_step(forum.tx, row, TaskStep.COMMISSIONED, forum.on)
    forum.tx.audit("task group commissioned", group=child.id, task_group=row.id)
    scoped = task_steps(session, row.id)[TaskStep.SCOPED].deadline
    of_child = group_context(forum.work, child.id)
    ask_chairs(of_child, QuestionKind.AGREE_SCOPE, about=row.id, due=scoped or forum.on)


def _add_seats(session: Session, child: GroupRow, commission: Commission) -> dict[str, UUID]:
    """Add a seat for each organisation; return them by its name."""
    rows = [
        SeatRow(
            group_id=child.id,
            number=number,
            name=organisation,
            present_name=organisation,
            short_name=organisation,
            created=child.go_live,
        )
        for number, organisation in enumerate(commission.organisations, start=1)
    ]
    session.add_all(rows)
    session.flush()
    return {folded(row.name): row.id for row in rows}


def _appoint_all(
    forum: GroupContext, child: GroupRow, commission: Commission, seats: dict[str, UUID]
) -> None:
    """Appoint the members and deputies, the sponsor as deputy chair, and the parent's unit; last the lead as
    Chair, whose word on part 2 the parent's decision needs no more."""
    for member in commission.members:
        role = Role.DEPUTY if member.deputy else Role.CORE
        seat = seats[folded(member.organisation)]
        _appoint(forum, child, _person(forum, member), role, commission, seat)
    sponsor = _named(forum.membership, commission.sponsor, forum.on)
    _appoint(forum, child, sponsor, Role.DEPUTY_CHAIR, commission)
    for appointment in forum.membership.all_on(forum.on):
        if appointment.role is Role.UNIT:
            _appoint(forum, child, appointment.person_id, Role.UNIT, commission)
    by_name = {folded(member.name): member for member in commission.members}
    _appoint(forum, child, _person(forum, by_name[folded(commission.lead)]), Role.CHAIR, commission)


def _appoint(
    forum: GroupContext,
    child: GroupRow,
    person: UUID | Newcomer,
    role: Role,
    commission: Commission,
    seat: UUID | None = None,
) -> None:
    id = appoint(forum.work, child.code, person, role, forum.on, seat)
    appointment = forum.tx.session.get_one(AppointmentRow, id)
    appointment.part_two = commission.sees_part_two or role is Role.UNIT


def _person(forum: GroupContext, member: CommissionMember) -> UUID | Newcomer:
    """Return the person with a member's address, or the newcomer to enter."""
    if holder := _holder(forum.tx.session, member.address, forum.on):
        return holder.id
    return Newcomer(member.name, member.address, member.job_title, member.organisation)


def _named(members: Membership, name: str, on: dt.date) -> UUID:
    return next(
        appointment.person_id
        for appointment in members.all_on(on)
        if folded(members.person(appointment.person_id).name) == folded(name)
    )


def _holder(session: Session, address: str, on: dt.date) -> PersonRow | None:
    """Return the person who is written to at an address today."""
    holding = (
        select(PersonRow)
        .join(AddressRow, AddressRow.person_id == PersonRow.id)
        .where(
            AddressRow.send_to,
            func.lower(AddressRow.address) == address.lower(),
            or_(AddressRow.last.is_(None), AddressRow.last >= on),
        )
    )
    return session.scalars(holding).first()


def _add_steps(work: UnitOfWork, row: TaskGroupRow, steps: Sequence[Step]) -> None:
    """Add the steps that a task group has not yet."""
    known = task_steps(work.session, row.id)
    for step in steps:
        if step.kind not in known:
            work.session.add(
                TaskStepRow(
                    task_group_id=row.id,
                    kind=step.kind,
                    opens=step.opens,
                    deadline=step.deadline,
                    clause=step.clause,
                    planned_on=step.planned_on,
                )
            )
    work.session.flush()


def file_commission(forum: GroupContext, meeting: MeetingRow, item_id: UUID, commission: Commission) -> None:
    """File the page as the paper of its item."""
    document = page_of_commission(
        commission, forum.policy, reference=meeting.reference, marking=forum.policy.marking
    )
    paper = paper_of_item(forum.tx.session, forum.tx.session.get_one(AgendaItemRow, item_id))
    assert paper is not None
    content = forum.documents.print(document)
    paper.document = store(forum.tx.session, document.file_name, WORD, content, forum.on)
    paper.state, paper.filed_on = PaperState.FILED, forum.on
    forum.tx.audit("paper filed", meeting=meeting.id, paper=paper.id, state=paper.state)
