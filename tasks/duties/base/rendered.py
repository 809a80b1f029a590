"""Letters and files rendered before a transaction, so that it keeps no other writer waiting for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Value = TypeVar("Value", bound=Hashable)
Result = TypeVar("Result")


class Rendered:
    """What was rendered, by the values that it was rendered from.

    A transaction reads the values once more. What has changed since is rendered anew.
    """

    def __init__(self) -> None:
        self._results: dict[tuple[Callable[..., object], Hashable], Any] = {}

    def render(self, how: Callable[[Value], Result], value: Value) -> Result:
        """Return what ``how`` makes of a value, made once."""
        if (how, value) not in self._results:
            self._results[how, value] = how(value)
        result: Result = self._results[how, value]
        return result
