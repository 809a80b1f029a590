"""Rows put off are inserted together, and before anybody could miss them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

from sqlalchemy import event, func, select, update
from sqlalchemy.orm import Session

from tasks.register.database.deferred_inserts import insert_later
from tasks.register.database.register import Register
from tasks.register.tables import GroupRow

TABLE = GroupRow.metadata.tables[GroupRow.__tablename__]


def put_off(session: Session, *codes: str) -> None:
    for code in codes:
        values = {"id": uuid4(), "code": code, "policy": "MASE", "go_live": dt.date(2026, 9, 1)}
        insert_later(session, TABLE, values)


def codes(session: Session) -> list[str]:
    return sorted(session.scalars(select(GroupRow.code)))


@contextmanager
def inserts(register: Register) -> Iterator[list[int]]:
    """How many rows each statement inserts meanwhile."""
    numbers: list[int] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, many: bool) -> None:
        if sql.startswith(f"INSERT INTO {TABLE.name}"):
            numbers.append(len(values) if many else 1)

    event.listen(register.engine, "before_cursor_execute", note)
    try:
        yield numbers
    finally:
        event.remove(register.engine, "before_cursor_execute", note)


def test_rows_put_off_are_inserted_together(register: Register) -> None:
    with inserts(register) as numbers, register.transaction("test") as tx:
        put_off(tx.session, "A", "B", "C")
    assert numbers == [3]
    with register.reading() as session:
        assert codes(session) == ["A", "B", "C"]


def test_a_query_of_the_same_transaction_sees_them(register: Register) -> None:
    with register.transaction("test") as tx:
        put_off(tx.session, "A")
        assert codes(tx.session) == ["A"]
        put_off(tx.session, "B")
        assert tx.session.scalar(select(func.count()).select_from(TABLE)) == 2


def test_a_change_of_all_rows_changes_them(register: Register) -> None:
    with register.transaction("test") as tx:
        put_off(tx.session, "A")
        tx.session.execute(update(TABLE).values(policy="OTHER"))
    with register.reading() as session:
        assert session.scalars(select(GroupRow.policy)).all() == ["OTHER"]


def test_a_transaction_that_fails_inserts_none_of_them(register: Register) -> None:
    with suppress(ZeroDivisionError), register.transaction("test") as tx:
        put_off(tx.session, "A")
        raise ZeroDivisionError
    with register.transaction("test") as tx:
        put_off(tx.session, "B")
    with register.reading() as session:
        assert codes(session) == ["B"]


def test_a_savepoint_rolled_back_takes_its_own_and_leaves_the_others(register: Register) -> None:
    with register.transaction("test") as tx:
        put_off(tx.session, "before")
        with suppress(ZeroDivisionError), tx.savepoint():
            put_off(tx.session, "within")
            raise ZeroDivisionError
        put_off(tx.session, "after")
    with register.reading() as session:
        assert codes(session) == ["after", "before"]


def test_outside_a_transaction_of_the_register_a_row_is_inserted_at_once(register: Register) -> None:
    with inserts(register) as numbers, register.reading() as session:
        put_off(session, "A")
        assert numbers == [1]
    with register.reading() as session:
        assert codes(session) == []
