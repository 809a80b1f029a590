"""Keep a register as the version being released leaves it, and hold its migrations: before each release.

MASE_TEST_POSTGRES=... python -m tests.tasks.register.migrations.keep_release 0.2.0
"""

from __future__ import annotations

import datetime as dt
import hashlib
import lzma
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import make_url

from config.settings import ROOT, Settings
from config.wiring import open_office
from forum.calendar.working_days import each_day
from tasks.duties.members.workbook import apply_import
from tasks.register.database.clock import SetClock
from tests.databases import new_database
from tests.english import day
from tests.forum.policies import MASE_DAYS
from tests.tasks.duties.do import do
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.plain_office import PlainDocuments, PlainLetters
from tests.tasks.duties.scripted_people import People
from tests.tasks.duties.secretariat import Forum

FOLDER = Path(__file__).parent / "released"
HELD = FOLDER / "migrations.sha256"
VERSIONS = ROOT / "tasks" / "register" / "migrations" / "versions"
FIRST, LAST = day("Wed 13 Jan 2027"), day("Wed 17 Feb 2027")


def play(url: str) -> None:
    """Play six weeks of the sample's group in a new register; letters and documents have few words."""
    clock = SetClock(dt.datetime.combine(FIRST, dt.time(9)))
    office = open_office(Settings(database_url=url, policies=Path("config")), clock)
    plain: Any = {"letters": PlainLetters(), "documents": PlainDocuments()}
    office = replace(office, **plain)
    sample = ROOT / "config" / "members-sample.xlsx"
    do(apply_import, office, "MASE", sample.read_bytes(), sample.name, day("Tue 1 Sep 2026"))
    secretary, forum = Secretary(office, clock), Forum(office, clock)
    secretary.morning(FIRST)
    people = People(forum, ["MASE/2027-02", "MASE/2027-03"], agenda_agreed=6)
    for today in each_day(FIRST + dt.timedelta(days=1), LAST):
        if MASE_DAYS.is_working(today):
            secretary.morning(today)
            clock.at = dt.datetime.combine(today, dt.time(12))
            people.act()
            secretary.afternoon(today)
    office.register.close()


def sqlite_script() -> str:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "register.db"
        play(f"sqlite:///{file}")
        with closing(sqlite3.connect(file)) as connection:
            return "\n".join(connection.iterdump())


def postgresql_script() -> str:
    with new_database() as url:
        play(url)
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        dump = ["pg_dump", "--inserts", "--no-owner", "--no-privileges", address]
        return subprocess.run(dump, capture_output=True, text=True, check=True).stdout


SCRIPTS: dict[str, Callable[[], str]] = {"sqlite": sqlite_script, "postgresql": postgresql_script}


def main(release: str) -> None:
    for dialect, script in SCRIPTS.items():
        file = FOLDER / f"{release}-{dialect}.sql.xz"
        file.write_bytes(lzma.compress(script().encode(), preset=9 | lzma.PRESET_EXTREME))
        print(f"{file.name}: {file.stat().st_size // 1000} kB")
    digests = {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(VERSIONS.glob("0*.py"))}
    HELD.write_text("".join(f"{digest}  {file.name}\n" for file, digest in digests.items()), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
