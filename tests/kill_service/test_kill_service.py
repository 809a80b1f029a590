"""What counts as every flow having run, and how the flows of a service come to have one time."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from prefect.client.schemas.objects import StateType

from mase.service.catch_up import BY_THEMSELVES, MAILBOX
from mase.service.deployments import ALL_AT_ONCE, read_deployments
from tests.kill_service.__main__ import has_every_flow_run
from tests.kill_service.service import FLOWS, LATER_TODAY, at_once

FORM = next(deployment for deployment in read_deployments() if not deployment.schedules)


@pytest.mark.parametrize(
    ("names", "state", "has_run"),
    [
        (FLOWS, StateType.COMPLETED, True),
        (FLOWS, StateType.FAILED, True),
        (FLOWS, StateType.CRASHED, False),
        (FLOWS - {MAILBOX}, StateType.COMPLETED, False),
        ([*BY_THEMSELVES, ALL_AT_ONCE], StateType.COMPLETED, True),
        ([MAILBOX, ALL_AT_ONCE], StateType.COMPLETED, False),
        ([ALL_AT_ONCE], StateType.COMPLETED, False),
        ([], StateType.COMPLETED, False),
    ],
)
def test_every_flow_has_run_by_itself_or_by_what_makes_up_for_it(
    names: Iterable[str], state: StateType, has_run: bool
) -> None:
    assert has_every_flow_run([(name, state) for name in names]) is has_run


def test_a_flow_has_the_time_given_and_a_form_none() -> None:
    every = {deployment.name: deployment for deployment in read_deployments()}
    assert every.keys() >= FLOWS
    flow = every[MAILBOX]
    assert [each["cron"] for each in at_once(flow, "5 9 * * *").schedules] == ["5 9 * * *", LATER_TODAY]
    assert at_once(FORM, "5 9 * * *") == FORM
