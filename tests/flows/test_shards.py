"""A morning that two runs share, on a Prefect server and PostgreSQL, each step of it begun twice."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from prefect import State as RunState
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.flow_engine import run_flow_async
from sqlalchemy import delete, func, make_url, select

from config.settings import ROOT
from config.wiring import working_day
from flows.do_shard import do_shard
from flows.do_what_is_due import CALENDAR, do_what_is_due
from forum.attendance.invitations import State
from forum.calendar.timetable import SHARD
from tasks.day import WorkingDay
from tasks.duties.base.office import Office
from tasks.mail.protocol.mailer import SignInError
from tasks.mail.sending.lease import Mailbox, take
from tasks.register.database.clock import SetClock
from tasks.register.groups import group_by_code, groups_at_work
from tasks.register.tables import InvitationRow, LookRow, MeetingRow
from tasks.secretary import do_portions
from tasks.shards import HANDED_OUT
from tests.databases import POSTGRES
from tests.flows.conftest import THURSDAY
from tests.forum.policies import SECOND_FILE
from tests.stages import ROWS_WAITING
from tests.tasks.mail.fake_mailer import FakeMailer, Fault


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    if not POSTGRES:
        pytest.skip("MASE_TEST_POSTGRES names no server")
    url: str = request.getfixturevalue("migrated_postgres")
    ROWS_WAITING[make_url(url)] = {}
    return url


@pytest.fixture
def office_of_two(office_of_the_flows: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A service for two groups whose mornings two runs share, with the deployment of a shard."""
    policies = tmp_path / "policies"
    policies.mkdir()
    config = ROOT / "config"
    for file in (config / "mase.toml", config / "mase-terms-of-reference.docx", SECOND_FILE):
        shutil.copy(file, policies)
    monkeypatch.setenv("MASE_POLICIES", str(policies))
    monkeypatch.setenv("MASE_SHARDS", "2")

    async def deploy() -> None:
        async with get_client() as client:
            await client.create_deployment(await client.create_flow(do_shard), SHARD)

    asyncio.run(deploy())
    return office_of_the_flows


async def start() -> str | None:
    """Start the morning as its schedule does; return what the list of runs shows of it."""
    state: RunState[Any] = await do_what_is_due(as_of=THURSDAY, return_state=True)
    return state.name


async def shards() -> list[FlowRun]:
    """The runs of shards that Prefect has, by their numbers."""
    async with get_client() as client:
        deployment = await client.read_deployment_by_name(f"{SHARD}/{SHARD}")
        runs = await client.read_flow_runs()
    ours = [run for run in runs if run.deployment_id == deployment.id]
    return sorted(ours, key=lambda run: run.parameters["shard"])


async def work_on(run: FlowRun) -> str:
    """Do a run as a worker does; return its final state in words."""
    parameters = {**run.parameters, "as_of": dt.date.fromisoformat(run.parameters["as_of"])}
    shard: Any = do_shard
    state: Any = await run_flow_async(shard, flow_run=run, parameters=parameters, return_type="state")
    return str(state.message)


async def done_in_a_run(day: WorkingDay, portions: Iterable[list[UUID]]) -> list[Exception]:
    """Do the portions in a run of a flow; return what failed."""

    @flow
    async def shard() -> None:
        await do_portions(day, CALENDAR, portions)

    await shard()
    return day.failed


def test_a_day_counts_as_looked_at_once_all_shards_are_done_whoever_starts_them_again(
    office_of_two: Office,
) -> None:
    register = office_of_two.register

    def planned() -> set[str]:
        with register.reading() as session:
            references = session.scalars(select(MeetingRow.reference)).all()
        assert len(references) == len(set(references))
        return {reference.partition("/")[0] for reference in references}

    def looked() -> set[str]:
        with register.reading() as session:
            return set(session.scalars(select(LookRow.flow))) & {*CALENDAR}

    def sent() -> int:
        with register.reading() as session:
            told = select(func.count()).select_from(InvitationRow).where(InvitationRow.state == State.DONE)
            return session.scalar(told) or 0

    def while_the_other_sends(mailbox: str) -> Iterator[list[UUID]]:
        sender = take(register, mailbox, 0, None)
        assert sender, "nobody sends"
        with register.reading() as session:
            mase = group_by_code(session, "MASE").id
        yield [mase]
        assert sent() == 0, "it left the mailbox to the other"
        sender.give_back(register)
        yield []

    async def story() -> None:
        assert await start() == "2 shards started"
        with register.transaction("test") as tx:  # as if it had been killed just before that was noted
            tx.session.execute(delete(LookRow).where(LookRow.flow == HANDED_OUT))
        assert await start() == "2 shards started"
        first, second = await shards()
        assert [run.parameters["portions"] for run in (first, second)] == [[["HAP"]], [["MASE"]]]
        with working_day("do_shard", THURSDAY, None) as day:  # whose groups have all ended since
            assert (await do_portions(day, CALENDAR, [])).due == 0
        assert planned() == set()
        with working_day("do_shard", THURSDAY, None) as day:
            assert await done_in_a_run(day, while_the_other_sends(day.rules.mailbox)) == []
        assert sent() == 4, "they went after the next portion"
        assert await work_on(second) == "Nothing due"
        assert (planned(), sent(), looked()) == ({"MASE"}, 4, set()), "the other shard has not looked"
        assert "4 invitations held" in await work_on(first), "none of its members has an address of ours"
        assert sent() == 4
        assert (planned(), looked()) == ({"HAP", "MASE"}, {*CALENDAR})
        assert await start() == "Nothing due", "a second run of the day does the rest by itself"
        assert {run.state_type for run in await shards()} == {"COMPLETED"}
        assert [run.name for run in await shards()] == [
            f"{THURSDAY}, shard {number} of 2" for number in (1, 2)
        ]
        assert all(run.parent_task_run_id for run in await shards()), "they stand below it"

    asyncio.run(story())


@pytest.mark.usefixtures("office_of_two")
def test_what_was_due_on_a_day_that_has_passed_is_done_by_one_run(
    clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASE_REHEARSAL", "false")
    clock.at += dt.timedelta(days=4)
    assert "meetings planned" in str(asyncio.run(start()))


def test_a_mailbox_that_fails_is_left_to_the_run_that_does_the_rest(office_of_two: Office) -> None:
    mailer = FakeMailer(office_of_two.clock)
    mailer.order("sent since", *[Fault(SignInError("The password has run out."), whole_request=True)] * 2)

    async def story() -> None:
        with working_day("do_shard", THURSDAY, None) as day:
            ours = replace(day, mailboxes=[Mailbox(day.rules, lambda: mailer)])
            with day.office.register.reading() as session:
                portions = [[group.id] for group in groups_at_work(session)]
            assert await done_in_a_run(ours, portions) == []

    asyncio.run(story())
    with office_of_two.register.reading() as session:
        assert len(set(session.scalars(select(MeetingRow.group_id)))) == 2, "both portions were done"
    assert mailer.requests.count("sent since") == 1
