"""A morning that two runs share, on a Prefect server and PostgreSQL, each step of it begun twice."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from prefect import State
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.flow_engine import run_flow_async
from sqlalchemy import delete, make_url, select

from config.settings import ROOT
from config.wiring import working_day
from flows.do_shard import do_shard
from flows.do_what_is_due import do_what_is_due
from tasks.duties.base.office import Office
from tasks.duties.calendar.shards import SHARD
from tasks.duties.calendar.work import CALENDAR
from tasks.register.tables import LookRow, MeetingRow
from tasks.secretary import do_mornings_work
from tasks.shards import HANDED_OUT
from tests.databases import POSTGRES
from tests.flows.conftest import THURSDAY
from tests.forum.policies import SECOND_FILE
from tests.stages import ROWS_WAITING


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
    state: State[Any] = await do_what_is_due(as_of=THURSDAY, return_state=True)
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
    flow: Any = do_shard
    state: Any = await run_flow_async(flow, flow_run=run, parameters=parameters, return_type="state")
    return str(state.message)


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

    async def story() -> None:
        assert await start() == "2 shards started"
        with register.transaction("test") as tx:  # as if it had been killed just before that was noted
            tx.session.execute(delete(LookRow).where(LookRow.flow == HANDED_OUT))
        assert await start() == "2 shards started"
        first, second = await shards()
        assert [run.parameters["groups"] for run in (first, second)] == [["HAP"], ["MASE"]]
        with working_day("do_shard", THURSDAY, None) as day:  # whose groups have all ended since
            assert (await do_mornings_work(day, [])).due == 0
        assert planned() == set()
        assert await work_on(second) == "4 meetings planned, 4 invitations planned"
        assert (planned(), looked()) == ({"MASE"}, set()), "the other shard has not looked"
        assert "4 invitations sent" in await work_on(first)
        assert (planned(), looked()) == ({"HAP", "MASE"}, {*CALENDAR})
        assert await start() == "Nothing due", "a second run of the day does the rest by itself"
        assert {run.state_type for run in await shards()} == {"COMPLETED"}
        assert [run.name for run in await shards()] == [
            f"{THURSDAY}, shard {number} of 2" for number in (1, 2)
        ]
        assert all(run.parent_task_run_id for run in await shards()), "they stand below it"

    asyncio.run(story())
