"""Work beside the service, in a thread that can't keep it from ending.

Waiting in the main thread, until a signal ends it. What systemd hears of the service that it started: it
is up, it lives, it ends.
"""

from __future__ import annotations

import logging
import math
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from threading import Event, Thread
from time import monotonic, sleep
from typing import Literal

ENDS_WITHIN = 5.0  # seconds
Wait = Callable[[float], None]
LOG = logging.getLogger(__name__)


class EndedError(Exception):
    """The service ends, and what works beside it too."""


@contextmanager
def beside(work: Callable[[Wait], None]) -> Iterator[None]:
    """Have work done while the block runs. It gets a way to wait for some seconds, which raises EndedError as
    soon as the block ends. What else it raises is logged, by its kind alone."""
    ended = Event()

    def wait(seconds: float) -> None:
        if ended.wait(seconds):
            raise EndedError

    def until_ended() -> None:
        try:
            work(wait)
        except EndedError:
            pass
        except Exception as error:  # it may name people
            LOG.warning("What works beside the service failed (%s).", type(error).__name__)

    thread = Thread(target=copy_context().run, args=(until_ended,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(ENDS_WITHIN)


HEARD_WITHIN = 1.0  # seconds


def end_on_sigterm() -> Event:
    """Have SIGTERM end the program, and return what it sets for ``wait``: what is at work just then may let
    no exception through, such as a finaliser."""
    ended = Event()

    def end(*_: object) -> None:
        ended.set()
        sys.exit()

    signal.signal(signal.SIGTERM, end)
    return ended


def wait(seconds: float = math.inf, ended: Event | None = None) -> None:
    """Wait for some seconds, or until a signal's handler raises something; SystemExit once it has ``ended``.

    It waits a second at a time. Python runs handlers between two steps of the main thread: of a signal that
    comes just before that thread begins to wait, or is given to another thread, it hears after the wait.
    """
    end = monotonic() + seconds
    while (left := end - monotonic()) > 0:
        if ended and ended.is_set():
            sys.exit()
        sleep(min(left, HEARD_WITHIN))


def tell(state: Literal["READY=1", "WATCHDOG=1", "STOPPING=1"]) -> None:
    """Send a state to the socket of ``NOTIFY_SOCKET``, as sd_notify(3) says; without one do nothing."""
    if address := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as systemd:
            systemd.sendto(state.encode(), address.replace("@", "\0", 1))
