"""A parser that is taken over harms nothing but the reading of its own file."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tasks.limited.process import LimitedProcess
from tasks.limited.runner import LimitExceeded
from tests.tasks.limited import hostile


def _has_landlock() -> bool:
    version: int = ctypes.CDLL(None).syscall(444, None, 0, 1) if sys.platform == "linux" else 0
    return version >= 6


@pytest.fixture(scope="module")
def limited() -> Iterator[LimitedProcess]:
    process = LimitedProcess(seconds=0.2)
    yield process
    process.close()


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        (hostile.answers_with_a_pickle, "FILE"),
        (hostile.answers_with_a_class_of_ours, "tasks.register.database.register.OutOfReach"),
        (hostile.answers_with_a_class_of_ours, "builtins.exec"),
    ],
)
def test_an_answer_that_is_no_plain_data_is_refused(
    limited: LimitedProcess, tmp_path: Path, answer: Callable[[str], str], given: str
) -> None:
    with pytest.raises(LimitExceeded):
        limited.run(answer, given.replace("FILE", str(tmp_path / "made")))
    assert not [*tmp_path.iterdir()]
    assert limited.run(abs, -1) == 1


@pytest.mark.parametrize("answer", [hostile.answers_without_end, hostile.answers_with_more_than_memory])
def test_an_answer_that_never_ends_is_waited_for_no_longer_than_any_other(
    limited: LimitedProcess, answer: Callable[[], Any]
) -> None:
    begun = time.monotonic()
    with pytest.raises(LimitExceeded):
        limited.run(answer)
    assert time.monotonic() - begun < 5


@pytest.mark.skipif(not _has_landlock(), reason="this kernel has no Landlock")
def test_it_reaches_nothing_beyond_its_own_file(limited: LimitedProcess, tmp_path: Path) -> None:
    register, settings = tmp_path / "register.db", tmp_path / ".env"
    for file in (register, settings):
        file.write_text("MASE_EXCHANGE_PASSWORD=canary")
    ended = signal.signal(signal.SIGTERM, signal.SIG_IGN)  # should it succeed
    try:
        tried = limited.run(hostile.tries_all, str(register), str(settings), os.getpid())
    finally:
        signal.signal(signal.SIGTERM, ended)
    assert {what for what, error in tried.items() if error != "PermissionError"} == set()
    assert limited.run(hostile.its_rights) == ["NoNewPrivs: 1", "Seccomp: 2"]
