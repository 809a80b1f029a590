"""Waiting for the end: a signal is heard wherever and whenever it comes."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator

import pytest

from mase.service import beside


@pytest.fixture
def _heard() -> Iterator[None]:
    before = signal.signal(signal.SIGUSR1, signal.default_int_handler)
    yield
    signal.signal(signal.SIGUSR1, before)


@pytest.mark.usefixtures("_heard")
def test_a_signal_that_is_given_to_another_thread_ends_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()

    def sleep(seconds: float) -> None:
        begun.set()
        time.sleep(seconds)

    def be_told() -> None:
        begun.wait()
        signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)

    monkeypatch.setattr(beside, "sleep", sleep)
    monkeypatch.setattr(beside, "HEARD_WITHIN", 0.1)
    other = threading.Thread(target=be_told)
    other.start()
    with pytest.raises(KeyboardInterrupt):
        beside.wait(600)
    other.join()


def test_it_ends_when_its_seconds_are_over() -> None:
    begun = time.monotonic()
    beside.wait(0.01)
    assert 0.01 <= time.monotonic() - begun < 600
