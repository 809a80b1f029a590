from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.calendar.steps import deadline_after, deadline_before, limit_after, limit_before
from forum.calendar.working_days import WorkingDays
from forum.terms.parts.deadlines import Limit
from forum.terms.policy import Policy
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS, SECOND, SECOND_DAYS

MEETING_DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("meeting", "agenda", "papers", "minutes"),
    [
        ("Tue 9 Feb 2027", "Tue 26 Jan 2027", "Tue 2 Feb 2027", "Tue 23 Feb 2027"),
        ("Tue 12 Jan 2027", "Thu 24 Dec 2026", "Tue 5 Jan 2027", "Tue 26 Jan 2027"),  # −14 is in the closure
        ("Mon 12 Apr 2027", "Thu 25 Mar 2027", "Mon 5 Apr 2027", "Mon 26 Apr 2027"),  # −14 is Easter Monday
        ("Tue 15 Dec 2026", "Tue 1 Dec 2026", "Tue 8 Dec 2026", "Thu 24 Dec 2026"),  # +14 is in the closure
        ("Mon 10 May 2027", "Mon 26 Apr 2027", "Fri 30 Apr 2027", "Mon 24 May 2027"),  # −7 is a bank holiday
    ],
)
def test_a_deadline_on_a_day_off_is_met_on_the_working_day_before(
    meeting: str, agenda: str, papers: str, minutes: str
) -> None:
    limits, date = MASE.deadlines, day(meeting)
    assert deadline_before(limits.agenda_agreed, MASE_DAYS, date) == day(agenda)
    assert deadline_before(limits.papers_out, MASE_DAYS, date) == day(papers)
    assert deadline_after(limits.minutes_out, MASE_DAYS, date) == day(minutes)


@pytest.mark.parametrize(
    ("meeting", "papers"),
    [
        ("Thu 14 Jan 2027", "Fri 8 Jan 2027"),
        ("Thu 25 Feb 2027", "Fri 19 Feb 2027"),
        ("Wed 24 Feb 2027", "Thu 18 Feb 2027"),
        ("Mon 22 Feb 2027", "Tue 16 Feb 2027"),
        ("Fri 19 Feb 2027", "Fri 12 Feb 2027"),  # Saturday leaves five clear days; the office is closed
    ],
)
def test_five_clear_days_count_neither_the_day_of_sending_nor_the_day_of_the_meeting(
    meeting: str, papers: str
) -> None:
    sent = deadline_before(SECOND.deadlines.papers_out, SECOND_DAYS, day(meeting))
    assert sent == day(papers)
    assert (day(meeting) - sent).days - 1 >= 5


@pytest.mark.parametrize(
    ("limit", "meeting", "before", "after"),
    [
        ({"working_days": 5}, "Tue 9 Feb 2027", "Tue 2 Feb 2027", "Tue 16 Feb 2027"),
        ({"clear_working_days": 5}, "Tue 9 Feb 2027", "Mon 1 Feb 2027", "Wed 17 Feb 2027"),
        ({"clear_working_days": 5}, "Tue 6 Apr 2027", "Thu 25 Mar 2027", "Wed 14 Apr 2027"),  # over Easter
        (
            {"statutory_clear_days": 3},
            "Tue 9 Feb 2027",
            "Thu 4 Feb 2027",
            "Fri 12 Feb 2027",
        ),  # a Saturday counts
        (
            {"statutory_clear_days": 3},
            "Thu 1 Apr 2027",
            "Thu 25 Mar 2027",
            "Tue 6 Apr 2027",
        ),  # no holiday does
        ({"months": 1}, "Wed 31 Mar 2027", "Fri 26 Feb 2027", "Fri 30 Apr 2027"),
        ({"months": 1}, "Tue 9 Feb 2027", "Fri 8 Jan 2027", "Tue 9 Mar 2027"),
    ],
)
def test_each_kind_of_limit_is_counted_as_the_terms_mean_it(
    limit: dict[str, int], meeting: str, before: str, after: str
) -> None:
    counted = Limit.model_validate({**limit, "clause": "1"})
    assert deadline_before(counted, MASE_DAYS, day(meeting)) == day(before)
    assert deadline_after(counted, MASE_DAYS, day(meeting)) == day(after)


@pytest.mark.parametrize(
    ("policy", "days"), [(MASE, MASE_DAYS), (SECOND, SECOND_DAYS)], ids=["mase", "second"]
)
@given(meeting=MEETING_DAYS)
def test_no_deadline_of_the_terms_falls_on_a_day_off_or_beyond_their_limit(
    policy: Policy, days: WorkingDays, meeting: dt.date
) -> None:
    for limit in (policy.deadlines.agenda_agreed, policy.deadlines.papers_out):
        deadline = deadline_before(limit, days, meeting)
        assert days.is_working(deadline)
        assert (meeting - deadline).days >= (limit.days or 0) + (limit.clear_days or 0)
        assert (
            days.between(deadline, limit_before(limit, days, meeting)) == 0
        )  # and not a working day too early
    deadline = deadline_after(policy.deadlines.minutes_out, days, meeting)
    assert days.is_working(deadline)
    assert (deadline - meeting).days <= (policy.deadlines.minutes_out.days or 0)
    assert days.between(deadline, limit_after(policy.deadlines.minutes_out, days, meeting)) == 0


@given(MEETING_DAYS, st.integers(0, 60))
def test_clear_days_lie_between_sending_and_the_meeting(meeting: dt.date, number: int) -> None:
    sent = limit_before(Limit(clear_days=number, clause="1"), MASE_DAYS, meeting)
    assert len([sent + dt.timedelta(days=n) for n in range(1, (meeting - sent).days)]) == number
