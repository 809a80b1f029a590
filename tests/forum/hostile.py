"""Text that is meant to take long to read: one thing over and over again, and then something else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

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
AGAIN = 4  # times that what seems slow is measured
TRIES = 3  # of a text and of twice as much, at each of those times
MOST_WORDS = 40
EVENLY = 2.25  # times as long at most for twice as much, where a short text grows evenly


@dataclass(frozen=True)
class Hostile:
    """A kind of hostile text: a beginning, and one thing over and over again."""

    kind: str
    begins: str
    unit: str

    def text(self, size: int) -> str:
        """The text whose one thing fills so many characters."""
        return self.begins + (self.unit * (size // len(self.unit) + 1))[:size] + END


def hostile(words: Sequence[str] = ()) -> Iterator[Hostile]:
    """The kinds of hostile text; ``words`` are those that are looked for."""
    for word, between in product(words, ("", " ", ", ", "-")):
        yield Hostile(f"{word + between!r} again and again", "", word + between)
    for run in RUNS:
        yield Hostile(f"{run!r} again and again", "", run)
    for word, run in product(words, (" ", "\n", "-", ":", ".", "a", "A", "1", "@", ", ", "a ")):
        yield Hostile(f"{word!r}, then {run!r} again and again", word, run)


def is_bounded(pattern: re.Pattern[str]) -> bool:
    """Say whether a pattern repeats nothing without an end, so that it looks at each place for so long and no
    longer."""
    plain = re.sub(r"\[\^?\]?[^\]]*\]", "", re.sub(r"\\.", "", pattern.pattern))
    return re.search(r"(?<!\})[*+]|\}[*]|\{\d*,\}", plain) is None


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


def grows(read: Callable[[str], object], text: str, twice: str) -> bool:
    """Say whether twice as much takes far more than twice as long, by the least that each took.

    Both are read by turns, and what seems slow is read again: the least of many tries is what reading takes,
    however busy the machine is.
    """
    least = least_of_twice = float("inf")
    for _ in range(AGAIN):
        for _ in range(TRIES):
            least = min(least, took(read, text))
            least_of_twice = min(least_of_twice, took(read, twice))
        if least_of_twice <= MOST * least:
            return False
    return True


def explodes(read: Callable[[str], object], words: Sequence[str] = (), least: float = LEAST) -> list[str]:
    """The kinds of text of which two dozen letters already take too long."""
    return [each.kind for each in hostile(words) if took(read, each.text(24)) > 50 * least]


def too_slow(
    read: Callable[[str], object],
    size: int,
    words: Sequence[str] = (),
    least: float = LEAST,
    share: tuple[int, int] = (0, 1),
) -> list[str]:
    """The first kind of text for which twice as much takes far more than twice as long; nothing for none.

    ``share`` tries every nth kind alone, from which on: (2, 3) for the third, the sixth, and so on.

    What a quarter of a text already shows to grow evenly is not looked at further: most kinds. What
    grows with the square there, so that it matters later, takes more than twice as long as for an eighth.
    """
    for each in islice(hostile(words), share[0], None, share[1]):
        alone = took(read, each.text(24))
        if alone > 50 * least and took(read, each.text(24), AGAIN) > 50 * least:
            return [each.kind]
        if (soon := took(read, each.text(size // 8))) - alone < least / 64:
            continue
        if took(read, each.text(size // 4)) < EVENLY * soon:
            continue
        text, twice = each.text(size), each.text(2 * size)
        if took(read, text) < least:
            continue
        if grows(read, text, twice):
            return [each.kind]
    return []
