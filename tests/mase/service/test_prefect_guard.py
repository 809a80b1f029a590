"""What the Prefect server fails at is said in words where its pages show them."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from mase.service.prefect_guard import HEADERS, Guard

ADDRESS = "127.0.0.1:4200"


def ask(status: int, content: dict[str, str]) -> httpx.Response:
    """Return the answer of the guard where the server answers so."""

    def answer(_: Request) -> JSONResponse:
        return JSONResponse(content, status)

    async def asking() -> httpx.Response:
        guard = Guard(Starlette(routes=[Route("/", answer)]), ADDRESS)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(guard), base_url=f"http://{ADDRESS}"
        ) as client:
            return await client.get("/")

    return asyncio.run(asking())


@pytest.mark.parametrize(
    ("status", "words"),
    [(500, "the disk of the Prefect folder is full"), (503, "is busy, and nothing was started")],
)
def test_a_failure_is_said_in_words(status: int, words: str) -> None:
    answer = ask(status, {"exception_message": "Service Unavailable"})
    assert answer.status_code == status
    assert words in answer.json()["detail"]
    assert answer.headers["x-frame-options"] == HEADERS["x-frame-options"]


@pytest.mark.parametrize("status", [200, 409, 422])
def test_what_prefect_says_itself_stays(status: int) -> None:
    assert ask(status, {"detail": "A sentence."}).json() == {"detail": "A sentence."}
