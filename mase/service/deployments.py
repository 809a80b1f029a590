"""The deployments of ``deployments/prefect.yaml``: every flow with its schedules, in one list.

``python -m mase.service.deployments`` prints the file as it is to be put on the server of several machines.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, cast

import yaml

from config.settings import ROOT, load_settings
from forum.calendar.morning import MORNING_FLOWS, SHARD

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.deployments.runner import RunnerDeployment

PREFECT_YAML = ROOT / "deployments" / "prefect.yaml"
ALL_AT_ONCE = "do-what-is-due"  # all of the calendar


@dataclass(frozen=True)
class Deployment:
    """A flow and when it runs: ``schedules`` have slug, cron and timezone as in prefect.yaml; forms none."""

    name: str
    entrypoint: str
    description: str
    schedules: tuple[dict[str, str], ...]
    tags: tuple[str, ...]

    @property
    def is_brake(self) -> bool:
        """True of the forms that hold everything and lift the hold."""
        return "brake" in self.tags


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
            Cron(schedule["cron"], timezone=schedule["timezone"], slug=schedule["slug"])
            for schedule in deployment.schedules
        ],
        tags=list(deployment.tags),
    )
    return cast("RunnerDeployment", served)  # a coroutine only when called from a running loop


if __name__ == "__main__":
    yaml.safe_dump(read_prefect_yaml(load_settings().shards), sys.stdout, sort_keys=False)
