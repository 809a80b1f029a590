"""Kill each part of a cluster in the middle of a morning, and say what was lost or doubled:
``python -m tests.cluster.kill [--groups 20] [--shards 3] [--only balancer]``.

Mornings are played with many groups of the sample's kind. In each one part is killed when its first letters
have left, and brought back after ten seconds: the first part in the middle of delivery, the others once a
batch has gone, which on their mornings is the only one. Where a run of a morning crashed, another one follows
until the morning counts as looked at, as the keeper starts one on a working day. At the end what all have
left in the register and in the mailbox is compared with the same mornings in one process, and the list of
runs is looked at.
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
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from io import BytesIO
from itertools import count, cycle
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import openpyxl
from prefect.client.base import ASGIApp
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
)
from prefect.client.schemas.objects import State, StateType
from sqlalchemy import Row, Select, literal, select

from config.database import register_of
from config.settings import ROOT, load_settings
from config.wiring import open_mailer, open_office
from flows.do_what_is_due import CALENDAR, do_what_is_due
from forum.calendar.timetable import SHARD
from forum.outbox.states import State as Dispatch
from forum.text.wording import count as counted
from mase.service.deployments import ALL_AT_ONCE
from mase.service.keeper import PAUSE, SILENT
from mase.service.prefect_server import one_client, prefect_in_process
from mase.terminal import environment
from rehearsals.stage import SAMPLE_MEMBERS, import_sample_members
from tasks.register.database.clock import SystemClock
from tasks.register.groups import groups
from tasks.register.tables import (
    DispatchRow,
    GroupRow,
    InvitationRow,
    LookRow,
    MeetingRow,
    QuestionRow,
    StepRow,
)
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
MORNINGS = [START, *(dt.date(2027, 1, day) for day in (25, 26, 27, 28, 29))]
# Letters leave on each of these mornings: on the first so many that delivery has several batches.
STRUCK = [dt.date(2027, 2, day) for day in (1, 2, 3, 4, 5, 8, 9, 10)]
STOPPED = "a run, stopped"
PARTS = ("worker", "api-1", "services", "redis", "postgres", "balancer", "keeper", STOPPED)
DOWN_FOR = 10.0  # seconds
SETTLED_WITHIN = 150.0
ENDED = {"COMPLETED", "CRASHED"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.cluster.kill", description=__doc__)
    parser.add_argument("--groups", type=int, default=20)
    parser.add_argument("--shards", type=int, default=1, help="how many runs share a morning")
    parser.add_argument("--only", choices=PARTS, nargs="+", help="the parts to kill")
    wishes = parser.parse_args()
    victims = dict(zip(STRUCK, wishes.only or PARTS, strict=False))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # or the cluster would outlive it
    with tempfile.TemporaryDirectory(prefix="mase-cluster-") as name:
        folder = Path(name)
        settings = settings_of(folder, wishes.groups)
        undisturbed = _in_one_process(folder, settings, victims)
        settings["MASE_SHARDS"] = str(wishes.shards)
        print(f"{sum(undisturbed.values())} traces in one process", flush=True)
        with cluster(folder, settings=settings) as made, environment(made.environment):
            enter_members(folder)
            asyncio.run(_play(made, victims))
            return _compare(undisturbed, asyncio.run(_runs(made)))


def settings_of(folder: Path, number: int) -> dict[str, str]:
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


def enter_members(folder: Path) -> None:
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
            import_sample_members(office, code, file, START)


def _in_one_process(
    folder: Path, settings: Mapping[str, str], mornings: Iterable[dt.date]
) -> Counter[tuple[str, ...]]:
    """What the same mornings leave in this process, on SQLite, with a folder as mailbox."""
    plain = {
        **settings,
        "MASE_DATABASE_URL": f"sqlite:///{folder}/plain.db",
        "MASE_GATEWAY": "folder",
        "MASE_MAIL_FOLDER": str(folder / "plain"),
    }
    with environment(plain):
        enter_members(folder)
        with prefect_in_process(folder / "plain-prefect") as server:
            asyncio.run(_mornings(server, mornings))
        return _traces()


async def _mornings(server: ASGIApp, mornings: Iterable[dt.date]) -> None:
    async with one_client(server):
        for morning in (*MORNINGS, *mornings):
            await do_what_is_due(as_of=morning)


async def _play(made: Cluster, victims: Mapping[dt.date, str]) -> None:
    async with PrefectClient(f"{made.address}/api", auth_string=SIGN_IN) as client:
        deployment = (await client.read_deployment_by_name("do-what-is-due/do-what-is-due")).id
        await client.pause_deployment(deployment)  # or the keeper makes up for what today has missed, too
        for morning in MORNINGS:
            await _start(client, deployment, morning)
            await _until_done(made, client, deployment, morning)
        for morning, victim in victims.items():
            before = _tally()
            await _start(client, deployment, morning)
            while (tally := _tally())[1] == before[1]:
                await asyncio.sleep(0.1)
            killed = time.monotonic()
            if victim == STOPPED:
                _stop_runs(made)
            else:
                part = _part(made, victim)
                _kill(part)
                asyncio.get_running_loop().call_later(DOWN_FOR, part.start)
            written, sent = (now - then for now, then in zip(tally, before, strict=True))
            print(f"{victim} struck when {written} letters were written and {sent} sent", flush=True)
            runs = await _until_done(made, client, deployment, morning)
            print(
                f"  all done {time.monotonic() - killed:.0f} s later, begun {counted(runs, 'time')}",
                flush=True,
            )


async def _until_done(made: Cluster, client: PrefectClient, deployment: UUID, morning: dt.date) -> int:
    """Wait until all of a morning is done and no run of it is going; return how often it was begun.

    It is begun again when the keeper looks: at once where the keeper itself ended the last run.
    """
    for begun in count(1):
        last = await _last_of_ended(made, client)
        if _is_looked_at(morning):
            return begun
        if last.type not in (StateType.CRASHED, StateType.CANCELLING, StateType.CANCELLED):
            raise AssertionError(f"nothing makes up for a run that is {last.type}: {last.message}")
        print(f"  {last.message}", flush=True)
        if SILENT not in (last.message or ""):
            await asyncio.sleep(PAUSE)
        await _start(client, deployment, morning)
    raise AssertionError


async def _last_of_ended(made: Cluster, client: PrefectClient) -> State:
    """Wait until all runs of the morning have ended; return the state in which the last one did."""
    names = DeploymentFilter(name=DeploymentFilterName(any_=[ALL_AT_ONCE, SHARD]))
    while True:
        made.keep_up()
        with suppress(httpx.HTTPError):  # while the part is down
            runs = await client.read_flow_runs(
                deployment_filter=names,
                flow_run_filter=FlowRunFilter(
                    expected_start_time=FlowRunFilterExpectedStartTime(before_=dt.datetime.now(dt.UTC))
                ),
            )
            states = [run.state for run in runs if run.state]
            if all(state.is_final() or state.is_cancelling() for state in states):
                return max(states, key=lambda state: state.timestamp)
        await asyncio.sleep(0.2)


def _is_looked_at(morning: dt.date) -> bool:
    """Say whether the morning counts as looked at, as the watcher judges it."""
    return {*CALENDAR} <= {flow for (flow,) in _read(select(LookRow.flow).where(LookRow.day == morning))}


def _part(made: Cluster, victim: str) -> Part:
    """The part to kill; of the workers the one that has the run."""
    if victim != "worker":
        return made.parts[victim]
    workers = [part for name, part in made.parts.items() if name.startswith("worker")]
    busy = [part for part in workers if part.process and below(part.process.pid)]
    return (busy or workers)[0]


def _stop_runs(made: Cluster) -> None:
    """Stop for ever each process that carries out a run."""
    for name, part in made.parts.items():
        if name.startswith("worker") and part.process:
            for pid in below(part.process.pid):
                os.kill(pid, signal.SIGSTOP)


def _kill(part: Part) -> None:
    """Kill a part with all that it has started, in whatever session that is. It stays away."""
    assert part.process
    started = below(part.process.pid)
    part.kill()
    part.process = None
    for pid in started:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


async def _start(client: PrefectClient, deployment: UUID, morning: dt.date) -> None:
    while True:
        with suppress(httpx.HTTPError):  # while the part is down
            await client.create_flow_run_from_deployment(
                deployment, parameters={"as_of": morning.isoformat()}
            )
            return
        await asyncio.sleep(1)


def _tally() -> tuple[int, int]:
    """How many letters are written, and how many of them have gone."""
    states = _read(select(DispatchRow.state))
    return len(states), sum(state == Dispatch.SENT for (state,) in states)


def _traces() -> Counter[tuple[str, ...]]:
    """What the mornings have left in the register: letters, steps, questions and invitations."""
    of_meeting = MeetingRow.reference
    queries = (
        select(
            literal("letter"),
            DispatchRow.letter,
            DispatchRow.occasion_kind,
            DispatchRow.occasion_day,
            DispatchRow.address,
            DispatchRow.state,
        ),
        select(literal("step"), of_meeting, StepRow.kind, StepRow.done, StepRow.verdict).join_from(
            StepRow, MeetingRow
        ),
        select(
            literal("question"), GroupRow.code, QuestionRow.kind, QuestionRow.opened, QuestionRow.asked
        ).join_from(QuestionRow, GroupRow),
        select(literal("invitation"), of_meeting, InvitationRow.state).join_from(InvitationRow, MeetingRow),
    )
    return Counter(tuple(map(str, row)) for query in queries for row in _read(query))


def _read(query: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
    with closing(register_of(load_settings(), SystemClock())) as register, register.reading() as session:
        return session.execute(query).all()


async def _runs(made: Cluster) -> Counter[str]:
    """The runs that are in each type of state, but for those that are still to come. One that is at work, or
    was ended, has the time for that."""
    end = time.monotonic() + SETTLED_WITHIN
    async with PrefectClient(f"{made.address}/api", auth_string=SIGN_IN) as client:
        while True:
            types = [run.state_type for run in await client.read_flow_runs(limit=200)]
            runs = Counter(type.name for type in types if type and type is not StateType.SCHEDULED)
            if runs.keys() <= ENDED or time.monotonic() > end:
                return runs
            await asyncio.sleep(1)


def _compare(undisturbed: Counter[tuple[str, ...]], runs: Counter[str]) -> int:
    """Print what is different; return 1 when anything was lost, doubled, or is still on its way."""
    traces = _traces()
    letters = _read(select(DispatchRow.key, DispatchRow.state))
    with closing(open_mailer(load_settings())) as mailer:
        sent = Counter(mailer.sent_since(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))
        called = Counter(mailer.events_since(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))
    faults = {
        "lost": undisturbed - traces,
        "new": traces - undisturbed,
        "not in Sent Items": [key for key, state in letters if state == Dispatch.SENT and not sent[key]],
        "sent twice": [key for key, times in sent.items() if times > 1],
        "in the calendar twice": [key for key, times in called.items() if times > 1],
        "on their way": [key for key, state in letters if state != Dispatch.SENT],
        "runs that neither ended nor were ended": [name for name in runs if name not in ENDED],
    }
    print(
        f"Of {len(letters)} letters, {len(called)} meetings and {sum(traces.values())} traces in all: "
        + ", ".join(f"{len(found)} {name}" for name, found in faults.items())
    )
    print("Runs: " + ", ".join(f"{number} {name.lower()}" for name, number in runs.items()))
    for found in faults.values():
        for each in list(found)[:5]:
            print(f"  {each}")
    return int(any(faults.values()))


if __name__ == "__main__":
    sys.exit(main())
