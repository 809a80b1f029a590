"""What a malformed file or mail comes to, in processes of its own."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MOST_SECONDS, MOST_MEGABYTES = 5, 512


@dataclass(frozen=True)
class Measured:
    """How it ended, its seconds of a processor, and the megabytes of a process at most."""

    kind: str
    name: str
    outcome: str
    seconds: float
    megabytes: float


def measure(kind: str, name: str, act: Callable[[], str]) -> Measured:
    """Have a process of its own do ``act``, which says how that ended; the processes it begins count too."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            outcome = act()
        except BaseException as error:
            outcome = f"broke ({type(error).__name__}: {error})"
        with os.fdopen(writing, "w", errors="replace") as out:
            out.write(outcome)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as came:
        outcome = came.read()
    _, status, used = os.wait4(child, 0)
    outcome = outcome or f"broke (signal {os.WTERMSIG(status)})"
    return Measured(kind, name, outcome, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def table_head(what: str) -> str:
    return f"{what:44} {'':>5}  {'slowest':>8} {'memory':>8}  outcomes"


def table_line(name: str, measured: Sequence[Measured]) -> str:
    outcomes = Counter(one.outcome for one in measured).most_common()
    slowest, largest = max(one.seconds for one in measured), max(one.megabytes for one in measured)
    in_words = ", ".join(f"{count} {outcome}" for outcome, count in outcomes)
    return f"{name[:44]:44} {len(measured):5}  {slowest:6.2f} s {largest:5.0f} MB  {in_words}"


def all_is_well(what: str, measured: Sequence[Measured]) -> bool:
    """Say whether nothing broke or went over a limit; prints that and the slowest and largest of all."""
    slow, large = max(measured, key=lambda one: one.seconds), max(measured, key=lambda one: one.megabytes)
    print(f"\n{len(measured)} {what}; the slowest {slow.seconds:.2f} s ({slow.kind}, {slow.name}),")
    print(f"the largest {large.megabytes:.0f} MB ({large.kind}, {large.name})")
    over = [one for one in measured if one.seconds > MOST_SECONDS or one.megabytes > MOST_MEGABYTES]
    broke = [one for one in measured if "broke" in one.outcome]
    print(f"over {MOST_SECONDS} s or {MOST_MEGABYTES} MB: {len(over)}; broke: {len(broke)}")
    return not (over or broke)
