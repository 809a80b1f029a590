"""The named points at which a process at work can be killed: around each commit and each request."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any
from uuid import UUID

import httpx
from requests.adapters import HTTPAdapter

from tasks.register.database.register import Register, Transaction
from tests.standins.graph.asks import VERSION, operation, read_url

OPERATION = re.compile(rb"<\w+:Body>\s*<\w+:(\w+)")


class Points:
    """Counts the points a process passes, and kills it with SIGKILL at the ``nth`` passing of ``kill_at``."""

    def __init__(self, kill_at: str = "", nth: int = 1) -> None:
        self.kill_at, self.nth = kill_at, nth
        self.passed: Counter[str] = Counter()

    def reach(self, name: str) -> None:
        self.passed[name] += 1
        if name == self.kill_at and self.passed[name] == self.nth:
            os.kill(os.getpid(), signal.SIGKILL)


def watch(points: Points) -> None:
    """Have this process pass a point around each commit and each request; for a process of its own only."""
    commit, exchange, graph = Register.transaction, HTTPAdapter.send, httpx.HTTPTransport.handle_request

    @contextmanager
    def watched_transaction(
        self: Register,
        actor: str,
        groups: Collection[UUID] = (),
        *,
        locks_last: bool = False,
    ) -> Iterator[Transaction]:
        with commit(self, actor, groups, locks_last=locks_last) as tx:
            yield tx
            name = _what_is_committed()
            points.reach(f"before the commit of {name}")
        points.reach(f"after the commit of {name}")

    def watched_exchange(self: HTTPAdapter, prepared: Any, **options: Any) -> Any:
        found = OPERATION.search(prepared.body or b"")
        with _around(points, found[1].decode() if found else "sign-in"):
            return exchange(self, prepared, **options)

    def watched_graph(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        with _around(points, _graph_operation(request)):
            return graph(self, request)

    Register.transaction = watched_transaction  # type: ignore[method-assign]
    HTTPAdapter.send = watched_exchange  # type: ignore[method-assign, assignment]
    httpx.HTTPTransport.handle_request = watched_graph  # type: ignore[method-assign]


@contextmanager
def _around(points: Points, name: str) -> Iterator[None]:
    points.reach(f"before {name}")
    yield
    points.reach(f"after {name}")


def _graph_operation(request: httpx.Request) -> str:
    """Return what the stand-in calls a request; a batch is called as its first part is."""
    method, path = request.method, request.url.path.removeprefix(VERSION)
    if path == "/$batch":
        first = json.loads(request.content)["requests"][0]
        method, path = first["method"], first["url"]
    name = operation(read_url(method, path, "", None))
    return "sign-in" if name == "Unknown" else name


def _what_is_committed() -> str:
    """What the transaction in progress does, from the letters it moved or the function it belongs to."""
    frame: FrameType | None = sys._getframe(1)
    states: list[str] = []
    while frame is not None:
        turn = frame.f_locals.get("turn")
        states = states or sorted({state.value for state in getattr(turn, "moved", {}).values()})
        is_ours = frame.f_globals.get("__name__", "").startswith(("tasks.mail.", "tasks.duties.inbox."))
        if is_ours and frame.f_code.co_name != "transaction":
            return " and ".join(states) or frame.f_code.co_name.strip("_").replace("_", " ")
        frame = frame.f_back
    return "something else"
