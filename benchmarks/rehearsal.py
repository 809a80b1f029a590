"""The cost of a rehearsal, beside a plain loop of the same printing: ``python -m benchmarks.rehearsal``."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from statistics import median

from rich.console import Console

from config.settings import ROOT
from mase.options import day
from rehearsals.command import DEFAULT_START
from rehearsals.play import Options, play_months
from rehearsals.stage import SAMPLE_MEMBERS
from rehearsals.timings import AGAIN, Timings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, nargs="+", default=[3, 12])
    parser.add_argument("--times", type=int, default=3, help="how often each is played; the median is said")
    wishes = parser.parse_args()
    for months in wishes.months:
        runs = [_once(months) for _ in range(wishes.times)]
        played, loop = median(played for played, _ in runs), median(loop for _, loop in runs)
        ratio = median(played / loop for played, loop in runs)
        print(
            f"{months} months: {played:.1f} s; the same letters and documents in a plain loop: {loop:.2f} s"
        )
        print(f"  {ratio:.0f} times as much; load of the machine at the end: {os.getloadavg()[0]:.1f}")


def _once(months: int) -> tuple[float, float]:
    """The seconds of a rehearsal, and those of printing the same once more."""
    timings = Timings()
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        begun = time.perf_counter()
        options = Options(
            months=months,
            start=day(DEFAULT_START),
            out=Path(folder),
            policy=ROOT / "config" / "mase.toml",
            members=SAMPLE_MEMBERS,
            keep_ui=False,
            timings=True,
        )
        play_months(options, Console(file=nowhere), timings)
        seconds = time.perf_counter() - begun
    return seconds - timings.seconds[AGAIN], timings.seconds[AGAIN]


if __name__ == "__main__":
    main()
