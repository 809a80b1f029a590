from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from prefect.client.base import ASGIApp

from forum.text.problem import Problem
from mase.service.prefect_client import sign_in_of
from mase.service.prefect_server import free_port, one_client, prefect_in_process, prefect_server
from tasks import reporting
from tests.kill_service.__main__ import children_of
from tests.local_attacks.target import basic

pytestmark = pytest.mark.long

SECRET = "swordfish-of-the-operator"

PARENT = """
import sys, time
from pathlib import Path
from mase.service.prefect_server import prefect_server
with prefect_server(Path(sys.argv[1])) as url:
    print(url, flush=True)
    time.sleep(60)
"""


def test_a_server_ends_when_the_process_that_started_it_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path / "prefect")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        address = urlsplit(parent.stdout.readline().strip())
        with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=20) as line:
            parent.send_signal(signal.SIGKILL)
            parent.wait()
            with suppress(ConnectionResetError):  # it was ended before it had taken the line
                assert line.recv(1) == b""  # the server hung up


def test_a_port_that_is_taken_is_a_problem_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(Problem, match=f"Port {port} is not free"),
            prefect_server(tmp_path, port=port),
        ):
            pytest.fail("it must not start")
    assert not (tmp_path / "prefect.db").exists()


def test_a_folder_that_cannot_be_written_to_is_a_problem_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(Problem, match=r"Prefect folder .* can’t be written to: Not a directory\. Make room"),
        prefect_server(tmp_path / "file" / "prefect"),
    ):
        pytest.fail("it must not start")


@pytest.mark.parametrize("auth_string", ["ops:swordfish", None])
def test_a_server_asks_for_a_sign_in_and_leaves_the_environment_as_it_was(
    tmp_path: Path, auth_string: str | None
) -> None:
    before = dict(os.environ)
    with prefect_server(tmp_path / "new", auth_string=auth_string) as url:
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(f"{url}/admin/version")
        assert _flows_counted() == 0
        _keep_a_secret()
        assert _guards_of_the_server(url, auth_string or sign_in_of(tmp_path / "new")) == {
            "analytics_enabled": False,
            "csrf_protection_enabled": True,
            "vacuum": ["events", "flow_runs"],
        }
    assert dict(os.environ) == before
    kept = b"".join(file.read_bytes() for file in (tmp_path / "new").glob("prefect.db*"))
    assert SECRET.encode() not in kept
    assert b"fernet_key" not in kept  # the key is not in the database that it is for
    assert {file.stat().st_mode & 0o077 for file in (tmp_path / "new").iterdir()} == {0}


def test_forms_pressed_while_others_write_are_all_taken(tmp_path: Path) -> None:
    """By itself Prefect answers most of them with "Service Unavailable", and starts nothing."""
    from prefect import flow
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.objects import FlowRun
    from prefect.settings import PREFECT_CLIENT_MAX_RETRIES, temporary_settings

    @flow
    async def nothing_done() -> None:
        """Do nothing."""

    async def press_all_at_once() -> list[FlowRun]:
        async with get_client() as client:
            flow_id = await client.create_flow(nothing_done)
            form = await client.create_deployment(flow_id, "form", entrypoint="form.py:nothing_done")
            return await asyncio.gather(*(client.create_flow_run_from_deployment(form) for _ in range(20)))

    with prefect_server(tmp_path / "new"), temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 0}):
        assert len(asyncio.run(press_all_at_once())) == 20


@pytest.mark.skipif(sys.platform != "linux", reason="It is glibc that gives each thread a heap.")
def test_the_threads_of_a_server_share_a_heap(tmp_path: Path) -> None:
    """Each with its own, they would take ever more memory: what one has let go of, another can't use."""
    before = set(children_of(os.getpid()))
    with prefect_server(tmp_path / "new", ui=True, schedules=True):
        (server,) = set(children_of(os.getpid())) - before
        assert len(list(Path(f"/proc/{server}/task").iterdir())) > 3
        assert _heaps_of_threads(server) <= 2  # what they share takes a second where it has outgrown 64 MB


def test_a_server_within_the_process_knows_the_runs_made_in_it_alone(tmp_path: Path) -> None:
    from prefect import flow
    from prefect.client.orchestration import get_client

    @flow
    async def nothing_done() -> None:
        """Do nothing."""

    async def runs_known(server: ASGIApp) -> list[str | None]:
        async with one_client(server), get_client() as client:
            await nothing_done()
            return [run.state_name for run in await client.read_flow_runs()]

    before = dict(os.environ)
    with prefect_in_process(tmp_path / "new") as server:
        assert asyncio.run(runs_known(server)) == ["Completed"]
        assert not reporting.are_shown()  # nobody could look at them
    assert reporting.are_shown()
    assert dict(os.environ) == before
    assert (tmp_path / "new" / "prefect.db").stat().st_mode & 0o077 == 0


def test_each_run_made_in_the_process_is_read_as_itself(tmp_path: Path) -> None:
    from prefect import flow
    from prefect.client.orchestration import get_client

    @flow(flow_run_name="for {place}")
    async def nothing_done(place: str) -> None:
        """Do nothing."""

    async def runs_read(server: ASGIApp) -> list[tuple[str, str | None]]:
        async with one_client(server), get_client() as client:
            for place in ("Kent", "Medway"):
                await nothing_done(place)
            runs = [await client.read_flow_run(run.id) for run in await client.read_flow_runs()]
            of_places = (run for run in runs if run.name.startswith("for "))  # the database may have others
            return sorted((run.name, run.state_name) for run in of_places)

    with prefect_in_process(tmp_path / "new") as server:
        assert asyncio.run(runs_read(server)) == [("for Kent", "Completed"), ("for Medway", "Completed")]


def _heaps_of_threads(pid: int) -> int:
    """How many heaps a process has beside its first: glibc reserves 64 MB for each, and uses the end last."""
    size, number = 64 << 20, 0
    for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
        ends, rights, _, _, file, *name = line.split()
        start, end = (int(address, 16) for address in ends.split("-"))
        is_reserved = rights == "---p" and file == "0" and not name
        number += is_reserved and end % size == 0 and end - start < size
    return number


def _keep_a_secret() -> None:
    from prefect.blocks.system import Secret

    Secret[str](value=SECRET).save("of-the-operator")


def _guards_of_the_server(url: str, sign_in: str) -> dict[str, object]:
    """What the server says of its own settings."""
    request = urllib.request.Request(f"{url}/admin/settings", headers=dict([basic(sign_in)]))
    with urllib.request.urlopen(request) as answer:
        server = json.load(answer)["server"]
    return {
        "analytics_enabled": server["analytics_enabled"],
        "csrf_protection_enabled": server["api"]["csrf_protection_enabled"],
        "vacuum": sorted(server["services"]["db_vacuum"]["enabled"]),
    }


def _flows_counted() -> int:
    """Asked through Prefect's own client, in a process of its own as a flow run is."""
    program = (
        "import asyncio; from prefect.client.orchestration import get_client\n"
        "async def main():\n"
        "    async with get_client() as client:\n"
        "        print(len(await client.read_flows()))\n"
        "asyncio.run(main())"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return int(json.loads(answer.stdout))


def test_a_free_port_can_be_listened_on() -> None:
    with socket.create_server(("127.0.0.1", free_port())) as server:
        assert server.getsockname()[1] > 0
