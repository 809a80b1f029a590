"""The fault suite: python -m tests.faults [--short]. The exit code says whether all is well.

Every run has a register and a mailbox of its own, and compares what the stand-in accepted with what the
register says. PostgreSQL is tried too where MASE_TEST_POSTGRES names a server.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy.engine import make_url

from tests.faults.children import Child
from tests.faults.kills import kills
from tests.faults.mailroom import PACK, Template, drop_database, mail_room, template
from tests.faults.mishaps import (
    MISHAPS,
    address_changed_after_drafting,
    copies_left_unready,
    to_old_addresses,
    two_senders,
    yesterdays_database,
)
from tests.faults.network import network_faults
from tests.faults.table import Table
from tests.standins.client import StandInClient, standin_process
from tests.standins.post_office.faults import Trouble

LETTERS, PACKS, ONE, BATCH, MANY = "letters", "copied packs", "one letter", "a batch", "1,000 letters"
SIZES = {LETTERS: 9, PACKS: 6, ONE: 1, BATCH: 12, MANY: 1000}
UNREADABLE = (Trouble.MALFORMED, Trouble.HALF)  # an answer after which nobody can say what went
AT_ONCE = (
    4  # letters drafted and sent together where a process is killed, so that it passes points repeatedly
)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--short", action="store_true", help="on SQLite, each point once, few faults")
    arguments.add_argument(
        "--seeds", type=int, default=20, help="how often a process is killed at each point"
    )
    wishes = arguments.parse_args()
    postgres = "" if wishes.short else os.environ.get("MASE_TEST_POSTGRES", "")
    databases = {"SQLite": "", **({"PostgreSQL": postgres} if postgres else {})}
    seeds = 1 if wishes.short else wishes.seeds
    at_work = [
        Child(partial(play, database, server, seeds, short=wishes.short))
        for database, server in databases.items()
    ]
    table = Table()
    for child in at_work:
        table.take(child.result(within=None))
    table.show()
    return 0 if table.is_well else 1


def play(database: str, server: str, seeds: int, *, short: bool) -> Table:
    """All that can befall a sender, on one database."""
    table = Table()
    with (
        tempfile.TemporaryDirectory() as name,
        standin_process("exchange", "--domain", "members.example") as standin,
        templates(server, Path(name)) as made,
    ):
        folder = Path(name)
        kill_senders(database, made, folder, standin, seeds, table)
        break_the_network(database, made, folder, standin, table, short=short)
        befall_mishaps(database, made, folder, standin, table, short=short)
    return table


def kill_senders(
    database: str, made: dict[str, Template], folder: Path, standin: StandInClient, seeds: int, table: Table
) -> None:
    for path in (LETTERS, PACKS):
        for kill in kills(made[path], folder, standin, range(seeds), AT_ONCE):
            table.add(database, f"killed, {path}", kill.point, kill.verdict, most_asked=0, happened=kill.died)


def break_the_network(
    database: str,
    made: dict[str, Template],
    folder: Path,
    standin: StandInClient,
    table: Table,
    *,
    short: bool,
) -> None:
    paths: dict[str, tuple[str, ...]] = {BATCH: ("SendItem",)}
    if not short:
        paths = {
            ONE: ("CreateItem", "SendItem", "FindItem"),
            BATCH: ("CreateItem", "SendItem", "FindItem"),
            PACKS: ("CreateItem", "CopyItem", "UpdateItem"),
        }
    for path, operations in paths.items():
        for fault in network_faults(made[path], operations, folder, standin):
            when = "after" if fault.accepted else "before"
            what = f"{fault.operation}: {fault.trouble} {when} acceptance"
            most = SIZES[path] if fault.trouble in UNREADABLE else 0
            table.add(
                database, f"network, {path}", what, fault.verdict, most_asked=most, happened=fault.struck
            )


def befall_mishaps(
    database: str,
    made: dict[str, Template],
    folder: Path,
    standin: StandInClient,
    table: Table,
    *,
    short: bool,
) -> None:
    for what, befall in MISHAPS.items():
        path = PACKS if befall is copies_left_unready else LETTERS
        if befall is two_senders and not short:
            path = MANY
        with mail_room(made[path], folder, standin, batch=50 if path == MANY else AT_ONCE) as room:
            verdict = befall(room)
            old = to_old_addresses(room) if befall is address_changed_after_drafting else 0
        most = SIZES[path] if befall is yesterdays_database else 0
        table.add(database, f"mishap, {path}", what, verdict, most_asked=most, misdirected=old)


@contextmanager
def templates(server: str, folder: Path) -> Iterator[dict[str, Template]]:
    """The registers that all runs are copied from, on this PostgreSQL server or in files."""

    def url(name: str) -> str:
        plain = "".join(letter for letter in name if letter.isalnum())
        if not server:
            return f"sqlite:///{folder / f'{plain}.db'}"
        return make_url(server).set(database=f"mase_faults_{plain}").render_as_string(hide_password=False)

    made = {
        name: template(url(name), letters, attached=PACK if name == PACKS else 0)
        for name, letters in SIZES.items()
    }
    try:
        yield made
    finally:
        for one in made.values():
            drop_database(one.url)


if __name__ == "__main__":
    sys.exit(main())
