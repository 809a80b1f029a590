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
    """Return what ``play`` returns. It runs in a process without threads, as it forks."""
    shared = folders.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent
    played = shared / name
    with locked(played.with_suffix(".lock")):
        if not played.exists():
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
                played.write_bytes(pickle.dumps(process.submit(play).result()))
    result: Result = pickle.loads(played.read_bytes())
    return result
