"""Fuzz all that reads what others wrote: ``python -m tests.fuzz``, or ``make fuzz``.

Each target runs in processes of its own, for ten minutes; one that ends is started again. Finds stay in
.fuzz/finds with what was wrong. It ends with 1 where there is any.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from config.settings import ROOT
from tests.fuzz.kept import (
    AT_HAND,
    ENDED,
    ENDED_BY,
    FOLDER,
    Run,
    corpus_of,
    finds_of,
    keep_run,
    runs,
    seeds_of,
    table,
)
from tests.fuzz.limits import Find
from tests.fuzz.shrinking import shrink
from tests.fuzz.targets import TARGETS

IN_MEMORY = Path("/dev/shm")  # on machines that have it, files there cost no disk
LATE = -1  # stands for the exit code of a process that had to be ended
GRACE = 200  # seconds beyond its time after which a process that does not end is ended
LAST_WORDS = 4_000  # characters of what a process wrote before it ended
SHORTEST = 5  # seconds: less is not worth another start
_COUNTED, _COVERED = re.compile(r"^#(\d+)", re.MULTILINE), re.compile(r"cov: (\d+)")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--target", action="append", choices=TARGETS, help="this one; may be given again")
    arguments.add_argument("--minutes", type=float, default=10, help="for each target")
    arguments.add_argument("--jobs", type=int, default=1, help="targets at a time")
    arguments.add_argument(
        "--engine", choices=("atheris", "hypothesis"), help="atheris where it is installed"
    )
    arguments.add_argument("--shrink", action="store_true", help="only make the inputs of kept finds smaller")
    arguments.add_argument("--summary", action="store_true", help="only sum up all runs that were kept")
    wishes = arguments.parse_args()
    if wishes.summary:
        print(table(runs()))
        return 0
    names: list[str] = wishes.target or [*TARGETS]
    if wishes.shrink:
        for line in shrink(names):
            print(line, flush=True)
        return 0
    engine = wishes.engine or ("atheris" if importlib.util.find_spec("atheris") else "hypothesis")
    print(f"{len(names)} targets, {wishes.minutes:g} minutes each, by {engine}", flush=True)
    with ThreadPoolExecutor(wishes.jobs) as at_work:
        done = [*at_work.map(partial(fuzzed, engine=engine, seconds=wishes.minutes * 60), names)]
    print(table(done))
    for name in names:
        for sign, file in finds_of(name).signs().items():
            print(f"{name}: {sign} ({file.relative_to(ROOT)})")
    return int(any(run.finds for run in done))


def fuzzed(name: str, engine: str, seconds: float) -> Run:
    """Fuzz a target for so long, in one process after another where one ends before its time.

    What was found by earlier runs is tried first; what does not go wrong any more is no find.
    """
    began, at = time.monotonic(), dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    executions = coverage = 0
    log, finds = FOLDER / "logs" / f"{name}.log", finds_of(name)
    for folder in (log.parent, seeds_of(name), corpus_of(name), finds.folder):
        folder.mkdir(parents=True, exist_ok=True)
    log.write_bytes(b"")
    for digest, content in finds.take_all():
        (seeds_of(name) / f"again-{digest}").write_bytes(content)
    left = seconds
    while True:
        told, ended = _process(name, engine, max(1, round(left)))
        with log.open("a", encoding="utf-8") as file:
            file.write(told)
        tries = [int(number) for number in _COUNTED.findall(told)] or [0]
        executions += max(tries)
        coverage = max([coverage, *map(int, _COVERED.findall(told))])
        if not _keep_what_ended_it(name, ended, told) and not max(tries):
            finds.keep(Find("it could not be fuzzed", f"exit code {ended}", told[-LAST_WORDS:]), b"")
            break
        left = seconds - (time.monotonic() - began)
        if left < SHORTEST:
            break
    run = Run(
        name, engine, at, round(time.monotonic() - began, 1), executions, coverage, tuple(finds.signs())
    )
    keep_run(run)
    print(table([run]).splitlines()[-1], flush=True)
    return run


def _process(name: str, engine: str, seconds: int) -> tuple[str, int]:
    """What a worker wrote, and its exit code. Its temporary files are deleted, however it ends."""
    command = [sys.executable, "-m", "tests.fuzz.worker", name, "--seconds", str(seconds), "--engine", engine]
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as temporary:
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env={**os.environ, "TMPDIR": temporary},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=seconds + GRACE,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            return (late.stderr or b"").decode(
                "utf-8", "replace"
            ) + "\nIt did not end, and was ended.\n", LATE
    return done.stderr.decode("utf-8", "replace"), done.returncode


def _keep_what_ended_it(name: str, ended: int, told: str) -> bool:
    """Keep the input at which a process ended, and begin with it no more; False where there is none."""
    finds = finds_of(name)
    at_hand = finds.folder / AT_HAND
    left = sorted(finds.folder.glob(f"{ENDED}*")) or ([at_hand] if ended and at_hand.exists() else [])
    for file in left:
        what = (
            f"{ENDED_BY} did not come to an end"
            if ended == LATE or "timeout" in file.name
            else f"{ENDED_BY} ended"
        )
        content = file.read_bytes()
        finds.keep(Find(what, f"exit code {ended}", told[-LAST_WORDS:]), content)
        file.unlink()
        for folder in (seeds_of(name), corpus_of(name)):
            for seed in folder.iterdir():
                if seed.read_bytes() == content:
                    seed.unlink()
    at_hand.unlink(missing_ok=True)
    return bool(left)


if __name__ == "__main__":
    sys.exit(main())
