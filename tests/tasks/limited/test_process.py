"""A reading without end or bounds ends alone, and the next one is done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from forum.text.problem import Problem
from tasks.documents.papers.take_paper import take_paper
from tasks.limited.confinement import ROOT
from tasks.limited.process import LimitedProcess
from tasks.limited.runner import (
    DirectRunner,
    FetchedReadings,
    LimitExceeded,
    ReadingFailedError,
    ReadingNeededError,
    Result,
)
from tests.tasks.limited import readings


@pytest.fixture(scope="module")
def limited() -> Iterator[LimitedProcess]:
    process = LimitedProcess(seconds=0.2, megabytes=300)
    yield process
    process.close()


@pytest.mark.thorough
@pytest.mark.parametrize(
    "reading",
    [
        readings.without_end,
        readings.waiting,
        readings.in_a_deep_pattern,
        readings.without_bounds,
        readings.too_deep,
        readings.dying,
    ],
)
def test_what_exceeds_a_limit_ends_alone(limited: LimitedProcess, reading: Callable[[], object]) -> None:
    before = limited.run(readings.its_process)
    begun = time.monotonic()
    with pytest.raises(LimitExceeded, match="can’t be read within 5 seconds and 512 MB of memory"):
        limited.run(reading)
    assert time.monotonic() - begun < 5
    assert limited.run(abs, -1) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)  # it has gone, and somebody has taken note of its end


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count threads elsewhere")
def test_a_workbook_is_read_without_a_thread_for_each_processor_whose_memory_would_count() -> None:
    assert LimitedProcess().run(readings.threads_with_a_workbook_open) == 1


def test_values_and_problems_come_back_whole() -> None:
    limited = LimitedProcess()
    with pytest.raises(Problem, match="is not a PDF") as refused:
        limited.run(take_paper, b"no paper")
    with pytest.raises(Problem) as direct:
        DirectRunner().run(take_paper, b"no paper")
    assert (refused.value.sentence, refused.value.faults) == (direct.value.sentence, direct.value.faults)
    with pytest.raises(ReadingFailedError, match="ValueError"):
        limited.run(int, "x")
    assert len(limited.run(bytes, 20_000_000)) == 20_000_000


def test_an_awkward_error_is_known_by_its_name_alone(limited: LimitedProcess) -> None:
    with pytest.raises(ReadingFailedError) as error:
        limited.run(readings.awkward)
    assert str(error.value) == "Awkward"


class _Stopped(BaseException):
    """An interruption from outside, as Ctrl+C is one."""


def test_an_interrupted_reading_answers_nobody_else(limited: LimitedProcess) -> None:
    def stop(*_: object) -> None:
        raise _Stopped

    limited.run(abs, -1)
    before = signal.signal(signal.SIGALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(_Stopped):
            limited.run(readings.after_a_moment, "the first")
        assert limited.run(readings.after_a_moment, "the second") == "the second"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_one_process_is_begun_once_and_has_nothing_of_ours_open() -> None:
    with (ROOT / "pyproject.toml").open():
        other = LimitedProcess()
        assert [one.partition(":")[0] for one in other.run(readings.left_open)] == ["socket"]
    assert other.run(readings.its_process) == other.run(readings.its_process)
    other.close()
    other.close()


def test_it_is_told_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MASE_EXCHANGE_PASSWORD", "PREFECT_API_AUTH_STRING", "MASE_DATABASE_URL", "PGPASSWORD"):
        monkeypatch.setenv(name, "canary")
    told = LimitedProcess().run(readings.its_environment)
    assert "PATH" in told
    assert "canary" not in told.values()


def test_it_ends_with_ours_however_that_ends() -> None:
    for ending in ("", "import os; os.kill(os.getpid(), 9)"):
        program = (
            "from tasks.limited.process import LimitedProcess; from tests.tasks.limited import readings;"
            f"print(LimitedProcess().run(readings.its_process), flush=True); {ending}"
        )
        ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=20)
        assert ran.stderr == b""
        deadline = time.monotonic() + 5
        while _is_running(int(ran.stdout)):
            assert time.monotonic() < deadline


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_work_is_done_anew_with_what_it_turned_out_to_want() -> None:
    ran: list[str] = []

    class Counted(DirectRunner):
        def run(self, function: Callable[..., Result], *given: Any) -> Result:
            ran.append(function.__name__)
            return super().run(function, *given)

    at_hand = FetchedReadings(Counted())
    with pytest.raises(ReadingNeededError):
        at_hand.run(abs, -1)
    begun: list[str] = []

    def work() -> int:
        begun.append("")
        try:
            at_hand.run(int, "x")
        except ValueError:
            return at_hand.run(len, "one") + at_hand.run(len, "one") + at_hand.run(len, "four")
        return 0

    assert at_hand.carry_through(work) == 10
    assert (len(begun), ran) == (4, ["int", "len", "len"])


def test_work_that_wants_ever_other_readings_is_given_up() -> None:
    at_hand, numbers = FetchedReadings(DirectRunner()), iter(range(1000))
    with pytest.raises(LimitExceeded):
        at_hand.carry_through(lambda: at_hand.run(abs, next(numbers)))


def test_a_lower_limit_of_the_system_stays() -> None:
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29));"
        "from tasks.limited.process import LimitedProcess; print(LimitedProcess().run(len, 'four'))"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=20)
    assert (ran.stdout, ran.stderr) == (b"4\n", b"")
