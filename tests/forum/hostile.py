"""Text that is meant to take long to read: one thing over and over again, and then something else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import product

MARKS = " \n\t\u00a0:;,.!?-–—_()[]<>/*'\"&|@#~=+…’>"
RUNS = (
    *MARKS,
    *("a", "A", "é", "1", "0", "Ab ", "A.", "a b ", "A B ", "1 ", "1, ", "1,", "01/", "a@", "a@b.", "<a@"),
    *("a. ", "- ", ": ", "; ", ", ", ",\n", ". ", "[ ", "] ", "[]", "()", ": -", "--:", " -", "[a", "<a"),
    *("\n> ", "-\n", "a\n", "Jo Field, ", "Jo O’Brien ", "A, ", "12 January ", "12/1/27 ", "item 1, "),
    *("MASE/2027-01/03, ", "n't ", "of "),
)
END = "\x01z"  # neither a letter nor a mark that is looked for, and then a letter
LEAST = 0.002  # seconds: what is read faster need not be measured twice
MOST = 3.2  # times as long for twice as much; what grows with the square takes four times as long
MOST_WORDS = 40
EVENLY = 7  # times as long at most for four times as much; what grows with the square takes sixteen times


def texts(size: int, words: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Hostile texts of a size, each with what it is made of; ``words`` are those that are looked for."""
    for word, between in product(("", *words), ("", " ", ", ", "-")):
        if word:
            yield f"{word + between!r} again and again", _run(word + between, size)
    for run in RUNS:
        yield f"{run!r} again and again", _run(run, size)
    for word, run in product(words, (" ", "\n", "-", ":", ".", "a", "A", "1", "@", ", ", "a ")):
        yield f"{word!r}, then {run!r} again and again", word + _run(run, size)


def _run(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size] + END


def words_of(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Words that stand in a pattern: all of them, or so many from all over it, since those of a list are
    looked for in the same way."""
    words = tuple(dict.fromkeys(re.findall("[a-z]{2,}", pattern.pattern)))
    return words[:: -(-len(words) // MOST_WORDS) or 1]


def took(read: Callable[[str], object], text: str, times: int = 1) -> float:
    """The seconds of a processor that reading a text takes, the least of some tries."""
    least = float("inf")
    for _ in range(times):
        begun = time.process_time()
        read(text)
        least = min(least, time.process_time() - begun)
    return least


def too_slow(
    read: Callable[[str], object], size: int, words: Sequence[str] = (), least: float = LEAST
) -> list[str]:
    """The kinds of text for which twice as much takes far more than twice as long.

    What a quarter of a text already shows to grow evenly is not looked at further: most kinds.
    """
    found = [kind for kind, text in texts(24, words) if took(read, text) > 50 * least]
    lengths = (texts(length, words) for length in (size // 4, size, 2 * size))
    for (kind, quarter), (_, text), (_, twice) in zip(*lengths, strict=True):
        if found:
            break
        if (soon := took(read, quarter, 2)) < least / 16 or took(read, text) < max(least, EVENLY * soon):
            continue
        if took(read, twice, 3) > MOST * took(read, text, 3):
            found.append(kind)
    return found
