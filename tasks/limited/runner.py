"""The Runner protocol: who runs the reading of what strangers sent; and what was read already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from forum.text.problem import Problem

Result = TypeVar("Result")

SECONDS, MEGABYTES = 5, 512
MOST_READINGS = 40  # for one thing that is done


class LimitExceeded(Problem):
    """A reading took more time or memory than one may, or its process did not live to its end."""

    def __init__(self) -> None:
        super().__init__(
            f"The file can’t be read within {SECONDS} seconds and {MEGABYTES} MB of memory, and was not "
            "taken. Copy what you wrote into a new file, or into the one that was sent to you, and send that."
        )


class ReadingFailedError(Exception):
    """A reading broke off; the message is the name of the error alone, which might repeat what was read."""


class Runner(Protocol):
    """``function`` reads what strangers sent into values. It stands in a module, so that another process
    finds it; what it is given and what it returns can be pickled."""

    def run(self, function: Callable[..., Result], *given: Any) -> Result:
        """What the function returns for what it is given. Raises what it raises, and LimitExceeded."""


class DirectRunner:
    """Runs a reading where it stands, without a limit."""

    def run(self, function: Callable[..., Result], *given: Any) -> Result:
        return function(*given)


class ReadingNeededError(Exception):
    """A reading is wanted that nobody has run yet: the register is let go first."""

    def __init__(self, function: Callable[..., Any], given: tuple[Any, ...]) -> None:
        super().__init__("a reading that is not at hand")
        self.function, self.given = function, given


class FetchedReadings:
    """Gives out the readings that were fetched, so that nothing is read while a transaction is open.

    Any other reading raises ReadingNeededError, which ``carry_through`` waits for.
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._fetched: list[tuple[ReadingNeededError, Callable[[], Any]]] = []

    def carry_through(self, work: Callable[[], Result]) -> Result:
        """Do some work; with each reading that it turns out to want, it is broken off and done anew."""
        for _ in range(MOST_READINGS):
            try:
                return work()
            except ReadingNeededError as wanted:
                self._fetch(wanted)
        raise LimitExceeded

    def _fetch(self, wanted: ReadingNeededError) -> None:
        """Run a reading, and keep what comes of it, a refusal too."""
        try:
            result = self._runner.run(wanted.function, *wanted.given)
        except Exception as error:
            self._fetched.append((wanted, _raising(error)))
        else:
            self._fetched.append((wanted, lambda: result))

    def run(self, function: Callable[..., Result], *given: Any) -> Result:
        for one, outcome in self._fetched:
            if one.function is function and one.given == given:
                result: Result = outcome()
                return result
        raise ReadingNeededError(function, given)


def _raising(error: Exception) -> Callable[[], Any]:
    def outcome() -> Any:
        raise error

    return outcome
