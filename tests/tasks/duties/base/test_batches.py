"""A duty for many is done in batches: where it fails for one it is done for all others, and none by half."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Event
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from forum.calendar.working_days import ONE_DAY
from forum.text.problem import Problem
from tasks.duties.base import batches
from tasks.duties.base.batches import do_each
from tasks.duties.base.office import Office, UnitOfWork
from tasks.register.audit.row_check import verify_register
from tasks.register.database.register import Register
from tasks.register.tables import AuditRow, GroupRow
from tests.databases import on_postgresql
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


EAST, WEST = UUID(int=1), UUID(int=2)
ORIGINAL, ANOTHERS = day("Mon 4 Jan 2027"), day("Mon 1 Feb 2027")


@pytest.fixture
def two_groups(office: Office) -> Office:
    with office.register.transaction("test") as tx:
        for id in (EAST, WEST):
            tx.session.add(GroupRow(id=id, code=f"G{id.int}", policy="MASE", go_live=ORIGINAL))
    return office


def put_off(register: Register, groups: Collection[UUID], group_id: UUID = EAST) -> None:
    """Write as another would who is at work at the same time: a group begins on another day."""
    with register.transaction("another", groups=groups) as tx:
        tx.session.get_one(GroupRow, group_id).go_live = ANOTHERS


def write_and_fail(register: Register) -> None:
    with suppress(Problem), register.transaction("another", groups=[EAST]) as tx:
        tx.session.get_one(GroupRow, EAST).go_live = ANOTHERS
        raise Problem("No.")


@on_postgresql
@pytest.mark.parametrize(
    ("meanwhile", "days_read"),
    [
        (lambda register: put_off(register, [EAST]), [ORIGINAL, ANOTHERS]),
        (lambda register: put_off(register, [WEST, EAST]), [ORIGINAL, ANOTHERS]),
        (lambda register: put_off(register, ()), [ORIGINAL, ANOTHERS]),
        (lambda register: put_off(register, [WEST], WEST), [ORIGINAL]),
        (write_and_fail, [ORIGINAL]),
    ],
    ids=["for the group", "for two groups", "for all of the service", "for another group", "in vain"],
)
def test_a_duty_is_done_anew_where_somebody_has_written_meanwhile_for_its_group(
    two_groups: Office, meanwhile: Callable[[Register], None], days_read: list[dt.date]
) -> None:
    read: list[dt.date] = []

    def begin_a_day_later(work: UnitOfWork, id: UUID) -> None:
        row = work.session.get_one(GroupRow, id)
        read.append(row.go_live)
        if len(read) == 1:
            meanwhile(work.office.register)
        row.go_live += ONE_DAY

    do_each(two_groups, begin_a_day_later, [EAST], TODAY, "test")
    assert read == days_read
    assert go_live_of_east(two_groups) == days_read[-1] + ONE_DAY


@on_postgresql
def test_a_duty_keeps_nobody_waiting_who_locked_its_group_first(two_groups: Office) -> None:
    has_lock, begun = Event(), []

    def write_first() -> None:
        with two_groups.register.transaction("another", groups=[EAST]) as tx:
            has_lock.set()
            tx.session.execute(update(GroupRow).where(GroupRow.id == EAST).values(go_live=ANOTHERS))

    def begin_a_day_later(work: UnitOfWork, id: UUID) -> None:
        begun.append(id)
        work.session.get_one(GroupRow, id).go_live += ONE_DAY
        work.session.flush()  # the other waits for this row from here on
        if len(begun) == 1:
            writing.append(pool.submit(write_first))
            assert has_lock.wait(30)

    writing: list[Future[None]] = []
    with ThreadPoolExecutor(1) as pool:
        do_each(two_groups, begin_a_day_later, [EAST], TODAY, "test")
        writing[0].result()
    assert begun == [EAST, EAST]
    assert go_live_of_east(two_groups) == ANOTHERS + ONE_DAY


@on_postgresql
@pytest.mark.parametrize("is_refused", [False, True], ids=["by the duty", "by the database"])
def test_an_error_over_what_has_changed_meanwhile_is_none(two_groups: Office, is_refused: bool) -> None:
    attempts: list[bool] = []

    def found_north(work: UnitOfWork, _id: UUID) -> None:
        is_there = work.session.scalars(select(GroupRow).where(GroupRow.code == "NORTH")).first() is not None
        attempts.append(is_there)
        if not is_there:
            with work.office.register.transaction("another") as tx:
                tx.session.add(GroupRow(code="NORTH", policy="MASE", go_live=TODAY))
            if not is_refused:
                raise Problem("There is no group NORTH.")
            work.session.add(GroupRow(code="NORTH", policy="MASE", go_live=TODAY))

    do_each(two_groups, found_north, [EAST], TODAY, "test")
    assert attempts == [False, True]


@on_postgresql
def test_of_several_at_work_at_once_none_loses_what_another_has_written(two_groups: Office) -> None:
    def begin_a_day_later(work: UnitOfWork, id: UUID) -> None:
        work.session.get_one(GroupRow, id).go_live += ONE_DAY

    def do_ten_times(groups: Sequence[UUID]) -> None:
        for _ in range(10):
            do_each(two_groups, begin_a_day_later, groups, TODAY, "test")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(do_ten_times, ([EAST], [EAST, WEST], [WEST, EAST], [WEST])))
    assert go_live_of_east(two_groups) == ORIGINAL + 30 * ONE_DAY


def go_live_of_east(office: Office) -> dt.date:
    with office.register.reading() as session:
        verify_register(session)
        return session.get_one(GroupRow, EAST).go_live
