"""A process beside ours in which readings run within limits of time and memory."""

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

SHARE = 0.9  # of the limits: the process gets so much, so that its end is within them, too
PATIENCE = 6  # times the processor seconds: so long a reading is waited for, since the machine may be busy
STARTING = 60  # seconds that the process has to begin
ROOT = Path(__file__).parents[2]
# The variables that the process inherits: where things are, and no password.
_INHERITED = re.compile(r"PATH|HOME|TMPDIR|TZ|LANG|LC_\w+|PYTHON\w+")


class LimitedProcess:
    """Runs one reading after the other in one process, which begins with the first and ends with ours.

    A reading that takes more than ``seconds`` of a processor or ``megabytes`` ends the process; the next
    reading begins a new one. The process is a program of its own and no fork, since a fork would have our
    open register and mailbox, and ``multiprocessing`` would first import our main module again.
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
            except BaseException:  # the next caller must not get the answer to this reading
                self._end()
                raise
        if is_result:
            returned: Result = result
            return returned
        raise result

    def close(self) -> None:
        """End the process; a later reading begins another."""
        with self._one_by_one:
            self._end()

    def _connection(self) -> Connection:
        """Return the connection to the process, which is begun where there is none or it has ended."""
        if self._started is not None and self._started[0].poll():  # data nobody asked for: it has ended
            self._end()
        if self._started is None:
            ours, theirs = Pipe()
            with theirs:
                limits = (str(theirs.fileno()), str(SHARE * self.seconds), str(int(SHARE * self.megabytes)))
                process = subprocess.Popen(
                    [sys.executable, "-m", "tasks.limited.worker", *limits],
                    cwd=ROOT,
                    env={name: value for name, value in os.environ.items() if _INHERITED.fullmatch(name)},
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,  # an error message might repeat what was read
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
