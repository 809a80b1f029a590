"""Items close in time for the Chair to look at the agenda, and not before members were asked (clause 6)."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from forum.calendar.meetings import day_to_meet, meeting_dates
from forum.calendar.steps import Step, StepKind, items_close, plan_steps
from forum.calendar.working_days import WorkingDays, working_days
from forum.terms.parts.calendar import EveryRule, MonthlyRule, WorkingTime
from tests.english import day
from tests.forum.policies import BANK_HOLIDAYS, MASE, MASE_DAYS

FIRST, LAST = day("Thu 1 Jan 2026"), day("Fri 31 Dec 2032")
RULES = (
    MonthlyRule(kind="monthly", week="second", weekday="Tuesday"),
    MonthlyRule(kind="monthly", week="last", weekday="Friday", no_meeting_in=("August",)),
    EveryRule(kind="every", weeks=4, starting=day("Wed 7 Jan 2026")),
)


def closed_each_christmas() -> WorkingDays:
    closures = tuple((dt.date(year, 12, 24), dt.date(year + 1, 1, 1)) for year in range(2025, 2033))
    hours = {"send_from": MASE.working_time.send_from, "send_until": MASE.working_time.send_until}
    return working_days(WorkingTime(closures=closures, **hours), BANK_HOLIDAYS)


def steps_of(date: dt.date, days: WorkingDays) -> dict[StepKind, Step]:
    return {StepKind(step.kind): step for step in plan_steps(MASE, days, date, FIRST - dt.timedelta(days=90))}


@pytest.mark.parametrize(
    ("last_meeting", "meeting", "closes", "to_the_chair", "agreed_by"),
    [
        ("Tue 12 Jan 2027", "Tue 9 Feb 2027", "Tue 19 Jan 2027", "Wed 20 Jan 2027", "Tue 26 Jan 2027"),
        ("Tue 9 Feb 2027", "Tue 9 Mar 2027", "Tue 16 Feb 2027", "Wed 17 Feb 2027", "Tue 23 Feb 2027"),
        ("Tue 13 Jul 2027", "Tue 10 Aug 2027", "Tue 20 Jul 2027", "Wed 21 Jul 2027", "Tue 27 Jul 2027"),
        ("Tue 10 Aug 2027", "Tue 14 Sep 2027", "Mon 23 Aug 2027", "Tue 24 Aug 2027", "Tue 31 Aug 2027"),
        # the deadline is a bank holiday, before it are Christmas and a weekend
        ("Tue 14 Dec 2027", "Tue 11 Jan 2028", "Fri 17 Dec 2027", "Mon 20 Dec 2027", "Fri 24 Dec 2027"),
    ],
)
def test_the_chair_gets_the_agenda_on_the_working_day_after_items_close(
    last_meeting: str, meeting: str, closes: str, to_the_chair: str, agreed_by: str
) -> None:
    agenda = steps_of(day(meeting), MASE_DAYS)[StepKind.AGENDA_AGREED]
    assert items_close(agenda, MASE_DAYS) == day(closes) > day(last_meeting)
    assert (agenda.opens, agenda.deadline) == (day(to_the_chair), day(agreed_by))


@pytest.mark.parametrize("rule", RULES, ids=["second Tuesday", "last Friday, none in August", "4 weeks"])
@pytest.mark.parametrize("days", [MASE_DAYS, closed_each_christmas()], ids=["mase", "closed each Christmas"])
def test_in_all_years_members_are_asked_in_time_and_the_chair_has_time_before_the_fourteen_days(
    rule: MonthlyRule | EveryRule, days: WorkingDays
) -> None:
    meetings = [day_to_meet(date, days) for date in meeting_dates(rule, FIRST, LAST)]
    for before, meeting in pairwise(meetings):
        asked_by = steps_of(before, days)[StepKind.PAPERS_OUT].deadline  # the letter with the papers asks
        agenda = steps_of(meeting, days)[StepKind.AGENDA_AGREED]
        closes = items_close(agenda, days)
        assert asked_by
        assert closes
        assert agenda.opens
        assert agenda.deadline
        assert days.between(asked_by, closes) >= 4, meeting
        assert agenda.opens == days.add(closes, 1), meeting
        assert days.between(agenda.opens, agenda.deadline) >= 4, meeting
        assert (meeting - agenda.deadline).days >= 14, meeting
        papers = steps_of(meeting, days)[StepKind.PAPERS_COLLECTED]
        assert papers.opens
        assert papers.deadline
        assert days.between(papers.opens, papers.deadline) >= 10, meeting
