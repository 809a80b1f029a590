"""Let the processes that run for months see 2,000 runs of flows, and say whether they grow.

``python -m tests.memory service`` starts ``mase serve`` and ``mase watch`` on SQLite with a folder as
mailbox; ``cluster`` the parts of ``tests.cluster`` with one worker, and ``mase watch``. Of fifty runs one
does a whole morning of a group, and the others find nothing due. The memory of each process is read after
each hundred.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import count, pairwise
from pathlib import Path
from statistics import median
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.exceptions import ObjectNotFound

from config.settings import ROOT
from mase.service.prefect_client import sign_in_of
from mase.service.prefect_server import free_port
from mase.terminal import environment
from tests.cluster.kill import START, enter_members, settings_of
from tests.cluster.parts import PREFECT, SIGN_IN, Part, cluster
from tests.kill_service.__main__ import children_of
from tests.memory.forking import program_in

PROGRAM = [sys.executable, "-m", "tests.memory.program"]
HUNDRED = 100
AT_ONCE = 6  # twice as many as are run at once; a queue of all would be read again every two seconds
STARTED_WITHIN = 20.0  # seconds after its flows are on the server
MORNING = "do-what-is-due"
NOTHING_DUE = ("deliver-mail", "read-mailbox", "forecast-quorum", "put-questions")
A_MORNING_IN = 50  # runs
NOT_ENDED = FlowRunFilterState(
    type=FlowRunFilterStateType(any_=[StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING])
)
Processes = Mapping[str, int]  # their ids, by name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("service", "cluster"))
    parser.add_argument("--runs", type=int, default=2000)
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mase-memory-", ignore_cleanup_errors=True) as name:
        start = {"service": service, "cluster": cluster_and_watcher}[wishes.what]
        with start(Path(name)) as (client, processes):
            print(*(f"{name} {pid}" for name, pid in processes.items()), sep=", ", flush=True)
            seen, ended = asyncio.run(play(client, processes, wishes.runs))
    report(seen, ended)


@contextmanager
def service(folder: Path) -> Iterator[tuple[Callable[[], PrefectClient], Processes]]:
    """The service on one machine, and its watcher."""
    port = free_port()
    settings = settings_of(folder, 1) | {
        "MASE_POLICIES": "config",
        "MASE_DATABASE_URL": f"sqlite:///{folder}/register.db",
        "MASE_MAIL_FOLDER": str(folder / "mail"),
        "MASE_PREFECT_FOLDER": str(folder / "prefect"),
        "MASE_PREFECT_PORT": str(port),
        "MASE_WATCH_FOLDER": str(folder / "watch"),
    }
    with environment(settings), ExitStack() as ended:
        enter_members(folder)
        forks = forks_in(folder, settings)
        ended.callback(forks.end)
        forks.start()
        forks.wait()
        serving = _started(ended, folder, "serve")
        while "Ctrl-C" not in (folder / "serve.log").read_text(encoding="utf-8"):
            assert serving.poll() is None, (folder / "serve.log").read_text(encoding="utf-8")
            time.sleep(1)
        watching = _started(ended, folder, "watch")
        processes = {
            "mase serve, and the listener": serving.pid,
            "Prefect's server": children_of(serving.pid)[0],
            "mase watch": watching.pid,
        }
        sign_in = sign_in_of(folder / "prefect")
        yield lambda: PrefectClient(f"http://127.0.0.1:{port}/api", auth_string=sign_in), processes


def forks_in(folder: Path, settings: Mapping[str, str]) -> Part:
    """The process that forks the runs of flows."""
    command = [sys.executable, "-m", "tests.memory.forking", str(folder)]
    return Part("forks", command, settings, folder, program_in(folder).exists)


def _started(ended: ExitStack, folder: Path, command: str) -> subprocess.Popen[bytes]:
    with (folder / f"{command}.log").open("wb") as log:
        process = subprocess.Popen([*PROGRAM, command, str(folder)], cwd=ROOT, stdout=log, stderr=log)
    ended.callback(process.wait)
    ended.callback(process.terminate)
    return process


@contextmanager
def cluster_and_watcher(folder: Path) -> Iterator[tuple[Callable[[], PrefectClient], Processes]]:
    """A cluster of one worker, and its watcher."""
    settings = settings_of(folder, 1) | {"MASE_WATCH_FOLDER": str(folder / "watch")}
    with cluster(folder, workers=1, settings=settings) as made, environment(made.environment):
        enter_members(folder)
        worker, keeper = made.parts["worker-1"], made.parts["keeper"]
        forks = forks_in(folder, made.environment)
        watcher = Part("watcher", [*PROGRAM, "watch", str(folder)], made.environment, folder)
        worker.end()
        keeper.end()
        worker.command = [*PROGRAM, "worker", str(folder), *worker.command[len(PREFECT) + 2 :]]
        keeper.command = [*PROGRAM, "listen", str(folder)]
        try:
            for part in (forks, worker, keeper, watcher):
                part.start()
                part.wait()
            measured = {
                "API server": made.parts["api-1"],
                "background services": made.parts["services"],
                "worker": worker,
                "mase listen": keeper,
                "mase watch": watcher,
            }
            yield (
                lambda: PrefectClient(f"{made.address}/api", auth_string=SIGN_IN),
                {name: part.process.pid for name, part in measured.items() if part.process},
            )
        finally:
            watcher.end()
            forks.end()


async def play(
    connect: Callable[[], PrefectClient], processes: Processes, runs: int
) -> tuple[list[dict[str, float]], Counter[StateType]]:
    """Have the runs made, a hundred at a time; return what each process took after each hundred, and how the
    runs ended."""
    seen, ended, days = [], Counter[StateType](), working_days()
    async with connect() as client:
        deployments = {name: await deployment(client, name) for name in (MORNING, *NOTHING_DUE)}
        await asyncio.sleep(STARTED_WITHIN)  # a service that starts cancels runs that are late
        for _ in range(runs // HUNDRED):
            made = []
            for number in range(HUNDRED):
                if number % A_MORNING_IN == 0:
                    day, name = next(days), MORNING
                else:
                    name = NOTHING_DUE[number % len(NOTHING_DUE)]
                run = await client.create_flow_run_from_deployment(
                    deployments[name], parameters={"as_of": day.isoformat()}
                )
                made.append(run.id)
                await until_at_most(client, made, AT_ONCE)
            await until_at_most(client, made, 0)
            states = await client.read_flow_runs(
                flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=made)), limit=HUNDRED
            )
            ended.update(run.state_type for run in states if run.state_type)
            seen.append({name: megabytes(pid) for name, pid in processes.items()})
            print(
                len(seen) * HUNDRED, "runs:", *(f"{took:.1f}" for took in seen[-1].values()), "MB", flush=True
            )
    return seen, ended


async def until_at_most(client: PrefectClient, made: list[UUID], number: int) -> None:
    """Wait until no more than a number of the runs have still to end."""
    going = FlowRunFilter(id=FlowRunFilterId(any_=made), state=NOT_ENDED)
    while len(await client.read_flow_runs(flow_run_filter=going)) > number:
        await asyncio.sleep(1)


async def deployment(client: PrefectClient, name: str) -> UUID:
    """Return the id of a flow on the server, once the service has put it there."""
    while True:
        with suppress(ObjectNotFound):
            return (await client.read_deployment_by_name(f"{name}/{name}")).id
        await asyncio.sleep(1)


def working_days() -> Iterator[dt.date]:
    days = (START + dt.timedelta(days=number) for number in count())
    return (day for day in days if day.weekday() < 5)


def megabytes(pid: int) -> float:
    """Return the memory that a process has of its own, and that it shares, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def report(seen: list[dict[str, float]], ended: Counter[StateType]) -> None:
    """Print what each process took in each quarter of the runs, and how the runs ended."""
    for name in seen[0]:
        print(f"{name:30}", *(f"{took:.0f}" for took in quarters([each[name] for each in seen])), "MB")
    print(*(f"{number} {state.value}" for state, number in ended.items()), sep=", ", end=". ")
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")


def quarters(readings: Sequence[float]) -> list[float]:
    """Return the median of each quarter of the readings, leaving out a quarter that has none."""
    ends = [len(readings) * number // 4 for number in range(5)]
    return [median(readings[start:end]) for start, end in pairwise(ends) if start < end]


if __name__ == "__main__":
    main()
