"""The pack as it is shown to the unit: each paper with its readers, each reader with their papers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PackPaper:
    """A paper by its item's ``number`` and ``title``. ``paper`` is how it comes, as in an item's line;
    ``readers`` who may read it ("all", "core members", "Kent Police and KCHFT", "part 2"); ``remarks`` what
    was found in the file, in whole sentences.
    """

    number: str
    title: str
    paper: str
    readers: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PackReader:
    """A recipient: ``name``, ``place`` ("Kent Police", "deputy, KCHFT", "co-opted") and a yes or no for
    each paper.
    """

    name: str
    place: str
    gets: tuple[bool, ...]
