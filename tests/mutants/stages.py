"""Have mutmut see what stages call: ``python -m tests.mutants`` has its copy of the tests import this.

A stage is played once for many tests. Each of them counts as calling what the stage called, and for a change
of that the stage is played anew. What else is kept from one run to the next is forgotten.

All calls go by way of mutmut and take many times as long, so that the processor's time, which tests bound,
stands still. What hangs is ended by mutmut.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from functools import _lru_cache_wrapper
from pathlib import Path

from mutmut.state import state

from tests.stages import Stages

reach_as_kept = Stages.reach


def pytest_sessionstart() -> None:
    for kept in gc.get_objects():
        if isinstance(kept, _lru_cache_wrapper):
            kept.cache_clear()
    time.process_time = time.thread_time = lambda: 0.0


def reach(self: Stages, play: Callable[..., object], *arguments: object) -> None:
    mutant = os.environ.get("MUTANT_UNDER_TEST", "")
    calls = _calls(self, play, mutant)
    if mutant == "stats":
        _reach_and_note(self, play, arguments, calls)
        return
    if mutant not in self.reached and calls.exists():
        functions = calls.read_text("utf-8").splitlines()
        if any(mutant.startswith(f"{function}__mutmut_") for function in functions):
            self.reached.append(mutant)
    reach_as_kept(self, play, *arguments)


def _calls(stages: Stages, play: Callable[..., object], mutant: str) -> Path:
    """Return the file that lists the functions which a stage calls, as mutmut names them."""
    reached = [name for name in stages.reached if name != mutant]
    dialect = stages.register.engine.dialect.name
    return stages.kept.file(dialect, [*reached, stages.name(play)]).with_suffix(".calls")


def _reach_and_note(
    stages: Stages, play: Callable[..., object], arguments: tuple[object, ...], calls: Path
) -> None:
    called = state()._stats
    before = set(called)
    called.clear()
    reach_as_kept(stages, play, *arguments)
    if not calls.exists():
        calls.write_text("\n".join(sorted(called)), "utf-8")
    called.update(before, calls.read_text("utf-8").splitlines())


Stages.reach = reach  # type: ignore[method-assign]
