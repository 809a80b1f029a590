"""Kill parts of the running service in mid-flow, start it again, and say when every flow had run.

``python -m tests.kill_service [ROUNDS [PART]]`` (twelve by default, each of two to six minutes). In each
round eight flows have one time of today; some seconds after it a part is killed, or its engines are stopped.
A service that ended is started again at once, as systemd does. The exit code says whether every flow had run
within ten minutes of that.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterExpectedStartTime
from prefect.client.schemas.objects import StateType

from config.settings import ROOT
from mase.service.catch_up import BY_THEMSELVES
from mase.service.deployments import ALL_AT_ONCE
from mase.service.prefect_client import sign_in_of
from mase.service.prefect_server import client_settings, free_port
from tests.kill_service.service import FLOWS

PARTS = ("server", "service", "engine", "machine", "service, by TERM", "engines, stopped")
MOMENTS = (2, 5, 9, 14, 20, 10, 27, 35, 44, 12, 31, 15)  # seconds after the time of the flows
AHEAD = dt.timedelta(seconds=75)  # a service starts in less, also on a busy machine
WITHIN = 600.0
ENOUGH = 900.0  # seconds, after which a round is given up
HAS_RUN = (StateType.COMPLETED, StateType.FAILED)


@dataclass
class Service:
    """A service in a folder of its own. ``process`` is the one started last."""

    folder: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    def start(self, at: dt.datetime) -> None:
        command = [sys.executable, "-m", "tests.kill_service.service", f"{at:%H:%M}"]
        with (self.folder / "printed.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def keep_running(self, at: dt.datetime) -> None:
        """Start the service again where it has ended."""
        if self.process is None or self.process.poll() is not None:
            self.start(at)

    def end(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait()

    def kill(self, part: str) -> int:
        """Kill a part of the service, or have it stop for ever; return how many runs were going."""
        assert self.process is not None
        pid = self.process.pid
        server, *engines = children_of(pid)
        victims = {
            "server": [server],
            "service": [pid],
            "engine": engines[:1],
            "machine": [pid, *below(pid)],
            "service, by TERM": [pid],
            "engines, stopped": engines,
        }[part]
        how = {"service, by TERM": signal.SIGTERM, "engines, stopped": signal.SIGSTOP}
        for victim in victims:
            os.kill(victim, how.get(part, signal.SIGKILL))
        if pid in victims:
            self.process.wait()
        return len(engines)

    def runs(self, since: dt.datetime) -> list[tuple[str, StateType]]:
        """Return the name of the flow and the state of each run whose time has come since; none while the
        server does not answer."""
        url = f"http://127.0.0.1:{self.environment['MASE_PREFECT_PORT']}/api"
        with client_settings(self.folder / "prefect", url, sign_in_of(self.folder / "prefect")):
            try:
                return asyncio.run(runs_since(since))
            except Exception:  # in a server that is starting or dying anything may go wrong
                return []


async def runs_since(since: dt.datetime) -> list[tuple[str, StateType]]:
    async with get_client() as client:
        now = dt.datetime.now(dt.UTC)
        times = FlowRunFilterExpectedStartTime(after_=since, before_=now)
        runs = await client.read_flow_runs(flow_run_filter=FlowRunFilter(expected_start_time=times))
        names = {flow.id: flow.name for flow in await client.read_flows()}
        return [(names[run.flow_id], run.state.type) for run in runs if run.state]


def main() -> int:
    rounds = int(sys.argv[1]) if sys.argv[1:] else len(MOMENTS)
    parts = sys.argv[2:] or PARTS
    well = True
    with service() as serving:
        for _, part, moment in zip(range(rounds), cycle(parts), cycle(MOMENTS), strict=False):
            going, seconds = play(serving, part, moment)
            well &= seconds <= WITHIN
            print(
                f"{part:18} killed {moment:2} s after the time of the flows, {going} runs going: "
                f"{'not every flow has run' if seconds > ENOUGH else f'{seconds / 60:.1f} minutes'} "
                f"(load {os.getloadavg()[0]:.0f})",
                flush=True,
            )
    return 0 if well else 1


def play(serving: Service, part: str, moment: float) -> tuple[int, float]:
    """Kill a part some seconds after the time of all flows; return how many runs were going, and the seconds
    from the kill until every flow had run."""
    at = (dt.datetime.now(dt.UTC) + AHEAD).replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
    serving.start(at)
    wait_until(at + dt.timedelta(seconds=moment))
    going = serving.kill(part)
    killed = time.monotonic()
    while (seconds := time.monotonic() - killed) <= ENOUGH:
        serving.keep_running(at)
        if has_every_flow_run(serving.runs(at)):
            break
        time.sleep(1)
    serving.end()
    return going, seconds


def has_every_flow_run(runs: list[tuple[str, StateType]]) -> bool:
    ended = {name for name, state in runs if state in HAS_RUN}
    return ended >= FLOWS or {*BY_THEMSELVES, ALL_AT_ONCE} <= ended


@contextmanager
def service() -> Iterator[Service]:
    """Return a service with the sample members; nothing of it is left afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        environment = {
            **os.environ,
            "MASE_POLICIES": "config",
            "MASE_DATABASE_URL": f"sqlite:///{folder}/register.db",
            "MASE_MAIL_FOLDER": str(folder / "mail"),
            "MASE_PREFECT_FOLDER": str(folder / "prefect"),
            "MASE_PREFECT_PORT": str(free_port()),
        }
        members = [sys.executable, "-m", "mase", "register", "import", "config/members-sample.xlsx", "--yes"]
        subprocess.run(members, cwd=ROOT, env=environment, check=True, capture_output=True)
        serving = Service(folder, environment)
        try:
            yield serving
        finally:
            if serving.process and serving.process.poll() is None:
                serving.kill("machine")


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started, the oldest first; none where it has ended."""
    try:
        return [
            int(child)
            for thread in Path(f"/proc/{pid}/task").iterdir()
            for child in (thread / "children").read_text("ascii").split()
        ]
    except OSError:
        return []


def below(pid: int) -> list[int]:
    """Return all that a process has started, and what those have."""
    return [each for child in children_of(pid) for each in (child, *below(child))]


def wait_until(moment: dt.datetime) -> None:
    time.sleep(max(0.0, (moment - dt.datetime.now(dt.UTC)).total_seconds()))


if __name__ == "__main__":
    sys.exit(main())
