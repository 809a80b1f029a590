"""Queries for the records of a group that were closed, and when: ``CLOSED`` has all of them."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, exists, extract, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from forum.actions.action_log import ActionState
from forum.boards.steps import ReportState
from forum.calendar.meetings import MeetingState
from forum.calendar.working_days import ONE_DAY
from forum.inbox.mailbox_items import WAITING
from forum.outbox.states import MOVES
from forum.retention import ClosedRecord, RecordKind
from forum.text.wording import month
from tasks.register.tables import (
    ActionRow,
    AddressRow,
    AppointmentRow,
    BoardReportRow,
    ChallengeRow,
    ConcernRow,
    DecisionRow,
    DispatchRow,
    GuestRow,
    IncidentRow,
    MeetingRow,
    PartnershipContactRow,
    PersonRow,
    PlanLineRow,
    PlanVersionRow,
    QuestionRow,
    ReceivedRow,
    ResearchRow,
    RiskRow,
    TaskGroupRow,
)

Query = Callable[[Session, UUID, dt.date], Iterator[ClosedRecord]]
"""Yields the records of a group that were closed by a day."""
_FINAL = [state for state, moves in MOVES.items() if not moves]  # of a letter
LETTERS_KEPT = DispatchRow.state.in_(_FINAL) & (DispatchRow.text != "")
MAIL_KEPT = ReceivedRow.outcome.not_in(WAITING) & (ReceivedRow.sender != "")
"""The letters and the mail of which more is left than that they went or came."""


def _rows(
    kind: RecordKind, called: str, name: ColumnElement[Any] | Any, closed: Any, *conditions: Any
) -> Query:
    """Make a query for records that are each a row with a group: what it is called, and the day it closed."""
    table = name.class_

    def query(session: Session, group_id: UUID, by: dt.date) -> Iterator[ClosedRecord]:
        statement = select(table.id, name, closed).where(
            table.group_id == group_id, closed <= by, *conditions
        )
        for id, of_row, day in session.execute(statement):
            yield ClosedRecord(kind, str(id), f"{called} {of_row}", day)

    return query


def _nothing_waits() -> ColumnElement[bool]:
    """Return the condition that no action, question or decision of a meeting waits for anybody."""
    waiting = (
        (ActionRow, ActionRow.state != ActionState.DISCHARGED),
        (QuestionRow, QuestionRow.answered.is_(None) & QuestionRow.withdrawn.is_(None)),
        (DecisionRow, DecisionRow.to_ratify & DecisionRow.ratified_at_id.is_(None)),
    )
    return ~or_(
        *(exists().where(table.meeting_id == MeetingRow.id, condition) for table, condition in waiting)
    )


def _months(
    kind: RecordKind, called: str, at: InstrumentedAttribute[dt.datetime], condition: ColumnElement[bool]
) -> Query:
    """Make a query for records that are each a month of rows."""
    table = at.class_

    def query(session: Session, group_id: UUID, by: dt.date) -> Iterator[ClosedRecord]:
        year, of_year = extract("year", at), extract("month", at)
        statement = (
            select(year, of_year)
            .where(table.group_id == group_id, condition, at < dt.datetime.combine(by + ONE_DAY, dt.time()))
            .group_by(year, of_year)
        )
        for number, of_month in session.execute(statement):
            first, last = days_of_month(f"{int(number)}-{int(of_month):02}")
            if last <= by:
                yield ClosedRecord(kind, f"{first:%Y-%m}", f"{called} {month(first)}", last)

    return query


def days_of_month(key: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a month such as 2026-10."""
    first = dt.date.fromisoformat(f"{key}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _gone(session: Session, group_id: UUID, by: dt.date) -> Iterator[tuple[UUID, dt.date]]:
    """Yield the people who have had nothing to do with any group since a day, with that day: those of the
    group with which they had to do last."""
    ends: CompoundSelect[Any] = union_all(
        select(AppointmentRow.person_id, AppointmentRow.group_id, AppointmentRow.last),
        select(PartnershipContactRow.person_id, PartnershipContactRow.group_id, PartnershipContactRow.last),
        select(GuestRow.person_id, GuestRow.group_id, func.coalesce(GuestRow.last, MeetingRow.date)).join(
            MeetingRow, MeetingRow.id == GuestRow.meeting_id
        ),
        select(ActionRow.owner_id, ActionRow.group_id, ActionRow.discharged_on),
    )
    by_person: defaultdict[UUID, list[tuple[dt.date, UUID]]] = defaultdict(list)
    for person_id, of_group, last in session.execute(ends):
        by_person[person_id].append((last or dt.date.max, of_group))
    for person_id, theirs in by_person.items():
        last, of_group = max(theirs)
        if last <= by and of_group == group_id:
            yield person_id, last


def _people(session: Session, group_id: UUID, by: dt.date) -> Iterator[ClosedRecord]:
    for person_id, last in _gone(session, group_id, by):
        yield ClosedRecord(RecordKind.PEOPLE, str(person_id), f"Person {str(person_id)[:8]}", last)


def _contact_details(session: Session, group_id: UUID, by: dt.date) -> Iterator[ClosedRecord]:
    reachable = exists().where(AddressRow.person_id == PersonRow.id) | (PersonRow.phone != "")
    with_details = {*session.scalars(select(PersonRow.id).where(reachable | (PersonRow.pa != "")))}
    for person_id, last in _gone(session, group_id, by):
        if person_id in with_details:
            title = f"Contact details of person {str(person_id)[:8]}"
            yield ClosedRecord(RecordKind.CONTACT_DETAILS, str(person_id), title, last)


CLOSED: tuple[Query, ...] = (
    _rows(
        RecordKind.MEETINGS,
        "Meeting",
        MeetingRow.reference,
        MeetingRow.date,
        MeetingRow.state != MeetingState.PLANNED,
        _nothing_waits(),
    ),
    _rows(
        RecordKind.REPORTS,
        "Report to the board",
        BoardReportRow.body,
        BoardReportRow.date,
        BoardReportRow.state.in_((ReportState.ANSWERED, ReportState.DROPPED)),
    ),
    _rows(RecordKind.PLAN, "Line", PlanLineRow.reference, PlanLineRow.ended_on),
    _rows(RecordKind.PLAN, "Version of the plan,", PlanVersionRow.name, PlanVersionRow.on),
    _rows(
        RecordKind.RESEARCH,
        "Research",
        ResearchRow.reference,
        func.coalesce(ResearchRow.used_on, ResearchRow.declined_on),
    ),
    _rows(RecordKind.RISKS, "Risk", RiskRow.number, RiskRow.closed_on),
    _rows(RecordKind.RISKS, "Challenge", ChallengeRow.reference, ChallengeRow.answered_on),
    _rows(RecordKind.TASK_GROUPS, "Task and finish group", TaskGroupRow.code, TaskGroupRow.finished_on),
    _rows(RecordKind.INCIDENTS, "Incident", IncidentRow.reference, IncidentRow.closed_on),
    _rows(RecordKind.CONCERNS, "Concern", ConcernRow.reference, ConcernRow.settled_on),
    _months(RecordKind.LETTERS, "Letters of", DispatchRow.queued_at, LETTERS_KEPT),
    _months(RecordKind.MAIL, "Mail of", ReceivedRow.received_at, MAIL_KEPT),
    _contact_details,
    _people,
)


def closed_records(session: Session, group_id: UUID, by: dt.date) -> list[ClosedRecord]:
    """Return the records of a group that were closed by a day, the oldest first."""
    records = (record for query in CLOSED for record in query(session, group_id, by))
    return sorted(records, key=lambda record: (record.closed_on, record.kind, record.title))
