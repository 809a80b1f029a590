"""Making the input of a find smaller while it still goes wrong in the same way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from tests.fuzz.kept import ENDED_BY, finds_of
from tests.fuzz.limits import tried
from tests.fuzz.targets import TARGETS
from tests.fuzz.zips import unzipped, zipped

SECONDS = 60  # for one find

Fails = Callable[[bytes], bool]


def shrink(names: Iterable[str]) -> Iterator[str]:
    """Replace the inputs of kept finds by smaller ones, and say what became of each."""
    for name in names:
        for sign, file in finds_of(name).signs().items():
            if sign.startswith(ENDED_BY):
                continue
            content = file.read_bytes()

            def fails(smaller: bytes, name: str = name, sign: str = sign) -> bool:
                find = tried(TARGETS[name], smaller)
                return find is not None and find.sign == sign

            if not fails(content):
                yield f"{name}: {sign}: it does not happen any more ({file.name})"
                continue
            smallest = smaller_input(content, fails)
            file.write_bytes(smallest)
            yield f"{name}: {sign}: {len(content):,} bytes, now {len(smallest):,} ({file.name})"


def smaller_input(content: bytes, fails: Fails) -> bytes:
    """The smallest that was found in time: of a zip its parts and what is in them, else the bytes."""
    ends = time.monotonic() + SECONDS
    kept = unzipped(content)
    if not kept or not fails(zipped(kept)):
        return _less(content, fails, ends)
    for name in [name for name, _ in kept]:
        without = [one for one in kept if one[0] != name]
        if fails(zipped(without)):
            kept = without
    for number, (name, part) in enumerate(kept):

        def still(smaller: bytes, number: int = number, name: str = name) -> bool:
            return fails(zipped([*kept[:number], (name, smaller), *kept[number + 1 :]]))

        kept[number] = (name, _less(part, still, ends))
    return zipped(kept)


def _less(content: bytes, fails: Fails, ends: float) -> bytes:
    """Take out halves, then quarters and so on, as long as it still goes wrong."""
    piece = max(len(content) // 2, 1)
    while piece and time.monotonic() < ends:
        at = 0
        while at < len(content) and time.monotonic() < ends:
            shorter = content[:at] + content[at + piece :]
            if fails(shorter):
                content = shorter
            else:
                at += piece
        piece //= 2
    return content
