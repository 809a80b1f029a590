"""A morning cut into shards: one process does what is due for the groups of each, beside the others."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from heapq import heapify, heapreplace
from uuid import UUID

from tasks.duties.base.office import Office
from tasks.duties.calendar.work import MORNING
from tasks.duties.desk.letter import families_of_groups
from tasks.register.groups import groups_at_work, groups_of

SHARD = "do-shard"  # the flow that does what is due in one, and its deployment


def cut_into_shards(office: Office, as_of: dt.date, by: str, number: int) -> list[list[str]]:
    """Return the codes of all groups at work, cut into at most so many shards with about as much due in each.

    The groups of one unit officer are in one shard, since one desk letter has them all.
    """
    with office.register.reading() as session:
        codes = {group.id: group.code for group in groups_at_work(session)}
    due = due_by_group(office, as_of)
    families = families_of_groups(office, list(codes), as_of, by)
    in_one = {id for family in families for id in family}
    alone = [[id] for id in codes if id not in in_one]
    return cut(
        {tuple(codes[id] for id in family): sum(due[id] for id in family) for family in (*families, *alone)},
        number,
    )


def due_by_group(office: Office, as_of: dt.date) -> Counter[UUID]:
    """Count for each group the things that are due of a morning as it begins."""
    due: Counter[UUID] = Counter()
    with office.register.reading() as session:
        for work in (work for works in MORNING.values() for work in works):
            things = list(work.due(office, session, as_of, None))
            due.update(groups_of(session, things).values())
    return due


def cut(families: Mapping[tuple[str, ...], int], number: int) -> list[list[str]]:
    """Deal families of groups out to at most so many shards: the one with most due, to the shard with least.

    ``families`` are the codes of groups that stay together, with the number of things due for them.
    """
    shards: list[tuple[int, int, list[str]]] = [(0, place, []) for place in range(min(number, len(families)))]
    heapify(shards)
    for family in sorted(families, key=lambda family: (-families[family], family)):
        weight, place, codes = shards[0]
        heapreplace(shards, (weight + families[family] + 1, place, [*codes, *family]))
    return [sorted(codes) for _, _, codes in sorted(shards, key=lambda shard: shard[1])]
