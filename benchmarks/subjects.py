"""A working day with plans, boards and task groups beside one without: ``python -m benchmarks.subjects``.

Every tenth group has a plan of fifteen lines, reports to two boards and a task group.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.duties import work
from benchmarks.groups import TODAY, models
from benchmarks.register import make_register
from benchmarks.standins import plain_files
from benchmarks.working_day import open_office, open_register

EVERY = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--groups", type=int, default=200, help="a multiple of 200, to have each model")
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where there is room for some gigabytes")
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=wishes.folder) as own:
        folder = Path(own)
        plain, whole = folder / "plain.db", folder / "whole.db"
        without, with_subjects = (
            list(models(folder / name, with_subjects=name == "with")) for name in ("without", "with")
        )
        make_register(plain, without, wishes.groups, wishes.years)
        make_register(whole, [*with_subjects, *without * (EVERY - 1)], wishes.groups, wishes.years)
        os.sync()
        _measure(plain)  # which imports and compiles
        ratios = [_measure(whole) / _measure(plain) for _ in range(wishes.times)]
    print(
        f"With a plan, two boards and a task group in every tenth of {wishes.groups:,} groups a working day "
        f"costs {median(ratios):.2f} times as much ({min(ratios):.2f} to {max(ratios):.2f})"
    )


def _measure(file: Path) -> float:
    """Return the processor's seconds of the day in a copy of a register."""
    copy = Path(shutil.copy(file, file.with_name("copy.db")))
    with closing(open_register(copy)) as register, plain_files():
        office = open_office(register)
        begun = time.process_time()
        work(office, TODAY)
        return time.process_time() - begun


if __name__ == "__main__":
    main()
