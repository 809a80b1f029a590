"""Print the changes of a room that its tests do not notice: ``python -m tests.mutants forum/attendance``.

Works in a copy of the project, and prints each change with its place, then how many each room noticed.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import indent

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = """
[mutmut]
source_paths = {package}
only_mutate = {room}
track_dependencies = false
timeout_constant = 10
also_copy =
{others}
pytest_add_cli_args_test_selection =
{tests}
"""
OUTCOME = re.compile(r"^ *(\S+): (.+)$", re.MULTILINE)
UNNOTICED = ("survived", "no tests", "suspicious")
NOT_TRIED = "not checked"
HUNK = re.compile(r"^@@ .* @@\n((?:[ +-].*\n?)+)", re.MULTILINE)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("room", help="a folder or file of the code, for example forum/attendance")
    arguments.add_argument("tests", nargs="*", help="what is run; by itself the tests of that room")
    arguments.add_argument("--sample", type=int, default=0, help="how many changes to try; by itself all")
    arguments.add_argument("--seed", type=int, default=1, help="another number tries another sample")
    wishes = arguments.parse_args()
    tests = wishes.tests or [f"tests/{wishes.room}"]
    if missing := [path for path in tests if not (ROOT / path).exists()]:
        arguments.error(f"there is no {missing[0]}: name the tests that are run, as TESTS='tests/...'")
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        _copy_project(copy, wishes.room, tests)
        mutants = _sample(copy, wishes.sample, wishes.seed) if wishes.sample else []
        if _run_mutmut(copy, *mutants).returncode:
            return 1
        outcomes = {mutant: outcome for mutant, outcome in _outcomes(copy) if outcome != NOT_TRIED}
        for mutant, outcome in outcomes.items():
            if outcome in UNNOTICED:
                for line in _in_place(_mutmut(copy, "show", mutant)):
                    print(f"{line}  ({outcome})")
    print("\n".join(_by_room(outcomes)))
    return 0


def _sample(copy: Path, size: int, seed: int) -> Sequence[str]:
    """Have the changes made and none tried, and draw some of them at random."""
    _run_mutmut(copy, "none", quiet=True)  # the name of no change: mutmut fails, but only then
    every = [mutant for mutant, _ in _outcomes(copy)]
    return random.Random(seed).sample(every, min(size, len(every)))


def _by_room(outcomes: dict[str, str]) -> Iterator[str]:
    """How many changes of each folder were tried, and how many of those noticed."""
    rooms = {mutant: "/".join(mutant.split(".")[:-2]) for mutant in outcomes}
    tried = Counter(rooms.values())
    missed = Counter(rooms[mutant] for mutant, outcome in outcomes.items() if outcome in UNNOTICED)
    for room, count in [*sorted(tried.items()), ("all", tried.total())]:
        noticed = count - (missed.total() if room == "all" else missed[room])
        yield f"{room:40} {noticed:5} of {count:5} changes noticed, {noticed / count:.0%}"


def _copy_project(copy: Path, room: str, tests: list[str]) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    files = [Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    for file in files:
        (copy / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, copy / file)
    package = Path(room).parts[0]
    packages = sorted({file.parts[0] for file in files} - {package})
    run = _listed([*tests, "-m", "not long or thorough"])
    only = f"{room}/*" if (ROOT / room).is_dir() else f"{room}.py"
    settings = SETTINGS.format(package=package, room=only, others=_listed(packages), tests=run)
    (copy / "setup.cfg").write_text(settings, "utf-8")
    with (copy / "tests" / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write("\nfrom tests.mutants.stages import pytest_sessionstart\n")


def _listed(values: list[str]) -> str:
    return "\n".join(f"    {value}" for value in values)


def _run_mutmut(copy: Path, *mutants: str, quiet: bool = False) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "mutmut", "run", *mutants]
    return subprocess.run(command, cwd=copy, check=False, capture_output=quiet)


def _outcomes(copy: Path) -> list[tuple[str, str]]:
    return OUTCOME.findall(_mutmut(copy, "results", "--all", "true"))


def _mutmut(copy: Path, *words: str) -> str:
    command = [sys.executable, "-m", "mutmut", *words]
    return subprocess.run(command, cwd=copy, check=True, capture_output=True, text=True).stdout


def _in_place(diff: str) -> Iterator[str]:
    """Each change of a diff, with its file and line; mutmut counts lines from the function's first."""
    name = diff.partition("\n--- ")[2].partition("\n")[0]
    source = (ROOT / name).read_text("utf-8")
    for hunk in HUNK.findall(diff):
        lines = hunk.splitlines()
        before = "\n".join(line[1:] for line in lines if line[0] != "+")
        if before not in source:  # of a method, which mutmut shows without its indentation
            before = indent(before, "    ")
        first = next(place for place, line in enumerate(lines) if line[0] != " ")
        number = source.partition(before)[0].count("\n") + first + 1
        yield "\n".join([f"{name}:{number}", *(f"  {line}" for line in lines if line[0] != " ")])


if __name__ == "__main__":
    sys.exit(main())
