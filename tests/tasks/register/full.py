"""A register with rows in each of its tables, whatever they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, Column, Enum, String, Table, Text, insert, select

from forum.documents.base import DocumentState
from forum.minutes import MinutesState
from forum.outbox.states import Conditions
from tasks.register.database.register import Register
from tasks.register.documents import sha256_of
from tasks.register.tables import AuditRow, Base, DocumentRow
from tasks.register.tables.documents import StateOfDocument
from tasks.register.tables.outbox import ConditionsAsJson
from tests.stages import stage

FILLED, NUMBERS = count(1), count(10_001)  # what fills the register, which another process may have done
DAY = dt.date(2027, 1, 4)


def value(column: Column[Any], numbers: Iterator[int] = NUMBERS) -> Any:
    """A value that a column may have, another one each time."""
    number = next(numbers)
    if isinstance(column.type, Enum):
        return column.type.python_type(column.type.enums[number % len(column.type.enums)])
    if isinstance(column.type, StateOfDocument):
        return [*MinutesState, *DocumentState][number % 9]
    if isinstance(column.type, ConditionsAsJson):
        return Conditions(papers=(uuid4(),))
    if isinstance(column.type, JSON):
        return [{"number": number}]
    if isinstance(column.type, String | Text):
        return f"{chr(256 + number % 1000)}{number}"[: column.type.length or 40]
    kinds: dict[type, Any] = {
        UUID: uuid4(),
        bool: bool(number % 2),
        int: number,
        bytes: str(number).encode(),
        dt.date: DAY + dt.timedelta(number),
        dt.time: dt.time(9, number % 60),
        dt.datetime: dt.datetime(2027, 1, 4, 9, 0, 0, number % 1_000_000),
    }
    return kinds[column.type.python_type]


def a_row(table: Table, numbers: Iterator[int] = NUMBERS) -> dict[str, Any]:
    values = {column.name: value(column, numbers) for column in table.columns}
    if table.name == DocumentRow.__tablename__:
        values["sha256"] = sha256_of(values["content"])
    return values


@stage
def full(register: Register) -> Register:
    """A register with two rows in each table, all written through it."""
    with register.transaction("test") as tx:
        for table in Base.metadata.sorted_tables:
            if table.name != AuditRow.__tablename__:
                for place in range(2):
                    named = {
                        column.name: tx.session.scalars(select(key.column).order_by(key.column)).all()[place]
                        for column in table.columns
                        for key in column.foreign_keys
                    }
                    tx.session.execute(insert(table).values({**a_row(table, FILLED), **named}))
        tx.audit("filled")
    return register
