"""The pack as the unit sees it: each paper with its readers, each reader with their papers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PackPaper:
    """A paper of the pack, with its item's ``number`` and ``title``.

    ``paper`` is its state in words, as in the item's line; ``readers`` are in words too ("all", "core
    members", "Kent Police and KCHFT", "part 2"); ``remarks`` on its file are whole sentences.
    """

    number: str
    title: str
    paper: str
    readers: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PackReader:
    """A reader of the pack: their name, their ``place`` ("Kent Police", "deputy, KCHFT", "co-opted"), and for
    each paper whether they get it.
    """

    name: str
    place: str
    gets: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class PackGuest:
    """A guest for the item of a number, who gets its paper and no other. ``address`` is an email address."""

    item: str
    name: str
    organisation: str
    address: str
