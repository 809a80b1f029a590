"""Twist each phrase that is understood at once, and print which twisted ones are still taken for its answer.

python -m benchmarks.understanding.twists CORPUS ...

A word that denies, puts off, limits, tells of another or asks is put before, behind and into each reply of
a few words that records something; what it recorded untwisted may not be recorded of it. Longer ones give
reasons, in which such words are at home.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.understanding.corpus import WrittenReply, replies_of, verdict

TWISTS = ("not", "no", "by June", "in part", "but still", "for Kent only", "said Tom", "?")
MOST_WORDS = 5
_DENIALS = ("not coming", "no deputy", "change", "correction", "help", "wrong", "withdraw", "verbal", "item")
"""Outcomes that a denial leaves as they are, or that keep words as they stand."""
_NO = ("no", "return", "not quorate", "drop")


def phrases(path: Path) -> Iterator[WrittenReply]:
    """Yield the short replies of a corpus that are plainly worded and understood at once, each wording once
    for a letter."""
    seen: set[tuple[str, str]] = set()
    for written in replies_of(path):
        own = written.own.strip()
        key = (written.letter.name, own.casefold())
        if not own or "\n" in own or len(own.split()) > MOST_WORDS or key in seen or not written.is_plain:
            continue
        seen.add(key)
        alone = _saying(written, own)
        if not _denies(written) and verdict(alone).is_understood:
            yield alone


def twisted(own: str) -> Iterator[tuple[str, str]]:
    """Yield each twist with the words that it is put before, behind and between."""
    words = own.split()
    for twist in TWISTS:
        for at in range(len(words) + 1):
            if twist != "?" or at == len(words):
                yield twist, " ".join([*words[:at], twist, *words[at:]]).replace(" ?", "?")


def main(paths: Sequence[Path]) -> None:
    """Print how many twisted phrases are still recorded, by twist, and each of them."""
    made, recorded = Counter[str](), Counter[str]()
    for written in (each for path in paths for each in phrases(path)):
        untwisted = verdict(written).recorded
        for twist, words in twisted(written.own):
            made[twist] += 1
            if untwisted & verdict(_saying(written, words)).recorded:
                recorded[twist] += 1
                print(f"  {written.id}  {words!r}: {', '.join(sorted(untwisted))}")
    print(f"{recorded.total()} of {made.total()} twisted phrases recorded")
    for twist in TWISTS:
        print(f"{recorded[twist]} of {made[twist]} with {twist!r}")


def _saying(written: WrittenReply, own: str) -> WrittenReply:
    reply = replace(written.reply, text=own, subject="", files=())
    return replace(written, own=own, reply=reply, button="")


def _denies(written: WrittenReply) -> bool:
    outcomes = written.right[0]
    return any(each.startswith(_DENIALS) or each.partition(":")[2] in _NO for each in outcomes)


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
