"""A client of a Prefect server within the process, which nobody else asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prefect.client.orchestration import PrefectClient

if TYPE_CHECKING:
    from uuid import UUID

    from httpx import Response
    from prefect.client.base import ASGIApp
    from prefect.client.orchestration.base import HTTP_METHODS
    from prefect.client.orchestration.routes import ServerRoutes
    from prefect.client.schemas.objects import FlowRun


class ClientOfOneProcess(PrefectClient):
    """A client that enters each flow once, and reads no run: Prefect's own does both with every run."""

    def __init__(self, server: ASGIApp) -> None:
        super().__init__(server)
        self._flows: dict[str, Response] = {}
        self._run: FlowRun | None = None

    async def create_flow_run(self, *given: Any, **named: Any) -> FlowRun:
        self._run = await super().create_flow_run(*given, **named)
        return self._run

    async def read_flow_run(self, flow_run_id: UUID) -> FlowRun:
        """Return the run under way as its engine keeps it: in this process nobody else changes it."""
        if self._run is not None and self._run.id == flow_run_id:
            return self._run
        return await super().read_flow_run(flow_run_id)

    async def request(
        self,
        method: HTTP_METHODS,
        path: ServerRoutes,
        params: dict[str, Any] | None = None,
        path_params: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> Response:
        if (method, path) != ("POST", "/flows/"):
            return await super().request(method, path, params, path_params, **kwargs)
        name = kwargs["json"]["name"]
        if name not in self._flows:
            self._flows[name] = await super().request(method, path, **kwargs)
        return self._flows[name]
