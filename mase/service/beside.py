"""Work beside the service, in a thread that can't keep it from ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from threading import Event, Thread

ENDS_WITHIN = 5.0  # seconds
Wait = Callable[[float], None]


class EndedError(Exception):
    """The service ends, and what works beside it too."""


@contextmanager
def beside(work: Callable[[Wait], None]) -> Iterator[None]:
    """Have work done while the block runs. It gets a way to wait for some seconds, which raises EndedError as
    soon as the block ends."""
    ended = Event()

    def wait(seconds: float) -> None:
        if ended.wait(seconds):
            raise EndedError

    def until_ended() -> None:
        with suppress(EndedError):
            work(wait)

    thread = Thread(target=copy_context().run, args=(until_ended,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(ENDS_WITHIN)
