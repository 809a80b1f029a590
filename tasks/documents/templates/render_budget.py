"""The budget of rendering a template, in characters and time, so that an endless loop comes to an end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from jinja2.exceptions import SecurityError

MOST_SECONDS = 3.0  # of the processor, however busy the machine is
BETWEEN_LOOKS = 20_000  # characters after which the clock is looked at


@dataclass
class _Budget:
    characters: int
    until: float
    look_at: int


_budget: ContextVar[_Budget | None] = ContextVar("budget of a rendering", default=None)


@contextmanager
def rendering(characters: int) -> Iterator[None]:
    """Let a template print and work through so many characters within the block, in ``MOST_SECONDS``."""
    token = _budget.set(_Budget(characters, time.thread_time() + MOST_SECONDS, characters))
    try:
        yield
    finally:
        _budget.reset(token)


def charge(characters: int) -> None:
    """Take so many characters off the budget; SecurityError when nothing is left of it."""
    budget = _budget.get()
    if budget is None:
        return
    budget.characters -= characters
    if budget.characters < budget.look_at:
        budget.look_at -= BETWEEN_LOOKS
        if budget.characters < 0 or time.thread_time() > budget.until:
            raise SecurityError("it prints too much, or never ends")
