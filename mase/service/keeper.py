"""The keeper of the runs: it ends those that say nothing any more, or take too long, and makes up for what
was missed.

``mase serve`` looks with it again and again; beside workers of Prefect's ``mase listen`` does.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.events.schemas.events import Event
from prefect.states import Cancelling

from forum.calendar.timetable import SHARD
from forum.text.problem import Problem
from mase.service.beside import EndedError, Wait
from mase.service.catch_up import (
    BACKUP,
    CLEARING,
    deployment_of,
    end_killed,
    going_runs,
    make_up_for_missed,
    name_coming_runs,
)
from mase.service.deployments import ALL_AT_ONCE, Deployment
from tasks.mail.sending.lease import Lease, LeaseLostError, take
from tasks.paused import deployments_of
from tasks.register.database.register import WATCHED, Busy, Register

PAUSE = 30.0  # seconds between two looks
LEASE = 150.0
KEEPING = "keeping the runs"  # the name of the lease
SAYS_EVERY = 40  # seconds
SILENT_FOR = dt.timedelta(seconds=150)
HEARD_ITSELF = 3  # times within that
LONGEST = dt.timedelta(hours=1)  # for a run
LONGEST_OF_MANY = dt.timedelta(hours=4)  # for one that has all groups, or the whole register, to do
OF_MANY = (BACKUP, CLEARING, ALL_AT_ONCE, SHARD)
ENDS_WITHIN = dt.timedelta(seconds=60)  # half of that is what Prefect gives a process that it is to end
HEARTBEAT = "prefect.flow-run.heartbeat"
KEEPER = "mase.keeper"
SILENT = "Nothing was heard of this run for two and a half minutes, so that it was ended."
TOO_LONG = "This run had taken more than {} hours, so that it was ended."
LOG = logging.getLogger(__name__)


@dataclass
class Runs:
    """The runs of these deployments. ``ending`` has since when each is being ended, and why.

    What was missed is ``made_up`` for so often, and when a run is ended.
    """

    deployments: tuple[Deployment, ...]
    makes_up_every: dt.timedelta = dt.timedelta()
    ending: dict[UUID, tuple[dt.datetime, str]] = field(default_factory=dict)
    made_up: dt.datetime | None = None

    async def look(self, client: PrefectClient, now: dt.datetime) -> None:
        """End what does not go on, make up for what was missed, and name what is to come."""
        served = await served_of(client, self.deployments)
        await self.end_stuck(client, served, now)
        if self.ending or self.made_up is None or now - self.made_up >= self.makes_up_every:
            await make_up_for_missed(client, served, now)
            await name_coming_runs(client, served)
            self.made_up = now

    async def end_stuck(
        self, client: PrefectClient, served: Mapping[UUID, Deployment], now: dt.datetime
    ) -> None:
        """End each run that was not heard for ``SILENT_FOR``, while the keeper was, and each that takes too
        long.

        First whatever started its process is told to end that, also one that was stopped and holds a place;
        a minute later the run is ended whether or not anybody was there to hear. What it left is made up for
        at once.

        A run says every 40 seconds that it lives, from a thread that no long duty holds up, so that three of
        its words have gone astray before it is ended. What keeps the words of all runs from being written
        down, such as background services that are down, keeps the keeper's too, and then nobody is taken for
        dead. Should a run be ended that lives, nothing is done twice: the register knows what is done, and
        has one sender a mailbox.
        """
        going = [run for run in await going_runs(client, served) if run.id not in self.ending]
        if going:
            await say_alive(client, KEEPER, now)
            heard_itself = await times_heard(client, KEEPER, now) >= HEARD_ITSELF
            for run in going:
                if why := await _why_to_end(client, run, served[deployment_of(run)].name, now, heard_itself):
                    LOG.warning("%s is ended. %s", served[deployment_of(run)].name, why)
                    await client.set_flow_run_state(run.id, Cancelling(message=why), force=True)
                    self.ending[run.id] = now, why
        for id, (since, why) in list(self.ending.items()):
            if since <= now - ENDS_WITHIN:
                del self.ending[id]
                run = await client.read_flow_run(id)
                if run.state_type in (StateType.CANCELLING, StateType.CANCELLED):
                    await end_killed(client, served, run, why)


async def _why_to_end(
    client: PrefectClient, run: FlowRun, name: str, now: dt.datetime, heard_itself: bool
) -> str:
    """Return why a run is to be ended, in a sentence; empty for one that may go on."""
    assert run.state  # it has one: it was asked for by its state
    since = run.state.timestamp
    longest = LONGEST_OF_MANY if name in OF_MANY else LONGEST
    if since < now - longest:
        return TOO_LONG.format(longest // dt.timedelta(hours=1)).replace("1 hours", "an hour")
    if heard_itself and since < now - SILENT_FOR and not await times_heard(client, resource_of(run), now):
        return SILENT
    return ""


@dataclass
class Keeper:
    """Of several machines' keepers the one that holds the lease looks. ``wait`` waits for some seconds."""

    register: Register
    runs: Runs
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
        """Keep the list of runs once, unless another machine's keeper does."""
        with could_not_look():
            try:
                if not self._holds_lease():
                    return
            except Busy:
                pass  # a run that was stopped may hold what the lease needs, until it is ended
            async with get_client() as client:
                await self.runs.look(client, dt.datetime.now(dt.UTC))

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


@contextmanager
def could_not_look() -> Iterator[None]:
    """Log by its kind alone what fails in the block. The next look tries again: a keeper that has ended is
    missed by nobody."""
    try:
        yield
    except EndedError:
        raise
    except Exception as error:
        LOG.warning("The keeper could not look (%s).", type(error).__name__)


async def served_of(client: PrefectClient, deployments: Iterable[Deployment]) -> dict[UUID, Deployment]:
    """The deployments by their ids on the server, as a person has switched them there. Raises Problem where
    one is not there."""
    by_name = {each.name: each for each in deployments}
    found = await deployments_of(client, by_name)
    if missing := by_name.keys() - {each.name for each in found}:
        raise Problem(f"Prefect’s server does not know {', '.join(sorted(missing))}.")
    return {each.id: by_name[each.name].as_switched(each) for each in found}


def resource_of(run: FlowRun) -> str:
    """The name under which Prefect hears of a run."""
    return f"prefect.flow-run.{run.id}"


async def say_alive(client: PrefectClient, resource: str, time: dt.datetime) -> None:
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
