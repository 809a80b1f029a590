"""The deployments of ``deployments/prefect.yaml``: every flow with its schedules, in one list."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

from config.settings import ROOT

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.deployments.runner import RunnerDeployment

PREFECT_YAML = ROOT / "deployments" / "prefect.yaml"


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


def read_deployments(file: Path = PREFECT_YAML) -> list[Deployment]:
    """The deployments of a prefect.yaml, in its order."""
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))["deployments"]
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
