"""The one door through which an error leaves our code, for Prefect's logs or for a terminal.

What a library says of an error may repeat what is stored: the address that is there already, the cell that is
no date, the letter that has a sign too many. So an error that is not ours goes on by type and place alone.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from forum.text.problem import Problem, Refusal
from tasks.mail.protocol.mailer import MailError
from tasks.register.database.register import OutOfReach

ROOT = Path(__file__).resolve().parent.parent
_OUTSIDE = "outside the program"
Done = TypeVar("Done")
Given = ParamSpec("Given")


class Unforeseen(Exception):  # noqa: N818  (its own name stands before its words)
    """An error that nobody wrote a sentence for: which kind it is, and which line of ours met it."""


def without_values(error: Exception) -> Exception:
    """The error as it may be shown. Ours have their own sentences, and are kept without what they came of."""
    if isinstance(error, OutOfReach):
        return type(error)(error.sentence)
    if isinstance(error, Problem):
        return (Refusal if isinstance(error, Refusal) else Problem)(error.sentence, error.faults)
    if isinstance(error, (MailError, Unforeseen)):
        return type(error)(*error.args)
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return Unforeseen(
        f"{name} in {_place(error)}. This is an error of the program, or of something that it uses: pass "
        "this line on to whoever looks after it. What the error says itself is not shown: it may repeat what "
        "is stored."
    )


def _place(error: Exception) -> str:
    """The last line of ours that the error came through."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(ROOT) and "site-packages" not in file.parts:
            return f"{file.relative_to(ROOT)}, line {frame.lineno}"
    return _OUTSIDE


@contextmanager
def telling_no_values() -> Iterator[None]:
    """Whatever goes wrong inside is raised without values, and without the errors that it came of."""
    try:
        yield
    except Exception as error:
        shown = without_values(error)
    else:
        return
    raise shown from None


def telling_none(
    duty: Callable[Given, Coroutine[Any, Any, Done]],
) -> Callable[Given, Coroutine[Any, Any, Done]]:
    """The same around a whole coroutine, as Prefect sees it fail."""

    @wraps(duty)
    async def done(*args: Given.args, **named: Given.kwargs) -> Done:
        with telling_no_values():
            return await duty(*args, **named)

    return done
