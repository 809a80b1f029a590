"""A process beside ours in which readings are run with a limit of time and memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

from tasks.limited.runner import MEGABYTES, SECONDS, LimitExceeded, Result

SHARE = 0.9  # of the limits at which a reading is ended, so that all of it is within them
PATIENCE = 6  # times the seconds of a processor that a reading is waited for: the machine may be busy
STARTING = 60  # seconds in which the process begins
ROOT = Path(__file__).parents[2]
# What the process is told of ours: where things are, and no password.
_TOLD = re.compile(r"PATH|HOME|TMPDIR|TZ|LANG|LC_\w+|PYTHON\w+")


class LimitedProcess:
    """Runs one reading after the other in one process, which begins with the first and ends with ours.

    A reading that takes more than its ``seconds`` of a processor or its ``megabytes`` ends that process; the
    next one gets a new one. It is a program of its own and no fork, since a fork would have our open register
    and mailbox, and ``multiprocessing`` would first import again what our process was started with.
    """

    def __init__(self, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self.seconds, self.megabytes = seconds, megabytes
        self._one_by_one = Lock()
        self._started: tuple[Connection, finalize[Any, Any]] | None = None

    def run(self, function: Callable[..., Result], *given: Any) -> Result:
        with self._one_by_one:
            try:
                connection = self._connection()
                connection.send((function, given))
                if not connection.poll(self.seconds * PATIENCE):
                    raise EOFError
                is_result, result = connection.recv()
            except (EOFError, OSError) as error:
                self._end()
                raise LimitExceeded from error
            except BaseException:  # whoever asks next must not be given the answer to this
                self._end()
                raise
        if is_result:
            returned: Result = result
            return returned
        raise result

    def close(self) -> None:
        """End the process; a later reading would begin another."""
        with self._one_by_one:
            self._end()

    def _connection(self) -> Connection:
        """The way to the process, which is begun where there is none or where it has died."""
        if self._started is not None and self._started[0].poll():  # it says nothing unasked: it has ended
            self._end()
        if self._started is None:
            ours, theirs = Pipe()
            with theirs:
                limits = (str(theirs.fileno()), str(SHARE * self.seconds), str(int(SHARE * self.megabytes)))
                process = subprocess.Popen(
                    [sys.executable, "-m", "tasks.limited.worker", *limits],
                    cwd=ROOT,
                    env={name: value for name, value in os.environ.items() if _TOLD.fullmatch(name)},
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,  # what it says might repeat what it read
                )
            self._started = ours, finalize(self, _stop, process, ours)
            if not ours.poll(STARTING):
                raise EOFError
            ours.recv()
        return self._started[0]

    def _end(self) -> None:
        if self._started is not None:
            self._started[1]()
            self._started = None


def _stop(process: subprocess.Popen[bytes], ours: Connection) -> None:
    ours.close()
    process.kill()
    process.wait()
