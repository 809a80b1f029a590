"""Print the changes of a room that its tests do not notice: ``python -m tests.mutants forum/attendance``.

Works in a copy of the project, and prints each change with its place.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = """
[mutmut]
source_paths = {package}
only_mutate = {room}/*
also_copy =
{others}
pytest_add_cli_args_test_selection =
{tests}
"""
UNNOTICED = re.compile(r"^ *(\S+): (survived|no tests|timeout|suspicious)$", re.MULTILINE)
HUNK = re.compile(r"^@@ .* @@\n((?:[ +-].*\n?)+)", re.MULTILINE)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("room", help="a folder of the code, for example forum/attendance")
    arguments.add_argument("tests", nargs="*", help="what is run; by itself the tests of that room")
    wishes = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        _copy_project(copy, wishes.room, wishes.tests or [f"tests/{wishes.room}"])
        if subprocess.run([sys.executable, "-m", "mutmut", "run"], cwd=copy, check=False).returncode:
            return 1
        unnoticed = UNNOTICED.findall(_mutmut(copy, "results"))
        for mutant, outcome in unnoticed:
            for line in _in_place(_mutmut(copy, "show", mutant)):
                print(f"{line}  ({outcome})")
    print(f"\n{len(unnoticed)} changes unnoticed")
    return 0


def _copy_project(copy: Path, room: str, tests: list[str]) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    files = [Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    for file in files:
        (copy / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, copy / file)
    package = Path(room).parts[0]
    packages = sorted({file.parts[0] for file in files} - {package})
    settings = SETTINGS.format(
        package=package, room=room, others=_listed(packages), tests=_listed([*tests, "-m", "not long"])
    )
    (copy / "setup.cfg").write_text(settings, "utf-8")


def _listed(values: list[str]) -> str:
    return "\n".join(f"    {value}" for value in values)


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
        first = next(place for place, line in enumerate(lines) if line[0] != " ")
        number = source.partition(before)[0].count("\n") + first + 1
        yield "\n".join([f"{name}:{number}", *(f"  {line}" for line in lines if line[0] != " ")])


if __name__ == "__main__":
    sys.exit(main())
