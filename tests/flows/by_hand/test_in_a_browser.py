"""A run form as an operator meets it: opened by a link, filled in with a browser, its run looked at."""

from __future__ import annotations

import asyncio
import json
from urllib.parse import quote
from uuid import UUID

import pytest
from playwright.async_api import Page, expect
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId
from prefect.flow_engine import run_flow_async

from config.settings import ROOT
from flows.by_hand import move_meeting
from forum.questions.reasons import MoveReason
from mase.service.deployments import read_deployments, to_serve
from tests.english import day
from tests.prefect_pages import chromium, sign_in
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead

expect.set_options(timeout=30_000)  # as long as Playwright waits for a button


@pytest.fixture
def form(ahead: MonthAhead, monkeypatch: pytest.MonkeyPatch) -> UUID:  # noqa: ARG001  (what it works on)
    """The form that moves a meeting, as the service puts it up; its id."""
    monkeypatch.chdir(ROOT)
    (served,) = [
        to_serve(deployment) for deployment in read_deployments() if deployment.name == "desk-move-meeting"
    ]
    return UUID(str(served.apply()))


def test_an_operator_reads_what_was_wrong_puts_it_right_and_reads_what_was_done(
    ahead: MonthAhead, form: UUID, prefect_api: str
) -> None:
    async def story() -> None:
        async with chromium() as browser:
            page = await browser.new_page()
            await sign_in(page, prefect_api)
            await fill_in(page, prefect_api, form, "the next one", "2027-01-01")
            refused = "“the next one” is not a meeting’s reference such as MASE/2027-02."
            await expect(page.get_by_text(refused).first).to_be_visible()

            await fill_in(page, prefect_api, form, FEBRUARY, "2027-01-01")
            await look_at_run(page, form)
            await expect(page.get_by_text("give a date from Monday 4 January 2027 on")).to_be_visible()
            await expect(page.get_by_text("Refused").first).to_be_visible()
            assert ahead.meeting().date == day("Tue 9 Feb 2027")

            await fill_in(page, prefect_api, form, FEBRUARY, "2027-02-11")
            await look_at_run(page, form)
            await expect(page.get_by_text("now on Thursday 11 February 2027")).to_be_visible()
            await expect(page.get_by_text("Completed").first).to_be_visible()

    asyncio.run(story())
    assert ahead.meeting().date == day("Thu 11 Feb 2027")
    assert "The room is not free" in ahead.letters("moved")[0].text


async def fill_in(page: Page, api: str, form: UUID, meeting: str, new_day: str) -> None:
    """Follow a link that has the day filled in, say which meeting, choose a reason, and submit."""
    known = quote(json.dumps({"new_day": new_day}))
    await page.goto(f"{api.removesuffix('/api')}/v2/deployments/deployment/{form}/run?parameters={known}")
    await page.get_by_label("Meeting").fill(meeting)
    await page.get_by_label("Why").click()
    await page.get_by_role("option", name=MoveReason.ROOM).click()
    await page.get_by_role("button", name="Submit").click()


async def look_at_run(page: Page, form: UUID) -> None:
    """Have the run that was asked for done, as the service would, and open its details."""
    await page.get_by_role("button", name="View run").click()
    async with get_client() as client:
        of_form = DeploymentFilter(id=DeploymentFilterId(any_=[form]))
        runs = await client.read_flow_runs(deployment_filter=of_form)
    (waiting,) = [run for run in runs if run.start_time is None]
    await run_flow_async(move_meeting, waiting, waiting.parameters, return_type="state")
    await page.get_by_role("tab", name="Details").click()
