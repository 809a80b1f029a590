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
from prefect.client.schemas.objects import FlowRun
from prefect.events.schemas.events import Event

from mase.service.beside import EndedError, Wait
from mase.service.catch_up import end_killed, going_runs, make_up_for_missed
from mase.service.deployments import Deployment
from tasks.mail.sending.lease import Lease, LeaseLostError, take
from tasks.register.database.register import WATCHED, Register

PAUSE = 30.0  # seconds between two looks
LEASE = 150.0
KEEPING = "keeping the runs"  # the name of the lease
SILENT_FOR = dt.timedelta(seconds=150)
HEARD_ITSELF = 3  # times within that
HEARTBEAT = "prefect.flow-run.heartbeat"
KEEPER = "mase.keeper"
LOG = logging.getLogger(__name__)


@dataclass
class Keeper:
    """Of several machines' keepers the one that holds the lease looks. ``wait`` waits for some seconds."""

    register: Register
    deployments: tuple[Deployment, ...]
    wait: Wait
    lease: Lease | None = None

    def keep(self) -> None:
        """Look again and again until the service ends; then another machine's keeper can look at once."""
        try:
            while True:
                asyncio.run(self.look())
                self.wait(PAUSE)
        finally:
            if self.lease:
                self.lease.give_back(self.register)

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
        self.lease = self.lease or take(self.register, KEEPING, LEASE, self.wait)
        if self.lease is None:
            return False
        try:
            with self.register.transaction("keeper", groups=WATCHED) as tx:
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
    """End each run that was not heard for ``SILENT_FOR``, while the keeper was: its process is gone.

    A run says every 40 seconds that it lives, from a thread that no long duty holds up, so that three of its
    words have gone astray before it is ended. What keeps the words of all runs from being written down, such
    as background services that are down, keeps the keeper's too, and then nobody is taken for dead. Should a
    run be ended that lives, nothing is done twice: the register knows what is done, and has one sender a
    mailbox.
    """
    going = await going_runs(client, served)
    if going:
        await say(client, KEEPER, now)
    if await times_heard(client, KEEPER, now) < HEARD_ITSELF:
        return
    for run in going:
        assert run.state  # it has one: it was asked for by its state
        if run.state.timestamp < now - SILENT_FOR and not await times_heard(client, resource_of(run), now):
            await end_killed(client, served, run)


def resource_of(run: FlowRun) -> str:
    """The name under which Prefect hears of a run."""
    return f"prefect.flow-run.{run.id}"


async def say(client: PrefectClient, resource: str, time: dt.datetime) -> None:
    """Have the server hear that something lives. It goes the way of all events, and arrives after a while."""
    word = Event(occurred=time, event=HEARTBEAT, resource={"prefect.resource.id": resource})
    await client.request("POST", "/events", json=[word.model_dump(mode="json")])


async def times_heard(client: PrefectClient, resource: str, now: dt.datetime) -> int:
    """Return how often something has said within ``SILENT_FOR`` that it lives."""
    heard = {
        "occurred": {"since": (now - SILENT_FOR).isoformat(), "until": now.isoformat()},
        "event": {"name": [HEARTBEAT]},
        "resource": {"id": [resource]},
    }
    answer = await client.request("POST", "/events/filter", json={"filter": heard, "limit": 1})
    return int(answer.json()["total"])
