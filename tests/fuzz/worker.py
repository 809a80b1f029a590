"""One target fuzzed in this process, which the runner starts: ``python -m tests.fuzz.worker mail ...``."""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fuzz.kept import Finds
    from tests.fuzz.targets import Target

WATCHED = ["forum", "tasks", "email", "icalendar", "pypdf", "openpyxl.reader"]  # whose branches are followed
PATIENCE = 120  # seconds by the clock for one input, where nothing else stops it
IN_ONE_GO = 200  # inputs that hypothesis draws before the time is looked at
UNTOUCHED = 0.2  # the share of changes that are libFuzzer's own


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("target")
    arguments.add_argument("--seconds", type=int, required=True)
    arguments.add_argument("--engine", choices=("atheris", "hypothesis"), required=True)
    wishes = arguments.parse_args()
    if wishes.engine == "atheris":
        atheris = importlib.import_module("atheris")
        with atheris.instrument_imports(include=WATCHED, enable_loader_override=False):
            from tests.fuzz import kept, limits, targets
    else:
        from tests.fuzz import kept, limits, targets
    target, finds = targets.TARGETS[wishes.target], kept.finds_of(wishes.target)
    seeds, corpus = kept.seeds_of(wishes.target), kept.corpus_of(wishes.target)
    for folder in (seeds, corpus, finds.folder):
        folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(target.seeds()):
        (seeds / f"{number:04}").write_bytes(content)
    limits.limit_memory()
    if wishes.engine == "atheris":
        fuzz_with_atheris(atheris, target, finds, wishes.seconds, corpus, seeds)
    else:
        fuzz_with_hypothesis(target, finds, wishes.seconds, [file.read_bytes() for file in seeds.iterdir()])


def fuzz_with_atheris(
    atheris: Any, target: Target, finds: Finds, seconds: int, corpus: Path, seeds: Path
) -> None:
    """Follow the branches that inputs open. libFuzzer ends this process itself when the time is over."""
    from tests.fuzz.kept import AT_HAND, ENDED
    from tests.fuzz.limits import tried
    from tests.fuzz.mutations import several

    change, at_hand = several(target.mutate), finds.folder / AT_HAND

    def one(content: bytes) -> None:
        at_hand.write_bytes(content)
        if find := tried(target, content):
            finds.keep(find, content)

    def mutated(content: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)
        if chance.random() < UNTOUCHED:
            return bytes(atheris.Mutate(content, most))
        return change(content, chance, most)

    options = {
        "max_total_time": seconds,
        "max_len": target.largest,
        "timeout": PATIENCE,
        "report_slow_units": PATIENCE,
        "rss_limit_mb": 0,  # the process has a limit of its own
        "artifact_prefix": f"{finds.folder}/{ENDED}",
        "print_final_stats": 1,
    }
    said = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup([sys.argv[0], *said, str(corpus), str(seeds)], one, custom_mutator=mutated)
    atheris.Fuzz()


def fuzz_with_hypothesis(target: Target, finds: Finds, seconds: int, seeds: list[bytes]) -> None:
    """Change the seeds at random, without knowing where that leads."""
    import hypothesis
    from hypothesis import strategies

    from tests.fuzz.kept import AT_HAND
    from tests.fuzz.limits import tried
    from tests.fuzz.mutations import several

    at_hand = finds.folder / AT_HAND
    change, ends, tries = several(target.mutate), time.monotonic() + seconds, 0

    @hypothesis.settings(
        max_examples=IN_ONE_GO,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategies.sampled_from(seeds), strategies.integers(0, 2**64))
    def one(content: bytes, seed: int) -> None:
        nonlocal tries
        if time.monotonic() > ends:
            return
        content = change(content, Random(seed), target.largest)
        tries += 1
        at_hand.write_bytes(content)
        if find := tried(target, content):
            finds.keep(find, content)

    while time.monotonic() < ends:
        one()
        sys.stderr.write(f"#{tries} cov: 0\n")


if __name__ == "__main__":
    main()
