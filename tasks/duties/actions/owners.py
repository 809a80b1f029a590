"""The owners of open actions: since when they belong to a group, and the letters they had or are to have.

Actions of people who have left: offer them to the successor in the seat, or ask the unit (clause 3).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    exists,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from forum.actions import action_log as rules
from forum.actions.action_log import UPDATES, ActionState, UpdateKind
from forum.calendar.steps import StepKind
from forum.letters.actions import ActionDigest, AfterMeeting
from forum.letters.minutes import Minutes
from forum.letters.papers import Papers
from forum.members.joining import Joiner
from forum.members.membership import AT_EVERY_MEETING, Membership, Role
from forum.outbox.states import NOT_READ
from forum.questions.kinds import OFFERS, QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.names import person_called
from tasks.duties.base.office import UnitOfWork
from tasks.duties.questions.ask import ask, open_question, withdraw, withdraw_question
from tasks.register.actions import NOT_DISCHARGED, action_by_reference, action_value
from tasks.register.database.register import Transaction
from tasks.register.groups import of_groups
from tasks.register.meetings import AS_OF, is_meeting_open
from tasks.register.members.membership import membership
from tasks.register.tables import (
    ActionRow,
    ActionUpdateRow,
    AppointmentRow,
    CoverRow,
    DispatchRow,
    QuestionRow,
    StepRow,
)

WITH_ACTIONS = (AfterMeeting.NAME, Papers.NAME, Minutes.NAME)  # letters that list the reader's actions
A_MONTH = dt.timedelta(days=31)
Owner = tuple[UUID, UUID]  # a group, and a person
Served = tuple[Role, dt.date, dt.date | None]


@dataclass(frozen=True)
class Owners:
    """The owners of open actions as they stand ``on`` a day.

    ``covering`` are the people who act then for somebody in the group; ``covered`` are those for whom
    somebody acts, who gets their letters. ``letters`` are those of the last month, by name and day; a digest
    is its owner's, also where whoever covers for them had it.
    """

    on: dt.date
    appointments: Mapping[Owner, Sequence[Served]]
    covering: Set[Owner]
    covered: Set[Owner]
    letters: Mapping[Owner, Sequence[tuple[str, dt.date]]]
    coming: Mapping[UUID, Sequence[dt.date]]

    def has_left(self, row: ActionRow) -> bool:
        """Say whether an action's owner belonged to the group once, and no longer does."""
        owner = row.group_id, row.owner_id
        served = self.appointments.get(owner, ())
        belonged = any(first <= self.on for _, first, _ in served)
        is_there = owner in self.covering or any(_runs(first, last, self.on) for _, first, last in served)
        return belonged and not is_there

    def digests(self, owner: Owner) -> list[dt.date]:
        """Return the days on which an owner had a digest."""
        return [day for letter, day in self.letters.get(owner, ()) if letter == ActionDigest.NAME]

    def other_letters(self, owner: Owner) -> list[dt.date]:
        """Return the days on which an owner had another letter with their actions, or is to have one."""
        had = [day for letter, day in self.letters.get(owner, ()) if letter != ActionDigest.NAME]
        served = self.appointments.get(owner, ())
        reads = any(role in AT_EVERY_MEETING and _runs(first, last, self.on) for role, first, last in served)
        return [*had, *self.coming.get(owner[0], ())] if reads and owner not in self.covered else had


def owners_in_group(session: Session, group_id: UUID, on: dt.date) -> Owners:
    """Return the owners of the open actions of a group."""
    return read_owners(session, [group_id], on)


def read_owners(
    session: Session, groups: Collection[UUID] | None, on: dt.date, due_by: dt.date = dt.date.max
) -> Owners:
    """Read the owners of the open actions of these groups, or of all, or only of those due by a day."""
    of_all = groups is None
    since = on - A_MONTH
    values = {
        "groups": list(groups or ()),
        "as_of": on,
        "due_by": due_by,
        "since": since,
        "since_then": dt.datetime.combine(since, dt.time()),
    }
    covered: set[Owner] = set()
    covering: set[Owner] = set()
    for group, person, covered_by, belongs in session.execute(_covers(of_all=of_all), values):
        covered.add((group, person))
        if belongs:
            covering.add((group, covered_by))
    appointments: defaultdict[Owner, list[Served]] = defaultdict(list)
    for group, person, role, first, last in session.execute(_served(of_all=of_all), values):
        appointments[group, person].append((role, first, last))
    letters: defaultdict[Owner, list[tuple[str, dt.date]]] = defaultdict(list)
    for group, person, letter, at in session.execute(_letters(of_all=of_all), values):
        letters[group, person].append((letter, at.date()))
    coming: defaultdict[UUID, list[dt.date]] = defaultdict(list)
    for group, deadline in session.execute(_steps_that_bring_letters(of_all=of_all), values):
        if deadline:
            coming[group].append(deadline)
    return Owners(on, appointments, covering, covered, letters, coming)


def _are_open(*, of_all: bool) -> list[ColumnElement[bool]]:
    return [
        NOT_DISCHARGED,
        ActionRow.due <= bindparam("due_by"),
        *of_groups(ActionRow.group_id, of_all=of_all),
    ]


@cache  # to put it together takes longer than to ask it
def _covers(*, of_all: bool) -> Select[UUID, UUID, UUID, bool]:
    is_there = exists().where(
        AppointmentRow.group_id == CoverRow.group_id,
        AppointmentRow.person_id == CoverRow.person_id,
        AppointmentRow.first <= AS_OF,
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= AS_OF),
    )
    return select(CoverRow.group_id, CoverRow.person_id, CoverRow.covered_by_id, is_there).where(
        CoverRow.first <= AS_OF, CoverRow.last >= AS_OF, *of_groups(CoverRow.group_id, of_all=of_all)
    )


@cache
def _served(*, of_all: bool) -> Select[UUID, UUID, Role, dt.date, dt.date | None]:
    owners = select(ActionRow.group_id, ActionRow.owner_id).where(*_are_open(of_all=of_all))
    return select(
        AppointmentRow.group_id,
        AppointmentRow.person_id,
        AppointmentRow.role,
        AppointmentRow.first,
        AppointmentRow.last,
    ).where(tuple_(AppointmentRow.group_id, AppointmentRow.person_id).in_(owners))


@cache
def _letters(*, of_all: bool) -> CompoundSelect[UUID, UUID, str, dt.datetime]:
    are_of_late = DispatchRow.state.not_in(NOT_READ), DispatchRow.queued_at >= bindparam("since_then")
    had = (
        select(DispatchRow.group_id, DispatchRow.person_id, DispatchRow.letter, DispatchRow.queued_at)
        .join(
            ActionRow,
            (ActionRow.owner_id == DispatchRow.person_id) & (ActionRow.group_id == DispatchRow.group_id),
        )
        .where(
            *_are_open(of_all=of_all),
            DispatchRow.letter.in_([ActionDigest.NAME, *WITH_ACTIONS]),
            *are_of_late,
        )
        .distinct()
    )
    stand_ins = select(CoverRow.covered_by_id).where(
        CoverRow.last >= bindparam("since"), *of_groups(CoverRow.group_id, of_all=of_all)
    )
    by_stand_ins = select(
        DispatchRow.group_id, DispatchRow.subject_id, DispatchRow.letter, DispatchRow.queued_at
    ).where(
        *of_groups(DispatchRow.group_id, of_all=of_all),
        DispatchRow.person_id.in_(stand_ins),
        DispatchRow.person_id != DispatchRow.subject_id,
        DispatchRow.letter == ActionDigest.NAME,
        *are_of_late,
    )
    return union_all(had, by_stand_ins)


@cache
def _steps_that_bring_letters(*, of_all: bool) -> Select[UUID, dt.date | None]:
    return select(StepRow.group_id, StepRow.deadline).where(
        *is_meeting_open(),
        *of_groups(StepRow.group_id, of_all=of_all),
        StepRow.kind.in_([StepKind.PAPERS_OUT, StepKind.MINUTES_OUT]),
    )


def _runs(first: dt.date, last: dt.date | None, day: dt.date) -> bool:
    return first <= day <= (last or day)


WITHIN = 5  # working days in which somebody is to be found for an action


def hand_over_action(work: UnitOfWork, reference: str, to: str) -> None:
    """Hand an open action over to a person whom the unit names: by seat, role, name or address."""
    row = action_by_reference(work.session, reference)
    _hand_over(work, row, person_called(work.session, row.group_id, to, work.on))
    for kind in OFFERS:
        withdraw_question(work, row.id, kind, work.on)


def take_on_or_hand_over(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Give an action to the successor who takes it on, or to the person whom they or the unit name."""
    row = work.session.get_one(ActionRow, question.about_id)
    name = reply.text.strip().removeprefix("TO ")  # as a command gives it
    if reply.word is Word.ACCEPT or name.upper() == Word.ACCEPT:
        _hand_over(work, row, question.of_id)
    else:
        _hand_over(work, row, person_called(work.session, row.group_id, name, work.on))


def offer_to_joiner(forum: GroupContext, joiner: Joiner) -> tuple[ActionRow, ...]:
    """Offer somebody who joins the open actions of their predecessors in the seat, and return these."""
    seats = {appointment.seat_id for appointment in joiner.appointments if appointment.role is Role.CORE}
    orphans = orphaned_actions(forum.tx.session, forum.group.id, forum.membership, forum.on)
    offered = tuple(row for row in orphans if row.seat_id in seats)
    for row in offered:
        _withdraw_offers(forum, row, but_to=joiner.person.id)
        question = _ask(forum, QuestionKind.TAKE_ON_ACTION, row, joiner.person.id)
        question.asked = forum.on
    return offered


def ask_to_hand_over(forum: GroupContext) -> None:
    """Ask the unit for a new owner of each action of a leaver that is offered to nobody in the group."""
    for row in actions_to_hand_over(forum.tx.session, forum.group.id, forum.membership, forum.on):
        _withdraw_offers(forum, row)
        _ask(forum, QuestionKind.HAND_OVER_ACTION, row, forum.unit().id)


def actions_to_hand_over(
    session: Session, group_id: UUID, members: Membership, on: dt.date
) -> list[ActionRow]:
    """Return the open actions of people who have left about which nobody in the group has been asked."""
    return [
        row
        for row in orphaned_actions(session, group_id, members, on)
        if not any(_may_be_answered(offer, members, on) for offer in _offers(session, row))
    ]


def orphaned_actions(
    session: Session, group_id: UUID, members: Membership, on: dt.date
) -> Sequence[ActionRow]:
    """Return the open actions of a group whose owner has left it, by reference."""
    rows = session.scalars(_ORPHANED, {"group": group_id, "on": on})
    orphans = (row for row in rows if not members.is_appointed(row.owner_id, on))
    return sorted(orphans, key=lambda row: row.reference)


def orphaned(on: dt.date | BindParameter[dt.date]) -> Select[ActionRow]:
    """Select the open actions whose owner's appointments in the group have ended; the owner may still cover
    there."""
    of_owner = AppointmentRow.person_id == ActionRow.owner_id, AppointmentRow.group_id == ActionRow.group_id
    goes_on = AppointmentRow.first <= on, or_(AppointmentRow.last.is_(None), AppointmentRow.last >= on)
    return select(ActionRow).where(
        NOT_DISCHARGED,
        ActionRow.state == ActionState.OPEN,
        exists().where(*of_owner, AppointmentRow.first <= on),
        ~exists().where(*of_owner, *goes_on),
    )


_ORPHANED = orphaned(bindparam("on")).where(ActionRow.group_id == bindparam("group"))


def _offers(session: Session, row: ActionRow) -> Sequence[QuestionRow]:
    questions = (open_question(session, row.id, kind) for kind in OFFERS)
    return [question for question in questions if question is not None]


def _may_be_answered(offer: QuestionRow, members: Membership, on: dt.date) -> bool:
    """Say whether somebody can still answer an offer: a successor who has not left, or the unit."""
    return offer.kind is QuestionKind.HAND_OVER_ACTION or members.is_appointed(offer.of_id, on)


def _withdraw_offers(forum: GroupContext, row: ActionRow, but_to: UUID | None = None) -> None:
    for offer in _offers(forum.tx.session, row):
        if offer.of_id != but_to or offer.kind is QuestionKind.HAND_OVER_ACTION:
            withdraw(forum.tx, offer, forum.on)


def _ask(forum: GroupContext, kind: QuestionKind, row: ActionRow, of: UUID) -> QuestionRow:
    due = forum.days.add(forum.on, WITHIN)
    return ask(forum.tx, kind, group_id=row.group_id, about=row.id, of=of, on=forum.on, due=due)


def _hand_over(tx: Transaction, row: ActionRow, to: UUID) -> None:
    """Change the owner of an action; the former owner stays on record, and is asked about it no longer."""
    members = membership(tx.session, row.group_id, tx.on)
    if members.has_left(to, tx.on):
        raise Problem(f"{members.person(to).name} has left; name somebody who is there to do it.")
    before = row.owner_id
    row.owner_id = rules.hand_over(action_value(row), to).owner_id
    row.owner_warned_on = None
    seats = members.seats_of(to, tx.on)
    if row.seat_id not in {seat.id for seat in seats}:  # overdue, it is their organisation's
        row.seat_id = seats[0].id if seats else None
    kind = UpdateKind.HANDED_OVER
    tx.session.add(ActionUpdateRow(action_id=row.id, on=tx.on, by_id=to, said=kind, from_id=before))
    for settled in UPDATES[kind].settles:
        withdraw_question(tx, row.id, settled, tx.on)
    tx.audit("action handed over", action=row.id, person=to, before=before)
