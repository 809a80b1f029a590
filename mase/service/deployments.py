"""The deployments of ``deployments/prefect.yaml``: every flow with its schedules, in one list.

``python -m mase.service.deployments`` prints the file as it is to be put on the server of several machines,
where what a person has paused stays so.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, cast

import yaml

from config.settings import ROOT, load_settings
from forum.calendar.timetable import MORNING_FLOWS, SHARD
from tasks.watch.machine import is_paused

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.client.schemas.responses import DeploymentResponse
    from prefect.deployments.runner import RunnerDeployment

PREFECT_YAML = ROOT / "deployments" / "prefect.yaml"
ALL_AT_ONCE = "do-what-is-due"  # all of the calendar


@dataclass(frozen=True)
class Deployment:
    """A flow and when it runs: ``schedules`` have slug, cron and timezone as in prefect.yaml; forms none.

    A person may have ``paused`` it in Prefect, or one of its schedules, which is not ``active`` then.
    """

    name: str
    entrypoint: str
    description: str
    schedules: tuple[dict[str, Any], ...]
    tags: tuple[str, ...]
    paused: bool = False

    @property
    def is_brake(self) -> bool:
        """True of the forms that hold everything and lift the hold."""
        return "brake" in self.tags

    @property
    def is_paused(self) -> bool:
        """True where it runs at no time, since a person has paused it."""
        return is_paused(self.paused, [schedule.get("active", True) for schedule in self.schedules])

    @property
    def times(self) -> tuple[dict[str, Any], ...]:
        """The schedules by which it runs."""
        return () if self.paused else tuple(each for each in self.schedules if each.get("active", True))

    def as_switched(self, found: DeploymentResponse) -> Deployment:
        """The deployment as a person has switched it on the server."""
        return replace(self, paused=found.paused, schedules=_as_switched(self.schedules, found))


def read_deployments(shards: int = 1) -> list[Deployment]:
    """The deployments of prefect.yaml in its order, as they are where so many runs share a morning."""
    entries = read_prefect_yaml(shards)["deployments"]
    return [
        Deployment(
            name=entry["name"],
            entrypoint=entry["entrypoint"],
            description=entry["description"],
            schedules=tuple(entry["schedules"]),
            tags=tuple(entry.get("tags", ())),
        )
        for entry in entries
    ]


def _as_switched(
    schedules: Iterable[dict[str, Any]], found: DeploymentResponse
) -> tuple[dict[str, Any], ...]:
    off = {schedule.slug for schedule in found.schedules if not schedule.active}
    return tuple({**schedule, "active": schedule["slug"] not in off} for schedule in schedules)


def read_prefect_yaml(shards: int) -> dict[str, Any]:
    """The file's content. Where several runs share a morning, do-what-is-due has the time at which it begins,
    and the flows of the morning have none of their own."""
    content: dict[str, Any] = yaml.safe_load(PREFECT_YAML.read_text(encoding="utf-8"))
    entries = {entry["name"]: entry for entry in content["deployments"]}
    if shards == 1:
        content["deployments"].remove(entries[SHARD])
        return content
    morning = [entries[flow.replace("_", "-")] for flow in MORNING_FLOWS]
    _put_at(entries[ALL_AT_ONCE], morning[0]["schedules"], morning[0]["description"].partition(". ")[0])
    for entry in morning:
        _put_at(entry, [], "By hand")
    return content


def _put_at(entry: dict[str, Any], schedules: Sequence[dict[str, str]], in_words: str) -> None:
    """Give a deployment other times; its description begins with them."""
    entry["schedules"] = list(schedules)
    entry["description"] = f"{in_words}. {entry['description'].partition('. ')[2]}"


def all_to_serve(deployments: Sequence[Deployment]) -> list[RunnerDeployment]:
    """Do as ``to_serve`` for each in a process that ends, since the flows import all that they ever use."""
    with ProcessPoolExecutor(1, get_context("fork")) as process:
        return list(process.map(to_serve, deployments))


def to_serve(deployment: Deployment) -> RunnerDeployment:
    """The deployment as ``prefect.serve`` takes it. Imports the flow; the working folder must be the root."""
    from prefect.flows import load_flow_from_entrypoint
    from prefect.schedules import Cron

    flow: Flow[..., Any] = load_flow_from_entrypoint(deployment.entrypoint, use_placeholder_flow=False)
    served = flow.to_deployment(
        deployment.name,
        description=deployment.description,
        schedules=[
            Cron(
                schedule["cron"],
                timezone=schedule["timezone"],
                slug=schedule["slug"],
                active=schedule.get("active", True),
            )
            for schedule in deployment.schedules
        ],
        paused=deployment.paused,
        tags=list(deployment.tags),
    )
    return cast("RunnerDeployment", served)  # a coroutine only when called from a running loop


async def _as_on_server() -> dict[str, Any]:
    """The file's content, with what a person has paused on the server."""
    from prefect.client.orchestration import get_client

    from tasks.paused import deployments_of

    content = read_prefect_yaml(load_settings().shards)
    entries = {entry["name"]: entry for entry in content["deployments"]}
    async with get_client() as client:
        for found in await deployments_of(client, entries):
            entry = entries[found.name]
            entry.update(paused=found.paused, schedules=[*_as_switched(entry["schedules"], found)])
    return content


if __name__ == "__main__":
    yaml.safe_dump(asyncio.run(_as_on_server()), sys.stdout, sort_keys=False)
