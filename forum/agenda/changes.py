"""The changes of a draft agenda since the draft before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from uuid import UUID

from forum.agenda.items import Item
from forum.text.wording import listed


def describe_changes(before: Sequence[UUID], now: Sequence[Item], titles: Mapping[UUID, str]) -> str:
    """Say which items have joined a draft agenda, left it or moved since the draft before; empty for none.
    Those on it are told by their numbers, since their titles stand below.

    ``before`` are the items of the draft before, in its order; ``titles`` has the titles of those that left.
    """
    order = [item.id for item in now]
    kept_before, kept_now = [id for id in before if id in order], [id for id in order if id in before]
    in_place = {
        kept_now[at]
        for block in SequenceMatcher(None, kept_before, kept_now).get_matching_blocks()
        for at in range(block.b, block.b + block.size)
    }
    numbers = {item.id: item.number for item in now}
    changes = {
        "new": [numbers[id] for id in order if id not in before],
        "moved": [numbers[id] for id in kept_now if id not in in_place],
        "taken off": [titles[id] for id in before if id not in order],
    }
    said = [f"{what}: {listed(items)}" for what, items in changes.items() if items]
    return f"Since the last draft, {'; '.join(said)}." if said else ""
