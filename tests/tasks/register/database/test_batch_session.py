"""What is asked of one thing is asked of all that came together with it, and always answered as it stands."""

from __future__ import annotations

import datetime as dt
import weakref
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tasks.register.database.batch_session import AllRows, Belonging, read_for_peers, uncollected
from tasks.register.database.register import Register
from tasks.register.groups import groups_by_id
from tasks.register.tables import GroupRow, SeatRow

FIRST = dt.date(2026, 9, 1)
SEATS = Belonging[SeatRow](
    select(SeatRow).where(SeatRow.abolished.is_(None)).order_by(SeatRow.number), SeatRow.group_id
)
NUMBERS = Belonging[tuple[int, UUID]](
    select(SeatRow.number, SeatRow.id).order_by(SeatRow.number), SeatRow.group_id
)
NUMBERED = AllRows[SeatRow](SeatRow.group_id, "number")


def seat(group: UUID, number: int) -> SeatRow:
    return SeatRow(
        group_id=group, number=number, name="Seat", present_name="Seat", short_name="S", created=FIRST
    )


@pytest.fixture
def three(register: Register) -> list[UUID]:
    """Three groups of two seats each, the second numbered first."""
    ids = [uuid4() for _ in range(3)]
    with register.transaction("test") as tx:
        for id in ids:
            tx.session.add(GroupRow(id=id, code=id.hex[:16], policy="MASE", go_live=FIRST))
        tx.session.flush()
        for id in ids:
            tx.session.add_all([seat(id, 2), seat(id, 1)])
    return ids


@contextmanager
def statements(register: Register) -> Iterator[list[str]]:
    """The questions put to the database meanwhile."""
    put: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM " in statement:
            put.append(statement)

    event.listen(register.engine, "before_cursor_execute", note)
    try:
        yield put
    finally:
        event.remove(register.engine, "before_cursor_execute", note)


def numbers(session: Session, group: UUID) -> list[int]:
    return [one.number for one in SEATS.of(session, group)]


def test_what_belongs_to_each_of_a_batch_is_read_at_once(register: Register, three: list[UUID]) -> None:
    with statements(register) as put, register.transaction("test", three) as tx:
        assert [numbers(tx.session, one) for one in three] == [[1, 2]] * 3
        assert [tx.session.get_one(GroupRow, one).id for one in three] == three
        assert [[one for one, _ in NUMBERS.of(tx.session, group)] for group in three] == [[1, 2]] * 3
        seats = [row.id for one in three for row in SEATS.of(tx.session, one)]
        assert [tx.session.get_one(SeatRow, one).id for one in seats] == seats
    assert len(put) <= 4  # one for each kind of question, and PostgreSQL's lock


def test_what_is_read_for_a_batch_is_read_once_and_given_to_each(
    register: Register, three: list[UUID]
) -> None:
    asked: list[int] = []

    def read(_session: Session, groups: Collection[UUID], word: str) -> str:
        asked.append(len(groups))
        return f"{word} of {len(groups)}"

    with register.transaction("test", three) as tx:
        assert [read_for_peers(tx.session, read, one, "each") for one in three] == ["each of 3"] * 3
    assert asked == [3]


def test_the_groups_at_work_are_read_once_for_all_that_is_due(register: Register, three: list[UUID]) -> None:
    with statements(register) as put, register.reading() as session:
        read = [{group.id for group in groups_by_id(session, None)} for _ in range(3)]
    assert read == [set(three)] * 3
    assert len(put) == 1


def test_a_transaction_of_its_own_reads_the_groups_at_work_as_they_stand(
    register: Register, three: list[UUID]
) -> None:
    with register.transaction("test") as tx:
        groups_by_id(tx.session, None)[0].ended = FIRST
        assert len(groups_by_id(tx.session, None)) == len(three) - 1


def test_a_transaction_of_its_own_asks_for_one_alone(register: Register, three: list[UUID]) -> None:
    with register.transaction("test") as tx:
        assert numbers(tx.session, three[0]) == [1, 2]
        assert [row.number for row in SEATS.of_all(tx.session, three[:2])] != []
        held = [row for row in tx.session if isinstance(row, SeatRow)]
        assert {row.group_id for row in held} <= set(three[:2])


def test_what_is_written_is_found(register: Register, three: list[UUID]) -> None:
    with register.transaction("test", three) as tx:
        first, second, third = three
        assert numbers(tx.session, first) == [1, 2]
        tx.session.add(seat(first, 3))
        assert numbers(tx.session, first) == [1, 2, 3]
        SEATS.of(tx.session, second)[0].abolished = FIRST
        assert numbers(tx.session, second) == [2]
        tx.session.delete(SEATS.of(tx.session, third)[0])
        assert numbers(tx.session, third) == [2]


def test_all_rows_are_known_without_being_read_again(register: Register, three: list[UUID]) -> None:
    first, second, _third = three
    with statements(register) as put, register.transaction("test", three) as tx:
        assert [len(NUMBERED.of(tx.session, one, number=2)) for one in three] == [1, 1, 1]
        before = len(put)
        new = seat(first, 2)
        tx.session.add_all([new, seat(second, 3)])
        assert new in NUMBERED.of(tx.session, first, number=2)
        assert len(NUMBERED.of(tx.session, second, number=2)) == 1
        assert len(put) == before
        new.number = 4  # or there would be two seats of that number
        tx.session.flush()
        assert len(NUMBERED.of(tx.session, first, number=2)) == 1


def test_all_rows_are_without_those_deleted(register: Register, three: list[UUID]) -> None:
    with register.transaction("test", three) as tx:
        (row,) = NUMBERED.of(tx.session, three[0], number=1)
        tx.session.delete(row)
        assert NUMBERED.of(tx.session, three[0], number=1) == []


def test_what_is_read_anew_for_one_leaves_the_others_peers(register: Register, three: list[UUID]) -> None:
    with register.transaction("test", three) as tx:
        assert numbers(tx.session, three[0]) == [1, 2]
        tx.session.add(seat(three[0], 3))
        assert numbers(tx.session, three[0]) == [1, 2, 3]
        with statements(register) as put:
            assert [NUMBERS.of(tx.session, one)[0][0] for one in three] == [1, 1, 1]
        assert len(put) == 1


def test_what_is_named_by_rows_of_another_kind_is_not_read_as_well(
    register: Register, three: list[UUID]
) -> None:
    by_number = Belonging[SeatRow](select(SeatRow), SeatRow.group_id, apart="number")
    with register.transaction("test", three) as tx:
        seats = [row for one in three for row in by_number.of(tx.session, one)]
        tx.session.expunge_all()
        (first, *_) = [row for row in seats if row.number == 1]
        assert tx.session.get_one(SeatRow, first.id).number == 1
        read = [row.number for row in tx.session if isinstance(row, SeatRow)]
        assert read == [1, 1, 1]


def test_what_was_read_is_let_go_at_the_end(register: Register, three: list[UUID]) -> None:
    with uncollected():
        with register.transaction("test", three) as tx:
            read = weakref.ref(SEATS.of(tx.session, three[0])[0])
            assert read() is not None
        assert read() is None


def test_nobody_changes_what_is_kept(register: Register, three: list[UUID]) -> None:
    with register.reading() as session:
        SEATS.of(session, three[0]).clear()
        assert numbers(session, three[0]) == [1, 2]


def test_what_belongs_to_several_is_found_with_and_without_peers(
    register: Register, three: list[UUID]
) -> None:
    for_two = [1, 1, 2, 2]
    with register.transaction("test", three) as tx:
        assert sorted(row.number for row in SEATS.of_all(tx.session, three[:2])) == for_two
    with register.transaction("test") as tx:
        assert sorted(row.number for row in SEATS.of_all(tx.session, three[:2])) == for_two
