from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from tasks.duties.calendar.work import CALENDAR, WORK, Work
from tests.conftest import ROOT

Calls = tuple[str, tuple[str, ...]]
QUERIES = ("due", "due_letters", "members_round")  # the modules that say what is due


def test_each_flow_does_what_the_calendar_says() -> None:
    secretary = duties_of_tasks()
    for flow, work in WORK.items():
        assert [in_names(one) for one in work] == list(calls_of(flow, secretary)), flow


def test_delivery_comes_last_and_then_finishes_the_steps_that_waited_for_it() -> None:
    assert list(CALENDAR) == [*WORK, "deliver_mail"]
    packs = ("packs_to_complete", ("send_packs",))
    delivered = ("groups_with_mail", ("deliver", "finish_sent_steps"))
    assert list(calls_of("deliver_mail", duties_of_tasks())) == [packs, delivered]


def in_names(work: Work) -> Calls:
    return work.due.__name__, tuple(duty.__name__ for duty in work.duties)


def calls_of(flow: str, secretary: Mapping[str, str]) -> Iterator[Calls]:
    """What a flow looks for, and the duties it has done for what it finds, as its file says."""
    (day,) = (one for one in ast.walk(parsed(f"flows/{flow}.py")) if isinstance(one, ast.With))
    for statement in day.body:
        if isinstance(statement, ast.For | ast.If):
            looks_for = statement.iter if isinstance(statement, ast.For) else statement.test
            query = next(name for module in QUERIES for name in named(looks_for, module))
            yield query, tuple(secretary[task] for one in statement.body for task in named(one, "secretary"))


def duties_of_tasks() -> dict[str, str]:
    """The duty that each Prefect task does, by the task's name: the one it calls, or has done for each."""
    tasks = [one for one in ast.walk(parsed("tasks/secretary.py")) if isinstance(one, ast.AsyncFunctionDef)]
    return {task.name: called(task.body[-1]) for task in tasks if task.decorator_list}


def named(tree: ast.AST, module: str) -> Iterator[str]:
    """The names used of a module."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == module:
            yield one.attr


def called(statement: ast.stmt) -> str:
    (call,) = (one for one in ast.walk(statement) if isinstance(one, ast.Call))
    function: Any = call.args[1] if getattr(call.func, "id", "") == "_each" else call.func
    return str(function.id if isinstance(function, ast.Name) else function.attr)


def parsed(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))
