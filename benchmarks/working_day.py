"""The cost of the rules and the register on an average working day: ``python -m benchmarks.working_day``."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine.default import DefaultDialect

from benchmarks.duties import work
from benchmarks.groups import TODAY, WEEKDAYS, WEEKS, models, policy_of
from benchmarks.register import make_register
from benchmarks.standins import PlainDocuments, PlainLetters, plain_files
from benchmarks.statements import noted, put_alone
from config.settings import ROOT
from config.wiring import calendar, collect_seldom
from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.tables import AuditRow

CLOCK = SetClock(dt.datetime.combine(TODAY, dt.time(9)))


@dataclass(frozen=True)
class Day:
    """A working day: ``events`` are duties done, ``rows`` those on the audit trail; seconds, megabytes.

    ``processor`` are those of the ``seconds`` in which the processor worked: the rest waited for the disk.
    """

    events: int
    rows: int
    seconds: float
    processor: float
    commits: int
    committing: float
    peak: float
    parts: dict[str, float]


def measure(file: Path) -> Day:
    """Work through the day in a register."""
    parts: defaultdict[str, float] = defaultdict(float)
    with closing(open_register(file)) as register, plain_files(), _commits() as commits:
        office, before = open_office(register), _rows(register)
        begun, processor = time.perf_counter(), time.process_time()
        last = begun
        doing = ""

        def tell(name: str) -> None:
            nonlocal doing, last
            now = time.perf_counter()
            parts[doing] += now - last
            doing, last = name, now

        events = sum(work(office, TODAY, tell).values())
        tell("")
        seconds, processor = time.perf_counter() - begun, time.process_time() - processor
        rows = _rows(register) - before
    parts.pop("", None)
    return Day(
        events=events,
        rows=rows,
        seconds=seconds,
        processor=processor,
        commits=len(commits),
        committing=sum(commits),
        peak=peak_memory(),
        parts=dict(parts),
    )


def over_bare_statements(file: Path) -> tuple[float, float]:
    """Return the processor's seconds for the day over those for its statements put to SQLite alone, cold and
    warm: what else the machine does, and what both wait for the disk, does not count.

    The first time is cold, as in a new process, which has no statement compiled; the second is warm.
    """
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        cold, warm = (_over_bare_statements(file, Path(folder)) for _ in range(2))
    return cold, warm


def _over_bare_statements(file: Path, folder: Path) -> float:
    """Work through the day in a copy of a register, and put its statements to another.

    One copy goes before the other comes: many a disk has no room for three registers.
    """
    copy = Path(shutil.copy(file, folder / "copy.db"))
    os.sync()
    with closing(open_register(copy)) as register, plain_files():
        office = open_office(register)
        with noted(register.engine) as puts:
            begun = time.process_time()
            work(office, TODAY)
            seconds = time.process_time() - begun
    copy.unlink()
    copy = Path(shutil.copy(file, folder / "copy.db"))
    os.sync()
    with closing(open_register(copy)) as register:
        return seconds / put_alone(puts, register.engine)


def open_register(file: Path) -> Register:
    return Register(f"sqlite:///{file}", CLOCK)


def open_office(register: Register) -> Office:
    """An office that rules the models' groups, with letters and documents of fixed text."""
    collect_seldom()
    models = product(range(WEEKDAYS), range(WEEKS), (False, True))
    of_models = (policy_of(weekday, week, with_subjects=subjects) for weekday, week, subjects in models)
    policies = {policy.group.code: policy for policy in of_models}
    return Office(
        register=register,
        policies=policies,
        calendars={code: calendar(policy) for code, policy in policies.items()},
        letters=PlainLetters(),
        documents=PlainDocuments(ROOT / "templates" / "documents"),
        clock=CLOCK,
    )


def _rows(register: Register) -> int:
    """Return the number of rows of the audit trail."""
    with register.reading() as session:
        return session.scalar(select(func.max(AuditRow.seq))) or 0


def peak_memory() -> float:
    """The most memory this program had, in MB, as Linux says; its parent does not count."""
    status = Path("/proc/self/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


@contextmanager
def _commits() -> Iterator[list[float]]:
    """Measure each commit, in seconds: a commit waits until the disk has the rows."""
    seconds: list[float] = []
    plain = DefaultDialect.do_commit

    def measured(self: DefaultDialect, connection: object) -> None:
        begun = time.perf_counter()
        plain(self, connection)  # type: ignore[no-untyped-call]
        seconds.append(time.perf_counter() - begun)

    DefaultDialect.do_commit = measured  # type: ignore[method-assign]
    try:
        yield seconds
    finally:
        DefaultDialect.do_commit = plain  # type: ignore[method-assign]


def apart(what: str, file: Path) -> Any:
    """Measure in a process of its own, so that its memory, and the search of it for garbage, is the day's
    alone."""
    command = [sys.executable, "-m", "benchmarks.working_day", what, str(file)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout)


def show(title: str, day: Day) -> None:
    print(f"{title}: {day.events:,} events, {day.rows:,} rows on the audit trail")
    print(
        f"  {day.seconds:.1f} s ({day.processor:.1f} s of the processor), of which {day.committing:.1f} s in "
        f"{day.commits:,} commits; {day.peak:.0f} MB at most"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--groups", type=int, default=1500)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where there is room for some gigabytes")
    parser.add_argument("--parts", action="store_true", help="say what each query and duty cost")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--over-statements", type=Path, help=argparse.SUPPRESS)
    wishes = parser.parse_args()
    if wishes.measure:
        print(json.dumps(asdict(measure(wishes.measure))))
        return
    if wishes.over_statements:
        print(json.dumps(over_bare_statements(wishes.over_statements)))
        return
    with tempfile.TemporaryDirectory(dir=wishes.folder) as own:
        folder = Path(own)
        begun = time.perf_counter()
        groups = list(models(folder))
        few = max(wishes.groups // 10, 1)
        days = {}
        for name, number, years in (
            ("all", wishes.groups, wishes.years),
            ("few", few, wishes.years),
            ("long", few, wishes.years * 10),
        ):
            file = folder / f"{name}.db"
            make_register(file, groups, number, years)
            os.sync()  # or the day would wait for the disk to write what was made
            size = file.stat().st_size / 1e9
            print(
                f"Made {number:,} groups with {years} years each: {size:.1f} GB, "
                f"{time.perf_counter() - begun:.0f} s from the start"
            )
            if years == wishes.years:
                cold, warm = apart("--over-statements", file)
                print(
                    f"{number:,} groups take the processor {cold:.2f} times as long as their statements "
                    f"alone, {warm:.2f} times once these are compiled"
                )
            days[name] = Day(**apart("--measure", file))
            show(f"{number:,} groups, {years} years", days[name])
            file.unlink()
        print(f"Ten times the history costs {days['long'].seconds / days['few'].seconds:.2f} times as much")
        if wishes.parts:
            for name, seconds in sorted(days["all"].parts.items(), key=lambda part: -part[1]):
                print(f"  {seconds:6.2f} s  {name}")


if __name__ == "__main__":
    main()
