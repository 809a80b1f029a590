"""The harness: its first inputs and all kept finds are read, and what goes wrong is noticed and kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from forum.text.problem import Problem
from tests.fuzz import __main__ as runner
from tests.fuzz import kept
from tests.fuzz.kept import Finds, Run, table
from tests.fuzz.limits import Find, tried
from tests.fuzz.shrinking import smaller_input
from tests.fuzz.sound import Unsound, sound
from tests.fuzz.targets import TARGETS, Target

FINDS = sorted(file for file in (Path(__file__).parent / "finds").rglob("*") if file.is_file())
CHANGES, LARGEST_TEXT = 10, 2_000


def signs(target: Target, content: bytes) -> str:
    find = tried(target, content)
    return find.sign if find else ""


@pytest.mark.thorough
@pytest.mark.parametrize("name", TARGETS)
def test_what_fuzzing_begins_with_is_read_and_so_is_what_comes_of_changing_it(name: str) -> None:
    target, chance = TARGETS[name], Random(name)
    seeds = [*target.seeds()]
    changed = [target.mutate(chance.choice(seeds), chance, target.largest) for _ in range(CHANGES)]
    assert [found for content in seeds if (found := signs(target, content))] == []
    assert max(map(len, changed)) <= target.largest
    assert not set(changed) <= set(seeds)
    short = [content for content in changed if len(content) <= LARGEST_TEXT or content.startswith(b"PK")]
    assert [found for content in short if (found := signs(target, content))] == []


@pytest.mark.parametrize("file", FINDS, ids=[f"{file.parent.name}: {file.stem}" for file in FINDS])
def test_what_fuzzing_found_is_read_or_refused_in_words(file: Path) -> None:
    assert signs(TARGETS[file.parent.name], file.read_bytes()) == ""


def target(take: Callable[[bytes], object], seconds: float = 5) -> Target:
    return Target(
        lambda content: void(take(content)),
        lambda: [b""],
        lambda content, _chance, _most: content,
        9,
        seconds,
    )


def void(_: object) -> None:
    return None


def refuse(_: bytes) -> None:
    raise Problem("It is no workbook.")


def turn_round(_: bytes) -> None:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        pass


@pytest.mark.parametrize(
    ("take", "seconds", "what"),
    [
        (len, 5, ""),
        (refuse, 5, ""),
        (int, 5, "ValueError at tests/fuzz/test_fuzz.py, <lambda>, line"),
        (lambda _: sound("\ud800", "a name"), 5, "a name has half a character at tests/fuzz/"),
        (turn_round, 0.02, "more than 0.02 s at tests/fuzz/test_fuzz.py, turn_round"),
    ],
)
def test_whatever_is_neither_taken_nor_refused_is_a_find(
    take: Callable[[bytes], object], seconds: float, what: str
) -> None:
    assert signs(target(take, seconds), b"x").startswith(what)
    assert bool(tried(target(take, seconds), b"x")) == bool(what)


def test_control_characters_are_looked_for_where_there_must_be_none() -> None:
    sound(("a\x07", {"b": ["c\x07"]}), "a mail")
    with pytest.raises(Unsound, match="has a control character"):
        sound(("a", {"b": ["c\x07"]}), "a list", plain=True)


def test_of_what_goes_wrong_in_the_same_way_the_smallest_input_is_kept(tmp_path: Path) -> None:
    finds = Finds(tmp_path / "mail")
    for place, content in (("a", b"long"), ("a", b"1"), ("b", b"other"), ("a", b"longer")):
        finds.keep(Find("KeyError", place, "\ud800"), content)
    assert {sign: file.read_bytes() for sign, file in finds.signs().items()} == {
        "KeyError at a": b"1",
        "KeyError at b": b"other",
    }
    assert sorted(content for _, content in finds.take_all()) == [b"1", b"other"]
    assert finds.signs() == {}


def test_an_input_is_made_smaller_while_it_goes_wrong() -> None:
    assert smaller_input(b"x" * 1000 + b"AGREE" + b"y" * 777, lambda smaller: b"AGREE" in smaller) == b"AGREE"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where runs leave what they found."""
    for module in (kept, runner):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_process_that_ends_is_started_again_without_what_ended_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "SHORTEST", 0)
    seeds, began = kept.seeds_of("mail"), []

    def process(name: str, _engine: str, seconds: int) -> tuple[str, int]:
        began.append(seconds)
        if len(began) == 1:
            (seeds / "0001").write_bytes(b"deadly")
            (kept.finds_of(name).folder / f"{kept.ENDED}crash-1").write_bytes(b"deadly")
            return "#9 NEW cov: 12 exec/s: 4\n", 77
        monkeypatch.setattr(runner, "SHORTEST", 60)
        return "#3 pulse cov: 11\n#30 DONE cov: 20\n", 0

    monkeypatch.setattr(runner, "_process", process)
    run = runner.fuzzed("mail", "atheris", 30)
    assert (run.executions, run.coverage, run.finds) == (39, 20, ("the process ended at exit code 77",))
    assert [*seeds.iterdir()] == []
    assert [one.finds for one in kept.runs()] == [run.finds]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("ended", "found"), [(0, ()), (-9, ("the process ended at exit code -9",))])
def test_the_input_that_a_process_had_in_hand_is_kept_where_it_was_killed(
    monkeypatch: pytest.MonkeyPatch, ended: int, found: tuple[str, ...]
) -> None:
    def process(name: str, _engine: str, _seconds: int) -> tuple[str, int]:
        (kept.finds_of(name).folder / kept.AT_HAND).write_bytes(b"in hand")
        return "#3 pulse cov: 11\n", ended

    monkeypatch.setattr(runner, "_process", process)
    assert runner.fuzzed("mail", "atheris", 0).finds == found
    assert [file.read_bytes() for file in kept.finds_of("mail").signs().values()] == [b"in hand"] * len(found)


@pytest.mark.usefixtures("folder")
def test_a_find_is_tried_first_by_the_next_run_and_is_none_once_it_goes_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept.finds_of("mail").keep(Find("KeyError", "a", ""), b"odd")
    monkeypatch.setattr(runner, "_process", lambda *_: ("#30 DONE cov: 20\n", 0))
    assert runner.fuzzed("mail", "atheris", 0).finds == ()
    assert [seed.read_bytes() for seed in kept.seeds_of("mail").iterdir()] == [b"odd"]


@pytest.mark.usefixtures("folder")
def test_a_target_that_does_not_start_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_process", lambda *_: ("No module named atheris\n", 1))
    assert runner.fuzzed("mail", "atheris", 30).finds == ("it could not be fuzzed at exit code 1",)


def test_runs_are_summed_up_by_target() -> None:
    runs = [
        Run("mail", "atheris", "", 1800, 9000, 40, ("a",)),
        Run("mail", "atheris", "", 1800, 1000, 60, ("a", "b")),
        Run("pdf", "hypothesis", "", 3600, 5, 0, ("a",)),
    ]
    assert [line.split() for line in table(runs).splitlines()[1:]] == [
        ["mail", "atheris", "1.00", "10,000", "3", "60", "2"],
        ["pdf", "hypothesis", "1.00", "5", "0", "0", "1"],
        ["all", "atheris,", "hypothesis", "2.00", "10,005", "1", "60", "3"],
    ]
