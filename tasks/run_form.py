"""Make a function a run form: a flow that an operator starts with what they filled in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from prefect import Flow, State, flow
from prefect.states import Completed, Failed
from pydantic.fields import FieldInfo

from forum.text.problem import Problem
from tasks.failing import failing_in_words
from tasks.results import PREFECTS_FOLDER
from tasks.unforeseen import Given

NOTHING_CHANGED = "Nothing was changed."
LEFT_EMPTY = "A field of the form was left empty: fill in each, with its schema enforced."
Form = Callable[Given, Coroutine[Any, Any, str]]


def run_form(
    name: str, run_name: str
) -> Callable[[Form[Given]], Flow[Given, Coroutine[Any, Any, State[None]]]]:
    """Make a function a run form. What it returns says what was done; a Problem, what was wrong and what to
    do."""

    def as_flow(form: Form[Given]) -> Flow[Given, Coroutine[Any, Any, State[None]]]:
        made = flow(name=name, flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
        return made(failing_in_words(_ending_in_words(form)))

    return as_flow


def _ending_in_words(form: Form[Given]) -> Callable[Given, Coroutine[Any, Any, State[None]]]:
    @wraps(form)
    async def ended(*args: Given.args, **choices: Given.kwargs) -> State[None]:
        # What was left empty, and let through all the same, comes as what describes it.
        if any(isinstance(choice, FieldInfo) for choice in (*args, *choices.values())):
            return Failed(message=f"{LEFT_EMPTY} {NOTHING_CHANGED}")
        try:
            return Completed(message=await form(*args, **choices))
        except Problem as problem:
            apart = "\n" if problem.faults else " "  # each fault has a line of its own
            return Failed(message=f"{problem}{apart}{NOTHING_CHANGED}")

    return ended
