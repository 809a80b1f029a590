"""A busy morning through a whole cluster, by one worker and by several: ``python -m benchmarks.cluster``."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from prefect.client.orchestration import SyncPrefectClient
from sqlalchemy import create_engine, func, select
from sqlalchemy.engine import make_url

from benchmarks.duties import BY, work
from benchmarks.groups import Model, all_mail_goes
from benchmarks.mail_server import StandIn
from benchmarks.register import make_register
from benchmarks.shards import LocksHeld, copy_register, looking_at_locks
from benchmarks.standins import PlainLetters
from config.settings import EWS, ROOT
from config.wiring import calendar, load_policies
from forum.outbox.states import State
from forum.text.wording import count
from rehearsals.stage import SAMPLE_MEMBERS, import_members
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.groups import set_up_groups
from tasks.register.migrations import upgrade
from tasks.register.outbox.dispatches import IN_THE_HANDS_OF_DELIVERY
from tasks.register.tables import AddressRow, DispatchRow, GroupRow

MEET_ON = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
BEGIN = dt.date(2027, 1, 4)
BEFORE = (BEGIN, *(dt.date(2027, 1, day) for day in (25, 26, 27, 28, 29)))
BUSIEST = dt.date(2027, 2, 1)  # every group asks all its members for their details, as four times a year
PAUSE = 0.2  # seconds between two looks
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


@dataclass(frozen=True)
class Morning:
    """A morning's letters; its seconds until the first went, and from then until the last had gone.

    ``processor`` are the seconds that each part worked, ``standin`` those of the stand-in while letters went.
    """

    letters: int
    writing: float
    delivering: float
    processor: Mapping[str, float]
    standin: float
    held: LocksHeld


def measure(cluster: Cluster) -> Morning:
    """Have the busiest morning done, from the run that begins it to the last letter."""
    before, begun = cluster.processor(), time.monotonic()
    gone_before = letters_in(cluster.register)[State.SENT]
    cluster.start("do-what-is-due")
    with looking_at_locks(cluster.register) as held:
        while letters_in(cluster.register)[State.SENT] == gone_before:
            time.sleep(PAUSE)
        first, standin = time.monotonic(), cluster.processor()[STANDIN]
        while is_on_its_way(cluster):
            time.sleep(PAUSE)
    ended, after = time.monotonic(), cluster.processor()
    gone = letters_in(cluster.register)[State.SENT] - gone_before
    if gone != (accepted := cluster.standin.accepted()):
        raise SystemExit(f"The stand-in accepted {accepted} letters, and {gone} have gone.")
    return Morning(
        letters=gone,
        writing=first - begun,
        delivering=ended - first,
        processor={part: after[part] - before[part] for part in after},
        standin=after[STANDIN] - standin,
        held=held,
    )


def is_on_its_way(cluster: Cluster) -> bool:
    """Say whether a run is going or a letter waits; start a delivery where letters wait and none is."""
    if cluster.is_at_work():
        return True
    waits = any(letters_in(cluster.register)[state] for state in IN_THE_HANDS_OF_DELIVERY)
    if waits:
        cluster.start("deliver-mail")
    return waits


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


def write_policies(folder: Path) -> None:
    """Write the sample's policy once for each day of the week on which a group may meet."""
    text = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")
    for weekday in MEET_ON:
        own = text.replace('code = "MASE"', f'code = "{weekday[:3].upper()}"').replace("Tuesday", weekday)
        (folder / f"{weekday}.toml").write_text(own, encoding="utf-8")


def models(policies: Path, folder: Path) -> Iterator[Model]:
    """Play a group under each policy up to the busiest morning."""
    for code, policy in load_policies(policies).items():
        file, clock = folder / f"{code}-before.db", SetClock(dt.datetime.combine(BEGIN, dt.time(9)))
        office = Office(
            register=Register(f"sqlite:///{file}", clock),
            policies={code: policy},
            calendars={code: calendar(policy)},
            letters=PlainLetters(),
            documents=DocumentPrinter(ROOT / "templates" / "documents"),
            clock=clock,
        )
        with closing(office.register):
            upgrade(office.register)
            with office.register.transaction(BY) as tx:
                set_up_groups(tx, [policy])
            import_members(office, code, SAMPLE_MEMBERS, BEGIN)
            for morning in BEFORE:
                clock.at = dt.datetime.combine(morning, dt.time(9))
                work(office, morning)
                all_mail_goes(office, morning)
        yield Model(file, BUSIEST, policy)


def name_by_policy(file: Path, number: int) -> list[str]:
    """Give the first of the groups the codes of their policies, or the service would set up others for those.

    Return the domains of all addresses.
    """
    register = Register(f"sqlite:///{file}", SetClock(dt.datetime.combine(BUSIEST, dt.time(9))))
    with closing(register), register.transaction(BY) as tx:
        for group in tx.session.scalars(select(GroupRow).order_by(GroupRow.code).limit(number)):
            group.code = group.policy
        addresses = tx.session.scalars(select(AddressRow.address))
        return sorted({address.rpartition("@")[2] for address in addresses})


def say(workers: int, morning: Morning, alone: float) -> None:
    """Print what a morning took."""
    letters, seconds = morning.letters, morning.writing + morning.delivering
    processors = os.cpu_count() or 1
    print(
        f"{count(workers, 'worker')}: {letters:,} letters in {seconds:.0f} s, "
        f"{letters / seconds:.1f} a second, {alone / seconds:.2f} times as many as the first. "
        f"Until the first went {morning.writing:.0f} s, {letters / morning.writing:.1f} written a second; "
        f"then {letters / morning.delivering:.1f} went a second, "
        f"{morning.standin / morning.delivering:.0%} of what the stand-in can take."
    )
    print(f"  {morning.held}")
    shares = sorted(morning.processor.items(), key=lambda part: -part[1])
    print(
        f"  Of {processors} processors: {sum(morning.processor.values()) / seconds:.2f} at work; "
        + ", ".join(f"{part} {worked / seconds:.2f} ({worked:.0f} s)" for part, worked in shares),
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--groups", type=int, default=300)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 3])
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mase-groups-") as own:
        policies, file = Path(own, "policies"), Path(own, "register.db")
        policies.mkdir()
        write_policies(policies)
        make_register(file, list(models(policies, Path(own))), wishes.groups, years=0)
        domains = name_by_policy(file, len(MEET_ON))
        alone = 0.0
        for workers in wishes.workers:
            with cluster(workers, policies, domains) as made:
                fill(made.register, file)
                morning = measure(made)
            alone = alone or morning.writing + morning.delivering
            say(workers, morning, alone)


if __name__ == "__main__":
    main()
