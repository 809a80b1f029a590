"""A copy of the project in which a clause is broken, and the tests of the clause's row run in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.settings import ROOT

NOT_COPIED = shutil.ignore_patterns(".*", "*.egg-info", "var", "rehearsal", "preview")
ALL_PASSED, SOME_FAILED = 0, 1


@dataclass(frozen=True)
class Break:
    """A change of one file by which the program no longer keeps a clause: ``row`` is how the row of the
    clause begins, ``what`` says for a reader what is broken."""

    row: str
    what: str
    file: str
    before: str
    after: str

    def broken_text(self) -> str:
        """Return the text of the file with the change. AssertionError where its place is not there once."""
        text = (ROOT / self.file).read_text("utf-8")
        places = text.count(self.before)
        assert places == 1, f"{self.file} has {places} places of {self.before!r}: put the break right"
        return text.replace(self.before, self.after)


def outcome_of(broken: Break, tests: Sequence[str], folder: Path) -> tuple[int, str]:
    """Run the tests where the clause is broken; return pytest's code and the end of what it says."""
    copy = folder / "copy"
    shutil.copytree(ROOT, copy, copy_function=_link, ignore=NOT_COPIED)
    file = copy / broken.file
    file.unlink()  # it is the project's own, by another name
    file.write_text(broken.broken_text(), "utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
    run = subprocess.run(command, cwd=copy, check=False, capture_output=True, text=True, env=_environment())
    shutil.rmtree(copy)
    return run.returncode, run.stdout[-2000:] + run.stderr[-1000:]


def _environment() -> dict[str, str]:
    """Return the environment without what pytest tells its own processes."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


def _link(source: str, to: str) -> None:
    """Give a file a second name, which takes no time; copy it where the folder is on another disk."""
    try:
        os.link(source, to)
    except OSError:
        shutil.copy2(source, to)
