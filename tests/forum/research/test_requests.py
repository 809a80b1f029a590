from __future__ import annotations

import pytest

from forum.research import (
    Lateness,
    RequestStage,
    answer_due,
    lateness,
    product_due,
    progress_is_due,
    request_reference,
)
from tests.english import day, day_if
from tests.forum.policies import MASE, MASE_DAYS
from tests.forum.research.requests import request

ACCEPTED = {"accepted_on": day("Mon 18 Jan 2027"), "due": day("Fri 26 Mar 2027")}


@pytest.mark.parametrize(("number", "reference"), [(1, "R/2027/01"), (12, "R/2027/12"), (100, "R/2027/100")])
def test_a_reference_has_the_year_and_the_number(number: int, reference: str) -> None:
    assert request_reference(2027, number) == reference


def test_a_request_is_answered_within_five_working_days_and_its_product_comes_ten_before_the_meeting() -> (
    None
):
    assert answer_due(day("Tue 12 Jan 2027"), MASE.research, MASE_DAYS) == day("Tue 19 Jan 2027")
    assert product_due(day("Tue 13 Apr 2027"), MASE.research, MASE_DAYS) == day("Tue 30 Mar 2027")


@pytest.mark.parametrize(
    ("accepted", "declined", "progress", "delivered", "used", "stage"),
    [
        (None, None, None, None, None, RequestStage.ASKED),
        (None, "Mon 18 Jan 2027", None, None, None, RequestStage.DECLINED),
        ("Mon 18 Jan 2027", None, None, None, None, RequestStage.ACCEPTED),
        ("Mon 18 Jan 2027", None, "Mon 1 Feb 2027", None, None, RequestStage.UNDER_WAY),
        ("Mon 18 Jan 2027", None, None, "Mon 22 Mar 2027", None, RequestStage.DELIVERED),
        ("Mon 18 Jan 2027", None, "Mon 1 Feb 2027", "Mon 22 Mar 2027", "Wed 14 Apr 2027", RequestStage.USED),
    ],
)
def test_a_request_is_at_the_last_stage_that_it_reached(
    accepted: str | None,
    declined: str | None,
    progress: str | None,
    delivered: str | None,
    used: str | None,
    stage: RequestStage,
) -> None:
    assert (
        request(
            accepted_on=day_if(accepted),
            declined_on=day_if(declined),
            progress_on=day_if(progress),
            delivered_on=day_if(delivered),
            used_on=day_if(used),
        ).stage
        is stage
    )


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("Tue 19 Jan 2027", Lateness.IN_TIME),  # the day by which it is answered
        ("Sun 24 Jan 2027", Lateness.LATE),
        ("Wed 20 Jan 2027", Lateness.LATE),
        ("Mon 1 Feb 2027", Lateness.LATE),  # nine working days
        ("Tue 2 Feb 2027", Lateness.VERY_LATE),
    ],
)
def test_a_request_that_nobody_answers_is_late_from_the_next_working_day(on: str, says: Lateness) -> None:
    assert lateness(request(), MASE.research, MASE_DAYS, day(on)) is says


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("Fri 26 Mar 2027", Lateness.IN_TIME),  # Good Friday: the product was due by then
        ("Mon 29 Mar 2027", Lateness.IN_TIME),  # Easter Monday
        ("Tue 30 Mar 2027", Lateness.LATE),
        ("Mon 12 Apr 2027", Lateness.VERY_LATE),
    ],
)
def test_a_product_is_late_by_working_days(on: str, says: Lateness) -> None:
    assert lateness(request(**ACCEPTED), MASE.research, MASE_DAYS, day(on)) is says


@pytest.mark.parametrize(
    "reached",
    [
        {"declined_on": day("Mon 18 Jan 2027")},
        {**ACCEPTED, "delivered_on": day("Mon 22 Mar 2027")},
        {**ACCEPTED, "due": None},
    ],
)
def test_nothing_is_late_once_it_is_declined_or_delivered_or_has_no_day(reached: dict[str, object]) -> None:
    years_later = day("Mon 12 Mar 2029")
    assert lateness(request(**reached), MASE.research, MASE_DAYS, years_later) is Lateness.IN_TIME


@pytest.mark.parametrize(
    ("on", "is_due"), [("Thu 11 Mar 2027", False), ("Fri 12 Mar 2027", True), ("Mon 22 Mar 2027", True)]
)
def test_the_unit_is_asked_how_the_work_stands_ten_working_days_before_it_is_due(
    on: str, is_due: bool
) -> None:
    assert progress_is_due(request(**ACCEPTED), MASE.research, MASE_DAYS, day(on)) is is_due


@pytest.mark.parametrize("said", [{}, {**ACCEPTED, "progress_on": day("Mon 1 Mar 2027")}])
def test_it_is_not_asked_of_work_that_nobody_accepted_or_that_was_reported_on(
    said: dict[str, object],
) -> None:
    assert not progress_is_due(request(**said), MASE.research, MASE_DAYS, day("Mon 22 Mar 2027"))
