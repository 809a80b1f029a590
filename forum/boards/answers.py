"""The answer of a board to a report: what it says to each ask of the group, and what it asks of the group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_ASKS = 3
_NUMBERED = re.compile(r"\W*(?P<number>[1-9])(?:[.):,]|\s*[-–—:]|(?=\s))\s*(?P<words>\S.*)")
_DECIDED = (
    r"(?:(?:was|is|were|be|to be|will be) )?(?:not )?(?:agreed|approved|accepted|noted|endorsed|supported|"
    r"refused|rejected|declined|deferred|yes|no|not)\b"
)
_NEXT_NUMBER = re.compile(
    rf"(?:[,;.]\s*+|(?<!\s)\s++and\s++)(?=[2-9](?:[.):,]|\s*[-–—:])?\s*{_DECIDED})", re.IGNORECASE
)
_TO_ALL = re.compile(r"\W*(?:all|both)\b\W*(?P<words>\S.*)", re.IGNORECASE)
_ASKS = re.compile(r"\W*(?:ask|request|action)(?:ed)?\s*[:–—-]\s*(?P<words>\S.*)", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(r"^(?:[1-9][.):]?|[-•*])\s+")


@dataclass(frozen=True)
class BoardAnswer:
    """An answer: the words on each ask by its number, what the board asks of the group, and all other
    words."""

    on_asks: Mapping[int, str]
    asks: tuple[str, ...]
    other: str

    @property
    def in_short(self) -> str:
        """The answer in a line, for the title of an item."""
        on_asks = [f"answer to ask {number}: {words}" for number, words in sorted(self.on_asks.items())]
        asks = [f"asks the group for: {words}" for words in self.asks]
        return "; ".join(
            part.rstrip(" .;") for part in (*on_asks, *asks, self.other.replace("\n", " ")) if part
        )


def read_board_answer(text: str, number_of_asks: int) -> BoardAnswer:
    """Read a board's answer, a line each: "1 agreed", "ALL AGREED", "ASK: a paper on training by June".

    A line may answer several by their numbers: "1 agreed, 2 refused". Words without a number are on the one
    ask that there was; with several asks, or none, they are on no ask.
    """
    on_asks: dict[int, str] = {}
    asks: list[str] = []
    other: list[str] = []
    for line in filter(None, map(str.strip, _lines(text))):
        numbered, to_all = _NUMBERED.match(line), _TO_ALL.match(line)
        if asked := _ASKS.match(line):
            asks.append(asked["words"])
        elif numbered and int(numbered["number"]) <= number_of_asks:
            on_asks[int(numbered["number"])] = numbered["words"]
        elif to_all and number_of_asks:
            on_asks |= dict.fromkeys(range(1, number_of_asks + 1), to_all["words"])
        else:
            other.append(line)
    if number_of_asks == 1 and not on_asks and other:
        on_asks, other = {1: " ".join(other)}, []
    return BoardAnswer(on_asks, tuple(asks), "\n".join(other))


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of an answer, with each numbered answer on a line of its own."""
    for line in text.split("\n"):
        yield from _NEXT_NUMBER.split(line) if _NUMBERED.match(line) else (line,)


def asks_in(text: str) -> tuple[str, ...]:
    """Return the asks of a report, one a line, without the numbers or dots before them."""
    lines = (_NUMBER_BEFORE.sub("", line.strip()) for line in text.split("\n"))
    return tuple(filter(None, lines))


def with_numbers(asks: Sequence[str]) -> str:
    """Return asks as a report prints them: "1. agree the plan"."""
    return "\n".join(f"{number}. {ask}" for number, ask in enumerate(asks, start=1))
