"""Draw the pictures of Prefect's pages in ``docs/operations.md``: ``python -m tests.pictures``.

They show what a month of the forum leaves there, which takes some minutes to play. The browser's clock stands
at the end of that month, so that pages show it whenever they are drawn.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import json
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.async_api import Page, Route, ViewportSize, expect

from config.settings import ROOT
from forum.questions.reasons import MoveReason
from tests.pictures.month import SIGN_IN_REFUSED, Month, month, put_at_their_times
from tests.prefect_pages import chromium, sign_in

FOLDER = ROOT / "docs" / "prefect"
NOW = SIGN_IN_REFUSED + dt.timedelta(minutes=15)
SIZE: ViewportSize = {"width": 1120, "height": 880}
COLOURS = 128
WITHIN = 60_000  # milliseconds
Draw = Callable[[Page, Month], Awaitable[None]]


async def the_sign_in(page: Page, played: Month) -> None:
    await page.goto(_ui(played))
    await page.get_by_role("button", name="Login").wait_for()


async def the_month(page: Page, played: Month) -> None:
    await page.goto(f"{_ui(played)}/v2/dashboard?seconds=-2592000")
    await expect(page.get_by_text("read-mailbox").first).to_be_visible()


async def the_runs(page: Page, played: Month) -> None:
    await page.goto(f"{_ui(played)}/v2/runs")
    await expect(page.get_by_text("letters sent").first).to_be_visible()
    await expect(page.get_by_role("link", name="deliver-mail").first).to_be_visible()
    await page.get_by_text("Items per page").scroll_into_view_if_needed()
    await page.mouse.wheel(0, 600)


async def the_failed_run(page: Page, played: Month) -> None:
    failed = list(played.ran)[-1]
    await page.goto(f"{_ui(played)}/v2/runs/flow-run/{failed}")
    await expect(page.get_by_text("did not accept the sign-in").first).to_be_visible()


async def the_status_board(page: Page, played: Month) -> None:
    await page.goto(f"{_ui(played)}/v2/artifacts/key/status-board")
    await page.locator("a[href*='/artifacts/artifact/']").first.click()
    await expect(page.get_by_role("heading", name="Thursday 14 January 2027", exact=True)).to_be_visible()


async def the_forms(page: Page, played: Month) -> None:
    await page.goto(f"{_ui(played)}/v2/deployments?tags=%5B%22by%20hand%22%5D&limit=25")
    await expect(page.get_by_text("desk-send-again").first).to_be_visible()


async def a_form(page: Page, played: Month) -> None:
    known = quote(json.dumps({"new_day": "2027-02-11", "reason": MoveReason.ROOM}))
    form = f"deployment/{played.forms['desk-move-meeting']}/run?parameters={known}"
    await page.goto(f"{_ui(played)}/v2/deployments/{form}")
    await page.get_by_label("Meeting").fill("the next one")
    await page.get_by_role("button", name="Submit").click()
    await expect(page.get_by_text("is not a meeting’s reference").first).to_be_visible()
    await page.get_by_text("Error creating flow run").click(trial=True)  # once it no longer moves


PICTURES: dict[str, Draw] = {
    "sign-in": the_sign_in,
    "month": the_month,
    "runs": the_runs,
    "failed-run": the_failed_run,
    "status-board": the_status_board,
    "forms": the_forms,
    "form": a_form,
}


def _ui(played: Month) -> str:
    return played.api.removesuffix("/api")


async def draw(played: Month) -> None:
    async with chromium() as browser:
        page = await browser.new_page(viewport=SIZE, timezone_id="Europe/London", locale="en-GB")
        page.set_default_timeout(WITHIN)
        await page.clock.install(time=NOW)
        await page.route("**/api/csrf-token*", _with_a_token_for_today)
        for number, (name, show) in enumerate(PICTURES.items()):
            if number == 1:
                await sign_in(page, played.api)
            await show(page, played)
            await page.clock.run_for(3_000)  # what moves on a page comes to rest
            _keep(await page.screenshot(), FOLDER / f"{name}.png")


async def _with_a_token_for_today(route: Route) -> None:
    """By the browser's clock a token of today has expired: its pages would ask for the next without end."""
    answer = await route.fetch()
    token = await answer.json()
    await route.fulfill(response=answer, json={**token, "expiration": f"{NOW + dt.timedelta(days=1)}Z"})


def _keep(png: bytes, file: Path) -> None:
    """Keep a picture in few colours, which makes it a quarter as large."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(file, optimize=True)


def main() -> None:
    expect.set_options(timeout=WITHIN)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as out, month(Path(out)) as played:
        asyncio.run(played.play())
        asyncio.run(played.fail())
        put_at_their_times(Path(out) / "prefect" / "prefect.db", played.ran)
        asyncio.run(draw(played))
    for name in PICTURES:
        print(f"{(FOLDER / name).relative_to(ROOT)}.png")


if __name__ == "__main__":
    main()
