"""A client of a Prefect server within the process, which nobody else asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prefect.client.orchestration import PrefectClient

if TYPE_CHECKING:
    from httpx import Response
    from prefect.client.base import ASGIApp
    from prefect.client.orchestration.base import HTTP_METHODS
    from prefect.client.orchestration.routes import ServerRoutes


class ClientOfOneProcess(PrefectClient):
    """A client that enters each flow once: Prefect's own enters it again before every run."""

    def __init__(self, server: ASGIApp) -> None:
        super().__init__(server)
        self._flows: dict[str, Response] = {}

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
