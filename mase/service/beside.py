"""Work beside the service, in a thread that can't keep it from ending."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from threading import Event, Thread

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
