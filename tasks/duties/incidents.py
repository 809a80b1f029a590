"""An incident from the hour it was learnt of to its end (UK GDPR, articles 33 and 34).

What incidents hand the house.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from forum.incidents import Incident, IncidentRisk, IncidentTask
from forum.letters.base import operators_contact
from forum.letters.questions import DeskTask
from forum.text.checks import needed_line
from forum.text.problem import Problem
from forum.text.wording import time_and_day
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.subject import OnDesk, Subject
from tasks.duties.retention.disposal_list import lift_hold, place_hold
from tasks.register.groups import group_by_code
from tasks.register.outbox import settled_by_id
from tasks.register.registers import (
    incident_by_reference,
    incident_value,
    next_incident_reference,
    open_incidents,
)
from tasks.register.tables import IncidentRow

ARTICLE = "UK GDPR, article 33"


@dataclass(frozen=True)
class Followed:
    """An incident as it stands after a change."""

    reference: str
    incident: Incident


def open_incident(
    work: UnitOfWork, code: str, what: str, learnt_at: dt.datetime, letter: str | None = None
) -> Followed:
    """Put an incident on record, with the letter if it was one.

    What names the reader of that letter is held against disposal until the incident is closed. Problem for a
    time that is still to come, and for no such letter.
    """
    _refuse_time_to_come(work, learnt_at)
    group = group_by_code(work.session, code)
    dispatch = settled_by_id(work.session, letter) if letter else None
    row = IncidentRow(
        group_id=group.id,
        reference=next_incident_reference(work.session, work.on.year),
        what=needed_line(what, "What happened"),
        dispatch_id=dispatch.id if dispatch else None,
        learnt_at=learnt_at,
        opened_on=work.on,
    )
    if dispatch:
        row.hold_id = place_hold(work, f"Incident {row.reference}", ARTICLE, person_id=dispatch.person_id)
    work.session.add(row)
    work.audit("incident opened", incident=row.reference, letter=row.dispatch_id)
    return Followed(row.reference, incident_value(row))


def assess(work: UnitOfWork, reference: str, risk: IncidentRisk, because: str, by: UUID) -> Followed:
    """Record whether an incident puts people at risk, who decided that, and why."""
    row = incident_by_reference(work.session, reference)
    row.risk, row.because, row.assessed_by_id = risk, needed_line(because, "--because"), by
    work.audit("incident assessed", incident=row.reference, risk=risk, person=by)
    return Followed(row.reference, incident_value(row))


def note_report(work: UnitOfWork, reference: str, at: dt.datetime, number: str) -> Followed:
    """Record that an incident was reported to the Commissioner, and the number it has there."""
    row = incident_by_reference(work.session, reference)
    _refuse_time_to_come(work, at)
    if at < row.learnt_at:
        learnt, reported = time_and_day(row.learnt_at), time_and_day(at)
        raise Problem(f"It was learnt of at {learnt}, so it can’t be reported at {reported}.")
    row.reported_at, row.report_reference = at, needed_line(number, "--number")
    work.audit("incident reported", incident=row.reference)
    return Followed(row.reference, incident_value(row))


def _refuse_time_to_come(work: UnitOfWork, at: dt.datetime) -> None:
    if at > work.at:
        raise Problem(f"{time_and_day(at)} is still to come. Say when it was: --on and --at.")


def note_people_told(work: UnitOfWork, reference: str) -> Followed:
    """Record that the people whose data it is were told."""
    row = incident_by_reference(work.session, reference)
    row.people_told_on = work.on
    work.audit("incident told to people", incident=row.reference)
    return Followed(row.reference, incident_value(row))


def close_incident(work: UnitOfWork, reference: str, outcome: str) -> Followed:
    """Close an incident for which nothing else is to do. Problem naming what is."""
    row = incident_by_reference(work.session, reference)
    if (task := incident_value(row).next_task) is not IncidentTask.CLOSE:
        raise Problem(f"{row.reference} can’t be closed yet: {task}.")
    row.closed_on, row.outcome = work.on, needed_line(outcome, "--outcome")
    if row.hold_id:
        lift_hold(work, row.hold_id, f"{row.reference} is closed")
    work.audit("incident closed", incident=row.reference)
    return Followed(row.reference, incident_value(row))


def incidents_open(work: UnitOfWork, code: str | None) -> list[Followed]:
    """Return the open incidents of a group, or of all, the earliest first."""
    groups = [group_by_code(work.session, code).id] if code else None
    return [Followed(row.reference, incident_value(row)) for row in open_incidents(work.session, groups)]


def incidents_to_follow(forum: GroupContext, rows: Sequence[IncidentRow]) -> Iterator[DeskTask]:
    """Yield what the unit does next about each open incident, by the last working day of its 72 hours."""
    operators = operators_contact(forum.office.ops_address)
    for row in rows:
        incident = incident_value(row)
        clock = f"{clock_in_words(incident, forum.tx.at)} " if incident.clock_runs else ""
        last_day = forum.days.on_or_before(incident.report_by.date())
        yield DeskTask(
            group=forum.group.code,
            what=f"Incident {row.reference}, {row.what}: {incident.next_task}.",
            how=f"{clock}Speak to your data protection officer, and tell {operators} what was decided.",
            by=last_day if incident.clock_runs else forum.on,
            since=row.opened_on,
        )


def clock_in_words(incident: Incident, now: dt.datetime) -> str:
    """Say when the 72 hours of an incident end, or that they have ended."""
    end = "end" if now < incident.report_by else "ended"
    return f"The 72 hours to report it, weekends included, {end} at {time_and_day(incident.report_by)}."


INCIDENTS = Subject(
    desk=[
        OnDesk(lambda _, session, __, only: open_incidents(session, only), incidents_to_follow, urgent=True)
    ]
)
