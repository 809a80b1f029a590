from __future__ import annotations

import datetime as dt

from forum.calendar.steps import StepKind
from forum.calendar.timetable import foresee_meetings
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS, SECOND, SECOND_DAYS


def test_a_year_of_monthly_meetings_is_foreseen_with_their_steps() -> None:
    year = foresee_meetings(
        MASE, MASE_DAYS, day("Mon 4 Jan 2027"), day("Tue 4 Jan 2028"), day("Mon 4 Jan 2027")
    )
    assert len(year) == 12
    february = year[1]
    assert (february.reference, february.date) == ("MASE/2027-02", day("Tue 9 Feb 2027"))
    deadlines = {line.step.kind: line.step.deadline for line in february.steps}
    assert deadlines[StepKind.AGENDA_AGREED] == day("Tue 26 Jan 2027")
    assert deadlines[StepKind.MINUTES_OUT] == day("Tue 23 Feb 2027")


def test_two_meetings_in_a_month_get_references_of_their_own() -> None:
    often = SECOND.meetings.rule.model_copy(update={"weeks": 2})
    policy = SECOND.model_copy(update={"meetings": SECOND.meetings.model_copy(update={"rule": often})})
    january = foresee_meetings(
        policy, SECOND_DAYS, dt.date(2027, 1, 4), dt.date(2027, 1, 31), dt.date(2027, 1, 4)
    )
    assert [meeting.reference for meeting in january] == ["HAP/2027-01", "HAP/2027-01b"]
