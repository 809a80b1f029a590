"""A function run in a process of its own, which may be killed on the way."""

from __future__ import annotations

import os
import pickle
import select
import signal
import traceback
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")

LONGEST = 300  # seconds: a run takes one or two, and the machine may be busy


class Killed(Exception):  # noqa: N818  (it is what we wanted)
    """The process was killed before it came to its end."""


class Stuck(Exception):  # noqa: N818  (as above)
    """The process came to no end in the time that it may take, and was killed."""


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

    def result(self, within: float | None = LONGEST) -> Result:
        """What the work returned; Killed when it was killed, RuntimeError when it raised.

        Stuck when it is not done ``within`` so many seconds; None is as long as it takes.
        """
        if not select.select([self._reading], [], [], within)[0]:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            os.close(self._reading)
            raise Stuck
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
