"""How a run ends that can't do its work: its state, and with it the log, has the reason in a sentence, and no
traceback."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Mapping
from functools import wraps
from inspect import Parameter, signature
from typing import Any, get_args, get_type_hints

from prefect import State
from prefect.states import Cancelled, Crashed, Failed
from pydantic import ValidationError, WithJsonSchema, validate_call
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from forum.text.problem import Refusal
from forum.text.wording import count
from tasks.form_fields import IN_WORDS
from tasks.register.database.register import OutOfReach
from tasks.unforeseen import Given, without_values

MOST_SAID = 5  # sentences; a service of many groups may fail for each of them
REFUSED = "Refused"
NOTHING_CHANGED = "Nothing was changed."
Run = Callable[Given, Coroutine[Any, Any, State[None]]]


def failing_in_words(run: Run[Given]) -> Run[Given]:
    """Have a run that raises an error end as failed, with what the error says: Prefect would log where it
    was raised, and begin the reason with the kind of error.

    What somebody filled in wrongly is refused: nothing of the service has failed.
    """
    check = _check_of(run)

    @wraps(run)
    async def ended(*args: Given.args, **named: Given.kwargs) -> State[None]:
        try:
            given: Any = check(**_filled_in(signature(run).bind_partial(*args, **named).arguments))
        except ValidationError as error:
            return refused("; ".join(_in_words(run, error)) + ".")
        try:
            return await run(**given)  # type: ignore[call-arg]
        except Refusal as refusal:
            return refused(str(refusal))
        except Exception as error:
            shown = without_values(error)
            return failure(str(shown), [shown])

    # Prefect looks up the types of parameters where the function that it is given stands, which is here.
    ended.__signature__ = signature(run, eval_str=True)  # type: ignore[attr-defined]
    return ended


def refused(why: str) -> State[None]:
    """Return the state of a run that somebody asked for with a wrong value: it is no failure."""
    apart = "\n" if "\n" in why else " "  # each fault has a line of its own
    return Cancelled(name=REFUSED, message=f"{why}{apart}{NOTHING_CHANGED}")


def _check_of(run: Run[Given]) -> Callable[..., dict[str, Any]]:
    """Return what takes a run's parameters as they come, and returns them as the run takes them.

    Prefect's own check would log what stands in each.
    """

    def taken(*args: Any, **named: Any) -> dict[str, Any]:
        return dict(signature(run).bind(*args, **named).arguments)

    taken.__signature__ = signature(run, eval_str=True)  # type: ignore[attr-defined]
    taken.__annotations__ = get_type_hints(run, include_extras=True)
    return validate_call(taken)


def _filled_in(named: Mapping[str, Any]) -> Any:
    """Return the parameters without what was left empty, which Prefect may give as a value of its own."""
    return {name: value for name, value in named.items() if value is not PydanticUndefined}


def _in_words(run: Run[Given], error: ValidationError) -> Iterable[str]:
    """Say of each field that is wrong what may stand in it, repeating nothing."""
    parameters = signature(run, eval_str=True).parameters
    for fault in error.errors():
        name = str(fault["loc"][0])
        parameter = parameters.get(name)
        what = "fill it in" if fault["type"].startswith("missing") else _takes(parameter) or fault["msg"]
        yield f"{_title(parameter) or name}: {what[0].lower()}{what[1:]}"


def _title(parameter: Parameter | None) -> str:
    """Return what a field of a form is called."""
    field = parameter.default if parameter else None
    says = field.json_schema_extra if isinstance(field, FieldInfo) else None
    return str(says["title"]) if isinstance(says, dict) else ""


def _takes(parameter: Parameter | None) -> str:
    """Return in words what a field takes whose form Prefect would show as a pattern."""
    parts = get_args(parameter.annotation) if parameter else ()
    schemas = (part.json_schema or {} for part in parts if isinstance(part, WithJsonSchema))
    return "".join(f"it is not {schema[IN_WORDS]}" for schema in schemas if IN_WORDS in schema)


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
