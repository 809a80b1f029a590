"""Make a flow of the calendar: its runs are named by day and group, and nothing of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from prefect import Flow, State, flow
from prefect.runtime import flow_run

from tasks.failing import Run, failing_in_words
from tasks.register.database.clock import SystemClock
from tasks.results import PREFECTS_FOLDER
from tasks.unforeseen import Given


def calendar_flow(name: str) -> Callable[[Run[Given]], Flow[Given, Coroutine[Any, Any, State[None]]]]:
    """Make a function a flow of the calendar."""

    def as_flow(run: Run[Given]) -> Flow[Given, Coroutine[Any, Any, State[None]]]:
        made = flow(name=name, flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
        return made(failing_in_words(run))

    return as_flow


def run_name() -> str:
    """Such as "2027-01-12, MASE", "2027-01-12, all groups" or "2027-01-12, shard 2 of 3": nothing about a
    person."""
    parameters = flow_run.parameters
    day = parameters.get("as_of") or SystemClock().now().date()
    if shard := parameters.get("shard"):
        return f"{day}, shard {shard} of {parameters['shards']}"
    return f"{day}, {parameters.get('group') or 'all groups'}"
