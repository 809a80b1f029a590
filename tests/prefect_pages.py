"""Prefect's pages in the machine's own Chromium, signed in to as an operator does."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from mase.service.prefect_client import sign_in_of


@asynccontextmanager
async def chromium(*flags: str) -> AsyncIterator[Browser]:
    """The browser, without its sandbox where it would not start in one."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        program = shutil.which("chromium")
        browser = await playwright.chromium.launch(executable_path=program, args=[*as_root, *flags])
        yield browser
        await browser.close()


async def sign_in(page: Page, api: str) -> None:
    """Open Prefect's pages and type the line that the operator's file has."""
    await page.goto(api.removesuffix("/api"))
    await page.get_by_role("button", name="Login").wait_for()
    await page.locator("input").fill(sign_in_of(Path(os.environ["PREFECT_HOME"])))
    await page.get_by_role("button", name="Login").click()
    await expect(page.get_by_text("Logout")).to_be_visible()
