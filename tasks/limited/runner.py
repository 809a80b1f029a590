"""The Runner protocol for reading files and mails of strangers, and the readings fetched before a
transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from forum.text.problem import Problem
from tasks.limited.plain_data import classes_of, packed, unpacked

Result = TypeVar("Result")

SECONDS, MEGABYTES = 5, 512
MOST_READINGS = 40  # for one piece of work


class LimitExceeded(Problem):
    """A reading took too much time or memory, or its process ended early."""

    def __init__(self) -> None:
        super().__init__(
            f"The file can’t be read within {SECONDS} seconds and {MEGABYTES} MB of memory, and was not "
            "taken. Copy what you wrote into a new file, or into the one that was sent to you, and send that."
        )


class ReadingFailedError(Exception):
    """A reading failed; the message is the error's name alone, since its words might repeat what was read."""


class Runner(Protocol):
    """Runs functions that read files and mails of strangers into values.

    A ``function`` is defined in a module, so that another process can import it; its arguments can be
    pickled, and its result is plain data and classes that its annotation names.
    """

    def run(self, function: Callable[..., Result], *given: Any) -> Result:
        """Return the function's result. Raises its Problem, ReadingFailedError for any other error,
        and LimitExceeded."""


class DirectRunner:
    """Runs a reading in our own process, without a limit; its result comes back as from another process."""

    def run(self, function: Callable[..., Result], *given: Any) -> Result:
        result: Result = unpacked(packed(function(*given)), classes_of(function))
        return result


class ReadingNeededError(Exception):
    """A reading is needed that has not been run yet; the transaction is given up first."""

    def __init__(self, function: Callable[..., Any], given: tuple[Any, ...]) -> None:
        super().__init__("a reading that has not been fetched")
        self.function, self.given = function, given


class FetchedReadings:
    """Gives out the readings that were fetched, so that nothing is read while the register is locked.

    Any other reading raises ReadingNeededError, which ``carry_through`` waits for; in the block of ``ahead``
    it is fetched at once.
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._fetched: list[tuple[ReadingNeededError, Callable[[], Any]]] = []
        self._is_ahead = False

    @contextmanager
    def ahead(self) -> Iterator[None]:
        """Fetch whatever the block reads, when it reads it."""
        self._is_ahead = True
        try:
            yield
        finally:
            self._is_ahead = False

    def carry_through(self, work: Callable[[], Result]) -> Result:
        """Do some work; it is broken off and begun anew with each reading that it turns out to need."""
        for _ in range(MOST_READINGS):
            try:
                return work()
            except ReadingNeededError as reading:
                self._fetch(reading)
        raise LimitExceeded

    def _fetch(self, reading: ReadingNeededError) -> None:
        """Run a reading, and keep its result or its error."""
        try:
            result = self._runner.run(reading.function, *reading.given)
        except Exception as error:
            self._fetched.append((reading, _raising(error)))
        else:
            self._fetched.append((reading, lambda: result))

    def run(self, function: Callable[..., Result], *given: Any) -> Result:
        for reading, outcome in self._fetched:
            if reading.function is function and reading.given == given:
                result: Result = outcome()
                return result
        needed = ReadingNeededError(function, given)
        if not self._is_ahead:
            raise needed
        self._fetch(needed)
        return self.run(function, *given)


def _raising(error: Exception) -> Callable[[], Any]:
    def outcome() -> Any:
        raise error

    return outcome
