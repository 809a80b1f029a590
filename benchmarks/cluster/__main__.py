"""A busy morning through a whole cluster, by one worker and by several: ``python -m benchmarks.cluster``."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cluster.busiest import MEET_ON, make_busiest, name_by_policy
from benchmarks.cluster.locks import LocksHeld, looking_at_locks
from benchmarks.cluster.parts import STANDIN, Cluster, cluster, fill, letters_in
from forum.outbox.states import State
from forum.text.wording import count
from tasks.register.outbox import IN_THE_HANDS_OF_DELIVERY

PAUSE = 0.2  # seconds between two looks


@dataclass(frozen=True)
class Morning:
    """A morning's letters; its seconds until the first went, and from then until the last had gone.

    ``processor`` are the seconds that each part worked, ``standin`` those of the stand-in while letters went.
    """

    letters: int
    until_first: float
    delivering: float
    processor: Mapping[str, float]
    standin: float
    held: LocksHeld

    @property
    def seconds(self) -> float:
        """Return what the whole morning took."""
        return self.until_first + self.delivering


def measure(cluster: Cluster) -> Morning:
    """Have the busiest morning done, from the run that begins it to the last letter."""
    before, begun = cluster.processor(), time.monotonic()
    gone_before = letters_in(cluster.register)[State.SENT]
    cluster.start("do-what-is-due")
    with looking_at_locks(cluster.register) as held:
        while letters_in(cluster.register)[State.SENT] == gone_before:
            time.sleep(PAUSE)
        first, standin = time.monotonic(), cluster.processor()[STANDIN]
        while is_on_its_way(cluster):
            time.sleep(PAUSE)
    ended, after = time.monotonic(), cluster.processor()
    gone = letters_in(cluster.register)[State.SENT] - gone_before
    if gone != (accepted := cluster.standin.accepted()):
        raise SystemExit(f"The stand-in accepted {accepted} letters, and {gone} have gone.")
    return Morning(
        letters=gone,
        until_first=first - begun,
        delivering=ended - first,
        processor={part: after[part] - before[part] for part in after},
        standin=after[STANDIN] - standin,
        held=held,
    )


def is_on_its_way(cluster: Cluster) -> bool:
    """Say whether a run is going or a letter waits; start a delivery where letters wait and none is."""
    if cluster.is_at_work():
        return True
    waits = any(letters_in(cluster.register)[state] for state in IN_THE_HANDS_OF_DELIVERY)
    if waits:
        cluster.start("deliver-mail")
    return waits


def say(workers: int, morning: Morning, alone: float) -> None:
    """Print what a morning took."""
    letters, seconds = morning.letters, morning.seconds
    processors = os.cpu_count() or 1
    print(
        f"{count(workers, 'worker')}: {letters:,} letters in {seconds:.0f} s, "
        f"{letters / seconds:.1f} a second, {alone / seconds:.2f} times as many as the first. "
        f"Until the first went {morning.until_first:.0f} s; then {letters / morning.delivering:.1f} "
        f"went a second, {morning.standin / morning.delivering:.0%} of what the stand-in can take."
    )
    print(f"  {morning.held}")
    shares = sorted(morning.processor.items(), key=lambda part: -part[1])
    print(
        f"  Of {processors} processors: {sum(morning.processor.values()) / seconds:.2f} at work; "
        + ", ".join(f"{part} {worked / seconds:.2f} ({worked:.0f} s)" for part, worked in shares),
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--groups", type=int, default=300)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 3])
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mase-groups-") as own:
        policies, file = Path(own, "policies"), Path(own, "register.db")
        make_busiest(file, policies, wishes.groups)
        domains = name_by_policy(file, len(MEET_ON))
        alone = 0.0
        for workers in wishes.workers:
            with cluster(workers, policies, domains) as made:
                fill(made.register, file)
                morning = measure(made)
            alone = alone or morning.seconds
            say(workers, morning, alone)


if __name__ == "__main__":
    main()
