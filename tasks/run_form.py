"""Make a function a run form: a flow that an operator starts with what they filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from prefect import Flow, State, flow
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from forum.text.problem import Problem, Refusal
from tasks.calendar_flow import PREFECTS_FOLDER
from tasks.failing import NOTHING_CHANGED, failing_in_words
from tasks.unforeseen import Given

Form = Callable[Given, Coroutine[Any, Any, str]]


def run_form(
    name: str, run_name: str
) -> Callable[[Form[Given]], Flow[Given, Coroutine[Any, Any, State[None]]]]:
    """Make a function a run form. What it returns says what was done; a Problem, what was wrong and what to
    do."""

    def name_of_run() -> str:
        return run_name.format_map(defaultdict(lambda: "nothing filled in", flow_run.parameters))

    def as_flow(form: Form[Given]) -> Flow[Given, Coroutine[Any, Any, State[None]]]:
        made = flow(
            name=name,
            flow_run_name=name_of_run,
            validate_parameters=False,
            persist_result=False,
            result_storage=PREFECTS_FOLDER,
        )
        return made(failing_in_words(_ending_in_words(form)))

    return as_flow


def _ending_in_words(form: Form[Given]) -> Callable[Given, Coroutine[Any, Any, State[None]]]:
    @wraps(form)
    async def ended(*args: Given.args, **choices: Given.kwargs) -> State[None]:
        try:
            return Completed(message=await form(*args, **choices))
        except Refusal:
            raise
        except Problem as problem:
            apart = "\n" if problem.faults else " "  # each fault has a line of its own
            return Failed(message=f"{problem}{apart}{NOTHING_CHANGED}")

    return ended
