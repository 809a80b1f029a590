"""The keeper, beside workers of Prefect's: it ends runs that were killed, and makes up for what was missed.

Within ``mase serve`` a start does the first, since no run outlives that service.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client

from mase.service.beside import EndedError, Wait
from mase.service.catch_up import end_killed, going_runs, make_up_for_missed
from mase.service.deployments import Deployment
from tasks.mail.sending.lease import Lease, LeaseLostError, take
from tasks.register.database.register import Register

PAUSE = 60.0  # seconds between two looks
LEASE = 150.0
SILENT_FOR = dt.timedelta(minutes=5)  # of a run that says each minute that it lives
HEARTBEAT = "prefect.flow-run.heartbeat"
LOG = logging.getLogger(__name__)


@dataclass
class Keeper:
    """Of several machines' keepers the one that holds the lease looks. ``wait`` waits for some seconds."""

    register: Register
    deployments: tuple[Deployment, ...]
    wait: Wait
    lease: Lease | None = None

    def keep(self) -> None:
        """Look again and again."""
        while True:
            asyncio.run(self.look())
            self.wait(PAUSE)

    async def look(self) -> None:
        """Keep the list of runs once, unless another machine's keeper does. The log has codes alone.

        Whatever fails, the next look tries again: a keeper that has ended is missed by nobody.
        """
        try:
            if not self._holds_lease():
                return
            async with get_client() as client:
                served = await _served(client, self.deployments)
                await end_silent_runs(client, served, dt.datetime.now(dt.UTC))
                await make_up_for_missed(client, served, dt.datetime.now(dt.UTC))
        except EndedError:
            raise
        except Exception as error:
            LOG.warning("The keeper could not look (%s).", type(error).__name__)

    def _holds_lease(self) -> bool:
        self.lease = self.lease or take(self.register, "keeping the runs", LEASE, self.wait)
        if self.lease is None:
            return False
        try:
            with self.register.transaction("listener") as tx:
                self.lease.beat(tx.session)
        except LeaseLostError:
            self.lease = None
        return self.lease is not None


async def _served(client: PrefectClient, deployments: tuple[Deployment, ...]) -> dict[UUID, Deployment]:
    """The deployments by their ids on the server."""
    return {
        (await client.read_deployment_by_name(f"{each.name}/{each.name}")).id: each for each in deployments
    }


async def end_silent_runs(client: PrefectClient, served: Mapping[UUID, Deployment], now: dt.datetime) -> None:
    """End each run that has not said for five minutes that it lives: its process is gone."""
    for run in await going_runs(client, served):
        assert run.state  # it has one: it was asked for by its state
        if run.state.timestamp < now - SILENT_FOR and not await lives_at(client, run.id, now):
            await end_killed(client, served, run)


async def lives_at(client: PrefectClient, run: UUID, now: dt.datetime) -> bool:
    """True when the run has said within the last five minutes that it lives."""
    heard = {
        "occurred": {"since": (now - SILENT_FOR).isoformat()},
        "event": {"name": [HEARTBEAT]},
        "resource": {"id": [f"prefect.flow-run.{run}"]},
    }
    answer = await client.request("POST", "/events/filter", json={"filter": heard, "limit": 1})
    return bool(answer.json()["total"])
