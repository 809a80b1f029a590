"""The error that a person can put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class Problem(Exception):  # noqa: N818  (a person reads it, and it is no error of the program)
    """A sentence with what was wrong, where (file, sheet, cell, setting) and what to do; each fault on a line
    below.

    The command line prints the problem and exits with 1. Nothing has been changed when it is raised.
    """

    def __init__(self, sentence: str, faults: Sequence[str] = ()) -> None:
        super().__init__("\n".join([sentence, *(f"  {fault}" for fault in faults)]))
        self.sentence = sentence
        self.faults = tuple(faults)


class UnitProblem(Problem):
    """A problem that only the unit can put right, with a command: members who write are not told of it."""


class Refusal(Problem):
    """A problem of what somebody chose, in a form or for a run: the service is well, and does not do that."""


@contextmanager
def refusing() -> Iterator[None]:
    """Whatever problem there is in the block is one of what somebody chose, but for one of its own kind."""
    try:
        yield
    except Problem as problem:
        if type(problem) not in (Problem, UnitProblem):
            raise
        raise Refusal(problem.sentence, problem.faults) from problem
