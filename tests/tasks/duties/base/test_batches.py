"""A duty for many is done in batches: where it fails for one it is done for all others, and none by half."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from forum.text.problem import Problem
from tasks.duties.base import batches
from tasks.duties.base.batches import do_each
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.audit.row_check import verify_register
from tasks.register.tables import AuditRow, GroupRow
from tests.english import day

TODAY = day("Mon 4 Jan 2027")
IDS = [uuid4() for _ in range(5)]


def found_group(work: UnitOfWork, id: UUID) -> None:
    work.session.add(GroupRow(id=id, code=id.hex[:16], policy="MASE", go_live=TODAY))
    work.audit("group founded", group=id)
    if id == IDS[2]:
        raise Problem("The third can't be.")


def founded(office: Office) -> tuple[set[UUID], list[str]]:
    """The groups, and what the audit trail says of founding them."""
    with office.register.reading() as session:
        verify_register(session)
        rows = session.scalars(
            select(AuditRow).where(AuditRow.event == "group founded").order_by(AuditRow.seq)
        )
        return set(session.scalars(select(GroupRow.id))) & set(IDS), [row.about["group"] for row in rows]


@pytest.mark.parametrize("at_most", [2, 25])
def test_where_it_fails_for_one_it_is_done_for_all_others(
    office: Office, monkeypatch: pytest.MonkeyPatch, at_most: int
) -> None:
    monkeypatch.setattr(batches, "AT_MOST", at_most)
    with pytest.raises(Problem, match="The third can't be"):
        do_each(office, found_group, IDS, TODAY, "test")
    others = [id for id in IDS if id != IDS[2]]
    assert founded(office) == (set(others), [str(id) for id in others])


def test_a_kill_leaves_nothing_of_a_batch(office: Office) -> None:
    def found_and_be_killed(work: UnitOfWork, id: UUID) -> None:
        found_group(work, id)
        if id == IDS[1]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        do_each(office, found_and_be_killed, IDS, TODAY, "test")
    assert founded(office) == (set(), [])


def test_a_slow_duty_lets_others_write_in_between(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "A_WHILE", 0)
    monkeypatch.setattr(batches, "AT_MOST", 2)
    failed = list(batches.in_batches(office, found_group, IDS, TODAY, "test"))
    assert [len(one) for one in failed] == [
        0,
        1,
        0,
        0,
    ]  # two at first, and one by one since they took too long
