"""Kill each part of a cluster in the middle of a morning, and say what was lost or doubled:
``python -m tests.cluster.kill [--groups 20]``.

Mornings are played with many groups of the sample's kind. In each one part is killed, and brought back after
some seconds. A morning's run that died is followed by another, as the keeper starts one on a working day. At
the end all letters are compared with those of the same mornings in one process.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from contextlib import closing, suppress
from io import BytesIO
from itertools import count, cycle
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import httpx
import openpyxl
from prefect.client.base import ASGIApp
from prefect.client.orchestration import PrefectClient
from sqlalchemy import select

from config.settings import ROOT, load_settings
from config.wiring import open_mailer, open_office
from flows.do_what_is_due import do_what_is_due
from forum.outbox.states import State
from mase.environment import environment
from mase.service.prefect_server import one_client, prefect_in_process
from rehearsals.stage import SAMPLE_MEMBERS, import_members
from tasks.register.groups import groups
from tasks.register.tables import DispatchRow
from tests.cluster.parts import SIGN_IN, Cluster, Part, cluster
from tests.kill_service.__main__ import below

START = dt.date(2027, 1, 4)
MEET_ON = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
)  # so the busiest mornings of groups differ
MORNINGS = [START, *(dt.date(2027, 1, day) for day in (25, 26, 27, 28))]
VICTIMS = {  # on the mornings on which a fifth of the groups asks all its members
    dt.date(2027, 1, 29): "worker",
    dt.date(2027, 2, 1): "api-1",
    dt.date(2027, 2, 2): "services",
    dt.date(2027, 2, 3): "redis",
    dt.date(2027, 2, 4): "postgres",
}
INTO_THE_RUN = 2.0  # seconds
DOWN_FOR = 10.0
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.cluster.kill", description=__doc__)
    parser.add_argument("--groups", type=int, default=20)
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mase-cluster-") as name:
        folder = Path(name)
        settings = _settings(folder, wishes.groups)
        undisturbed = _in_one_process(folder, settings)
        print(f"{len(undisturbed)} letters in one process", flush=True)
        with cluster(folder, settings=settings) as made, environment(made.environment):
            _enter_members(folder)
            asyncio.run(_play(made))
            return _compare(undisturbed)


def _settings(folder: Path, number: int) -> dict[str, str]:
    """The service's settings with a folder of that many policies."""
    policies = folder / "policies"
    policies.mkdir()
    text = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")
    for place, weekday in zip(range(1, number + 1), cycle(MEET_ON), strict=False):
        own = text.replace('code = "MASE"', f'code = "G{place:03}"').replace("Tuesday", weekday)
        (policies / f"{place}.toml").write_text(own, encoding="utf-8")
    return {
        "MASE_POLICIES": str(policies),
        "MASE_MODE": "live",
        "MASE_ALLOWED_DOMAINS": ",".join(sorted(_domains())),
        "MASE_REHEARSAL": "true",
        "MASE_LIBREOFFICE": "",
    }


def _domains() -> set[str]:
    sheets = openpyxl.load_workbook(SAMPLE_MEMBERS).worksheets
    cells = (str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value)
    return {cell.rpartition("@")[2] for cell in cells if "@" in cell}


def _enter_members(folder: Path) -> None:
    """Enter each group's members, who have the sample's names and addresses of their own."""
    office = open_office(load_settings())
    with closing(office.register):
        with office.register.reading() as session:
            codes = [group.code for group in groups(session)]
        for code in codes:
            book = openpyxl.load_workbook(SAMPLE_MEMBERS)
            for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
                if isinstance(cell.value, str) and "@" in cell.value:
                    cell.value = f"{code.lower()}.{cell.value}"
            saved = BytesIO()
            book.save(saved)
            file = folder / f"{code}.xlsx"
            file.write_bytes(saved.getvalue())
            import_members(office, code, file, START)


def _in_one_process(folder: Path, settings: Mapping[str, str]) -> Counter[tuple[str, ...]]:
    """The letters of the same mornings in this process, on SQLite, with a folder as mailbox."""
    plain = {
        **settings,
        "MASE_DATABASE_URL": f"sqlite:///{folder}/plain.db",
        "MASE_GATEWAY": "folder",
        "MASE_MAIL_FOLDER": str(folder / "plain"),
    }
    with environment(plain):
        _enter_members(folder)
        with prefect_in_process(folder / "plain-prefect") as server:
            asyncio.run(_mornings(server))
        return Counter(letter.what for letter in _letters())


async def _mornings(server: ASGIApp) -> None:
    async with one_client(server):
        for morning in (*MORNINGS, *VICTIMS):
            await do_what_is_due(as_of=morning)


async def _play(made: Cluster) -> None:
    async with PrefectClient(f"{made.address}/api", auth_string=SIGN_IN) as client:
        deployment = (await client.read_deployment_by_name("do-what-is-due/do-what-is-due")).id
        for morning in MORNINGS:
            run = await _start(client, deployment, morning)
            await _until_done(made, client, deployment, morning, run)
        for morning, victim in VICTIMS.items():
            run = await _start(client, deployment, morning)
            await _in_state(client, run, {"RUNNING", "COMPLETED"})
            await asyncio.sleep(INTO_THE_RUN)
            part = _part(made, victim)
            _kill(part)
            killed = time.monotonic()
            await asyncio.sleep(DOWN_FOR)
            runs = await _until_done(made, client, deployment, morning, run)
            seconds = time.monotonic() - killed
            print(f"{part.name:10} killed: all done {seconds:.0f} s later, by {runs} runs", flush=True)


async def _until_done(
    made: Cluster, client: PrefectClient, deployment: UUID, morning: dt.date, run: UUID
) -> int:
    """Wait until a run of the morning has done all its work; return how many it took."""
    for runs in count(1):
        if await _in_state(client, run, ENDED, made.keep_up) == "COMPLETED":
            return runs
        run = await _start(client, deployment, morning)
    raise AssertionError


def _part(made: Cluster, victim: str) -> Part:
    """The part to kill; of the workers the one that has the run."""
    if victim != "worker":
        return made.parts[victim]
    workers = [part for name, part in made.parts.items() if name.startswith("worker")]
    busy = [part for part in workers if part.process and below(part.process.pid)]
    return (busy or workers)[0]


def _kill(part: Part) -> None:
    """Kill a part with all that it has started, in whatever session that is."""
    assert part.process
    started = below(part.process.pid)
    part.kill()
    for pid in started:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


async def _start(client: PrefectClient, deployment: UUID, morning: dt.date) -> UUID:
    while True:
        try:
            run = await client.create_flow_run_from_deployment(
                deployment, parameters={"as_of": morning.isoformat()}
            )
        except httpx.HTTPError:  # while the part is down
            await asyncio.sleep(1)
        else:
            return run.id


async def _in_state(
    client: PrefectClient, run: UUID, states: Collection[str], meanwhile: Callable[[], None] = lambda: None
) -> str:
    """Wait until a run is in one of the states; return which."""
    while True:
        meanwhile()
        with suppress(httpx.HTTPError):  # while the part is down
            state = (await client.read_flow_run(run)).state
            if state and state.type.value in states:
                return state.type.value
        await asyncio.sleep(0.2)


class Letter(NamedTuple):
    """A letter of the register: what it is, its key in the mailbox and its state."""

    what: tuple[str, ...]
    key: str
    state: State


def _letters() -> list[Letter]:
    columns = (
        DispatchRow.letter,
        DispatchRow.occasion_kind,
        DispatchRow.occasion_day,
        DispatchRow.address,
        DispatchRow.key,
        DispatchRow.state,
    )
    office = open_office(load_settings())
    with closing(office.register), office.register.reading() as session:
        return [
            Letter(tuple(map(str, what)), key, state)
            for *what, key, state in session.execute(select(*columns))
        ]


def _compare(undisturbed: Counter[tuple[str, ...]]) -> int:
    """Print what is different; return 1 when anything was lost, doubled, or is still on its way."""
    letters = _letters()
    written = Counter(letter.what for letter in letters)
    with closing(open_mailer(load_settings())) as mailer:
        sent = Counter(mailer.sent_since(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))
    faults = {
        "lost": undisturbed - written,
        "new": written - undisturbed,
        "not in Sent Items": [each for each in letters if each.state == State.SENT and not sent[each.key]],
        "sent twice": [key for key, times in sent.items() if times > 1],
        "on their way": [each for each in letters if each.state != State.SENT],
    }
    print(", ".join(f"{len(found)} {name}" for name, found in faults.items()) + f", of {len(letters)}")
    return int(any(faults.values()))


if __name__ == "__main__":
    sys.exit(main())
