"""The fault suite: python -m tests.faults [--short]. The exit code says whether all is well.

Every run has a register and a mailbox of its own, and compares what the stand-in accepted with what the
register says: letters, calendar items, and the replies that came. The stand-ins are an Exchange Server and
Microsoft Graph. PostgreSQL is tried too where MASE_TEST_POSTGRES names a server.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tasks.register.database.register import Register
from tests.faults.calendar import CalendarRoom, two_meetings
from tests.faults.children import Child
from tests.faults.gateways import EXCHANGE, GRAPH, Gateway
from tests.faults.inbox import REPLIES, InboxRoom, letters_to_answer
from tests.faults.kills import PATIENCE, kills
from tests.faults.mailroom import (
    PACK,
    MailRoom,
    Template,
    copy_database,
    database_at,
    drop_database,
    letters,
    mail_room,
    make_register,
    work_on,
)
from tests.faults.mishaps import (
    MISHAPS,
    address_changed_after_drafting,
    copies_left_unready,
    to_old_addresses,
    two_senders,
    yesterdays_database,
)
from tests.faults.network import network_faults
from tests.faults.table import Line, Table
from tests.standins.client import StandInClient, standin_process
from tests.standins.post_office.faults import Trouble

LETTERS, PACKS, ONE, BATCH, MANY = "letters", "copied packs", "one letter", "a batch", "1,000 letters"
MEETINGS, INBOX = "calendar", "inbox"
SIZES = {LETTERS: 9, PACKS: 6, ONE: 1, BATCH: 12, MANY: 1000, MEETINGS: 3, INBOX: REPLIES}
WORK: dict[str, tuple[type[MailRoom], Callable[[Register], None]]] = {
    **{name: (MailRoom, letters(SIZES[name])) for name in (LETTERS, ONE, BATCH, MANY)},
    PACKS: (MailRoom, letters(SIZES[PACKS], attached=PACK)),
    MEETINGS: (CalendarRoom, two_meetings),
    INBOX: (InboxRoom, letters_to_answer),
}
KILLED = {EXCHANGE: (LETTERS, PACKS, MEETINGS, INBOX), GRAPH: (LETTERS, MEETINGS, INBOX)}
UNREADABLE = (Trouble.MALFORMED, Trouble.HALF)  # an answer after which nobody can say what went
AT_ONCE = (
    4  # letters drafted and sent together where a process is killed, so that it passes points repeatedly
)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--short", action="store_true", help="on SQLite, each point once, few faults")
    arguments.add_argument("--seeds", type=int, default=8, help="how often a process is killed at each point")
    wishes = arguments.parse_args()
    postgres = "" if wishes.short else os.environ.get("MASE_TEST_POSTGRES", "")
    databases = {"SQLite": "", **({"PostgreSQL": postgres} if postgres else {})}
    seeds = 1 if wishes.short else wishes.seeds
    at_work = [
        Child(partial(play, gateway, database, server, seeds, short=wishes.short))
        for database, server in databases.items()
        for gateway in KILLED
    ]
    table = Table()
    for child in at_work:
        table.take(child.result(within=None))
    table.show()
    return 0 if table.is_well else 1


def play(gateway: Gateway, database: str, server: str, seeds: int, *, short: bool) -> Table:
    """All that can befall delivery and the inbox, at one mail server and on one database."""
    with (
        tempfile.TemporaryDirectory() as name,
        standin_process(gateway.kind, "--domain", "members.example") as standin,
        templates(gateway, server, Path(name), _played(gateway, short=short)) as made,
    ):
        suite = Suite(gateway, database, made, Path(name), standin)
        for path in KILLED[gateway]:
            with mail_room(made[path], Path(name), standin, timeout=PATIENCE) as room:
                room.finish_here()  # those forked from this process have the statements compiled
            deque(suite.kill_at_each_point(path, seeds), maxlen=0)
        for path, operations in network_paths(gateway, short=short).items():
            deque(suite.break_the_network(path, operations), maxlen=0)
        if gateway == EXCHANGE:
            for what in MISHAPS:
                suite.befall(what, short=short)
    return suite.table


@dataclass
class Suite:
    """The faults at one mail server and on one database, and the table of what came of them."""

    gateway: Gateway
    database: str
    made: Mapping[str, Template]
    folder: Path
    standin: StandInClient
    table: Table = field(default_factory=Table)

    @property
    def where(self) -> str:
        return f"{self.database}, {self.gateway.kind}"

    def kill_at_each_point(self, path: str, seeds: int) -> Iterator[Line]:
        for kill in kills(self.made[path], self.folder, self.standin, range(seeds), AT_ONCE):
            yield self.table.add(
                self.where, f"killed, {path}", kill.point, kill.verdict, most_asked=0, happened=kill.died
            )

    def break_the_network(self, path: str, operations: Sequence[str]) -> Iterator[Line]:
        for fault in network_faults(self.made[path], operations, self.folder, self.standin):
            when = "after" if fault.accepted else "before"
            is_unreadable = fault.operation == self.gateway.send and fault.trouble in UNREADABLE
            yield self.table.add(
                self.where,
                f"network, {path}",
                f"{fault.operation}: {fault.trouble} {when} acceptance",
                fault.verdict,
                most_asked=SIZES[path] if is_unreadable else 0,
                happened=fault.struck,
            )

    def befall(self, what: str, *, short: bool) -> Line:
        befall = MISHAPS[what]
        path = PACKS if befall is copies_left_unready else LETTERS
        if befall is two_senders and not short:
            path = MANY
        batch = 50 if path == MANY else AT_ONCE
        room_here = self.made[path], self.folder, self.standin
        with mail_room(*room_here, batch=batch, timeout=PATIENCE) as room:
            verdict = befall(room)
            old = to_old_addresses(room) if befall is address_changed_after_drafting else 0
        most = SIZES[path] if befall is yesterdays_database else 0
        return self.table.add(self.where, f"mishap, {path}", what, verdict, most_asked=most, misdirected=old)


def network_paths(gateway: Gateway, *, short: bool) -> dict[str, tuple[str, ...]]:
    """The requests that meet each trouble of the network, by the work during which they are made."""
    if short:
        return {BATCH: (gateway.send,), MEETINGS: (gateway.change,), INBOX: (gateway.read,)}
    requests = (gateway.draft, gateway.send, gateway.find)
    return {
        ONE: requests,
        BATCH: requests,
        **({PACKS: ("CreateItem", "CopyItem", "UpdateItem")} if gateway == EXCHANGE else {}),
        MEETINGS: tuple(dict.fromkeys((gateway.invite, gateway.change, gateway.call_off))),
        INBOX: (gateway.read,),
    }


def _played(gateway: Gateway, *, short: bool) -> Iterable[str]:
    """Name the work that faults befall; the thousand letters are for two senders at once."""
    return {*KILLED[gateway], *network_paths(gateway, short=short), *(() if short else (MANY,))}


@contextmanager
def templates(
    gateway: Gateway, server: str, folder: Path, names: Iterable[str]
) -> Iterator[dict[str, Template]]:
    """The registers that all runs are copied from, on this PostgreSQL server or in files."""

    def plain(name: str) -> str:
        return "".join(letter for letter in f"{gateway.kind}{name}" if letter.isalnum())

    empty, made = database_at(server, folder, plain("empty")), {}
    make_register(empty, lambda _: None)
    for name in names:
        room, fill = WORK[name]
        copied = copy_database(empty, folder, plain(name))
        work_on(copied, fill)
        made[name] = Template(copied, room, gateway)
    try:
        yield made
    finally:
        for database in (empty, *(template.url for template in made.values())):
            drop_database(database)


if __name__ == "__main__":
    sys.exit(main())
