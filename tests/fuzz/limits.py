"""One input through a target, within its limits of time and memory."""

from __future__ import annotations

import resource
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from config.settings import ROOT
from forum.text.problem import Problem
from tests.fuzz.targets import MEGABYTES, Target

AGAIN = 1  # second after which a process is told again that it is too slow
SPARE = 512  # megabytes beside those that an input may take, so that it is told by whom they were taken
HERE = Path(__file__).parent


class TooSlow(BaseException):
    """An input took more of the processor than it may. No ``except Exception`` swallows it."""


@dataclass(frozen=True)
class Find:
    """What is wrong with an input: ``place`` is where in our own code, ``told`` the whole traceback."""

    what: str
    place: str
    told: str

    @property
    def sign(self) -> str:
        """The same for inputs that go wrong in the same way."""
        return f"{self.what} at {self.place}"


def tried(target: Target, content: bytes) -> Find | None:
    """What an input shows, or None where it is read or refused in words."""
    before, peak = _in_use(), _peak()
    try:
        with _processor_time(target.seconds):
            target.take(content)
    except Problem:
        pass
    except TooSlow as slow:
        return _find(f"more than {target.seconds:g} s", slow, by_line=False)
    except MemoryError as error:
        return _find(f"more than {MEGABYTES} MB", error)
    except Exception as error:
        what = str(error) if type(error).__name__ == "Unsound" else ""
        return _find(what or type(error).__name__, error)
    taken = (_peak() - before) / 2**20
    if _peak() > peak and taken > MEGABYTES:
        return Find(f"more than {MEGABYTES} MB", target.take.__name__, f"{taken:.0f} MB")
    return None


def limit_memory() -> None:
    """Let this process have no more memory than an input may take beside what is in use."""
    most = _address_space() + (MEGABYTES + SPARE) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


@contextmanager
def _processor_time(seconds: float) -> Iterator[None]:
    """Raise TooSlow once the processor has worked so long for what is done within; and again, where a
    library swallows it."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    was = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, was)


def _find(what: str, error: BaseException, *, by_line: bool = True) -> Find:
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(ROOT)
        and ".venv" not in frame.filename
        and frame.filename != __file__
    ]
    ours = [frame for frame in frames if not Path(frame.filename).is_relative_to(HERE)] or frames
    last = ours[-1]
    place = f"{Path(last.filename).relative_to(ROOT)}, {last.name}" + (
        f", line {last.lineno}" if by_line else ""
    )
    return Find(what, place, "".join(traceback.format_exception(error)))


def _in_use() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
