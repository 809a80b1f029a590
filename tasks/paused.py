"""What a person has paused in Prefect: it stays so, and nothing that we start makes up for it."""

from __future__ import annotations

from collections.abc import Collection

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName, FlowFilter, FlowFilterName
from prefect.client.schemas.responses import DeploymentResponse
from prefect.context import FlowRunContext

from forum.calendar.timetable import MORNING_FLOWS
from tasks.watch.machine import is_paused

LEFT_OUT = "What is paused in Prefect was left out."


async def deployments_of(client: PrefectClient, names: Collection[str]) -> list[DeploymentResponse]:
    """Return the deployments with these names that the server has; ours are called as their flows are."""
    return await client.read_deployments(
        flow_filter=FlowFilter(name=FlowFilterName(any_=list(names))),
        deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=list(names))),
    )


def has_paused(found: DeploymentResponse) -> bool:
    """Say whether somebody has paused a deployment, or each of its times."""
    return is_paused(found.paused, [schedule.active for schedule in found.schedules])


async def paused_flows() -> frozenset[str]:
    """Return the flows of the calendar that somebody has paused; none in a run that no server started."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None or context.flow_run.deployment_id is None:
        return frozenset()
    names = {flow.replace("_", "-"): flow for flow in (*MORNING_FLOWS, "deliver_mail")}
    async with get_client() as client:
        return frozenset(names[each.name] for each in await deployments_of(client, names) if has_paused(each))
