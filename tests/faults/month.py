"""A month of the forum under fault: python -m tests.faults.month. The exit code says whether all is well.

Each morning's and each afternoon's work is disturbed until nothing is left of it to disturb, then done as the
schedule does. In the end letters, calendar items, steps and verdicts are held against those of a month that
nothing disturbed. SQLite has full disks, PostgreSQL (where MASE_TEST_POSTGRES names a server) has its
connections ended, as by a restart.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import create_engine, event, select, text

from config.wiring import calendar
from forum.attendance.invitations import State as InvitationState
from forum.calendar.working_days import each_day
from forum.outbox.states import State
from forum.text.problem import Problem
from rehearsals.leads import import_sample_plan
from tasks.duties.base.office import Office
from tasks.duties.members.workbook import apply_import
from tasks.duties.outbox.decisions import hold_everything, resolve, resume
from tasks.register.attendance import LIVE
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.groups import set_up_groups
from tasks.register.tables import DispatchRow, InvitationRow, MeetingRow, PersonRow, StepRow
from tests.conftest import ROOT
from tests.english import day
from tests.faults.children import Child, Killed, in_child
from tests.faults.gateways import EXCHANGE, PASSWORD
from tests.faults.mailroom import OPEN, database_at, drop_database, make_register
from tests.faults.points import Points, watch
from tests.forum.policies import MASE, MASE_DAYS
from tests.standins.client import StandInClient, standin_process
from tests.standins.post_office.faults import Fault, Trouble
from tests.tasks.duties.do import do
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.plain_office import PlainDocuments, PlainLetters
from tests.tasks.duties.scripted_people import People
from tests.tasks.duties.secretariat import FEBRUARY, Forum

OURS = "mase@unit.example"
FIRST, LAST = day("Wed 13 Jan 2027"), day("Wed 24 Feb 2027")
WORKING = [date for date in each_day(FIRST, LAST) if MASE_DAYS.is_working(date)]
NOON = dt.time(12)
MOST_IN_A_ROW = 30  # faults of one morning or afternoon
MOST_RUNS = 6
AHEAD = dt.timedelta(hours=5)
REQUESTS = ("CreateItem", "SendItem", "FindItem", "UpdateItem", "GetItem")


@dataclass(frozen=True)
class World:
    """A register and a mailbox, and the office of a process at work with both."""

    url: str
    standin: StandInClient
    settings: Mapping[str, str]  # of the stand-in: two processes at once can't ask for them by one connection

    @contextmanager
    def office(self, at: dt.datetime) -> Iterator[tuple[Forum, Secretary]]:
        clock = SetClock(at)
        register = Register(self.url, clock, durable=False)
        plain: Any = {"letters": PlainLetters(), "documents": PlainDocuments()}
        office = Office(register, {"MASE": MASE}, {"MASE": calendar(MASE)}, clock=clock, **plain)
        with closing(register), closing(EXCHANGE.open(self.settings, OURS, 1)) as mailer:
            secretary = Secretary(office, clock)
            secretary.mailer = mailer
            secretary.rules = replace(
                secretary.rules, mailbox=OURS, lease_seconds=0.2, look_again_after=dt.timedelta(0)
            )
            yield Forum(office, clock), secretary


@dataclass(frozen=True)
class Session:
    """A morning's or an afternoon's work in a world."""

    world: World
    date: dt.date
    is_morning: bool

    def work(self, fault: Callable[[Secretary], None] = lambda _: None) -> None:
        with self.world.office(dt.datetime.combine(self.date, NOON)) as (_, secretary):
            fault(secretary)
            (secretary.morning if self.is_morning else secretary.afternoon)(self.date)

    def is_struck(self, fault: Callable[[Secretary], None]) -> bool:
        """Work under a fault in a process of its own; tell whether the work came to no end by it."""
        with suppress(Killed, RuntimeError):
            in_child(partial(self.work, fault))
            return False
        return True

    def settle(self) -> int:
        """Work undisturbed until nothing is under way; return how many letters a person was asked about."""
        total = 0
        for _ in range(MOST_RUNS):
            in_child(self.work)
            asked, under_way = in_child(self._look)
            total += asked
            if not under_way:
                break
        return total

    def _look(self) -> tuple[int, bool]:
        """A person says of each letter that is asked about whether it came. Return how many, and whether
        anything is under way."""
        came = Counter(entry["key"] for entry in self.world.standin.accepted())
        with self.world.office(dt.datetime.combine(self.date, NOON)) as (forum, _):
            asked = [row for row in forum.rows(DispatchRow) if row.state is State.ASKED]
            for row in asked:
                do(resolve, forum.office, row.id, is_sent=bool(came[row.key]), reason="They were asked.")
            with forum.office.register.reading() as session:
                invitations = session.scalars(select(InvitationRow).where(LIVE)).all()
            under_way = any(row.state in OPEN for row in forum.rows(DispatchRow)) or any(
                row.state is not InvitationState.HELD for row in invitations
            )
            return len(asked), under_way


class Strike(Points):
    """Does something at the ``nth`` point that a process passes, whatever it is called."""

    def __init__(self, nth: int, action: Callable[[], object]) -> None:
        super().__init__()
        self.nth, self.action = nth, action

    def reach(self, name: str) -> None:
        super().reach(name)
        if self.passed.total() == self.nth:
            self.action()


def kill_engine(session: Session, dice: random.Random) -> bool:
    """Kill the run at one of its first commits or requests, while its duties are done."""
    return session.is_struck(lambda _: watch(Strike(dice.randint(1, 3), _kill)))


def kill_sender(session: Session, dice: random.Random) -> bool:
    """Kill the run at a later one, while letters go."""
    return session.is_struck(lambda _: watch(Strike(dice.randint(4, 9), _kill)))


def fill_disk(session: Session, dice: random.Random) -> bool:
    """Leave the register room for a few pages only."""
    pages = dice.randint(0, 2)

    def limit(secretary: Secretary) -> None:
        @event.listens_for(secretary.office.register.engine, "begin")
        def leave_no_room(connection: Any) -> None:
            count = connection.connection.execute("PRAGMA page_count").fetchone()[0]
            connection.connection.execute(f"PRAGMA max_page_count = {count + pages}")

    return session.is_struck(limit)


def restart_database(session: Session, dice: random.Random) -> bool:
    """End all connections of the register at some point, as a restart of its server does."""

    def end_connections() -> None:
        engine = create_engine(session.world.url)
        with engine.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        engine.dispose()

    return session.is_struck(lambda _: watch(Strike(dice.randint(1, 9), end_connections)))


def break_network(session: Session, dice: random.Random) -> bool:
    """Order a trouble of the network, before or after a request is carried out."""
    trouble = dice.choice([trouble for trouble in Trouble if trouble is not Trouble.SLOW])
    seconds = 1.5 if trouble is Trouble.TIME_OUT else 0
    fault = Fault(dice.choice(REQUESTS), trouble, accepted=dice.random() < 0.5, seconds=seconds)
    session.world.standin.fault(fault)
    session.is_struck(lambda _: None)
    is_left = bool(session.world.standin.faults())
    session.world.standin.forget_faults()
    return not is_left


def move_clock_forward(session: Session, _dice: random.Random) -> bool:
    """Have the clock five hours ahead during a run, and right again in the next."""
    in_child(partial(session.work, lambda secretary: _put_ahead(secretary.clock)))
    return True


def run_twice_at_once(session: Session, _dice: random.Random) -> bool:
    """Have two runs do the same work at the same moment."""
    runs = [Child(session.work) for _ in range(2)]
    for run in runs:
        with suppress(RuntimeError):  # the register may be busy with the other
            run.result()
    return True


def command_twice_at_once(session: Session, _dice: random.Random) -> bool:
    """Have two operators hold everything at the same moment, and lift it at the same moment."""

    def command(duty: Callable[..., None]) -> None:
        with session.world.office(dt.datetime.combine(session.date, NOON)) as (forum, _), suppress(Problem):
            do(duty, forum.office, reason="Wrong letters are going out.")

    for duty in (hold_everything, resume):
        for operator in [Child(partial(command, duty)) for _ in range(2)]:
            operator.result()
    return True


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _put_ahead(clock: SetClock) -> None:
    right = clock.now
    clock.now = lambda: right() + AHEAD  # type: ignore[method-assign]


@dataclass(frozen=True)
class Kind:
    """A kind of fault; ``play`` tells whether it struck."""

    name: str
    play: Callable[[Session, random.Random], bool]
    weight: int
    database: str = ""  # the only one on which it is played


KINDS = (
    Kind("engine killed", kill_engine, 5),
    Kind("sender killed", kill_sender, 5),
    Kind("full disk", fill_disk, 3, "SQLite"),
    Kind("database restarted", restart_database, 3, "PostgreSQL"),
    Kind("network broken", break_network, 4),
    Kind("clock moved forward", move_clock_forward, 1),
    Kind("two runs at once", run_twice_at_once, 1),
    Kind("two operators at once", command_twice_at_once, 1),
)


@dataclass
class Month:
    """What came of a month: how often each kind struck, how many letters it put to a person, and the letters,
    calendar items, steps and verdicts in words."""

    struck: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    stuck: int = 0
    doubled: int = 0
    misdirected: int = 0
    facts: Counter[str] = field(default_factory=Counter)


def play(url: str, database: str, seed: int | None) -> Month:
    """Play the month, disturbed with a seed, and undisturbed without one."""
    dice, most = random.Random(seed), 0 if seed is None else MOST_IN_A_ROW
    month, done = Month(), frozenset[int]()
    make_register(url, move_in)
    with standin_process(EXCHANGE.kind, "--domain", "unit.example") as standin:
        standin.open_mailbox(OURS, password=PASSWORD)
        world = World(url, standin, standin.settings())
        for date in WORKING:
            standin.set_clock(dt.datetime.combine(date, NOON, dt.UTC))
            morning, afternoon = (Session(world, date, is_morning) for is_morning in (True, False))
            disturb(morning, database, dice, most, month)
            done = in_child(partial(people_act, world, date, done))
            disturb(afternoon, database, dice, most, month)
        month.stuck, month.doubled, month.misdirected, month.facts = in_child(partial(look, world))
    drop_database(url)
    return month


def disturb(session: Session, database: str, dice: random.Random, most: int, month: Month) -> None:
    """Disturb a session with so many faults at most, until one finds nothing more to disturb; then settle
    it."""
    kinds = [kind for kind in KINDS if kind.database in ("", database)]
    struck: Counter[str] = Counter()
    for _ in range(most):
        (kind,) = dice.choices(kinds, [kind.weight for kind in kinds])
        if not kind.play(session, dice):
            break
        struck[kind.name] += 1
    month.struck += struck
    asked = session.settle()
    month.asked += Counter(dict.fromkeys(struck, asked))


def move_in(register: Register) -> None:
    """Fill a register with the people of the sample, appointed from 1 September 2026, and its plan."""
    with register.transaction("test") as tx:
        set_up_groups(tx, [MASE])
    clock = SetClock(dt.datetime.combine(FIRST, NOON))
    plain: Any = {"letters": PlainLetters(), "documents": PlainDocuments()}
    register.clock = clock
    office = Office(register, {"MASE": MASE}, {"MASE": calendar(MASE)}, clock=clock, **plain)
    sample = ROOT / "config" / "members-sample.xlsx"
    do(apply_import, office, "MASE", sample.read_bytes(), sample.name, dt.date(2026, 9, 1))
    do(import_sample_plan, office, "MASE")


def people_act(world: World, date: dt.date, done: frozenset[int]) -> frozenset[int]:
    """Have people do what is theirs by this day and not done; return the numbers of all that is done."""
    with world.office(dt.datetime.combine(date, NOON)) as (forum, _):
        people = People(forum, [FEBRUARY], agenda_agreed=6, short={FEBRUARY})
        every = dict(enumerate(people.to_do))
        acts = {number: act for number, (due, act) in every.items() if number not in done and due <= date}
        return done | {number for number, act in acts.items() if act()}


def look(world: World) -> tuple[int, int, int, Counter[str]]:
    """Hold the register against what the stand-in took."""
    with world.office(dt.datetime.combine(LAST, NOON)) as (forum, _):
        letters = {row.key: row for row in forum.rows(DispatchRow)}
        names = {row.id: row.name for row in forum.rows(PersonRow)}
        references = {row.id: row.reference for row in forum.rows(MeetingRow)}
        steps = forum.rows(StepRow)
    taken = [entry for entry in world.standin.accepted() if entry["sender"] == OURS]
    times = Counter(entry["key"] for entry in taken if entry["key"] in letters)
    to = {entry["key"]: entry["to"] for entry in taken}
    facts = Counter(
        [
            *(
                f"{row.letter} to {names[row.person_id]} is {row.state}, went {times[row.key]}"
                for row in letters.values()
            ),
            *(f"{entry['item_class']} {entry['subject']} to {sorted(entry['to'])}" for entry in taken),
            *(
                f"{references[row.meeting_id]} {row.kind} {row.done} {row.verdict} {row.note}"
                for row in steps
            ),
        ]
    )
    return (
        sum(row.state in OPEN or row.state is State.ASKED for row in letters.values()),
        sum(number > 1 for number in times.values()),
        sum(to[key] != [letters[key].address] for key in times),
        facts,
    )


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1, 2], help="a month for each")
    seeds = arguments.parse_args().seeds
    server = os.environ.get("MASE_TEST_POSTGRES", "")
    databases = ("SQLite", "PostgreSQL") if server else ("SQLite",)
    with tempfile.TemporaryDirectory() as folder:

        def month(database: str, seed: int | None) -> Child[Month]:
            url = database_at(server if database == "PostgreSQL" else "", Path(folder), f"month{seed}")
            return Child(partial(play, url, database, seed))

        calm = month("SQLite", None)
        disturbed = {(database, seed): month(database, seed) for database in databases for seed in seeds}
        undisturbed = calm.result(within=None)
        months = {which: child.result(within=None) for which, child in disturbed.items()}
    for (database, seed), outcome in months.items():
        show(f"{database}, seed {seed}", outcome, undisturbed)
    return 0 if all(is_well(outcome, undisturbed) for outcome in months.values()) else 1


def is_well(month: Month, undisturbed: Month) -> bool:
    return not (month.doubled or month.misdirected or month.stuck) and month.facts == undisturbed.facts


def show(which: str, month: Month, undisturbed: Month) -> None:
    console = Console(width=110)
    table = Table(title=f"A month under fault, {which}")
    table.add_column("Kind")
    for heading in ("Struck", "To a person then"):
        table.add_column(heading, justify="right")
    for name, number in sorted(month.struck.items()):
        table.add_row(name, str(number), str(month.asked[name]))
    console.print(table)
    console.print(
        f"{month.struck.total()} faults: {month.doubled} letters doubled, {month.misdirected} misdirected, "
        f"{month.stuck} stuck. Of {undisturbed.facts.total()} facts of an "
        f"undisturbed month {(undisturbed.facts - month.facts).total()} are missing, "
        f"{(month.facts - undisturbed.facts).total()} are new."
    )
    for word, facts in (
        ("missing", undisturbed.facts - month.facts),
        ("new", month.facts - undisturbed.facts),
    ):
        for fact, number in facts.items():
            console.print(f"{word} {number}: {fact}", markup=False, highlight=False)


if __name__ == "__main__":
    sys.exit(main())
