"""A morning cut into shards: one process does what is due for the groups of each, beside the others."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heapreplace
from itertools import chain
from math import ceil
from uuid import UUID

from tasks.duties.base.office import Office
from tasks.duties.calendar.work import Calendar
from tasks.duties.desk.letter import families_of_groups
from tasks.register.groups import groups_at_work, groups_with_ids

PORTION = 50  # groups; so many are written while others’ letters go
Family = tuple[str, ...]  # the codes of groups that stay together


def cut_into_shards(
    office: Office, morning: Calendar, as_of: dt.date, by: str, number: int, portion: int = PORTION
) -> list[list[list[str]]]:
    """Return the codes of all groups at work, cut into at most so many shards with about as much due in each,
    and each shard into portions of about so many groups at most.

    What is written for a portion is delivered while the next one is written. The groups of one unit officer
    are in one portion, since one desk letter has them all.
    """
    with office.register.reading() as session:
        codes = {group.id: group.code for group in groups_at_work(session)}
    due = due_by_group(office, morning, as_of)
    families = families_of_groups(office, list(codes), as_of, by)
    in_one = {id for family in families for id in family}
    alone = [[id] for id in codes if id not in in_one]
    weights = {
        tuple(codes[id] for id in family): sum(due[id] for id in family) for family in (*families, *alone)
    }
    shards = deal_out(weights, number)
    return [
        [codes_of(part) for part in deal_out(shard, ceil(len(codes_of(shard)) / portion))] for shard in shards
    ]


def due_by_group(office: Office, morning: Calendar, as_of: dt.date) -> Counter[UUID]:
    """Count for each group the things that are due of a morning as it begins."""
    due: Counter[UUID] = Counter()
    with office.register.reading() as session:
        for work in (work for works in morning.values() for work in works):
            things = list(work.due(office, session, as_of, None))
            due.update(groups_with_ids(session, things).values())
    return due


def deal_out(families: Mapping[Family, int], number: int) -> list[dict[Family, int]]:
    """Deal families of groups out to at most so many parts: the one with most due, to the part with least.

    ``families`` are given, and returned, with the number of things due for them.
    """
    parts: list[tuple[int, int, dict[Family, int]]] = [
        (0, place, {}) for place in range(min(number, len(families)))
    ]
    heapify(parts)
    for family in sorted(families, key=lambda family: (-families[family], family)):
        weight, place, part = parts[0]
        part[family] = families[family]
        heapreplace(parts, (weight + families[family] + 1, place, part))
    return [part for _, _, part in sorted(parts, key=lambda part: part[1])]


def codes_of(families: Iterable[Sequence[str]]) -> list[str]:
    """Return the codes of all groups of these families or portions, in order."""
    return sorted(chain.from_iterable(families))
