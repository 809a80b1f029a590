"""A day of the service: each flow that has a schedule, run by ``mase serve`` in a folder of its own."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from config.settings import ROOT
from mase.service.deployments import read_deployments
from mase.service.prefect_client import sign_in_of
from mase.service.prefect_server import client_settings, free_port

if TYPE_CHECKING:
    from prefect.client.orchestration import PrefectClient

AS_OF = "2026-12-09"  # a day on which meetings are planned, and invitations sent


def play_day(folder: Path) -> Path:
    """Have the service run each flow that has a schedule, and delivery a second time; return its database."""
    settings = {
        **os.environ,
        "MASE_POLICIES": "config",
        "MASE_DATABASE_URL": f"sqlite:///{folder / 'register.db'}",
        "MASE_MAIL_FOLDER": str(folder / "mail"),
        "MASE_PREFECT_FOLDER": str(folder / "prefect"),
        "MASE_PREFECT_PORT": str(free_port()),
        "MASE_MODE": "redirect",
        "MASE_REDIRECT_TO": "ops@forum.example",
        "MASE_REHEARSAL": "true",
        "MASE_LIBREOFFICE": "",
    }
    members = ["register", "import", "config/members-sample.xlsx", "--yes"]
    subprocess.run(_mase(*members), cwd=ROOT, env=settings, check=True, stdout=subprocess.DEVNULL)
    service = subprocess.Popen(
        _mase("serve"), cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        asyncio.run(_run_each(folder / "prefect", f"http://127.0.0.1:{settings['MASE_PREFECT_PORT']}/api"))
    finally:
        service.terminate()
        service.wait()
    return folder / "prefect" / "prefect.db"


def _mase(*words: str) -> list[str]:
    return [sys.executable, "-m", "mase", *words]


async def _run_each(folder: Path, url: str) -> None:
    from prefect.client.orchestration import get_client

    while not (folder / "sign-in").exists():
        await asyncio.sleep(1)
    with client_settings(folder, url, sign_in_of(folder)):
        async with get_client() as client:
            while await client.api_healthcheck():
                await asyncio.sleep(1)
            while len(served := await _served(client)) < len(read_deployments()):
                await asyncio.sleep(1)
            for name in [*(one.name for one in read_deployments() if one.schedules), "deliver-mail"]:
                given = {} if name == "back-up" else {"as_of": AS_OF}
                run = await client.create_flow_run_from_deployment(served[name], parameters=given)
                while not (state := (await client.read_flow_run(run.id)).state) or not state.is_final():
                    await asyncio.sleep(1)
            await asyncio.sleep(10)  # events are written some seconds later


async def _served(client: PrefectClient) -> dict[str, UUID]:
    """The deployments that the service looks after by now."""
    return {one.name: one.id for one in await client.read_deployments() if one.status == "READY"}
