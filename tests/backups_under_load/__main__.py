"""Back a register up while letters are written and sent, restore some, and count what was lost or went again.

``python -m tests.backups_under_load`` takes 100 backups and restores 20 of them, on SQLite, and on PostgreSQL
where ``MASE_TEST_POSTGRES`` names a server. The exit code says whether nothing was lost or went again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from sqlalchemy import select

from forum.outbox.states import State
from tasks.duties.outbox.decisions import explain_restored, release, resume, unexplained
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.sending.delivery import hold_if_restored
from tasks.register.backup.back_up import back_up
from tasks.register.backup.restore import restore
from tasks.register.backup.snapshot import pack, unpack
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.migrations import upgrade
from tasks.register.tables import DispatchRow
from tests.databases import DATABASES, new_database
from tests.faults.children import Child
from tests.tasks.duties.do import do
from tests.tasks.mail.sending.post_room import MEMBERS, PostRoom, post_room
from tests.tasks.register.backup.backups import KEY, empty_place, rules_for

MONDAY = dt.datetime(2027, 1, 4, 9)
LONG_AGO = dt.datetime(2020, 1, 1)
LATER = MONDAY.replace(hour=10)  # a letter that went again would be a file of another name
PAUSE = 1.5  # seconds between two writings, and two deliveries
BY = "business unit"


@dataclass
class Tally:
    """What came of the backups and restores on one database."""

    backups: list[float] = field(default_factory=list)
    restores: int = 0
    letters: int = 0
    lost: int = 0
    again: int = 0
    faults: list[str] = field(default_factory=list)
    longest_wait: float = 0

    @property
    def is_well(self) -> bool:
        return not (self.lost or self.again or self.faults)

    def in_words(self, database: str) -> str:
        return (
            f"{database}: {len(self.backups)} backups, {self.restores} restores, while {self.letters} "
            f"letters were written and sent: {self.lost} committed letters lost, {self.again} sent again, "
            f"{len(self.faults)} restored otherwise than their trail says. A backup took "
            f"{median(self.backups):.1f} s (median), a writing {self.longest_wait:.1f} s at most."
        )


@dataclass
class Office:
    """A register at work: letters are written and sent by processes of their own, until ``folder / stop``."""

    folder: Path
    room: PostRoom
    mail: Path

    @property
    def committed(self) -> list[int]:
        """The numbers of the letters whose transactions have ended."""
        return [int(line) for line in (self.folder / "committed").read_text(encoding="utf-8").splitlines()]

    def write(self) -> float:
        """Write letters; return the longest time that one took, in seconds."""
        longest = 0.0
        with self._opened() as room, (self.folder / "committed").open("a", encoding="utf-8") as ledger:
            number = 0
            while not (self.folder / "stop").exists():
                number += 1
                begun = time.monotonic()
                room.queue(*MEMBERS, number=number)
                longest = max(longest, time.monotonic() - begun)
                print(number, file=ledger, flush=True)
                time.sleep(PAUSE)
        return longest

    def send(self) -> None:
        with self._opened() as room:
            mailer = FolderMailer(self.mail, room.rules.mailbox, room.clock)
            while not (self.folder / "stop").exists():
                room.deliver(mailer)
                time.sleep(PAUSE)

    @contextmanager
    def _opened(self) -> Iterator[PostRoom]:
        """The room with a connection of this process's own."""
        url = self.room.register.url.render_as_string(hide_password=False)
        clock = SetClock(MONDAY)
        with closing(Register(url, clock)) as register:
            yield replace(self.room, register=register, clock=clock)


def run(database: str, backups: int, restores: int) -> Tally:
    """Take so many backups of a register at work, and restore each so often that there are so many."""
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="mase-load-") as temporary, _database(database, temporary) as url:
        folder, clock = Path(temporary), SetClock(MONDAY)
        with closing(Register(url, clock)) as register:
            upgrade(register)
            room = post_room(register, clock)
            register.close()  # children open their own
            office = Office(folder, room, folder / "mail")
            (folder / "committed").touch()
            writer, sender = Child(office.write), Child(office.send)
            try:
                for number in range(backups):
                    clock.at += dt.timedelta(seconds=1)
                    _back_up(office, tally, is_restored=(number + 1) % (backups // restores) == 0)
            finally:
                (folder / "stop").touch()
                tally.longest_wait = writer.result()
                sender.result()
            tally.letters = len(office.committed) * len(MEMBERS)
    return tally


def _back_up(office: Office, tally: Tally, *, is_restored: bool) -> None:
    before = office.committed
    begun = time.monotonic()
    register = office.room.register
    made = back_up(register, rules_for(office.folder))
    tally.backups.append(time.monotonic() - begun)
    if not is_restored:
        return
    with tempfile.TemporaryDirectory(dir=office.folder) as place, empty_place(register, Path(place)) as other:
        restored = restore(made.file, [KEY], other, {})
        tally.restores += 1
        tally.faults += [restored.fault] if restored.fault else []
        room = replace(office.room, register=other, clock=SetClock(LATER))
        tally.lost += len(set(before) - _numbers(other)) * len(MEMBERS)
        mailbox_now = Path(place) / "mailbox.tar.gz"
        pack(mailbox_now, made.file, {"mail": office.mail})
        unpack(mailbox_now, Path(place))
        tally.again += _doubled(room, Path(place) / "mail")


def _doubled(room: PostRoom, mail: Path) -> int:
    """Go on from a restored register as an operator does; return how many letters went twice."""
    mailer = FolderMailer(mail, room.rules.mailbox, room.clock)
    hold_if_restored(room.register, mailer, room.rules, as_of=room.today, wait=room.wait, by="mase serve")
    office = room.office()
    for mailbox in unexplained(office):
        do(explain_restored, office, mailbox, actor=BY)
    do(resume, office, reason="looked at Sent Items", actor=BY)
    with room.register.reading() as session:
        held = list(session.scalars(select(DispatchRow.id).where(DispatchRow.state == State.HELD)))
    for letter in held:
        do(release, office, letter, reason="looked at Sent Items", actor=BY)
    room.deliver(mailer)
    with room.register.reading() as session:
        queued = DispatchRow.state.in_((State.QUEUED, State.DRAFTED))
        assert session.scalars(select(DispatchRow.id).where(queued)).all() == []
    keys = Counter(mailer.sent_since(LONG_AGO))
    return sum(times - 1 for times in keys.values())


def _numbers(register: Register) -> set[int]:
    with register.reading() as session:
        return {occasion.number or 0 for occasion in session.scalars(select(DispatchRow.occasion))}


@contextmanager
def _database(kind: str, folder: str) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/register.db"
        return
    with new_database() as url:
        yield url


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--backups", type=int, default=100)
    parser.add_argument("--restores", type=int, default=20)
    numbers = parser.parse_args()
    is_well = True
    for database in DATABASES:
        tally = run(database, numbers.backups, numbers.restores)
        print(tally.in_words(database), *tally.faults, sep="\n", flush=True)
        is_well = is_well and tally.is_well
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
