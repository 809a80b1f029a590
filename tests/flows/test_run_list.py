"""The list of runs as an operator reads it in a browser, without opening any."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from tests.flows.runs import run
from tests.prefect_pages import chromium, sign_in

expect.set_options(timeout=30_000)


@pytest.mark.usefixtures("office_of_the_flows")
def test_the_list_says_what_each_run_did_also_where_it_is_filtered_by_type(prefect_api: str) -> None:
    run("plan_meetings")
    run("plan_meetings", group=None)

    async def story() -> None:
        async with chromium() as browser:
            page = await browser.new_page()
            await sign_in(page, prefect_api)
            await page.goto(f"{prefect_api.removesuffix('/api')}/v2/runs")
            await page.get_by_text("All state types").click()
            await page.get_by_role("menuitem", name="Completed").click()
            await page.keyboard.press("Escape")
            await expect(page.get_by_role("button", name="State types")).to_have_text("Completed")
            await expect(page.get_by_text("4 meetings planned, 4 invitations planned").first).to_be_visible()
            await expect(page.get_by_text("Nothing due").first).to_be_visible()

    asyncio.run(story())
