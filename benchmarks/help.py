"""What ``mase --help`` costs, beside importing what draws it: ``python -m benchmarks.help``."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from statistics import median

from config.settings import ROOT


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=9, help="how often each is run, in turn")
    times = parser.parse_args().times
    runs = [(_took("-m", "mase", "--help"), _took("-c", "import typer.rich_utils")) for _ in range(times)]
    help_, bare = median(took for took, _ in runs), median(took for _, took in runs)
    print(f"mase --help: {help_:.2f} s; a program that imports Typer with Rich: {bare:.2f} s")
    print(f"  {median(took / beside for took, beside in runs):.2f} times as much")


def _took(*words: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
