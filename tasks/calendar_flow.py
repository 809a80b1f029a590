"""Make a flow of the calendar: its runs are named by day and group, and nothing of them is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from prefect import Flow, flow
from prefect.runtime import flow_run

from tasks.register.database.clock import SystemClock
from tasks.results import PREFECTS_FOLDER

Given = ParamSpec("Given")
Ended = TypeVar("Ended")


def calendar_flow(name: str) -> Callable[[Callable[Given, Ended]], Flow[Given, Ended]]:
    """Make a function a flow of the calendar."""
    return flow(name=name, flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)


def run_name() -> str:
    """Such as "2027-01-12, MASE" or "2027-01-12, all groups": day and group, nothing about a person."""
    parameters = flow_run.parameters
    day = parameters.get("as_of") or SystemClock().now().date()
    return f"{day}, {parameters.get('group') or 'all groups'}"
