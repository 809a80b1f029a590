"""How long a backup of many groups takes to restore: ``python -m tests.backups_under_load.many_groups``.

The register has a year's history of each group, and a trail that is whole. Beside each restore the backup and
the register are copied, and written to the disk. What both wait for the disk does not count.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median
from uuid import UUID

from pyrage.x25519 import Identity
from sqlalchemy import select

from benchmarks.groups import WEEKS, models
from benchmarks.register import make_register
from benchmarks.working_day import CLOCK, open_register
from forum.calendar.backups import BackupsKept
from tasks.register.audit.row_check import begin_digests
from tasks.register.audit.trail import HEADS, beginning, digest
from tasks.register.backup.back_up import BackupRules, back_up, new_key
from tasks.register.backup.restore import restore
from tasks.register.database.register import Register
from tasks.register.tables import AuditRow

TIMES = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--groups", type=int, default=300)
    parser.add_argument("--years", type=int, default=1)
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "register.db"
        make_register(file, list(islice(models(folder / "models"), WEEKS)), wishes.groups, wishes.years)
        link(file)
        key = new_key()
        rules = BackupRules(folder / "backups", (str(key.to_public()),), BackupsKept(1, 1, 1), {})
        with closing(open_register(file)) as register:
            made = back_up(register, rules)
        restoring, copying = [], []
        for number in range(TIMES):
            copying.append(_processor(_copy, file, folder) + _processor(_copy, made.file, folder))
            with closing(Register(f"sqlite:///{folder}/{number}.db", CLOCK)) as place:
                restoring.append(_processor(_restore, made.file, key, place))
        print(
            f"{wishes.groups} groups, {file.stat().st_size / 1e6:.0f} MB, in a backup of "
            f"{made.size / 1e6:.0f} MB: restoring takes the processor {median(restoring):.0f} s, "
            f"{median(restoring) / median(copying):.0f} times as long as copying both"
        )


def link(file: Path) -> None:
    """Make the trail of a register that was multiplied whole: each row follows from the one before in its
    chain, and the digests of all rows stand at the end, once."""
    rows = select(AuditRow.seq, AuditRow.chain, AuditRow.at, AuditRow.actor, AuditRow.event, AuditRow.run)
    last: dict[UUID, str] = {}
    linked = []
    with closing(open_register(file)) as register:
        with closing(sqlite3.connect(file)) as database, database:
            database.execute("DELETE FROM audit WHERE event = ?", (HEADS,))  # which says of others' hashes
        with register.reading() as session:
            for seq, chain, at, actor, event, run in session.execute(rows.order_by(AuditRow.seq)):
                previous = last.get(chain, beginning(chain))
                last[chain] = digest(seq, at, actor, event, {}, previous, {}, run)
                linked.append((previous, last[chain], seq))
        with closing(sqlite3.connect(file)) as database, database:
            database.executemany(
                "UPDATE audit SET previous = ?, hash = ?, about = '{}', wrote = '{}' WHERE seq = ?", linked
            )
        with register.transaction("benchmark") as tx:
            begin_digests(tx.session, tx.at)


def _processor(work: Callable[..., None], *given: object) -> float:
    """Do some work, and return the seconds that the processor took for it."""
    begun = time.process_time()
    work(*given)
    return time.process_time() - begun


def _restore(file: Path, key: Identity, place: Register) -> None:
    restored = restore(file, [key], place, {})
    assert not restored.fault, restored.fault


def _copy(file: Path, folder: Path) -> None:
    """Copy a file, and have the copy on the disk."""
    copied = shutil.copyfile(file, folder / "copied")
    with copied.open("rb") as opened:
        os.fsync(opened.fileno())


if __name__ == "__main__":
    main()
