"""What a service makes up for: on a Prefect server, with a mailbox, a morning's flow and the forms."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from prefect import flow
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.schedules import CronSchedule
from prefect.states import Cancelled, Completed, Crashed, Failed, Running, Scheduled

from forum.calendar.timetable import SHARD
from forum.text.problem import Problem
from mase.service import catch_up
from mase.service.beside import EndedError
from mase.service.catch_up import (
    FORM,
    MADE_UP_FOR,
    PART_MADE_UP_FOR,
    end_killed,
    end_runs_of_last_service,
    last_time,
    make_up_for_missed,
)
from mase.service.deployments import Deployment, read_deployments
from mase.service.keeper import KEEPER, KEEPING, SILENT, Keeper, Runs, resource_of, say_alive, times_heard
from tasks.mail.sending.lease import take
from tasks.register.database.clock import SystemClock
from tasks.register.database.register import Busy, Register
from tasks.register.migrations import upgrade
from tests.english import day

LONDON = ZoneInfo("Europe/London")
DEPLOYMENTS = {deployment.name: deployment for deployment in read_deployments()}
SHARDED = {deployment.name: deployment for deployment in read_deployments(shards=3)}
WEDNESDAY = "Wed 13 Jan 2027"


def at(date: str, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day(date), dt.time(hour, minute), LONDON)


@pytest.mark.parametrize(
    ("name", "now", "expected"),
    [
        ("plan-meetings", at("Wed 13 Jan 2027", 6, 59), None),
        ("plan-meetings", at("Wed 13 Jan 2027", 7, 1), at("Wed 13 Jan 2027", 7)),
        ("plan-meetings", at("Wed 13 Jan 2027", 23), at("Wed 13 Jan 2027", 7)),
        ("plan-meetings", at("Wed 16 Jun 2027", 7, 30), at("Wed 16 Jun 2027", 7)),  # summer time
        ("plan-meetings", at("Sat 16 Jan 2027", 12), None),
        ("back-up", at("Sat 16 Jan 2027", 12), at("Sat 16 Jan 2027", 3)),
        ("deliver-mail", at("Wed 13 Jan 2027", 8, 50), at("Wed 13 Jan 2027", 8, 45)),
        ("deliver-mail", at("Wed 13 Jan 2027", 16, 20), at("Wed 13 Jan 2027", 16, 15)),
        ("do-what-is-due", at("Wed 13 Jan 2027", 12), None),
    ],
)
def test_the_last_time_of_the_day(name: str, now: dt.datetime, expected: dt.datetime | None) -> None:
    assert last_time(DEPLOYMENTS[name], now) == expected
    assert last_time(DEPLOYMENTS[name], now.astimezone(dt.UTC)) == expected


class Service:
    """Six deployments on a server, and what a service does with their runs."""

    def __init__(self, client: PrefectClient, served: dict[UUID, Deployment]) -> None:
        self.client = client
        self.served = served

    def id_of(self, name: str) -> UUID:
        return next(id for id, deployment in self.served.items() if deployment.name == name)

    async def run(self, name: str, time: dt.datetime, parameters: dict[str, Any] | None = None) -> FlowRun:
        return await self.client.create_flow_run_from_deployment(
            self.id_of(name), state=Scheduled(scheduled_time=time), parameters=parameters
        )

    async def planned_by_prefect(self, name: str, time: dt.datetime) -> FlowRun:
        """A run that Prefect itself made for a time."""
        id, cron = self.id_of(name), f"{time.minute} {time.hour} {time.day} {time.month} *"
        schedule = CronSchedule(cron=cron, timezone="Europe/London")
        await self.client.create_deployment_schedules(id, [DeploymentScheduleCreate(schedule=schedule)])
        between = {"start_time": time.isoformat(), "end_time": (time + dt.timedelta(minutes=1)).isoformat()}
        await self.client.request(
            "POST", "/deployments/{id}/schedule", path_params={"id": str(id)}, json=between
        )
        (run,) = [run for run in (await self.started())[name] if run.auto_scheduled]
        return run

    async def make_up(self, now: dt.datetime) -> set[str]:
        return set(await make_up_for_missed(self.client, self.served, now))

    async def started(self) -> dict[str, list[FlowRun]]:
        of_these = DeploymentFilter(id=DeploymentFilterId(any_=list(self.served)))
        runs = await self.client.read_flow_runs(deployment_filter=of_these)
        return {
            deployment.name: [run for run in runs if run.deployment_id == id]
            for id, deployment in self.served.items()
        }

    async def state(self, run: FlowRun) -> tuple[str | None, str]:
        state = (await self.client.read_flow_run(run.id)).state
        assert state is not None
        return state.name, state.message or ""


async def a_service(client: PrefectClient) -> Service:
    # The processes of the test run share a server, where a flow's name and its deployment's are one thing.
    @flow(name=f"for-catching-up-{uuid4()}")
    async def nothing_done() -> None:
        """Do nothing."""

    flow_id = await client.create_flow(nothing_done)
    names = ("read-mailbox", "back-up", "plan-meetings", "do-what-is-due", "desk-hold-everything", SHARD)
    return Service(
        client,
        {await client.create_deployment(flow_id, name): {**SHARDED, **DEPLOYMENTS}[name] for name in names},
    )


@pytest.mark.usefixtures("prefect_api")
def test_what_was_missed_is_made_up_for_once_and_only_on_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catch_up, "PAGE", 1)  # however many pages the runs of the day take

    async def story() -> None:
        async with get_client() as client:
            service = await a_service(client)
            assert await service.make_up(at(WEDNESDAY, 23, 55)) == set()  # left to the next day
            assert await service.make_up(at(WEDNESDAY, 1, 30)) == {"read-mailbox"}  # the rest has not begun
            assert await service.make_up(at(WEDNESDAY, 6, 30)) == {"back-up", "read-mailbox"}
            assert await service.make_up(at(WEDNESDAY, 11, 3)) == {"read-mailbox", "plan-meetings"}
            started = await service.started()
            assert {name: len(runs) for name, runs in started.items()} == {
                "read-mailbox": 3,
                "back-up": 1,
                "plan-meetings": 0,
                "do-what-is-due": 1,
                "desk-hold-everything": 0,
                SHARD: 0,
            }
            assert await service.make_up(at(WEDNESDAY, 11, 8)) == set()
            (catching_up,) = started["do-what-is-due"]
            # Starved and cancelled, or its process killed: done by another. What failed has said so.
            await client.set_flow_run_state(catching_up.id, Crashed(), force=True)
            assert await service.make_up(at(WEDNESDAY, 11, 9)) == {"plan-meetings"}
            again = (await service.started())["do-what-is-due"]
            await client.set_flow_run_state(
                next(run.id for run in again if run.id != catching_up.id), Failed(), force=True
            )
            assert await service.make_up(at(WEDNESDAY, 11, 9)) == set()
            # The mailbox's next time has come and nothing has run; on the next day the morning's have.
            assert await service.make_up(at(WEDNESDAY, 11, 12)) == {"read-mailbox"}
            for name in ("back-up", "read-mailbox", "plan-meetings"):
                run = await service.run(name, at("Thu 14 Jan 2027", 7))
                await client.set_flow_run_state(run.id, Completed(), force=True)
            assert await service.make_up(at("Thu 14 Jan 2027", 7, 5)) == set()

    asyncio.run(story())


@pytest.mark.usefixtures("prefect_api")
@pytest.mark.parametrize("narrowed", [{"group": "MASE"}, {"as_of": "2027-01-12"}])
def test_a_run_by_hand_for_one_group_or_another_day_makes_up_for_nothing(narrowed: dict[str, str]) -> None:
    async def story() -> None:
        async with get_client() as client:
            service = await a_service(client)
            for name in ("back-up", "read-mailbox"):
                await service.run(name, at(WEDNESDAY, 11, 1))
            for name in ("plan-meetings", "do-what-is-due"):
                run = await service.run(name, at(WEDNESDAY, 11), narrowed)
                await client.set_flow_run_state(run.id, Completed(), force=True)
            assert await service.make_up(at(WEDNESDAY, 11, 3)) == {"plan-meetings"}
            assert await service.make_up(at(WEDNESDAY, 11, 4)) == set()
            await service.run(
                "plan-meetings", at("Thu 14 Jan 2027", 7), {"group": None, "as_of": "2027-01-14"}
            )
            for name in ("back-up", "read-mailbox"):
                await service.run(name, at("Thu 14 Jan 2027", 7))
            assert await service.make_up(at("Thu 14 Jan 2027", 7, 3)) == set()

    asyncio.run(story())


@pytest.mark.usefixtures("prefect_api")
def test_runs_of_a_killed_service_are_ended_in_words_and_a_form_that_waits_runs() -> None:
    async def story() -> None:
        async with get_client() as client:
            service = await a_service(client)
            killed = await service.run("plan-meetings", at(WEDNESDAY, 7))
            late = await service.planned_by_prefect("read-mailbox", at(WEDNESDAY, 7, 10))
            by_hand = await service.run("read-mailbox", at(WEDNESDAY, 8, 59))
            coming = await service.run("read-mailbox", at(WEDNESDAY, 9, 10))
            pressed = await service.run("desk-hold-everything", at(WEDNESDAY, 7, 12))
            half_done = await service.run("desk-hold-everything", at(WEDNESDAY, 7, 11))
            catching_up = await service.run("do-what-is-due", at(WEDNESDAY, 7, 13))
            for run in (killed, half_done, catching_up):
                await client.set_flow_run_state(run.id, Running(), force=True)
            await end_runs_of_last_service(client, service.served, at(WEDNESDAY, 9))
            left = (killed, late, by_hand, coming, pressed, half_done)
            assert [(await service.state(run))[0] for run in left] == [
                "Crashed",
                "Cancelled",
                "Scheduled",
                "Scheduled",
                "Scheduled",
                "Crashed",
            ]
            assert "do-what-is-due does it" in (await service.state(killed))[1]
            assert "do-what-is-due makes up for" in (await service.state(late))[1]
            assert "do-what-is-due does it" in (await service.state(catching_up))[1]
            assert "if not, run it again" in (await service.state(half_done))[1]
            # The mailbox is read by the run that somebody started while the service did.
            assert await service.make_up(at(WEDNESDAY, 9)) == {"back-up", "plan-meetings"}

    asyncio.run(story())


@pytest.mark.usefixtures("prefect_api")
def test_a_shard_that_was_killed_is_started_again_once_for_the_same_groups() -> None:
    part = {"as_of": "2027-01-13", "portions": [["MASE"]], "shard": 1, "shards": 2}

    async def story() -> None:
        async with get_client() as client:
            service = await a_service(client)
            for name in ("back-up", "read-mailbox", "plan-meetings"):
                await service.run(name, at(WEDNESDAY, 11, 1))
            killed = await service.run(SHARD, at(WEDNESDAY, 7), part)
            for run in (killed, await service.run(SHARD, at("Tue 12 Jan 2027", 7), part)):
                await client.set_flow_run_state(run.id, Running(), force=True)
                await end_killed(client, service.served, run)
            assert (await service.state(killed))[1].endswith(PART_MADE_UP_FOR)
            for _ in range(2):
                assert await service.make_up(at(WEDNESDAY, 11, 3)) == set()
            (again,) = [run for run in (await service.started())[SHARD] if run.state_type == "SCHEDULED"]
            assert again.parameters == part
            # Killed once more, it is started once more; one that has failed has said so to a person.
            await client.set_flow_run_state(again.id, Crashed(), force=True)
            assert await service.make_up(at(WEDNESDAY, 11, 4)) == set()
            (third,) = [run for run in (await service.started())[SHARD] if run.state_type == "SCHEDULED"]
            await client.set_flow_run_state(third.id, Failed(), force=True)
            assert await service.make_up(at(WEDNESDAY, 11, 5)) == set()
            assert len((await service.started())[SHARD]) == 4

    asyncio.run(story())


@pytest.mark.usefixtures("prefect_api")
def test_a_run_that_has_fallen_silent_or_takes_too_long_is_ended_and_one_that_lives_goes_on() -> None:
    async def story() -> None:
        async with get_client() as client:
            service = await a_service(client)
            frozen = await service.run("plan-meetings", at(WEDNESDAY, 7))
            lives = await service.run("read-mailbox", at(WEDNESDAY, 7))
            half_done = await service.run("desk-hold-everything", at(WEDNESDAY, 7))
            for run in (frozen, lives, half_done):
                await client.set_flow_run_state(run.id, Running(), force=True)
            now, runs = dt.datetime.now(dt.UTC), Runs(())

            async def look(seconds: int) -> list[str | None]:
                await runs.end_stuck(client, service.served, now + dt.timedelta(seconds=seconds))
                return [(await service.state(run))[0] for run in (frozen, half_done, lives)]

            assert await look(200) == ["Running"] * 3, "nothing is heard, not even the keeper"
            assert await look(210) == ["Running"] * 3
            assert await look(220) == ["Running"] * 3
            await say_alive(client, resource_of(lives), now + dt.timedelta(seconds=190))
            await until_heard(client, KEEPER, 3, now + dt.timedelta(seconds=230))
            await until_heard(client, resource_of(lives), 1, now + dt.timedelta(seconds=230))
            assert await look(230) == ["Cancelling", "Cancelling", "Running"]
            # Whatever started its process has ended that meanwhile, or is gone itself.
            await client.set_flow_run_state(frozen.id, Cancelled(message="by its runner"), force=True)
            assert await look(280) == ["Cancelled", "Cancelling", "Running"]
            assert await look(290) == ["Crashed", "Crashed", "Running"]
            assert await service.state(frozen) == ("Crashed", f"{SILENT} {MADE_UP_FOR}")
            assert await service.state(half_done) == ("Crashed", f"{SILENT} {FORM}")
            # It says that it lives, and still takes longer than an hour.
            await say_alive(client, resource_of(lives), now + dt.timedelta(seconds=3590))
            await until_heard(client, resource_of(lives), 1, now + dt.timedelta(seconds=3600))
            assert (await look(3590))[-1] == "Running"
            assert (await look(3610))[-1] == "Cancelling"
            assert (await look(3670))[-1] == "Crashed"
            assert (await service.state(lives))[1].startswith("This run had taken more than an hour")

    asyncio.run(story())


class RegisterThatIsDown(Register):
    """A register whose database has been killed."""

    def transaction(self, *_: object, **__: object) -> NoReturn:
        raise Problem("The register can’t be reached.")


class RegisterThatAStoppedRunHolds(Register):
    """A register in which a run that was stopped holds what the lease needs."""

    def transaction(self, *_: object, **__: object) -> NoReturn:
        raise Busy("The register is busy.")


@pytest.mark.usefixtures("prefect_api")
def test_a_keeper_outlives_a_register_that_is_down_and_a_server_without_its_flows(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def end(_: float) -> NoReturn:
        raise EndedError

    stopped = RegisterThatAStoppedRunHolds("sqlite://", SystemClock())
    for register in (RegisterThatIsDown("sqlite://", SystemClock()), stopped, a_register(tmp_path)):
        unknown = replace(DEPLOYMENTS["plan-meetings"], name="on-no-server")
        with closing(register), pytest.raises(EndedError):  # of the pause, and so after the look
            Keeper(register, Runs((unknown,)), end).keep()
    with closing(a_register(tmp_path)) as register:
        assert take(register, KEEPING, 1, end), "another machine's keeper begins at once"
    assert [record.message for record in caplog.records if record.name == "mase.service.keeper"] == [
        "The keeper could not look (Problem).",
        "The keeper could not look (Problem).",
        "The keeper could not look (Problem).",
    ]


def a_register(folder: Path) -> Register:
    register = Register(f"sqlite:///{folder}/register.db", SystemClock())
    upgrade(register)
    return register


async def until_heard(client: PrefectClient, resource: str, times: int, now: dt.datetime) -> None:
    """Wait until the server has written down that often what something said."""
    while await times_heard(client, resource, now) < times:
        await asyncio.sleep(0.1)
