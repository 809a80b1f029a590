"""What fuzzing leaves behind: the finds, each by a digest of what went wrong, and a line for each run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from config.settings import ROOT
from tests.fuzz.limits import Find

FOLDER = ROOT / ".fuzz"
TOLD = ".txt"
AT_HAND = "at-hand"  # the file of the input that a process has in hand
ENDED_BY = "the process"  # how the sign begins of what took its process with it
ENDED = "ended-"  # how the files begin in which libFuzzer leaves what it ended at


@dataclass(frozen=True)
class Run:
    """A target that was fuzzed: with what, when it began, how long; ``finds`` are their signs."""

    target: str
    engine: str
    began: str
    seconds: float
    executions: int
    coverage: int
    finds: tuple[str, ...]


@dataclass(frozen=True)
class Finds:
    """The finds of one target, in a folder: for each sign the smallest input that was met."""

    folder: Path

    def keep(self, find: Find, content: bytes) -> None:
        file = self.folder / hashlib.sha256(find.sign.encode()).hexdigest()[:12]
        if file.exists() and file.stat().st_size <= len(content):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        file.with_suffix(TOLD).write_text(f"{find.sign}\n\n{find.told}\n", "utf-8", "backslashreplace")

    def take_all(self) -> Iterator[tuple[str, bytes]]:
        """The name and content of each input, which is then kept no more."""
        for told in sorted(self.folder.glob(f"*{TOLD}")):
            file = told.with_suffix("")
            yield file.name, file.read_bytes()
            file.unlink()
            told.unlink()

    def signs(self) -> dict[str, Path]:
        """What went wrong, and the input that shows it."""
        told = sorted(self.folder.glob(f"*{TOLD}"))
        return {one.read_text(encoding="utf-8").partition("\n")[0]: one.with_suffix("") for one in told}


def finds_of(target: str) -> Finds:
    return Finds(FOLDER / "finds" / target)


def seeds_of(target: str) -> Path:
    """Where a target's first inputs are."""
    return FOLDER / "seeds" / target


def corpus_of(target: str) -> Path:
    """Where the inputs are that opened new branches; the next run goes on from them."""
    return FOLDER / "corpus" / target


def keep_run(run: Run) -> None:
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "runs.jsonl").open("a", encoding="utf-8") as runs:
        runs.write(json.dumps(asdict(run)) + "\n")


def runs() -> Iterator[Run]:
    file = FOLDER / "runs.jsonl"
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        told = json.loads(line)
        yield Run(**{**told, "finds": tuple(told["finds"])})


def table(of: Iterable[Run]) -> str:
    """The runs summed up by target, and together: hours by the clock, inputs, branches, distinct finds."""
    every = [*of]
    targets = sorted({run.target for run in every})
    lines = [_row("target", "engine", "hours", "inputs", "a second", "branches", "finds")]
    lines += [_sum(target, [run for run in every if run.target == target]) for target in targets]
    return "\n".join([*lines, *([_sum("all", every)] if len(targets) > 1 else [])])


def _sum(name: str, of: list[Run]) -> str:
    seconds, inputs = sum(run.seconds for run in of), sum(run.executions for run in of)
    branches = {run.target: max(one.coverage for one in of if one.target == run.target) for run in of}
    return _row(
        name,
        ", ".join(sorted({run.engine for run in of})),
        f"{seconds / 3600:.2f}",
        f"{inputs:,}",
        f"{inputs / seconds:,.0f}" if seconds else "",
        f"{sum(branches.values()):,}",
        str(len({(run.target, sign) for run in of for sign in run.finds})),
    )


def _row(target: str, engine: str, hours: str, inputs: str, rate: str, branches: str, finds: str) -> str:
    return f"{target:10} {engine:20} {hours:>6} {inputs:>12} {rate:>9} {branches:>9} {finds:>6}"
