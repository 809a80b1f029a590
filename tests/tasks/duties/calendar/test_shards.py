"""A morning is cut so that an officer's groups are in one shard, and all shards have as much to do."""

from __future__ import annotations

import datetime as dt

import pytest

from flows.do_what_is_due import MORNING
from forum.members.membership import Role
from tasks.duties.base.batches import do_each
from tasks.duties.calendar.shards import codes_of, cut_into_shards, deal_out
from tasks.duties.members.appointments import appoint
from tasks.register.groups import group_by_code
from tests.forum.policies import SECOND
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import UNIT, Forum


@pytest.mark.parametrize(
    ("due", "number", "expected"),
    [
        ({"A": 1, "B": 1, "C": 1, "D": 1}, 2, [["A", "C"], ["B", "D"]]),
        ({"A": 9, "B": 1, "C": 1, "D": 1}, 2, [["A"], ["B", "C", "D"]]),
        ({"A": 0, "B": 0, "C": 5, "D": 5}, 2, [["A", "C"], ["B", "D"]]),
        ({"A B": 3, "C": 2, "D": 2}, 2, [["A", "B"], ["C", "D"]]),
        ({"A": 1, "B": 1}, 3, [["A"], ["B"]]),
        ({"A": 4}, 3, [["A"]]),
        ({}, 3, []),
    ],
)
def test_whoever_has_most_due_goes_where_least_is(
    due: dict[str, int], number: int, expected: list[list[str]]
) -> None:
    families = {tuple(codes.split()): things for codes, things in due.items()}
    for each in (families, dict(reversed(families.items()))):  # whoever computes it
        assert [codes_of(part) for part in deal_out(each, number)] == expected


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def two_groups(forum: Forum) -> Forum:
    """The sample's group, and one whose officer is not known."""
    forum.set_up(SECOND)
    return forum


def test_groups_of_one_officer_are_in_one_portion_since_one_letter_has_both(two_groups: Forum) -> None:
    def shards(number: int, portion: int = 100) -> list[list[list[str]]]:
        return cut_into_shards(two_groups.office, MORNING, two_groups.today, "test", number, portion)

    assert sorted(shards(2)) == [[["HAP"]], [["MASE"]]]
    assert shards(1) == [[["HAP", "MASE"]]]
    assert sorted(*shards(1, portion=1)) == [["HAP"], ["MASE"]]
    do(appoint, two_groups.office, "HAP", two_groups.person(UNIT), Role.UNIT, dt.date(2026, 9, 1))
    assert shards(2) == shards(1, portion=1) == [[["HAP", "MASE"]]]


def test_what_is_due_for_all_is_what_is_due_for_the_groups_of_each_shard(two_groups: Forum) -> None:
    office, found = two_groups.office, 0
    with office.register.reading() as session:
        ours, other = (frozenset([group_by_code(session, code).id]) for code in ("MASE", "HAP"))
    for as_of in (dt.date(2027, 1, 4), dt.date(2027, 1, 18), dt.date(2027, 2, 1), dt.date(2027, 2, 8)):
        for work in (work for works in MORNING.values() for work in works):
            for_all = work.find(office, as_of)
            found += len(for_all)
            for_ours, for_other = (work.find(office, as_of, only) for only in (ours, other))
            assert sorted(for_all) == sorted([*for_ours, *for_other]), f"{work.due.__name__} on {as_of}"
            assert work.find(office, as_of, frozenset()) == []
            for duty in work.duties:
                do_each(office, duty, for_ours, as_of, "test", together=work.together)
    assert found > 20
