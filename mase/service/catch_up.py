"""Make up for the runs that a service did not make while it was off, killed or short of memory.

Prefect makes no run for a time at which its server was off, and leaves a run whose process was killed
"Running" for ever. The register says what is due, so that one run of ``do-what-is-due`` makes up for all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from cronsim import CronSim
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Cancelled, Crashed, Scheduled

from forum.calendar.timetable import SHARD
from mase.service.deployments import ALL_AT_ONCE, Deployment
from tasks.calendar_flow import name_of_run
from tasks.register.database.clock import LONDON

MAILBOX = "read-mailbox"
BACKUP = "back-up"
CLEARING = "clear-mailbox"
BY_THEMSELVES = (MAILBOX, BACKUP, CLEARING)  # what no other flow makes up for
PAGE = 200  # runs; as many as Prefect's server gives at once
GOING = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
DONE_OR_COMING = (
    StateType.SCHEDULED,
    StateType.PENDING,
    StateType.RUNNING,
    StateType.COMPLETED,
    StateType.FAILED,
)
ENDED = "The service ended while this run was going."
MADE_UP_FOR = "What it left is made up for: do-what-is-due does it for a flow of the calendar."
FORM = "Look whether it was carried out, and if not, run it again."
PART_MADE_UP_FOR = "Another run does the same part of the morning."
LATE = "The service was off at the time of this run; do-what-is-due makes up for it."


async def end_runs_of_last_service(
    client: PrefectClient, served: Mapping[UUID, Deployment], now: dt.datetime
) -> None:
    """End what the last service left, before anything runs: runs of killed processes, and late ones.

    What somebody started by hand and waits is left to run.
    """
    for run in await going_runs(client, served):
        await end_killed(client, served, run)
    scheduled = {id: deployment for id, deployment in served.items() if deployment.schedules}
    late = FlowRunFilter(
        state=_of_type([StateType.SCHEDULED]), expected_start_time=FlowRunFilterExpectedStartTime(before_=now)
    )
    for run in await _runs(client, scheduled, late):
        if run.auto_scheduled:
            await client.set_flow_run_state(run.id, Cancelled(message=LATE), force=True)


async def going_runs(client: PrefectClient, served: Mapping[UUID, Deployment]) -> list[FlowRun]:
    """The runs that are going, or should be."""
    return await _runs(client, served, FlowRunFilter(state=_of_type(GOING)))


async def end_killed(
    client: PrefectClient, served: Mapping[UUID, Deployment], run: FlowRun, why: str = ENDED
) -> None:
    """End a run whose process is gone, saying why, and what makes up for it."""
    deployment = served[deployment_of(run)]
    of_calendar = deployment.schedules or deployment.name == ALL_AT_ONCE
    then = MADE_UP_FOR if of_calendar else PART_MADE_UP_FOR if deployment.name == SHARD else FORM
    await client.set_flow_run_state(run.id, Crashed(message=f"{why} {then}"), force=True)


async def make_up_for_missed(
    client: PrefectClient, served: Mapping[UUID, Deployment], now: dt.datetime
) -> Sequence[str]:
    """Start what makes up for each flow that has not run at its last time of today.

    That is a run of the mailbox, of the backup, of do-what-is-due, or of several of them. Return the names of
    the flows made up for. A run that failed is none of these: a person is told of it, and the next one tries
    again. One by hand for a group, or for another day, makes up for nothing. What a person has paused is not
    made up for. A shard of today that was killed is started again. After the last time of a day all is left
    to the next day.
    """
    times = {id: last for id, deployment in served.items() if (last := last_time(deployment, now))}
    if not any(next_time(deployment, now) for deployment in served.values()):
        return []
    await _start_killed_shards_again(client, served, now)
    by_name = {deployment.name: id for id, deployment in served.items()}
    today = FlowRunFilter(
        state=_of_type(DONE_OR_COMING),
        expected_start_time=FlowRunFilterExpectedStartTime(
            after_=min(times.values(), default=now), before_=now
        ),
    )
    # They come in the order of their times: of a deployment's runs the last one stays. To hold all at once
    # would take 5 KB for each run of a day, and the process would keep the room.
    latest = {
        deployment_of(run): run.expected_start_time
        async for run in _each_run(client, served, today)
        if _is_for_all_of_today(run, now)
    }
    owed = [
        served[id].name for id, time in times.items() if not _has_run(served[id].name, time, latest, by_name)
    ]
    for name in dict.fromkeys(name if name in BY_THEMSELVES else ALL_AT_ONCE for name in owed):
        if not served[by_name[name]].is_paused:
            await client.create_flow_run_from_deployment(
                by_name[name], name=_name_of(now, {}), state=Scheduled(scheduled_time=now)
            )
    return owed


async def name_coming_runs(client: PrefectClient, served: Mapping[UUID, Deployment]) -> None:
    """Give each run of the calendar that is to come the name that it will have: Prefect makes one up."""
    of_calendar = [id for id, each in served.items() if each.schedules or each.name in (ALL_AT_ONCE, SHARD)]
    for run in await _runs(client, of_calendar, FlowRunFilter(state=_of_type([StateType.SCHEDULED]))):
        if run.expected_start_time and run.name != (
            name := _name_of(run.expected_start_time, run.parameters)
        ):
            await client.update_flow_run(run.id, name=name)


def _name_of(time: dt.datetime, parameters: Mapping[str, Any]) -> str:
    return name_of_run(parameters, time.astimezone(LONDON).date())


async def _start_killed_shards_again(
    client: PrefectClient, served: Mapping[UUID, Deployment], now: dt.datetime
) -> None:
    """Start each shard of today once more that was killed or cancelled: its key is that of the run."""
    today = now.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    killed = FlowRunFilter(
        state=_of_type([StateType.CRASHED, StateType.CANCELLING, StateType.CANCELLED]),
        expected_start_time=FlowRunFilterExpectedStartTime(after_=today, before_=now),
    )
    for run in await _runs(client, [id for id, each in served.items() if each.name == SHARD], killed):
        await client.create_flow_run_from_deployment(
            deployment_of(run),
            name=run.name,
            parameters=run.parameters,
            state=Scheduled(scheduled_time=now),
            parent_task_run_id=run.parent_task_run_id,
            idempotency_key=f"{run.id}-killed",
        )


def _is_for_all_of_today(run: FlowRun, now: dt.datetime) -> bool:
    today = now.astimezone(LONDON).date().isoformat()
    return not run.parameters.get("group") and run.parameters.get("as_of") in (None, today)


def _has_run(
    name: str, time: dt.datetime, latest: Mapping[UUID, dt.datetime | None], by_name: Mapping[str, UUID]
) -> bool:
    """True when the flow of the name, or one that does its work, has run or will since the time."""
    names = {name} if name in BY_THEMSELVES else {name, ALL_AT_ONCE}
    return any((last := latest.get(by_name[each])) is not None and last >= time for each in names)


def last_time(deployment: Deployment, now: dt.datetime) -> dt.datetime | None:
    """The last time of today, up to now, at which the deployment's schedules have it run."""
    return max(_times(deployment, now, backwards=True), default=None)


def next_time(deployment: Deployment, now: dt.datetime) -> dt.datetime | None:
    """The next time of today, after now, at which the deployment's schedules have it run."""
    return min(_times(deployment, now, backwards=False), default=None)


def is_within_day(deployment: Deployment, now: dt.datetime) -> bool:
    """True between the first and the last time of today at which the schedules have it run."""
    return last_time(deployment, now) is not None and next_time(deployment, now) is not None


def _times(deployment: Deployment, now: dt.datetime, *, backwards: bool) -> list[dt.datetime]:
    """The time nearest to now of each schedule, where it is on now's day."""
    times = []
    for schedule in deployment.times:
        here = now.astimezone(ZoneInfo(schedule["timezone"]))
        time = next(CronSim(schedule["cron"], here, reverse=backwards))
        if time.date() == here.date():
            times.append(time)
    return times


def _of_type(types: Collection[StateType]) -> FlowRunFilterState:
    return FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types)))


def deployment_of(run: FlowRun) -> UUID:
    assert run.deployment_id is not None  # all are asked for by their deployments
    return run.deployment_id


async def _runs(client: PrefectClient, deployments: Collection[UUID], which: FlowRunFilter) -> list[FlowRun]:
    return [run async for run in _each_run(client, deployments, which)]


async def _each_run(
    client: PrefectClient, deployments: Collection[UUID], which: FlowRunFilter
) -> AsyncIterator[FlowRun]:
    """Yield the runs a page after the other. They may not be changed meanwhile: the pages are counted."""
    seen = 0
    of_these = DeploymentFilter(id=DeploymentFilterId(any_=list(deployments)))
    while True:
        page = await client.read_flow_runs(
            deployment_filter=of_these,
            flow_run_filter=which,
            sort=FlowRunSort.EXPECTED_START_TIME_ASC,
            limit=PAGE,
            offset=seen,
        )
        for run in page:
            yield run
        seen += len(page)
        if len(page) < PAGE:
            return
