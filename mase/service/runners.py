"""The runners of ``mase serve``: they start a process for each run of a flow, only so many at once.

The settings that Prefect's processes on several machines need, all or none.

Prefect starts with a part of them as well, and then loses events and task runs, or plans each run twice,
without a word.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

import httpx
from prefect.client.orchestration import get_client
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner

from forum.text.problem import Problem
from mase.logs import OnceAtCapacity
from mase.service.beside import tell
from mase.service.catch_up import end_runs_of_last_service
from mase.service.deployments import Deployment
from mase.service.keeper import PAUSE, SAYS_EVERY, Runs, could_not_look
from tasks.paused import deployments_of

AT_ONCE = 3  # processes of 190 MB each; a backlog that starts whole starves itself
LOOKS_EVERY = 2.0  # seconds: who has pressed a form, or written a mail, waits for it
MAKES_UP_EVERY = dt.timedelta(minutes=5)  # it reads all runs of the day
HEALTH_EVERY = 5.0
SILENT_FOR = 60.0  # longer than a server that lives is busy
GONE = (
    "The Prefect server does not answer any more, so the service ends. Start it again: what was missed is "
    "made up for. The server’s last lines are in server.log in the Prefect folder."
)


async def as_paused(deployments: Sequence[Deployment]) -> Sequence[Deployment]:
    """The deployments as a person has switched them on the server: a restart resumes nothing."""
    async with get_client() as client:
        found = {
            each.name: each for each in await deployments_of(client, [each.name for each in deployments])
        }
    return [each.as_switched(found[each.name]) if each.name in found else each for each in deployments]


async def run_flows(
    served: Sequence[tuple[Deployment, RunnerDeployment]],
    api_url: str,
    listening: AbstractContextManager[None],
) -> None:
    """Run every flow at its time, until a ``TERM`` signal or until the task is cancelled.

    ``listening`` is entered once the last service's runs are ended: runs that a listener starts before that
    would be among them.

    The brake has a runner of its own that takes one form after the other: hold and lift take effect in the
    order they were pressed, however many runs wait. Raises Problem when the Prefect server has not answered
    for ``SILENT_FOR`` seconds: no flow would run any more, and nobody would see it.
    """
    logging.getLogger("prefect.runner").addFilter(OnceAtCapacity())
    runner, brake = (
        Runner(
            name=name,
            limit=limit,
            query_seconds=LOOKS_EVERY,
            heartbeat_seconds=SAYS_EVERY,
            pause_on_shutdown=False,
        )
        for name, limit in (("flows", AT_ONCE), ("brake", 1))
    )
    known = {
        await (brake if deployment.is_brake else runner).aadd_deployment(runnable): deployment
        for deployment, runnable in served
    }
    async with get_client() as client:
        await end_runs_of_last_service(client, known, _now())

        async def keep() -> None:
            runs = Runs(tuple(known.values()), MAKES_UP_EVERY)
            while True:
                with could_not_look():  # the watch says when the server is gone
                    await runs.look(client, _now())
                await asyncio.sleep(PAUSE)

        going = [
            asyncio.ensure_future(work) for work in (runner.start(), brake.start(), keep(), _watch(api_url))
        ]
        try:
            await asyncio.sleep(0)  # each runner takes the signal for itself as it starts
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, going[-1].cancel)
            with listening:
                tell("READY=1")
                ended, _ = await asyncio.wait(going, return_when=asyncio.FIRST_COMPLETED)
            for work in ended:
                with suppress(asyncio.CancelledError):
                    work.result()
        finally:
            tell("STOPPING=1")
            for work in going:
                work.cancel()
            await asyncio.wait(going)


async def _watch(api_url: str) -> None:
    """Ask the server how it is until it is gone, or has not answered for long; then raise Problem."""
    answered = time.monotonic()
    async with httpx.AsyncClient(timeout=HEALTH_EVERY) as client:
        while time.monotonic() - answered < SILENT_FOR:
            try:
                (await client.get(f"{api_url}/health")).raise_for_status()
                answered = time.monotonic()
                tell("WATCHDOG=1")
            except httpx.ConnectError:
                break  # nobody listens: its process has ended
            except httpx.HTTPError:
                pass
            await asyncio.sleep(HEALTH_EVERY)
    raise Problem(GONE)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


SHORTEST_HEARTBEAT = 30  # seconds; Prefect takes no shorter one
PATIENCE = 5.0  # seconds


@dataclass(frozen=True)
class Need:
    """A setting of Prefect's: the ``beginning`` that its value must have, and what goes wrong without it."""

    name: str
    beginning: str
    otherwise: str


REDIS = ("redis://", "rediss://", "redis+sentinel://", "rediss+sentinel://")
SHARED = (
    Need("PREFECT_MESSAGING_BROKER", "prefect_redis.messaging", "events and task runs are lost"),
    Need("PREFECT_MESSAGING_CACHE", "prefect_redis.messaging", "events are counted twice"),
    Need("PREFECT_SERVER_EVENTS_CAUSAL_ORDERING", "prefect_redis.ordering", "events come out of order"),
    Need("PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE", "prefect_redis.lease_storage", "limits never free"),
    Need(
        "PREFECT_SERVER_WORKER_CHANNEL_CLEANUP_QUEUE_STORAGE",
        "prefect_redis.cleanup_queue",
        "what a lost worker left is not cleaned up",
    ),
    Need("PREFECT_REDIS_MESSAGING_URL", "redis", "each server looks for Redis on its own machine"),
    Need("PREFECT_REDIS_WORKER_CLEANUP_QUEUE_URL", "redis", "each server looks for Redis on its own machine"),
    Need("PREFECT_SERVER_DOCKET_URL", "redis", "each server plans for itself, and runs come twice"),
)
ALIKE = (
    Need("PREFECT_API_URL", "http", "nothing finds the API servers"),
    Need("PREFECT_API_AUTH_STRING", "", "workers can’t sign in"),
    Need("PREFECT_SERVER_API_AUTH_STRING", "", "anybody can press a form"),
    Need("PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED", "true", "another site’s page can press a form"),
    Need("PREFECT_SERVER_ENCRYPTION_KEY", "", "each server encrypts with a key of its own"),
    Need("PREFECT_SERVER_DATABASE_CONNECTION_URL", "postgresql+asyncpg://", "each server has its own runs"),
    Need("PREFECT_SERVER_DATABASE_MIGRATE_ON_START", "false", "two servers migrate at once"),
    Need("PREFECT_SERVER_REGISTER_BLOCKS_ON_START", "false", "of two servers that start at once one ends"),
    Need("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", "", "a run that was killed is Running for ever"),
    Need("PREFECT_CLIENT_RETRY_EXTRA_CODES", "500", "each run dies when Prefect’s database is away"),
)


def is_one_of_several(environment: Mapping[str, str]) -> bool:
    """True where a setting of this process is one that only several servers need."""
    return any(environment.get(need.name, "").startswith(("prefect_redis", *REDIS)) for need in SHARED)


def lacking(environment: Mapping[str, str]) -> list[str]:
    """A sentence for each setting that a process of several machines' needs and lacks, repeating no value."""
    faults = [
        f"{need.name} {f'must begin with {need.beginning}' if need.beginning else 'must be set'}: "
        f"without it {need.otherwise}"
        for need in (*SHARED, *ALIKE)
        if not (value := environment.get(need.name, "")) or not value.startswith(need.beginning)
    ]
    heartbeat = environment.get("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", "")
    if heartbeat and not (heartbeat.isdecimal() and int(heartbeat) > SHORTEST_HEARTBEAT):
        faults.append(
            f"PREFECT_FLOWS_HEARTBEAT_FREQUENCY must be a whole number of seconds above {SHORTEST_HEARTBEAT}"
        )
    return faults


def ask(environment: Mapping[str, str]) -> None:
    """Ask Redis and an API server how they are; raise Problem when one does not answer.

    No address of Prefect's own says how Redis is.
    """
    import httpx
    import redis

    name, password = environment["PREFECT_API_AUTH_STRING"].split(":", maxsplit=1)
    try:
        if environment["PREFECT_REDIS_MESSAGING_URL"].startswith(("redis:", "rediss:")):
            redis.Redis.from_url(environment["PREFECT_REDIS_MESSAGING_URL"], socket_timeout=PATIENCE).ping()
    except redis.RedisError:
        raise Problem(
            "Redis does not answer at PREFECT_REDIS_MESSAGING_URL: no flow starts, and Prefect says nothing"
        ) from None
    try:
        httpx.get(
            f"{environment['PREFECT_API_URL']}/ready", auth=(name, password), timeout=PATIENCE
        ).raise_for_status()
    except httpx.HTTPError:
        raise Problem("no API server is ready at PREFECT_API_URL, or it does not take the sign-in") from None
