"""A process beside ours in which readings run within limits of time and memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from threading import Lock, Timer
from typing import Any
from weakref import finalize

from forum.text.problem import Problem
from tasks.limited.confinement import ROOT
from tasks.limited.plain_data import classes_of, unpacked
from tasks.limited.runner import MEGABYTES, SECONDS, LimitExceeded, ReadingFailedError, Result

SHARE = 0.9  # of the limits: the process gets so much, so that its end is within them, too
PATIENCE = 6  # times the processor seconds: so long a reading is waited for, since the machine may be busy
STARTING = 60  # seconds that the process has to begin
LARGEST = 100_000_000  # bytes of an answer
# The variables that the process inherits: where things are, and no password.
_INHERITED = re.compile(r"PATH|HOME|TZ|LANG|LC_\w+|PYTHON\w+")


class LimitedProcess:
    """Runs one reading after the other in one process, which begins with the first and ends with ours.

    A reading that takes more than ``seconds`` of a processor or ``megabytes`` ends the process; the next
    reading begins a new one. The process is a program of its own and no fork, since a fork would have our
    open register and mailbox, and ``multiprocessing`` would first import our main module again. What it
    answers may be a stranger's: it is taken as plain data, of which come only values that the reading
    declares.
    """

    def __init__(self, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self.seconds, self.megabytes = seconds, megabytes
        self._one_by_one = Lock()
        self._started: tuple[Connection, subprocess.Popen[bytes], finalize[Any, Any]] | None = None

    def run(self, function: Callable[..., Result], *given: Any) -> Result:
        with self._one_by_one:
            try:
                connection, process = self._begun()
                connection.send((function, given))
                overdue = Timer(self.seconds * PATIENCE, process.kill)
                overdue.start()
                try:
                    is_result, outcome = unpacked(connection.recv_bytes(LARGEST), classes_of(function))
                finally:
                    overdue.cancel()
            except Exception as error:
                self._end()
                raise LimitExceeded from error
            except BaseException:  # the next caller must not get the answer to this reading
                self._end()
                raise
        if is_result:
            result: Result = outcome
            return result
        raise outcome if isinstance(outcome, Problem) else ReadingFailedError(outcome)

    def close(self) -> None:
        """End the process; a later reading begins another."""
        with self._one_by_one:
            self._end()

    def _begun(self) -> tuple[Connection, subprocess.Popen[bytes]]:
        """Return the process with the connection to it; it is begun where there is none or it has ended."""
        if self._started is not None and self._started[0].poll():  # data nobody asked for: it has ended
            self._end()
        if self._started is None:
            ours, theirs = Pipe()
            folder = TemporaryDirectory(prefix="mase-", ignore_cleanup_errors=True)
            inherited = {name: value for name, value in os.environ.items() if _INHERITED.fullmatch(name)}
            with theirs:
                limits = (str(theirs.fileno()), str(SHARE * self.seconds), str(int(SHARE * self.megabytes)))
                process = subprocess.Popen(
                    [sys.executable, "-m", "tasks.limited.worker", *limits],
                    cwd=ROOT,
                    env={**inherited, "TMPDIR": folder.name},
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,  # an error message might repeat what was read
                )
            self._started = ours, process, finalize(self, _stop, process, ours, folder)
            if not ours.poll(STARTING):
                raise EOFError
            ours.recv_bytes(LARGEST)
        return self._started[:2]

    def _end(self) -> None:
        if self._started is not None:
            self._started[2]()
            self._started = None


def _stop(process: subprocess.Popen[bytes], ours: Connection, folder: TemporaryDirectory[str]) -> None:
    ours.close()
    process.kill()
    process.wait()
    folder.cleanup()
