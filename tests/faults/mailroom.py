"""A register with letters that wait, a mailbox on the stand-in to send them from, and what came of both."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import configure_mappers

from forum.outbox.states import Mode, State
from tasks.mail.protocol.mailer import Mailer
from tasks.mail.sending.delivery import deliver
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.mail.sending.queue import Enclosure
from tasks.register.database.clock import Clock, SetClock, SystemClock
from tasks.register.database.register import Register
from tasks.register.documents import store
from tasks.register.migrations import upgrade
from tasks.register.tables import DispatchRow
from tests.faults.children import in_child
from tests.faults.gateways import PASSWORD, Gateway
from tests.faults.points import Points, watch
from tests.standins.client import StandInClient
from tests.tasks.mail.sending.post_room import MEMBERS, PostRoom, post_room

DOMAIN = "unit.example"
PACK = 40_000  # bytes of an attachment that is worth copying here (gateways.COPY_FROM)
OPEN = (State.QUEUED, State.DRAFTING, State.DRAFTED, State.SUBMITTING, State.UNKNOWN)
SETTLED = (State.SENT, State.ASKED, State.HELD)
MOST_RUNS = 8
NUMBERS = count(1)
READ: Counter[str] = Counter()  # by stand-in, how much of its ledger has been read


@dataclass(frozen=True)
class Template:
    """A register with work in it, to be copied for each run. ``url`` is its database, and ``room`` says what
    is done with it at which mail server."""

    url: str
    room: type[MailRoom]
    gateway: Gateway


@dataclass(frozen=True)
class MailRoom:
    """One run: a register and a mailbox of its own, and where its entries in the stand-in's ledger begin."""

    url: str
    standin: StandInClient
    gateway: Gateway
    address: str
    settings: Mapping[str, str]
    ledger: int = 0
    batch: int = 50
    lease_seconds: float = 0.3
    timeout: float = 1
    clock: Clock = field(default_factory=SystemClock)

    def prepare(self) -> None:
        """Do, undisturbed and in this process, what comes before the work."""

    def run(self, kill_at: str = "", nth: int = 1) -> None:
        """Work once in a process of its own. Killed when it did not come to its end."""
        in_child(lambda: self.run_here(Points(kill_at, nth)))

    def points(self) -> Counter[str]:
        """Work once, and count the points passed."""
        return in_child(lambda: self.run_here(Points()))

    def run_here(self, points: Points) -> Counter[str]:
        watch(points)
        with self.opened() as (register, mailer):
            self.work(register, mailer)
        return points.passed

    def recover(self) -> Verdict:
        """Start again after whatever happened, as the schedule does, until nothing is in progress."""
        return in_child(self.finish_here)

    def finish_here(self) -> Verdict:
        """Work in this process until nothing is in progress."""
        with self.opened() as (register, mailer):
            for _ in range(MOST_RUNS):
                self.work(register, mailer)
                if not self.is_under_way(register):
                    break
            return self.verdict(register)

    @contextmanager
    def opened(self) -> Iterator[tuple[Register, Mailer]]:
        register = Register(self.url, self.clock, durable=False)
        mailer = self.gateway.open(self.settings, self.address, self.timeout)
        with closing(register), closing(mailer):
            yield register, mailer

    def work(self, register: Register, mailer: Mailer) -> None:
        deliver(register, mailer, self.rules(), as_of=self.clock.now().date())

    def is_under_way(self, register: Register) -> bool:
        return any(letter.state in OPEN for letter in self._letters(register).values())

    def verdict(self, register: Register) -> Verdict:
        """Hold what the register says against what the stand-in accepted."""
        letters, taken = self._letters(register), self.accepted()
        times = Counter(key for key, _ in taken)
        states = {key: letter.state for key, letter in letters.items()}
        return Verdict(
            lost=sum(
                not letter.is_settled or (letter.state is State.SENT and not times[key])
                for key, letter in letters.items()
            ),
            doubled=sum(number > 1 for number in times.values()),
            misdirected=sum(key in letters and to != (letters[key].address,) for key, to in taken),
            asked=sum(state in (State.ASKED, State.HELD) for state in states.values()),
            strange=len(times.keys() - states.keys()),
        )

    def rules(self) -> DeliveryRules:
        return DeliveryRules(
            mode=Mode.LIVE,
            mailbox=self.address,
            allowed_domains=frozenset({"members.example"}),
            lease_seconds=self.lease_seconds,
            look_again_after=dt.timedelta(0),
            batch=self.batch,
        )

    def ledger_entries(self) -> list[dict[str, Any]]:
        """Return what the stand-in took of this mailbox to be delivered."""
        return [entry for entry in self.standin.accepted(self.ledger) if entry["sender"] == self.address]

    def accepted(self) -> list[tuple[str, tuple[str, ...]]]:
        """The key and recipients of each letter of this mailbox that the stand-in took."""
        return [(entry["key"], tuple(entry["to"])) for entry in self.ledger_entries()]

    def _letters(self, register: Register) -> dict[str, LetterNow]:
        with register.reading() as session:
            rows = session.execute(
                select(DispatchRow.key, DispatchRow.state, DispatchRow.reason, DispatchRow.address)
            )
            return {row.key: LetterNow(row.state, row.reason, row.address) for row in rows}


@dataclass(frozen=True)
class LetterNow:
    """A letter in the register. ``address`` is the one to which it was drafted last."""

    state: State
    reason: str
    address: str

    @property
    def is_settled(self) -> bool:
        """A letter that lapsed is settled where its row says why."""
        return self.state in SETTLED or (self.state is State.LAPSED and bool(self.reason))


@dataclass(frozen=True)
class Verdict:
    """What the register says, held against what the stand-in accepted: numbers of letters.

    ``lost`` are letters said to be sent that never went, and those that are still in nobody's hands;
    ``misdirected`` went to another address than the register has them for; ``asked`` are in front of a
    person; ``strange`` went under a key that is none of the register's. Of the calendar and the inbox the
    rooms say what these are.
    """

    lost: int
    doubled: int
    misdirected: int
    asked: int
    strange: int

    @property
    def is_well(self) -> bool:
        return not (self.lost or self.doubled or self.misdirected or self.strange)


def letters(number: int, *, attached: int = 0) -> Callable[[Register], None]:
    """Fill a register with so many letters for three members; ``attached`` bytes go with each."""

    def fill(register: Register) -> None:
        room = post_room(register, SetClock(register.clock.now()))
        enclosures: list[Enclosure] = []
        if attached:
            with register.transaction("test") as tx:
                content = random.Random(attached).randbytes(attached)
                today = register.clock.now().date()
                enclosures = [
                    Enclosure(store(tx.session, "pack.pdf", "application/pdf", content, today), "pack.pdf")
                ]
        _queue(room, number, enclosures)

    return fill


def make_register(database: str, fill: Callable[[Register], None]) -> None:
    """Make a register for a template; ``database`` is the URL of a file or of a PostgreSQL database yet to be
    made."""

    configure_mappers()  # here, so that no child need do it
    _make_database(database)
    work_on(database, upgrade)
    work_on(database, fill)


def work_on(database: str, work: Callable[[Register], None]) -> None:
    """Do something to a register, in a process of its own: nobody has it open afterwards."""

    def open_and_work() -> None:
        with closing(Register(database, SystemClock(), durable=False)) as register:
            work(register)

    in_child(open_and_work)


@contextmanager
def mail_room(template: Template, folder: Path, standin: StandInClient, **changes: Any) -> Iterator[MailRoom]:
    """A copy of the template and a new mailbox; both are gone afterwards.

    The copies of a gateway stand in one place, one after the other: what was compiled for that serves all.
    """
    address = f"mase{next(NUMBERS)}@{DOMAIN}"
    standin.open_mailbox(address, password=PASSWORD)
    url = copy_database(template.url, folder, f"{template.gateway.kind}atwork")
    settings = standin.settings()
    room = template.room(url, standin, template.gateway, address, settings, READ[standin.url], **changes)
    try:
        room.prepare()
        yield replace(room, ledger=room.ledger + len(standin.accepted(room.ledger)))
    finally:
        drop_database(url)
        standin.close_mailbox(address)
        standin.forget_faults()
        READ[standin.url] += len(standin.accepted(READ[standin.url]))


def copy_database(source: str, folder: Path, name: str) -> str:
    """A copy of a database that nobody has open; its URL."""
    url = make_url(source)
    if url.drivername.startswith("sqlite"):
        assert url.database
        copy = folder / f"{name}.db"
        shutil.copy(url.database, copy)
        return f"sqlite:///{copy}"
    copied = url.set(database=f"mase_faults_{name}")
    where = copied.render_as_string(hide_password=False)
    drop_database(where)  # one that a run broken off has left
    _say(url, f"CREATE DATABASE {copied.database} TEMPLATE {url.database}")
    return where


def drop_database(where: str) -> None:
    url = make_url(where)
    if url.drivername.startswith("sqlite"):
        assert url.database
        for ending in ("", "-wal", "-shm"):
            Path(url.database + ending).unlink(missing_ok=True)
    else:
        _say(url, f"DROP DATABASE IF EXISTS {url.database} WITH (FORCE)")


def database_at(server: str, folder: Path, name: str) -> str:
    """Return the URL of a database of that name, on a PostgreSQL server or as a file in the folder."""
    if not server:
        return f"sqlite:///{folder / f'{name}.db'}"
    url = make_url(server).set(database=f"mase_faults_{name.lower()}")
    return url.render_as_string(hide_password=False)


def _make_database(where: str) -> None:
    url = make_url(where)
    if not url.drivername.startswith("sqlite"):
        drop_database(where)
        _say(url, f"CREATE DATABASE {url.database}")


def _say(url: object, sentence: str) -> None:
    """Say something to the server, in a process of its own: children share no connection."""

    def say() -> None:
        engine = create_engine(make_url(str(url)) if isinstance(url, str) else url.set(database="postgres"))  # type: ignore[attr-defined]
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(sentence))

    in_child(say)


def _queue(room: PostRoom, letters: int, enclosures: Sequence[Enclosure]) -> None:
    for number in range(-(-letters // len(MEMBERS))):
        members = MEMBERS[: min(len(MEMBERS), letters - number * len(MEMBERS))]
        room.queue(*members, number=number, attachments=enclosures)
