"""The parts of a cluster on one machine, as ``deployments/cluster`` has them on several."""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import redis
import sqlalchemy

from config.env_file import read_env_file
from config.settings import ROOT
from mase.service.prefect_server import free_port

CLUSTER = ROOT / "deployments" / "cluster"
PREFECT = [sys.executable, "-m", "prefect"]
SIGN_IN = "mase:a-cluster-to-try"
KEY = base64.urlsafe_b64encode(b"a key for a cluster to try on it").decode()
UP_WITHIN = 180.0  # seconds
WORKERS = 3
QUEUES = ("hands", "mail", "morning")  # in the order in which a worker with a free place takes runs from them


@dataclass
class Part:
    """A process of the cluster. ``is_up`` tells whether it does its work."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    is_up: Callable[[], bool] = lambda: True
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start the process, with its words in a file of its name."""
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=os.environ | self.environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until it does its work; raise TimeoutError with its last lines when it does not in time."""
        end = time.monotonic() + UP_WITHIN
        while not self.is_up():
            assert self.process
            if time.monotonic() > end or self.process.poll() is not None:
                words = (self.folder / f"{self.name}.log").read_text(errors="replace")[-2000:]
                raise TimeoutError(f"{self.name} is not up:\n{words}")
            time.sleep(0.2)

    def kill(self) -> None:
        """Kill the process and all that it has started, as a machine that loses its power does."""
        self._signal(signal.SIGKILL)

    def end(self) -> None:
        """End the process, and kill it when it has not ended within ten seconds."""
        self._signal(signal.SIGTERM, wait=10)
        self._signal(signal.SIGKILL)

    def _signal(self, number: int, wait: float = 5) -> None:
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(wait)


@dataclass(frozen=True)
class Cluster:
    """The parts by name, in the order in which they start, and what all of them go by."""

    parts: Mapping[str, Part]
    environment: Mapping[str, str]
    address: str

    def keep_up(self) -> None:
        """Start each part again that has ended by itself, as what starts services does."""
        for part in self.parts.values():
            if part.process and part.process.poll() is not None:
                part.start()


def environment_of(ports: Mapping[str, int], folder: Path) -> dict[str, str]:
    """What ``prefect.env`` says, for parts that are all on this machine, and the service's own settings."""
    values = read_env_file(CLUSTER / "prefect.env", "PREFECT_").values
    here = {
        "balancer:4200": f"127.0.0.1:{ports['balancer']}",
        "127.0.0.1:4200": f"127.0.0.1:{ports['balancer']}",
        "redis:6379": f"127.0.0.1:{ports['redis']}",
        "prefect:${PREFECT_DATABASE_PASSWORD}@postgres:5432": f"postgres@127.0.0.1:{ports['postgres']}",
        "${PREFECT_SIGN_IN}": SIGN_IN,
        "${PREFECT_ENCRYPTION_KEY}": KEY,
    }
    every = re.compile("|".join(map(re.escape, here)))
    return {name: every.sub(lambda found: here[found[0]], value) for name, value in values.items()} | {
        "PREFECT_HOME": str(folder / "prefect"),
        "MASE_POLICIES": "config",
        "MASE_DATABASE_URL": f"postgresql+psycopg://postgres@127.0.0.1:{ports['postgres']}/register",
        "MASE_GATEWAY": "exchange",
        "MASE_EXCHANGE_ENDPOINT": f"http://127.0.0.1:{ports['exchange']}/EWS/Exchange.asmx",
        "MASE_EXCHANGE_AUTH": "basic",
        "MASE_EXCHANGE_USERNAME": "mase@forum.example",
        "MASE_EXCHANGE_PASSWORD": "secret",
        "MASE_BACKUP_FOLDER": str(folder / "backups"),
    }


@contextmanager
def cluster(
    folder: Path, workers: int = WORKERS, settings: Mapping[str, str] | None = None
) -> Iterator[Cluster]:
    """A cluster that is up, with its databases in ``folder``; all of it ends with the block.

    ``settings`` are the service's that differ.
    """
    names = ("postgres", "redis", "balancer", "exchange", "api-1", "api-2")
    ports = {name: free_port() for name in names}
    environment = environment_of(ports, folder) | dict(settings or {})
    (folder / "prefect").mkdir(mode=0o700)
    parts = {part.name: part for part in _parts(folder, ports, environment, workers)}
    made = Cluster(parts, environment, f"http://127.0.0.1:{ports['balancer']}")
    try:
        for part in parts.values():
            if part.name == "api-1":
                _prepare_databases(environment, ports["postgres"])
            if part.name == "services":
                parts["balancer"].wait()
                _deploy(environment)
            part.start()
            if part.name in ("postgres", "redis", "exchange"):
                part.wait()
        for part in parts.values():
            part.wait()
        yield made
    finally:
        for part in reversed(parts.values()):
            part.end()


def _parts(
    folder: Path, ports: Mapping[str, int], environment: Mapping[str, str], workers: int
) -> Iterator[Part]:
    yield _postgres(folder, ports["postgres"])
    yield Part(
        "redis",
        [
            "redis-server",
            "--port",
            str(ports["redis"]),
            "--bind",
            "127.0.0.1",
            "--appendonly",
            "yes",
            "--dir",
            str(folder),
        ],
        {},
        folder,
        lambda: _answers_redis(ports["redis"]),
    )
    yield Part(
        "exchange",
        [sys.executable, "-m", "tests.standins.exchange", "--port", str(ports["exchange"])],
        {},
        folder,
        lambda: _answers(f"http://127.0.0.1:{ports['exchange']}/EWS/Exchange.asmx", but={401, 405}),
    )
    for name in ("api-1", "api-2"):
        yield Part(
            name,
            [*PREFECT, "server", "start", "--no-services", "--host", "127.0.0.1", "--port", str(ports[name])],
            {**environment, "PREFECT_SERVER_DOCKET_NAME": "api"},
            folder,
            partial(_answers, f"http://127.0.0.1:{ports[name]}/api/ready"),
        )
    yield _balancer(folder, ports)
    yield Part("services", [*PREFECT, "server", "services", "start"], environment, folder)
    for number in range(1, workers + 1):
        in_order = [word for queue in QUEUES for word in ("--work-queue", queue)]
        yield Part(
            f"worker-{number}",
            [
                *PREFECT,
                "worker",
                "start",
                "--pool",
                "mase",
                "--name",
                f"worker-{number}",
                "--limit",
                "3",
                *in_order,
            ],
            environment,
            folder,
        )
    yield Part("keeper", [sys.executable, "-m", "mase", "listen"], environment, folder)


def _postgres(folder: Path, port: int) -> Part:
    """A PostgreSQL server, which refuses to run as root."""
    data = folder / "postgres"
    (programs,) = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]
    as_postgres: list[str] = []
    if os.geteuid() == 0:
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        data.mkdir()
        shutil.chown(data, "postgres")
        folder.chmod(0o711)
    subprocess.run(
        [
            *as_postgres, str(programs / "initdb"), f"--pgdata={data}", "--username=postgres", "--auth=trust",
            "--encoding=UTF8",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    server = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-c", "max_connections=300"]
    options = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={data}"]
    return Part("postgres", [*as_postgres, *server, *options], {}, folder, lambda: _answers_sql(port))


def _balancer(folder: Path, ports: Mapping[str, int]) -> Part:
    text = (CLUSTER / "haproxy.cfg").read_text()
    text = text.replace("bind :4200", f"bind 127.0.0.1:{ports['balancer']}")
    for name in ("api-1", "api-2"):
        text = text.replace(f"{name}:4200", f"127.0.0.1:{ports[name]}")
    config = folder / "haproxy.cfg"
    config.write_text(text)
    return Part(
        "balancer",
        ["haproxy", "-f", str(config)],
        {"PREFECT_SIGN_IN_BASE64": base64.b64encode(SIGN_IN.encode()).decode()},
        folder,
        lambda: _answers(f"http://127.0.0.1:{ports['balancer']}/api/ready"),
    )


def _prepare_databases(environment: Mapping[str, str], port: int) -> None:
    """Make both databases, and bring each up to date before anything works on it."""
    server = sqlalchemy.create_engine(
        f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres", isolation_level="AUTOCOMMIT"
    )
    with server.connect() as connection:
        for name in ("prefect", "register"):
            connection.execute(sqlalchemy.text(f"CREATE DATABASE {name}"))
    server.dispose()
    _run([*PREFECT, "server", "database", "upgrade", "-y"], environment)


def _deploy(environment: Mapping[str, str]) -> None:
    """Put the pool with its queues, and every flow and form, on the server."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    _run(["sh", str(CLUSTER / "deploy")], {**environment, "PATH": path})


def _run(command: Sequence[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        command, env=os.environ | environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[2:6])} failed:\n{done.stdout[-1500:]}{done.stderr[-1500:]}")


def _answers(url: str, but: Collection[int] = ()) -> bool:
    """True when the address answers well, or with one of the codes."""
    asked = urllib.request.Request(url)
    asked.add_header("Authorization", f"Basic {base64.b64encode(SIGN_IN.encode()).decode()}")
    try:
        with urllib.request.urlopen(asked, timeout=5):
            return True
    except urllib.error.HTTPError as error:
        return error.code in but
    except OSError:
        return False


def _answers_redis(port: int) -> bool:
    with suppress(redis.RedisError):
        return bool(redis.Redis(port=port).ping())
    return False


def _answers_sql(port: int) -> bool:
    engine = sqlalchemy.create_engine(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres")
    with suppress(sqlalchemy.exc.OperationalError), engine.connect():
        return True
    return False
