"""The busiest morning on PostgreSQL by one process and by several, each with groups of its own:
``python -m benchmarks.shards --server postgresql+psycopg://...``.

With ``--apart`` each process has a core of its own, for itself and for what the server does for it, as on
machines that have cores to spare. It takes root to say so of the server's processes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import psycopg
from sqlalchemy import event, func, select
from sqlalchemy.engine import make_url

from benchmarks.cluster.busiest import BUSIEST, make_busiest, office_of, register_at
from benchmarks.cluster.databases import copy_on, let_it_rest, new_database
from benchmarks.cluster.locks import LocksHeld, looking_at_locks
from benchmarks.duties import BY
from config.settings import ROOT
from flows.do_what_is_due import MORNING
from tasks.duties.base.batches import do_each
from tasks.duties.calendar.shards import codes_of, cut_into_shards
from tasks.register.database.register import Register
from tasks.register.groups import groups_at_work
from tasks.register.tables import DispatchRow

CORES = os.cpu_count() or 1


def keep_to(core: int, register: Register) -> None:
    """Keep this process to a core, and the server's processes that answer it."""
    os.sched_setaffinity(0, {core})

    @event.listens_for(register.engine, "connect")
    def keep_the_server_too(connection: psycopg.Connection[object], _record: object) -> None:
        os.sched_setaffinity(connection.info.backend_pid, {core})


def do_morning(url: str, policies: Path, place: int, of: int, *, apart: bool) -> None:
    """Do the morning of the groups in one of so many shards, with the letters and documents as they are
    printed."""
    with closing(register_at(url, BUSIEST)) as register:
        if apart:
            keep_to(place % CORES, register)
        office = office_of(register, policies)
        codes = codes_of(cut_into_shards(office, MORNING, BUSIEST, BY, of)[place])
        with register.reading() as session:
            mine = frozenset(group.id for group in groups_at_work(session) if group.code in codes)
        print("ready", flush=True)
        sys.stdin.readline()
        for work in (work for works in MORNING.values() for work in works):
            ids = work.find(office, BUSIEST, mine)
            for duty in work.duties:
                do_each(office, duty, ids, BUSIEST, BY, together=work.together)


def measure(url: str, policies: Path, processes: int, *, apart: bool) -> tuple[int, float, LocksHeld]:
    """Return the number of letters that the morning wrote, its seconds, without those of starting, and how
    long locks were held."""
    command = [sys.executable, "-m", "benchmarks.shards", "--server", url, *["--apart"] * apart]
    workers = [
        subprocess.Popen(
            [*command, "--shard", json.dumps([str(policies), place, processes])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for place in range(processes)
    ]
    before = _letters(url)
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    begun = time.perf_counter()
    with looking_at_locks(url) as held:
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write("go\n")
            worker.stdin.flush()
        assert [worker.wait() for worker in workers] == [0] * processes
    seconds = time.perf_counter() - begun
    return _letters(url) - before, seconds, held


def compare(server: str, model: str, policies: Path, numbers: Sequence[int], *, apart: bool) -> None:
    """Say what a morning by each number of processes took, each in a copy of a database of its own."""
    alone = 0.0
    for processes in numbers:
        with new_database(server, like=model) as url:
            let_it_rest(url)
            letters, seconds, held = measure(url, policies, processes, apart=apart)
        alone = alone or seconds
        print(
            f"{processes} at once: {letters:,} letters in {seconds:.1f} s, {letters / seconds:.1f} a "
            f"second, {alone / seconds:.2f} times as many as the first. {held}",
            flush=True,
        )


def _letters(url: str) -> int:
    with closing(register_at(url, BUSIEST)) as register, register.reading() as session:
        return session.scalar(select(func.count()).select_from(DispatchRow)) or 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True, help="the URL of a superuser on a PostgreSQL server")
    parser.add_argument("--groups", type=int, default=100)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--apart", action="store_true", help="a core for each process")
    parser.add_argument("--shard", type=json.loads, help=argparse.SUPPRESS)
    wishes = parser.parse_args()
    if wishes.shard:
        policies, place, of = wishes.shard
        do_morning(wishes.server, Path(policies), place, of, apart=wishes.apart)
        return
    with tempfile.TemporaryDirectory() as own:
        policies, file = Path(own, "policies"), Path(own, "register.db")
        make_busiest(file, policies, wishes.groups)
        with copy_on(wishes.server, file) as model:
            name = str(make_url(model).database)
            compare(wishes.server, name, policies, wishes.processes, apart=wishes.apart)


if __name__ == "__main__":
    main()
