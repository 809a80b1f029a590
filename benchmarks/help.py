"""The processor time of ``mase --help``, beside importing Typer with Rich: ``python -m benchmarks.help``."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from statistics import median

from config.settings import ROOT


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=9, help="how often each is run, in turn")
    times = parser.parse_args().times
    runs = [
        (_processor_seconds("-m", "mase", "--help"), _processor_seconds("-c", "import typer.rich_utils"))
        for _ in range(times)
    ]
    help_, bare = (median(seconds) for seconds in zip(*runs, strict=True))
    print(f"mase --help: {help_:.2f} s of processor; a program that imports Typer with Rich: {bare:.2f} s")
    print(f"  {median(seconds / beside for seconds, beside in runs):.2f} times as much")


def _processor_seconds(*words: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
