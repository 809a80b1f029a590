"""What many tests look at, played once for all processes of the run."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

import pytest

from tests.file_lock import locked

Result = TypeVar("Result")


def played_once(
    name: str, play: Callable[[], Result], folders: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Result:
    """Return what ``play`` returns; the first process that asks plays it, the others wait and read it."""
    shared = folders.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent
    played = shared / name
    with locked(played.with_suffix(".lock")):
        if not played.exists():
            played.write_bytes(pickle.dumps(play()))
    result: Result = pickle.loads(played.read_bytes())
    return result


def without_threads(play: Callable[[], Result]) -> Result:
    """Return what ``play`` returns in a process that has no threads, for what forks."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(play).result()
