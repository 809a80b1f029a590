"""What a person has paused in Prefect stays so: after a restart, and where something is made up for."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import Mapping

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.responses import DeploymentResponse

from config.settings import ROOT
from mase.service.catch_up import last_time
from mase.service.deployments import Deployment, read_deployments, to_serve
from mase.service.keeper import served_of
from mase.service.runners import as_paused
from tasks.paused import deployments_of
from tasks.watch.machine import ask_prefect
from tests.mase.service.test_catch_up import at

DEPLOYMENTS = {deployment.name: deployment for deployment in read_deployments()}
CLEARING, DELIVERY = SERVED = (DEPLOYMENTS["clear-mailbox"], DEPLOYMENTS["deliver-mail"])
EARLY = "weekdays-8-30am-and-8-45am"


@pytest.mark.thorough
def test_what_a_person_has_paused_stays_so_after_a_restart_and_is_not_made_up_for(
    prefect_api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    before = start()
    asyncio.run(pause(before))
    after = start()
    assert (after["clear-mailbox"].paused, after["deliver-mail"].paused) == (True, False)
    assert [each.slug for each in after["deliver-mail"].schedules if not each.active] == [EARLY]
    known = asyncio.run(as_served())
    assert [name for name, each in known.items() if each.is_paused] == ["clear-mailbox"]
    assert last_time(known["clear-mailbox"], at("Wed 13 Jan 2027", 5)) is None
    assert last_time(known["deliver-mail"], at("Wed 13 Jan 2027", 8, 50)) is None
    assert last_time(known["deliver-mail"], at("Wed 13 Jan 2027", 9, 20)) == at("Wed 13 Jan 2027", 9, 15)
    word = ask_prefect(prefect_api, os.environ["PREFECT_API_AUTH_STRING"], dt.datetime.now(dt.UTC))
    assert word.paused == ("clear-mailbox",)


def start() -> Mapping[str, DeploymentResponse]:
    """Put the deployments on the server, as a service does that starts; return what the server has."""
    for deployment in asyncio.run(as_paused(SERVED)):
        to_serve(deployment).apply()

    async def on_server() -> Mapping[str, DeploymentResponse]:
        async with get_client() as client:
            return {each.name: each for each in await deployments_of(client, [each.name for each in SERVED])}

    return asyncio.run(on_server())


async def pause(on_server: Mapping[str, DeploymentResponse]) -> None:
    """Pause the clearing, and delivery at its early times."""
    async with get_client() as client:
        await client.pause_deployment(on_server["clear-mailbox"].id)
        delivery = on_server["deliver-mail"]
        (early,) = (schedule for schedule in delivery.schedules if schedule.slug == EARLY)
        await client.update_deployment_schedule(delivery.id, early.id, active=False)


async def as_served() -> Mapping[str, Deployment]:
    async with get_client() as client:
        return {each.name: each for each in (await served_of(client, SERVED)).values()}
