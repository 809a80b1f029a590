"""The registers that a record writes: what the form of a meeting has of each, and how its lines are filed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from forum.challenge import Challenge
from forum.record.record import Beforehand, Record
from forum.record.registers import CHALLENGE, CORRECTIONS, RESEARCH, RISKS, CorrectionWanted
from forum.record.sheets import Ledger
from forum.terms.policy import Policy
from tasks.duties.base.group_context import GroupContext
from tasks.duties.challenge import file_challenges
from tasks.duties.minutes.corrections import (
    answer_corrections,
    correction_reference,
    corrections_before,
    next_number,
    numbered,
)
from tasks.duties.research.accept_research import file_research
from tasks.duties.risks import file_risks
from tasks.register.database.rows import value_of
from tasks.register.documents import minutes_to_confirm
from tasks.register.meetings import group_of
from tasks.register.members.membership import people
from tasks.register.registers import challenge_rows, risks_of
from tasks.register.tables import MeetingRow

MAY_STILL_COME = 3  # corrections, after the workbook has gone to the unit
Line = TypeVar("Line")


@dataclass(frozen=True)
class Written(Generic[Line]):
    """A register that records write: what a form has of its ledger, None where a group has no such register,
    and the duty that files the lines of a record."""

    ledger: Ledger[Line]
    beforehand: Callable[[Session, Policy, MeetingRow], Beforehand | None]
    file: Callable[[GroupContext, MeetingRow, Sequence[Line]], None]


def registers_beforehand(session: Session, policy: Policy, meeting: MeetingRow) -> tuple[Beforehand, ...]:
    """Return what the form of a meeting has of each register of its group."""
    there = (written.beforehand(session, policy, meeting) for written in REGISTERS)
    return tuple(register for register in there if register is not None)


def file_registers(forum: GroupContext, meeting: MeetingRow, record: Record) -> None:
    """Write the lines of each register that are new or changed."""
    for written in REGISTERS:
        written.file(forum, meeting, written.ledger.of(record.registers))


def _risks(session: Session, policy: Policy, meeting: MeetingRow) -> Beforehand | None:
    """Return the risks that the meeting can change, or has changed, and the numbers of new ones."""
    if not policy.risks.most:
        return None
    every = risks_of(session, meeting.group_id)
    there = [
        risk
        for risk in every
        if risk.opened_on <= meeting.date and (risk.closed_on is None or risk.closed_on >= meeting.date)
    ]
    last = max((risk.number for risk in every), default=0)
    free = policy.risks.most - sum(risk.closed_on is None for risk in every)
    numbers = range(last + 1, last + 1 + max(free, 0))
    return Beforehand(RISKS.name, tuple(there), tuple(str(number) for number in numbers))


def _challenges(session: Session, policy: Policy, meeting: MeetingRow) -> Beforehand | None:
    """Return the challenges that wait for an answer or for what changed, or that the meeting recorded; and
    those that have both."""
    if not policy.challenge.answered_within:
        return None
    there: list[Challenge] = []
    ended: list[Challenge] = []
    for row in challenge_rows(session, meeting.group_id):
        is_there = row.answered_on is None or not row.changed or row.answered_on >= meeting.date
        if row.opened_on <= meeting.date:
            (there if is_there else ended).append(value_of(Challenge, row))
    return CHALLENGE.beforehand(there, f"{meeting.reference}/C", ended)


def _research(session: Session, _policy: Policy, meeting: MeetingRow) -> Beforehand | None:
    """Return the free lines; none for a task group, whose parent asks for research."""
    is_task_group = group_of(session, meeting).commission is not None
    return None if is_task_group else RESEARCH.beforehand((), "")


def _corrections(session: Session, _policy: Policy, meeting: MeetingRow) -> Beforehand | None:
    """Return members' corrections that this meeting is to answer, with lines for those to the minutes that it
    is to confirm that may still come."""
    minutes = minutes_to_confirm(session, meeting)
    if not minutes:
        return None
    to_confirm = {row.meeting_id for row in minutes}
    rows = corrections_before(session, meeting, to_confirm)
    names = {person.id: person.name for person in people(session, {row.person_id for row, _ in rows})}
    corrections = tuple(
        CorrectionWanted(
            id=row.id,
            reference=correction_reference(row, about),
            on=row.on,
            person=names[row.person_id],
            text=row.text,
            is_of_last_minutes=about.id in to_confirm,
        )
        for row, about in rows
    )
    last = session.get_one(MeetingRow, minutes[0].meeting_id)
    first = next_number(session, last.id)
    later = tuple(numbered(last, number) for number in range(first, first + MAY_STILL_COME))
    return Beforehand(CORRECTIONS.name, corrections, later)


REGISTERS: tuple[Written[Any], ...] = (
    Written(RISKS, _risks, file_risks),
    Written(CHALLENGE, _challenges, file_challenges),
    Written(RESEARCH, _research, file_research),
    Written(CORRECTIONS, _corrections, answer_corrections),
)
