"""A cluster to measure: its parts, and how long each has worked."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from prefect.client.orchestration import SyncPrefectClient
from sqlalchemy import create_engine, func, select
from sqlalchemy.engine import make_url

from benchmarks.cluster.busiest import BUSIEST
from benchmarks.cluster.databases import copy_register
from benchmarks.mail_server import StandIn
from config.settings import EWS, ROOT
from forum.outbox.states import State
from tasks.register.tables import DispatchRow

TICKS = os.sysconf("SC_CLK_TCK")  # of the processor, a second
STANDIN = "stand-in"
PARTS = {  # by how the names of their processes begin
    "worker": "workers",
    "postgres": "PostgreSQL",
    "api": "API servers",
    "balancer": "API servers",
    "services": "background services",
    "redis": "Redis",
    "exchange": STANDIN,
}


@dataclass(frozen=True)
class Cluster:
    """A cluster in a process of its own: its API, the address of its register, and its parts' processes."""

    api: SyncPrefectClient
    standin: StandIn
    register: str
    processes: Mapping[str, int]

    def start(self, flow: str) -> None:
        """Start a run of a flow for the busiest morning."""
        deployment = self.api.read_deployment_by_name(f"{flow}/{flow}")
        self.api.create_flow_run_from_deployment(deployment.id, parameters={"as_of": BUSIEST})

    def is_at_work(self) -> bool:
        """Say whether a run has not ended."""
        return not all(run.state and run.state.is_final() for run in self.api.read_flow_runs())

    def processor(self) -> Mapping[str, float]:
        """Return the seconds of the processor that the parts have had, with all that they have started."""
        seconds: defaultdict[str, float] = defaultdict(float)
        for name, process in self.processes.items():
            if part := next((part for begins, part in PARTS.items() if name.startswith(begins)), None):
                seconds[part] += seconds_of(process)
        return seconds


def letters_in(url: str) -> Counter[State]:
    """Count the letters of a register by their states."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(select(DispatchRow.state, func.count()).group_by(DispatchRow.state)).all()
    engine.dispose()
    return Counter(dict(rows))


def seconds_of(process: int) -> float:
    """Return the seconds of the processor that a process has had, with all that it has started."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return 0  # it has ended, and its parent counts it
    # utime, stime, and those of children that have ended
    return sum(map(int, fields[11:15])) / TICKS + sum(map(seconds_of, map(int, children)))


@contextmanager
def cluster(workers: int, policies: Path, domains: Sequence[str]) -> Iterator[Cluster]:
    """Start a cluster in which as many runs as workers share a morning, and end it afterwards."""
    settings = {
        "MASE_POLICIES": str(policies),
        "MASE_SHARDS": str(workers),
        "MASE_MODE": "live",
        "MASE_ALLOWED_DOMAINS": ",".join(domains),
        "MASE_REHEARSAL": "true",
        "MASE_LIBREOFFICE": "",
        "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",  # today's flows would be work beside
    }
    command = [sys.executable, "-m", "tests.cluster", "--json", "--workers", str(workers)]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | settings, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            made = json.loads(process.stdout.readline())
            os.kill(made["processes"]["keeper"], signal.SIGTERM)  # it would make up for today's flows
            service = made["environment"]
            with (
                SyncPrefectClient(f"{made['address']}/api", auth_string=made["sign_in"]) as api,
                httpx.Client(timeout=60) as http,
            ):
                standin = StandIn(service["MASE_EXCHANGE_ENDPOINT"].removesuffix(EWS), http)
                yield Cluster(api, standin, service["MASE_DATABASE_URL"], made["processes"])
        finally:
            process.terminate()


def fill(url: str, file: Path) -> None:
    """Put the register of an SQLite file in the place of the one at a URL."""
    database = make_url(url).database
    server = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {database} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {database}")
    server.dispose()
    copy_register(file, url)
