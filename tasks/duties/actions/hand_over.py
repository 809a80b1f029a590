"""Actions of people who have left: offer them to the successor in the seat, or ask the unit (clause 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from forum.actions import action_log as rules
from forum.actions.action_log import ActionState
from forum.actions.updates import UPDATES, UpdateKind
from forum.members.joining import Joiner
from forum.members.membership import Membership, Role
from forum.questions.kinds import OFFERS, QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.names import person_called
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.questions.ask import ask, open_question, withdraw, withdraw_question
from tasks.register.actions import NOT_DISCHARGED, action_by_reference, action_value
from tasks.register.database.register import Transaction
from tasks.register.members.membership import membership
from tasks.register.tables import ActionRow, ActionUpdateRow, AppointmentRow, QuestionRow

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
