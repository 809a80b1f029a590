"""A copy of the project in which a clause is broken, and the tests of the clause's row run in it."""

from __future__ import annotations

import multiprocessing
import os
import re
import runpy
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.settings import ROOT

NOT_COPIED = shutil.ignore_patterns(".*", "*.egg-info", "var", "rehearsal", "preview")
ALL_PASSED, SOME_FAILED = 0, 1
ENDED = re.compile(r"\d+ (passed|failed|errors?)\b.* in [\d.]+s")
INSIDE = Path(__file__).with_name("inside.py")
LIBRARIES = [
    "alembic.command",
    "docxtpl",
    "fontTools.ttLib",
    "holidays",
    "icalendar",
    "openpyxl",
    "pydantic_settings",
    "pypdf",
    "pytest",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.orm",
]
"""What takes two of the three seconds in which such a process would start."""
FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(LIBRARIES)


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


@dataclass(frozen=True)
class Copy:
    """A copy of the project in a folder, in which one clause after the other is broken."""

    folder: Path

    @classmethod
    def made_in(cls, folder: Path) -> Copy:
        """Make the copy, each file of which is the project's own by another name."""
        shutil.copytree(ROOT, folder / "copy", copy_function=_link, ignore=NOT_COPIED)
        return cls(folder)

    def outcome_where(self, broken: Break, tests: Sequence[str]) -> tuple[int | None, str]:
        """Run the tests where the clause is broken; return what ``outcome_of`` does."""
        file = self.folder / "copy" / broken.file
        file.unlink()
        file.write_text(broken.broken_text(), "utf-8")
        outcome = self.outcome_of(tests)
        file.unlink()
        _link(str(ROOT / broken.file), str(file))
        return outcome

    def outcome_of(self, tests: Sequence[str]) -> tuple[int | None, str]:
        """Run tests in the copy; return pytest's code and the end of what it says.

        The code is None where pytest did not come to its summary.
        """
        said = self.folder / "said.txt"
        names = {"COPY": str(self.folder / "copy"), "TESTS": list(tests), "SAID": str(said)}
        process = FORKING.Process(target=runpy.run_path, args=(str(INSIDE), names))
        process.start()
        process.join()
        text = said.read_text("utf-8")[-3000:]
        return process.exitcode if ENDED.search(text) else None, text


def _link(source: str, to: str) -> None:
    """Give a file a second name, which takes no time; copy it where the folder is on another disk."""
    try:
        os.link(source, to)
    except OSError:
        shutil.copy2(source, to)
