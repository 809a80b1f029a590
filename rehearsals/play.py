"""Playing the rehearsal: day by day through the real flows, against a Prefect server of our own."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import os
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from config.wiring import keep_open, open_office
from forum.calendar.meetings import day_to_meet, meeting_dates
from forum.calendar.working_days import WorkingDays, each_day
from forum.terms.policy import Policy
from forum.text.problem import Problem
from forum.text.wording import count, full_date, long_date
from mase.service.beside import wait
from mase.service.prefect_client import FILE as SIGN_IN
from mase.service.prefect_server import one_client, prefect_in_process, prefect_server
from rehearsals.awkward import AwkwardCast, AwkwardMonths
from rehearsals.channels import DirectChannel
from rehearsals.leads import import_sample_plan
from rehearsals.mail_channel import MailChannel, standin_at
from rehearsals.output import read_facts, show_end, write_days, write_output
from rehearsals.people import Cast
from rehearsals.script import OFF_AFTER_MEETING, OFF_FOR, OFF_FROM, Year
from rehearsals.stage import (
    BY,
    SAMPLE_MEMBERS,
    SERVICE,
    allow_members,
    bind_no_more_packs,
    enter_past_meetings,
    import_people_made_up,
    import_sample_members,
    policy_of,
    stage,
)
from rehearsals.task_group import TaskGroupCast
from rehearsals.timings import STALLS, Timings
from tasks.duties.base.office import Office, unit_of_work
from tasks.duties.calendar.work import Work, is_due
from tasks.limited.runner import DirectRunner
from tasks.register.database.clock import SetClock
from tasks.register.groups import groups_at_work

if TYPE_CHECKING:
    from prefect.client.base import ASGIApp

MORNING, PEOPLE_ACT, AFTERNOON = dt.time(9), dt.time(11), dt.time(14)
BEFORE_MEETING, LAST_MAIL = dt.time(9, 15), dt.time(9, 45)  # on the day of one, which the papers may wait for
AFTER_LAST_MEETING = dt.timedelta(days=16)
A_YEAR_AND_MORE = 400  # days in which a group meets at least once
Flow = Callable[..., Awaitable[Any]]
LOG_LEVEL = "PREFECT_LOGGING_LEVEL"  # at its usual level a wall of log lines hides the progress


@dataclass(frozen=True)
class Options:
    """The options of the command line."""

    months: int
    start: dt.date
    out: Path
    policy: Path
    members: Path | None  # none: people are made up for the policy
    keep_ui: bool
    timings: bool
    mailbox: str = ""  # the address of an Exchange stand-in, or empty: a folder and no replies by mail
    awkward: bool = False


@dataclass(frozen=True)
class Run:
    """The days to play, from ``first`` to ``last``, and those on which the service is off."""

    first: dt.date
    last: dt.date
    off: frozenset[dt.date]


def play_months(options: Options, console: Console, timings: Timings | None = None) -> None:
    """Play the months and show what came of them."""
    timings = timings or Timings()
    policy = policy_of(options.policy)
    options = replace(options, start=max(options.start, policy.group.go_live))
    with ExitStack() as around:
        standin = around.enter_context(standin_at(options.mailbox)) if options.mailbox else None
        gateway = standin.settings(SERVICE) if standin else None
        around.enter_context(stage(options.out, options.policy, gateway))
        around.enter_context(_quiet())
        if options.timings:
            around.enter_context(timings.measuring())
        clock, mailbox = SetClock(dt.datetime.combine(options.start, PEOPLE_ACT)), options.out / "mailbox"
        # The files that people send back are of our own making: no other process need read them.
        office = replace(open_office(clock=clock), limited=DirectRunner())
        with closing(office.register):
            code = policy.group.code
            run = days_to_play(policy, office.calendars[code], options.start, options.months)
            if options.members:
                import_sample_members(office, code, options.members, policy.group.go_live)
            else:
                import_people_made_up(office, policy)
            enter_past_meetings(office, code, options.start)
            if options.members == SAMPLE_MEMBERS:  # the plan names them as leads
                with unit_of_work(office, BY) as work:
                    import_sample_plan(work, code)
            allow_members(office)
            begun = time.perf_counter()
            with _prefect(options) as (server, api):
                timings.seconds["server"] += time.perf_counter() - begun
                awkward = AwkwardMonths(office, code, options.start, mailbox) if options.awkward else None
                channel = MailChannel(office, standin, SERVICE) if standin else DirectChannel(office)
                cast = AwkwardCast(office, awkward) if awkward else Cast(office, code, options.start, channel)
                if options.members == SAMPLE_MEMBERS and not awkward:
                    cast.year = Year(office, code, cast.group_id, cast.days)
                play = Play(office, clock, cast, timings)
                gc.freeze()  # all that was imported stays: the collector need not walk through it each time
                with keep_open(office), timings.measuring_duties() if options.timings else nullcontext():
                    asyncio.run(_play(play, run, console, server))
                facts = read_facts(office, run.first, run.last)
                with timings.part("pictures"):
                    write_output(office, facts, options.out, mailbox)
                    if awkward:
                        write_days(awkward.happened, facts, options.out)
                show_end(facts, console)
                console.print(f"\nOpen {options.out / 'index.html'} to see the months and every letter.")
                if standin:
                    console.print(f"The mail itself lies in the mailboxes at {standin.url} while it runs.")
                if options.timings:
                    total = time.perf_counter() - begun
                    timings.print_again()
                    _show_timings(timings, console, total)
                if options.keep_ui:
                    console.print(f"The Prefect UI is at {api.removesuffix('/api')}. Ctrl-C ends it.")
                    console.print(f"Sign in with the line in {options.out / 'prefect' / SIGN_IN}.")
                    with suppress(KeyboardInterrupt):
                        wait()


@contextmanager
def _prefect(options: Options) -> Iterator[tuple[ASGIApp | None, str]]:
    """A Prefect server: within this process, or one with an address where its UI is to be kept."""
    folder = options.out / "prefect"
    if options.keep_ui:
        with prefect_server(folder, ui=True) as api:
            yield None, api
    else:
        with prefect_in_process(folder) as server:
            yield server, ""


def days_to_play(policy: Policy, days: WorkingDays, start: dt.date, months: int) -> Run:
    """From ``start`` until the minutes of the last of so many meetings are out."""
    until = start + dt.timedelta(days=max(62 * (months + 1), A_YEAR_AND_MORE))
    dates = [day_to_meet(date, days) for date in meeting_dates(policy.meetings.rule, start, until)]
    meetings = [date for date in dates if date > start][:months]
    if not meetings:
        raise Problem(f"No meeting is planned in the year from {long_date(start)}. Give an earlier --start.")
    off: list[dt.date] = []
    if len(meetings) >= OFF_AFTER_MEETING:
        first = days.add(meetings[OFF_AFTER_MEETING - 1], OFF_FROM)
        off = [days.add(first, number) for number in range(OFF_FOR)]
    return Run(start, meetings[-1] + AFTER_LAST_MEETING, frozenset(off))


async def _play(play: Play, run: Run, console: Console, server: ASGIApp | None) -> None:
    days = [day for day in each_day(run.first, run.last) if play.cast.days.is_working(day)]
    group = play.cast.policy.group.short_name
    console.print(f"Playing {group} from {full_date(run.first)} to {full_date(run.last)}.")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    async with one_client(server):
        with Progress(*columns, console=console, transient=True, refresh_per_second=2) as progress:
            task = progress.add_task("", total=len(days))
            for day in progress.track(days, task_id=task):
                progress.update(task, description=long_date(day))
                await play.day(day, on=day not in run.off)
    if run.off:
        first, last = min(run.off), max(run.off)
        gap = count(len(run.off), "working day")
        console.print(f"The service was off for {gap}, from {long_date(first)} to {long_date(last)}.")


@dataclass(frozen=True)
class Play:
    """A rehearsal under way: the people, and the clock that they and the flows go by."""

    office: Office
    clock: SetClock
    cast: Cast
    timings: Timings
    task_groups: dict[str, TaskGroupCast] = field(default_factory=dict)

    async def day(self, day: dt.date, *, on: bool) -> None:
        """A working day: one run of the morning's work, what people do, and the afternoon's mail."""
        if on:
            self._turn_to(day, MORNING)
            await self._read(day)
            await self._run_if_due("do_what_is_due", day)
        acts, mail = (BEFORE_MEETING, LAST_MAIL) if self.cast.meets(day) else (PEOPLE_ACT, AFTERNOON)
        self._turn_to(day, acts)
        with self.timings.part("people"):
            self.cast.act(day)
            for cast in self._task_groups():
                cast.act(day)
        if on:
            await self._read(day)
        with self.timings.part("people"):
            self.cast.act_later(day)
        if on:
            self._turn_to(day, mail)
            await self._run_if_due("deliver_mail", day)
        bind_no_more_packs(self.office)

    def _task_groups(self) -> Sequence[TaskGroupCast]:
        """The people of the task groups that are at work."""
        if self.cast.year is None and not isinstance(self.cast, AwkwardCast):
            return ()
        with self.office.register.reading() as session:
            codes = [group.code for group in groups_at_work(session) if group.commission is not None]
        for code in codes:
            if code not in self.task_groups:
                cast = TaskGroupCast(self.office, code, self.cast.start, self.cast.channel)
                self.task_groups[code] = cast
        return [self.task_groups[code] for code in codes]

    async def _read(self, day: dt.date) -> None:
        if self.cast.channel.has_mail_come():
            await self._run("read_mailbox", day)

    def _turn_to(self, day: dt.date, time: dt.time) -> None:
        self.clock.at = dt.datetime.combine(day, time)
        self.cast.channel.turn_to(self.clock.at)

    async def _run_if_due(self, name: str, day: dt.date) -> None:
        """Run a flow on a day on which something of its work is due."""
        works: Sequence[Work] = import_module(f"flows.{name}").WORKS  # only now: the server stands
        with self.timings.part("what is due"), self.office.register.reading() as session:
            due = is_due(self.office, session, works, day)
        if due:
            await self._run(name, day)

    async def _run(self, name: str, day: dt.date) -> None:
        flow: Flow = getattr(import_module(f"flows.{name}"), name)
        with self.timings.flow():
            state = await flow(as_of=day, return_state=True)
        if state.is_failed():
            raise Problem(f"The flow {name} failed on {long_date(day)}: {state.message}")


@contextmanager
def _quiet() -> Iterator[None]:
    before = os.environ.get(LOG_LEVEL)
    os.environ[LOG_LEVEL] = "ERROR"
    try:
        yield
    finally:
        if before is None:
            del os.environ[LOG_LEVEL]
        else:
            os.environ[LOG_LEVEL] = before


def _show_timings(timings: Timings, console: Console, total: float) -> None:
    table = Table("Part", "Seconds", "Times", title="Where the time went")
    for name in sorted(timings.seconds, key=lambda name: -timings.seconds[name]):
        table.add_row(name, f"{timings.seconds[name]:.1f}", str(timings.counts[name] or ""))
    if not timings.counts[STALLS]:
        table.add_row(STALLS, "0.0", "0")
    table.add_row("all, without the plain loop", f"{total:.1f}", "")
    console.print(table)
