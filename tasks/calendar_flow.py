"""Make a flow of the calendar: its runs are named by day and group, and nothing of them is kept.

Results of flows are not kept: the register is the record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from prefect import Flow, State, flow
from prefect.runtime import flow_run
from prefect.settings import PREFECT_LOCAL_STORAGE_PATH

from tasks.failing import Run, failing_in_words
from tasks.register.database.clock import SystemClock
from tasks.unforeseen import Given

# Where Prefect would keep them; unless it is named, each run asks the server twice for a better place.
PREFECTS_FOLDER = Path(PREFECT_LOCAL_STORAGE_PATH.value())


def calendar_flow(name: str) -> Callable[[Run[Given]], Flow[Given, Coroutine[Any, Any, State[None]]]]:
    """Make a function a flow of the calendar."""

    def as_flow(run: Run[Given]) -> Flow[Given, Coroutine[Any, Any, State[None]]]:
        made = flow(
            name=name,
            flow_run_name=run_name,
            validate_parameters=False,
            persist_result=False,
            result_storage=PREFECTS_FOLDER,
        )
        return made(failing_in_words(run))

    return as_flow


def run_name() -> str:
    """The name of the run under way."""
    return name_of_run(flow_run.parameters, SystemClock().now().date())


def name_of_run(parameters: Mapping[str, Any], today: dt.date) -> str:
    """Such as "2027-01-12, MASE", "2027-01-12, all groups" or "2027-01-12, shard 2 of 3": nothing about a
    person."""
    day = parameters.get("as_of") or today
    if shard := parameters.get("shard"):
        return f"{day}, shard {shard} of {parameters['shards']}"
    return f"{day}, {parameters.get('group') or 'all groups'}"
