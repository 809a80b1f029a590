"""The runners of ``mase serve``: they start a process for each run of a flow, only so many at once."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import signal
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress

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
