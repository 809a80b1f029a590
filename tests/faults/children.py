"""A function run in a process of its own, which may be killed on the way."""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Killed(Exception):  # noqa: N818  (it is what we wanted)
    """The process was killed before it came to its end."""


class Child(Generic[Result]):
    """A forked process at work. It shares no open connection: what it needs, it opens itself."""

    def __init__(self, work: Callable[[], Result]) -> None:
        reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            try:
                answer: object = work()
            except BaseException:
                answer = RuntimeError(traceback.format_exc())
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(answer, pipe)
            os._exit(0)
        os.close(writing)
        self._reading = reading

    def result(self) -> Result:
        """What the work returned; Killed when it came to no end, RuntimeError when it raised."""
        with os.fdopen(self._reading, "rb") as pipe:
            said = pipe.read()
        os.waitpid(self.pid, 0)
        if not said:
            raise Killed
        answer = pickle.loads(said)
        if isinstance(answer, RuntimeError):
            raise answer
        return answer  # type: ignore[no-any-return]


def in_child(work: Callable[[], Result]) -> Result:
    """What ``work`` returns in a process of its own."""
    return Child(work).result()
