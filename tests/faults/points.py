"""The named points at which a sending process can be killed: around each commit and each request."""

from __future__ import annotations

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

from requests.adapters import HTTPAdapter

from tasks.register.database.register import Register, Transaction

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
    commit, request = Register.transaction, HTTPAdapter.send

    @contextmanager
    def watched_transaction(
        self: Register, actor: str, batch: Collection[UUID] = ()
    ) -> Iterator[Transaction]:
        with commit(self, actor, batch) as tx:
            yield tx
            name = _what_is_committed()
            points.reach(f"before the commit of {name}")
        points.reach(f"after the commit of {name}")

    def watched_request(self: HTTPAdapter, prepared: Any, **options: Any) -> Any:
        found = OPERATION.search(prepared.body or b"")
        name = found[1].decode() if found else "sign-in"
        points.reach(f"before {name}")
        response = request(self, prepared, **options)
        points.reach(f"after {name}")
        return response

    Register.transaction = watched_transaction  # type: ignore[method-assign]
    HTTPAdapter.send = watched_request  # type: ignore[method-assign, assignment]


def _what_is_committed() -> str:
    """What the transaction in progress does, from the letters it moved or the function it belongs to."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        turn = frame.f_locals.get("turn")
        if turn is not None and hasattr(turn, "moved"):
            states = sorted({state.value for state in turn.moved.values()})
            return " and ".join(states) if states else "a look"
        if frame.f_globals.get("__name__", "").startswith("tasks.mail."):
            return str(frame.f_code.co_name).strip("_").replace("_", " ")
        frame = frame.f_back
    return "something else"
