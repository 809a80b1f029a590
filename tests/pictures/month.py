"""A month of the forum as the service's flows leave it in Prefect, each run at the time of its schedule."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.events.worker import EventsWorker
from prefect.flow_engine import run_flow_async
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.logging.handlers import APILogWorker
from prefect.states import Scheduled

from config.settings import ROOT
from config.wiring import keep_open, open_office
from flows.do_what_is_due import MORNING as FLOWS_OF_THE_MORNING
from forum.calendar.working_days import each_day
from mase.options import day as day_of
from mase.service.catch_up import MAILBOX
from mase.service.deployments import read_deployments, to_serve
from mase.service.prefect_server import prefect_server
from mase.terminal import environment
from rehearsals.channels import DirectChannel
from rehearsals.command import DEFAULT_START
from rehearsals.leads import import_sample_plan
from rehearsals.people import Cast
from rehearsals.play import AFTERNOON, MORNING, PEOPLE_ACT
from rehearsals.script import Year
from rehearsals.stage import (
    BY,
    LIBREOFFICE,
    SAMPLE_MEMBERS,
    SERVICE,
    allow_members,
    enter_past_meetings,
    import_sample_members,
    policy_of,
    stage,
)
from tasks.duties.base.office import Office, unit_of_work
from tasks.limited.runner import DirectRunner
from tasks.register.database.clock import LONDON, SetClock
from tests.standins.exchange.server import ExchangeStandIn
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server

FIRST, LAST = day_of(DEFAULT_START), dt.date(2027, 1, 14)
SIGN_IN_REFUSED = dt.datetime(2027, 1, 15, 6, 50)
BEGINS, APART = dt.time(7), dt.timedelta(minutes=4)
DELIVERY = "deliver-mail"
WITHIN = 60  # seconds
# The columns with times of each table with rows of a run, after the column with the run's id.
TIMES = {
    "flow_run": "id created updated expected_start_time next_scheduled_start_time start_time end_time "
    "state_timestamp",
    "flow_run_state": "flow_run_id created updated timestamp",
    "task_run": "flow_run_id created updated expected_start_time start_time end_time state_timestamp",
    "log": "flow_run_id created updated timestamp",
    "artifact": "flow_run_id created updated",
    "artifact_collection": "flow_run_id created updated",
}


@dataclass
class Month:
    """The flows as the service puts them up at a server of ``api``, and the people of a rehearsal.

    ``ran`` has the time at which each run would have begun.
    """

    office: Office
    clock: SetClock
    cast: Cast
    api: str
    forms: dict[str, UUID] = field(default_factory=dict)
    flows: dict[str, Flow[..., object]] = field(default_factory=dict)
    ran: dict[str, dt.datetime] = field(default_factory=dict)

    def put_up(self) -> None:
        """Put up every flow and form, as the service does when it starts."""
        os.chdir(ROOT)
        for deployment in read_deployments():
            self.flows[deployment.name] = load_flow_from_entrypoint(deployment.entrypoint)
            self.forms[deployment.name] = UUID(str(to_serve(deployment).apply()))

    async def play(self) -> None:
        for day in each_day(FIRST, LAST):
            if self.cast.days.is_working(day):
                await self._play_day(day)

    async def _play_day(self, day: dt.date) -> None:
        self._turn_to(day, MORNING)
        for number, name in enumerate(FLOWS_OF_THE_MORNING):
            await self.run(name.replace("_", "-"), dt.datetime.combine(day, BEGINS) + number * APART)
        self._turn_to(day, PEOPLE_ACT)
        self.cast.act(day)
        await self.run(MAILBOX, dt.datetime.combine(day, PEOPLE_ACT))
        self.cast.act_later(day)
        self._turn_to(day, AFTERNOON)
        await self.run(DELIVERY, dt.datetime.combine(day, AFTERNOON))

    async def run(self, name: str, at: dt.datetime) -> None:
        """Run a flow for the day of the time at which its schedule has it."""
        given = {"as_of": at.date()}
        async with get_client() as client:
            run = await client.create_flow_run_from_deployment(
                self.forms[name], parameters=given, state=Scheduled()
            )
        self.ran[str(run.id)] = at
        await run_flow_async(self.flows[name], run, given, return_type="state")

    async def fail(self) -> None:
        """Have the mailbox read with a password that the mail server does not take."""
        office = PostOffice(SERVICE.partition("@")[2])
        office.open_mailbox(SERVICE)
        with Server(ExchangeStandIn(office), 0) as server:
            wrong = {"MASE_EXCHANGE_USERNAME": SERVICE, "MASE_EXCHANGE_PASSWORD": "wrong"}
            with environment(server.standin.settings(server.url) | wrong):
                await self.run(MAILBOX, SIGN_IN_REFUSED)

    def _turn_to(self, day: dt.date, at: dt.time) -> None:
        self.clock.at = dt.datetime.combine(day, at)
        self.cast.channel.turn_to(self.clock.at)


@contextmanager
def month(out: Path) -> Iterator[Month]:
    """A month that is about to be played in the folder ``out``."""
    clock = SetClock(dt.datetime.combine(FIRST, PEOPLE_ACT))
    policy_file = ROOT / "config" / "mase.toml"
    policy = policy_of(policy_file)
    with stage(out, policy_file), environment({LIBREOFFICE: ""}):
        office = replace(open_office(clock=clock), limited=DirectRunner())
        with closing(office.register), prefect_server(out / "prefect", ui=True) as api, keep_open(office):
            import_sample_members(office, policy.group.code, SAMPLE_MEMBERS, policy.group.go_live)
            enter_past_meetings(office, policy.group.code, FIRST)
            with unit_of_work(office, BY) as work:
                import_sample_plan(work, policy.group.code)
            allow_members(office)
            cast = Cast(office, policy.group.code, FIRST, DirectChannel(office))
            cast.year = Year(office, policy.group.code, cast.group_id, cast.days)
            played = Month(office, clock, cast, api)
            played.put_up()
            yield played


def put_at_their_times(database: Path, ran: dict[str, dt.datetime]) -> None:
    """Move all that a Prefect database has of these runs to the times at which they would have begun."""
    APILogWorker.drain_all(timeout=WITHIN)
    EventsWorker.drain_all(timeout=WITHIN)
    with closing(sqlite3.connect(database, timeout=WITHIN)) as connection, connection:
        for _ in range(WITHIN):
            if connection.execute("SELECT NOT count(*) FROM task_run WHERE end_time IS NULL").fetchone()[0]:
                break
            time.sleep(1)  # the server writes down some seconds later what task runs have said
        # So they are for as long as a service looks after them.
        connection.execute("UPDATE deployment SET status = 'READY'")
        made = dict(connection.execute("SELECT id, start_time FROM flow_run"))
        later = {
            id: at.replace(tzinfo=LONDON).astimezone(dt.UTC).replace(tzinfo=None)
            - dt.datetime.fromisoformat(made[id])
            for id, at in ran.items()
        }

        def moved(at: str | None, run: str | None) -> str | None:
            if at is None or run not in later:
                return at
            return (dt.datetime.fromisoformat(at) + later[run]).isoformat(" ", "microseconds")

        connection.create_function("moved", 2, moved)
        for table, columns in TIMES.items():
            run, *times = columns.split()
            changes = ", ".join(f"{each} = moved({each}, {run})" for each in times)
            connection.execute(f"UPDATE {table} SET {changes}")
