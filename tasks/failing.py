"""How a run fails: its state, and with it the log, has the reason in a sentence, and no traceback."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from functools import wraps
from inspect import signature
from typing import Any

from prefect import State
from prefect.states import Crashed, Failed

from forum.text.wording import count
from tasks.register.database.register import OutOfReach
from tasks.unforeseen import Given, without_values

MOST_SAID = 5  # sentences; a service of many groups may fail for each of them
Run = Callable[Given, Coroutine[Any, Any, State[None]]]


def failing_in_words(run: Run[Given]) -> Run[Given]:
    """Have a run that raises an error end as failed, with what the error says: Prefect would log where it
    was raised, and begin the reason with the kind of error."""

    @wraps(run)
    async def ended(*args: Given.args, **named: Given.kwargs) -> State[None]:
        try:
            return await run(*args, **named)
        except Exception as error:
            shown = without_values(error)
            return failure(str(shown), [shown])

    # Prefect looks up the types of parameters where the function that it is given stands, which is here.
    ended.__signature__ = signature(run, eval_str=True)  # type: ignore[attr-defined]
    return ended


def failure(message: str, errors: Iterable[Exception]) -> State[None]:
    """Return the state of a run with these errors: Failed, or Crashed where the register was out of reach.

    A run that Crashed is made up for on the same day, like one that was killed. One that Failed is not: for
    most reasons it would fail again.
    """
    state = Crashed if any(isinstance(error, OutOfReach) for error in errors) else Failed
    return state(message=message)


def listed_reasons(reasons: Iterable[str]) -> str:
    """Return reasons as one text, each once, and of many the first."""
    sentences = list(dict.fromkeys(filter(None, reasons)))
    more = len(sentences) - MOST_SAID
    return " ".join([*sentences[:MOST_SAID], *([f"And {count(more, 'reason')} more."] if more > 0 else [])])
