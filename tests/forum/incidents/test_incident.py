"""The 72 hours of an incident, and what is to do next."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.incidents import Incident, IncidentRisk, IncidentTask


@pytest.mark.parametrize(
    ("learnt", "report_by"),
    [
        ("2027-01-14 10:30", "2027-01-17 10:30"),  # over a weekend like any other days
        ("2027-03-26 10:30", "2027-03-29 11:30"),  # the clocks go forward on 28 March
        ("2027-10-29 10:30", "2027-11-01 09:30"),  # and back on 31 October
    ],
)
def test_an_incident_is_reported_within_72_hours_whatever_the_clocks_do(learnt: str, report_by: str) -> None:
    incident = Incident(dt.datetime.fromisoformat(learnt))
    assert incident.report_by == dt.datetime.fromisoformat(report_by)


@pytest.mark.parametrize(
    ("risk", "reported", "told", "task", "clock_runs"),
    [
        (None, False, False, IncidentTask.ASSESS, True),
        (IncidentRisk.UNLIKELY, False, False, IncidentTask.CLOSE, False),
        (IncidentRisk.LIKELY, False, False, IncidentTask.REPORT, True),
        (IncidentRisk.LIKELY, True, False, IncidentTask.CLOSE, False),
        (IncidentRisk.HIGH, True, False, IncidentTask.TELL, False),
        (IncidentRisk.HIGH, True, True, IncidentTask.CLOSE, False),
    ],
)
def test_what_is_to_do_follows_from_the_risk(
    risk: IncidentRisk | None, reported: bool, told: bool, task: IncidentTask, clock_runs: bool
) -> None:
    now = dt.datetime(2027, 1, 15, 9)
    incident = Incident(now, risk, now if reported else None, now.date() if told else None)
    assert (incident.next_task, incident.clock_runs) == (task, clock_runs)
