"""Prefect's database after a year of our schedules, before and after its vacuum: its size, and how long its
pages wait. ``python -m benchmarks.prefect_year [--server postgresql+psycopg://...]``"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, insert, make_url, select

from benchmarks.cluster.databases import new_database
from benchmarks.prefect_year.day import play_day
from benchmarks.prefect_year.pages import ask
from benchmarks.prefect_year.year import DAYS, OF_A_RUN, fill
from config.settings import ROOT
from mase.service.prefect_server import ALWAYS

SERVER = "PREFECT_SERVER_DATABASE_CONNECTION_URL"
OF_NO_BROWSER = {"PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "false"}
OTHERS = ("flow", "deployment")  # what runs are of


async def vacuum() -> None:
    """Do all that Prefect's vacuum does by and by, at once."""
    from prefect.server.database import provide_database_interface
    from prefect.server.services import db_vacuum

    database = provide_database_interface()
    for clear in (
        db_vacuum.vacuum_old_flow_runs,
        db_vacuum.vacuum_events_with_retention_overrides,
        db_vacuum.vacuum_old_events,
        db_vacuum.vacuum_orphaned_logs,
        db_vacuum.vacuum_orphaned_artifacts,
        db_vacuum.vacuum_stale_artifact_collections,
    ):
        await clear(db=database)


def by_itself(task: str, url: str, last: str = "") -> tuple[str, float]:
    """Do a task in a process of Prefect's with this database; return what it printed, and the seconds in
    which the processor worked for it."""
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    parts = make_url(url)
    server = parts.set(drivername=drivers[parts.get_backend_name()]).render_as_string(hide_password=False)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.prefect_year", "--task", task, "--last", last],
            cwd=ROOT,
            env={**os.environ, **ALWAYS, **OF_NO_BROWSER, "PREFECT_HOME": home, SERVER: server},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def megabytes(connection: Connection) -> float:
    """What a database holds; on SQLite without the room in its file that new rows will take."""
    if connection.dialect.name == "sqlite":
        pages, free, size = (
            connection.exec_driver_sql(f"PRAGMA {of}").scalar_one()
            for of in ("page_count", "freelist_count", "page_size")
        )
        return float((pages - free) * size / 1e6)
    return float(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one() / 1e6)


def measure(url: str, last: dt.date) -> None:
    """Fill a database that has a day with a year, and print what it is like before and after its vacuum."""
    engine = create_engine(url)
    kind = engine.dialect.name
    with engine.begin() as connection:
        if kind == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")  # rows refer to each other
        print(f"{kind}: {fill(connection, last):,} runs in {DAYS} days")
    _show(engine, url, last, "a year")
    _, seconds = by_itself("vacuum", url)
    print(f"  the vacuum of it all took {seconds:.0f} s of a processor, without the server's of PostgreSQL")
    _show(engine, url, last, "after its vacuum")
    engine.dispose()


def _show(engine: Engine, url: str, last: dt.date, when: str) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("VACUUM FULL ANALYZE")
        print(f"  {when}: {megabytes(connection):,.0f} MB")
    pages = json.loads(by_itself("ask", url, last.isoformat())[0])
    print("  " + ", ".join(f"{page}: {milliseconds:.0f} ms" for page, milliseconds in pages.items()))


@contextmanager
def copy_on(server: str, day: Path) -> Iterator[str]:
    """A database of Prefect's on a PostgreSQL server with the day of an SQLite file; its URL."""
    from prefect.server.database.orm_models import Base

    with new_database(server) as url:
        by_itself("migrate", url)
        theirs, ours = create_engine(f"sqlite:///{day}"), create_engine(url)
        with theirs.connect() as source, ours.begin() as target:
            target.exec_driver_sql("SET session_replication_role = replica")
            for table in (Base.metadata.tables[name] for name in (*OTHERS, *OF_A_RUN)):
                target.execute(insert(table), [dict(row) for row in source.execute(select(table)).mappings()])
        theirs.dispose()
        ours.dispose()
        yield url


async def migrate() -> None:
    """Make the tables of Prefect's database."""
    from prefect.server.database import provide_database_interface

    await provide_database_interface().create_db()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--server", help="the URL of a superuser on a PostgreSQL server, to measure on it too"
    )
    parser.add_argument("--task", choices=("ask", "vacuum", "migrate"), help=argparse.SUPPRESS)
    parser.add_argument("--last", help=argparse.SUPPRESS)
    wishes = parser.parse_args()
    if wishes.task == "ask":
        print(json.dumps(asyncio.run(ask(dt.date.fromisoformat(wishes.last)))))
    elif wishes.task:
        asyncio.run({"vacuum": vacuum, "migrate": migrate}[wishes.task]())
    else:
        last = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
        with tempfile.TemporaryDirectory() as folder:
            day = play_day(Path(folder))
            if wishes.server:
                with copy_on(wishes.server, day) as url:
                    measure(url, last)
            measure(f"sqlite:///{day}", last)


if __name__ == "__main__":
    main()
