"""Queries about challenge, risks, decisions, incidents with personal data and concerns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TypeVar
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Select, bindparam, func, select, text
from sqlalchemy.orm import Session

from forum.incidents import Incident
from forum.risks import Risk, Score
from forum.text.problem import Problem
from tasks.register.database.rows import value_of
from tasks.register.groups import Groups, of_groups
from tasks.register.tables import (
    AgendaItemRow,
    ChallengeRow,
    ConcernRow,
    DecisionRow,
    IncidentRow,
    MeetingRow,
    RiskRow,
)

OPEN = text("challenge.answered_on IS NULL")  # in the words that define the index


def challenge_rows(session: Session, group_id: UUID) -> Sequence[ChallengeRow]:
    """Return all challenges of a group, the earliest first."""
    query = select(ChallengeRow).where(ChallengeRow.group_id == group_id)
    return session.scalars(query.order_by(ChallengeRow.opened_on, ChallengeRow.reference)).all()


def challenge_by_reference(session: Session, reference: str) -> ChallengeRow:
    """Return the challenge with a reference, in any capitals; Problem for none."""
    query = select(ChallengeRow).where(func.upper(ChallengeRow.reference) == reference.upper())
    row = session.scalars(query).one_or_none()
    if row is None:
        raise Problem(f"There is no challenge {reference}. Write it as our letter has it: MASE/2027-01/C21.")
    return row


def open_challenge_about(session: Session, about: UUID) -> ChallengeRow | None:
    """Return the challenge about an action or a seat that has no answer yet."""
    query = select(ChallengeRow).where(ChallengeRow.about_id == about, OPEN)
    return session.scalars(query).first()


def groups_with_overdue_challenge(session: Session, as_of: dt.date, only: Groups) -> Sequence[UUID]:
    """Return the groups with a challenge that has no answer by its day."""
    return session.scalars(_overdue(of_all=only is None), {"as_of": as_of, "groups": list(only or ())}).all()


@lru_cache
def _overdue(*, of_all: bool) -> Select[UUID]:
    query = select(ChallengeRow.group_id).where(OPEN, ChallengeRow.due < bindparam("as_of")).distinct()
    return query.where(*of_groups(ChallengeRow.group_id, of_all=of_all))


def challenges_of_period(
    session: Session, group_id: UUID, first: dt.date, last: dt.date
) -> Sequence[ChallengeRow]:
    """Return the challenges that opened by ``last`` and had no answer before ``first``, by their days."""
    return [
        row
        for row in challenge_rows(session, group_id)
        if row.opened_on <= last and (row.answered_on is None or row.answered_on >= first)
    ]


SCORES = TypeAdapter(tuple[Score, ...])


def risk_rows(session: Session, group_id: UUID) -> Sequence[RiskRow]:
    """Return all risks of a group by their numbers, closed ones too."""
    return session.scalars(select(RiskRow).where(RiskRow.group_id == group_id).order_by(RiskRow.number)).all()


def risks_of(session: Session, group_id: UUID) -> tuple[Risk, ...]:
    """Return them as values of the rules."""
    return tuple(risk_value(row) for row in risk_rows(session, group_id))


def risk_value(row: RiskRow) -> Risk:
    """Return a risk as a value of the rules."""
    return value_of(Risk, row, scores=SCORES.validate_python(row.scores))


# SQLite uses the index of decisions to ratify only for queries in the words that define it.
TO_RATIFY = text("to_ratify")
_TO_RATIFY = (
    select(DecisionRow, MeetingRow.date)
    .join(MeetingRow, MeetingRow.id == DecisionRow.meeting_id)
    .where(DecisionRow.group_id == bindparam("group"), TO_RATIFY)
    .order_by(DecisionRow.reference)
)
_BEFORE = (
    select(DecisionRow.reference)
    .join(MeetingRow, MeetingRow.id == DecisionRow.meeting_id)
    .where(DecisionRow.group_id == bindparam("group"), MeetingRow.date < bindparam("day"))
)
_TAKEN = (
    select(DecisionRow).where(DecisionRow.meeting_id == bindparam("meeting")).order_by(DecisionRow.reference)
)

_LAST_FOR_PURPOSE = (
    select(DecisionRow.reference)
    .join(AgendaItemRow, AgendaItemRow.id == DecisionRow.item_id)
    .join(MeetingRow, MeetingRow.id == DecisionRow.meeting_id)
    .where(
        DecisionRow.group_id == bindparam("group"),
        AgendaItemRow.objective == bindparam("purpose"),
        AgendaItemRow.part == 1,
        MeetingRow.date <= bindparam("until"),
    )
    .order_by(MeetingRow.date.desc(), DecisionRow.reference.desc())
    .limit(1)
)


def decisions_taken_at(session: Session, meeting_id: UUID) -> Sequence[DecisionRow]:
    """Return all decisions of a meeting, by reference."""
    return session.scalars(_TAKEN, {"meeting": meeting_id}).all()


def last_decided_for(session: Session, group_id: UUID, purpose: str, until: dt.date) -> str:
    """Return the reference of the last decision of part 1 that a group took for a purpose until a day; empty
    where it took none."""
    asked = {"group": group_id, "purpose": purpose, "until": until}
    return (purpose and session.scalar(_LAST_FOR_PURPOSE, asked)) or ""


def decision_on(session: Session, item: AgendaItemRow) -> str:
    """Return the reference of the only decision that stands on an item of an agenda; empty where there is
    none, or more than one."""
    of_item = [row for row in decisions_taken_at(session, item.meeting_id) if row.item_id == item.id]
    stand = [row.reference for row in of_item if not row.to_ratify or row.ratified_at_id]
    return stand[0] if len(stand) == 1 else ""


def decisions_to_ratify(session: Session, meeting: MeetingRow) -> Sequence[DecisionRow]:
    """Return the decisions of earlier meetings that a meeting is to ratify, or has ratified, by reference."""
    return [row for row, _ in _dated_to_ratify_at(session, meeting)]


def days_of_decisions_to_ratify(session: Session, meeting: MeetingRow) -> Sequence[dt.date]:
    """Return the day on which each of those decisions was taken."""
    return [on for _, on in _dated_to_ratify_at(session, meeting)]


def standing_by(session: Session, meeting: MeetingRow) -> frozenset[str]:
    """Return the references of the decisions that stand by a meeting: its own, and those that it ratified."""
    is_own = (DecisionRow.meeting_id == meeting.id) & DecisionRow.to_ratify.is_(False)
    stands = select(DecisionRow.reference).where(is_own | (DecisionRow.ratified_at_id == meeting.id))
    return frozenset(session.scalars(stands))


def references_before(session: Session, meeting: MeetingRow) -> frozenset[str]:
    """Return the references of all decisions of a group's earlier meetings."""
    return frozenset(session.scalars(_BEFORE, {"group": meeting.group_id, "day": meeting.date}))


def decisions_between(
    session: Session, group_id: UUID, first: dt.date, last: dt.date
) -> Sequence[tuple[DecisionRow, AgendaItemRow, MeetingRow]]:
    """Return the decisions of part 1 from ``first`` to ``last``, with their items and meetings, the latest
    meeting first."""
    query = (
        select(DecisionRow, AgendaItemRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == DecisionRow.meeting_id)
        .join(AgendaItemRow, AgendaItemRow.id == DecisionRow.item_id)
        .where(
            MeetingRow.group_id == group_id,
            MeetingRow.date.between(first, last),
            AgendaItemRow.part == 1,
        )
        .order_by(MeetingRow.date.desc(), DecisionRow.reference)
    )
    return [(decision, item, meeting) for decision, item, meeting in session.execute(query)]


def superseding(session: Session, group_id: UUID) -> dict[str, str]:
    """Return the references of decisions that took the place of others, by the references of those."""
    rows = select(DecisionRow.supersedes, DecisionRow.reference).where(
        DecisionRow.group_id == group_id, DecisionRow.supersedes.is_not(None)
    )
    return {earlier: later for earlier, later in session.execute(rows) if earlier}


def _dated_to_ratify_at(session: Session, meeting: MeetingRow) -> Sequence[tuple[DecisionRow, dt.date]]:
    return [
        (row, on)
        for row, on in session.execute(_TO_RATIFY, {"group": meeting.group_id})
        if on < meeting.date and row.ratified_at_id in (None, meeting.id)
    ]


Reported = TypeVar("Reported", ConcernRow, IncidentRow)
_OPEN_INCIDENTS = select(IncidentRow).where(IncidentRow.closed_on.is_(None)).order_by(IncidentRow.learnt_at)


def open_incidents(session: Session, groups: Collection[UUID] | None = None) -> Sequence[IncidentRow]:
    """Return the incidents of these groups, or of all, that are not closed, the earliest first."""
    of_groups = _OPEN_INCIDENTS if groups is None else _OPEN_INCIDENTS.where(IncidentRow.group_id.in_(groups))
    return session.scalars(of_groups).all()


def incident_by_reference(session: Session, reference: str) -> IncidentRow:
    """Return the open incident with that reference; Problem for any other."""
    return _the_open_one("incident", open_incidents(session), reference)


def next_incident_reference(session: Session, year: int) -> str:
    """Return the reference of the next incident of a year: I/2027/01."""
    return _next_of_year(session, IncidentRow, f"I/{year}/")


def _the_open_one(what: str, rows: Sequence[Reported], reference: str) -> Reported:
    for row in rows:
        if row.reference == reference.strip().upper():
            return row
    open_ones = ", ".join(row.reference for row in rows) or "none"
    raise Problem(f"There is no open {what} “{reference}”. Open: {open_ones}.")


def _next_of_year(session: Session, table: type[Reported], start: str) -> str:
    of_year = select(func.count(table.id)).where(table.reference.startswith(start))
    return f"{start}{session.scalars(of_year).one() + 1:02}"


def incident_value(row: IncidentRow) -> Incident:
    """Return an incident as the rules know it."""
    return value_of(Incident, row)


_OPEN_CONCERNS = (
    select(ConcernRow).where(ConcernRow.settled_on.is_(None)).order_by(ConcernRow.at, ConcernRow.reference)
)


def open_concerns(session: Session, groups: Collection[UUID] | None = None) -> Sequence[ConcernRow]:
    """Return the concerns of these groups, or of all, of which nobody has said what was done, the earliest
    first."""
    of_groups = _OPEN_CONCERNS if groups is None else _OPEN_CONCERNS.where(ConcernRow.group_id.in_(groups))
    return session.scalars(of_groups).all()


def concern_by_reference(session: Session, reference: str) -> ConcernRow:
    """Return the open concern with that reference; Problem for any other."""
    return _the_open_one("concern", open_concerns(session), reference)


def next_concern_reference(session: Session, year: int) -> str:
    """Return the reference of the next concern of a year: W/2027/01."""
    return _next_of_year(session, ConcernRow, f"W/{year}/")
