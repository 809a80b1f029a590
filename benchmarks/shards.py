"""A morning on PostgreSQL by one process and by several, each with groups of its own:
``python -m benchmarks.shards --server postgresql+psycopg://...``."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, func, insert, select, text
from sqlalchemy.engine import make_url

from benchmarks.duties import BY
from benchmarks.groups import TODAY, models
from benchmarks.register import make_register
from benchmarks.working_day import CLOCK, open_office
from config.settings import ROOT
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.base.batches import do_each
from tasks.duties.calendar.work import MORNING
from tasks.register.database.register import Register
from tasks.register.groups import groups_at_work, groups_of
from tasks.register.migrations import upgrade
from tasks.register.tables import AUDIT_NUMBERS, AuditRow, Base, DispatchRow

AT_ONCE = 500  # rows
BETWEEN = 0.02  # seconds, from one look at the locks to the next
# A group's lock is known by a pair of numbers, and the service's by one.
LOCKS = text(
    "SELECT count(*) FILTER (WHERE objsubid = 2), "
    "count(*) FILTER (WHERE objsubid = 1 AND mode = 'ExclusiveLock') FROM pg_locks "
    "WHERE locktype = 'advisory' AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@dataclass
class LocksHeld:
    """How many looks at the register's locks found any of groups, how many locks of groups they found, and
    how many looks found that of the service."""

    looks: int = 0
    with_groups: int = 0
    groups: int = 0
    with_service: int = 0

    def note(self, groups: int, service: int) -> None:
        self.looks += 1
        self.with_groups += groups > 0
        self.groups += groups
        self.with_service += service

    def __str__(self) -> str:
        looks = max(self.looks, 1)
        return (
            f"Locks of groups were held {self.with_groups / looks:.0%} of the time, of "
            f"{self.groups / looks:.1f} groups at a time, and the service’s {self.with_service / looks:.0%}."
        )


@contextmanager
def looking_at_locks(url: str) -> Iterator[LocksHeld]:
    """Look again and again, during the block, at which of the register's locks are held."""
    held, is_over = LocksHeld(), threading.Event()

    def look() -> None:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            while not is_over.wait(BETWEEN):
                held.note(*connection.execute(LOCKS).one())
        engine.dispose()

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield held
    finally:
        is_over.set()
        thread.join()


def do_morning(url: str, place: int, of: int) -> None:
    """Do the morning of every group of which the place in the list of all, divided by ``of``, leaves
    ``place``; with the letters and documents as they are printed."""
    with closing(Register(url, CLOCK)) as register:
        office = replace(
            open_office(register),
            letters=LetterPrinter(ROOT / "templates" / "email"),
            documents=DocumentPrinter(ROOT / "templates" / "documents"),
        )
        with register.reading() as session:
            mine = {group.id for group in groups_at_work(session)[place::of]}
        print("ready", flush=True)
        sys.stdin.readline()
        for work in (work for works in MORNING.values() for work in works):
            found = work.find(office, TODAY)
            with register.reading() as session:
                groups = groups_of(session, found)
            ids = [id for id in found if groups.get(id) in mine]
            for duty in work.duties:
                do_each(office, duty, ids, TODAY, BY, together=work.together)


def measure(url: str, processes: int) -> tuple[int, float, LocksHeld]:
    """Return the number of letters that the morning wrote, its seconds, without those of starting, and how
    long locks were held."""
    command = [sys.executable, "-m", "benchmarks.shards", "--server", url, "--shard"]
    workers = [
        subprocess.Popen(
            [*command, json.dumps([place, processes])],
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


def _letters(url: str) -> int:
    with closing(Register(url, CLOCK)) as register, register.reading() as session:
        return session.scalar(select(func.count()).select_from(DispatchRow)) or 0


@contextmanager
def copy_on(server: str, file: Path) -> Iterator[str]:
    """The register of an SQLite file as a database of its own on a PostgreSQL server; its URL."""
    with new_database(server) as url:
        copy_register(file, url)
        yield url


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """An empty database on a PostgreSQL server, of which a superuser's URL is given; its URL."""
    name = f"mase_{uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()


def copy_register(file: Path, url: str) -> None:
    """Copy the register of an SQLite file into an empty database."""
    with closing(Register(url, CLOCK)) as ours, closing(Register(f"sqlite:///{file}", CLOCK)) as theirs:
        upgrade(ours)
        _copy(theirs, ours)


def _copy(theirs: Register, ours: Register) -> None:
    with theirs.engine.connect() as source, ours.engine.begin() as target:
        target.exec_driver_sql("SET session_replication_role = replica")  # the rows refer to each other
        for table in Base.metadata.sorted_tables:
            rows = source.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings()
            for some in rows.partitions():
                target.execute(insert(table), [dict(row) for row in some])
        last = target.execute(select(func.max(AuditRow.seq))).scalar_one()
        target.execute(select(func.setval(AUDIT_NUMBERS.name, last)))
    with ours.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True, help="the URL of a superuser on a PostgreSQL server")
    parser.add_argument("--groups", type=int, default=120)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--shard", type=json.loads, help=argparse.SUPPRESS)
    wishes = parser.parse_args()
    if wishes.shard:
        do_morning(wishes.server, *wishes.shard)
        return
    with tempfile.TemporaryDirectory() as own:
        file = Path(own) / "register.db"
        make_register(file, list(models(Path(own))), wishes.groups, wishes.years)
        alone = 0.0
        for processes in wishes.processes:
            with copy_on(wishes.server, file) as url:
                letters, seconds, held = measure(url, processes)
            alone = alone or seconds
            print(
                f"{processes} at once: {letters:,} letters in {seconds:.1f} s, {letters / seconds:.1f} a "
                f"second, {alone / seconds:.2f} times as many as the first. {held}"
            )


if __name__ == "__main__":
    main()
