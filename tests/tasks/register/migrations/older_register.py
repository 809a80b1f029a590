"""A register as an older version left it: its tables of then, and the digest of each row on the trail."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from alembic import command
from alembic.config import Config
from sqlalchemy import JSON, Column, MetaData, Table, insert, inspect, select
from sqlalchemy.orm import Session

from tasks.register import migrations
from tasks.register.audit.row_check import verify_register
from tasks.register.audit.row_digests import COLUMNS_LEFT_OUT, Rows, covered, digest_of, plain_json
from tasks.register.audit.trail import SERVICE, WRITTEN, beginning, digest
from tasks.register.database.register import Register
from tasks.register.migrations import upgrade
from tasks.register.tables import AUDIT_NUMBERS

CONTENT = b"the content of every document"


@dataclass
class OlderRegister:
    register: Register
    version: str
    tables: dict[str, Table] = field(init=False)

    def __post_init__(self) -> None:
        upgrade_to(self.version, self.register)
        reflected = MetaData()
        reflected.reflect(self.register.engine)
        self.tables = dict(reflected.tables)

    def add(self, table: str, **values: Any) -> Any:
        """Put in a row with these values and any others that it needs; its key."""
        columns = self.tables[table].columns
        missing = [column for column in columns if not column.nullable and column.name not in values]
        row = {one.name: _stored(one, self._any_value(one)) for one in missing}
        row |= {name: _stored(columns[name], value) for name, value in values.items()}
        with self.register.engine.begin() as connection:
            connection.execute(insert(self.tables[table]).values(row))
        (key,) = self.tables[table].primary_key.columns
        return row[key.name]

    def upgraded(self) -> Register:
        """The register of today; what stands in it is what its trail says."""
        with Session(self.register.engine) as session, session.begin():
            rows: Rows = {}
            for name in covered().keys() & self.tables.keys():
                table, left_out = self.tables[name], COLUMNS_LEFT_OUT.get(name, frozenset())
                (key,) = table.primary_key.columns
                columns = [column for column in table.columns if column.name not in left_out]
                for row in session.execute(select(*columns)).mappings():
                    rows.setdefault(name, {})[plain_json(row[key.name])] = digest_of(row)
            session.execute(insert(self.tables["audit"]).values(self._first_of_trail(rows)))
            if self._numbers_the_trail():
                session.execute(select(AUDIT_NUMBERS.next_value()))
        upgrade(self.register)
        with self.register.reading() as session:
            verify_register(session)
        return self.register

    def _first_of_trail(self, rows: Rows) -> dict[str, Any]:
        """The trail's row with the digests of all rows, as the first version with digests wrote it."""
        named: dict[str, Any] = {
            "actor": "test",
            "event": WRITTEN,
            "about": {},
            "previous": beginning(SERVICE),
        }
        row = {"seq": 1, "at": self.register.clock.now(), **named, "wrote": rows}
        return {**row, "hash": digest(**row)}

    def _numbers_the_trail(self) -> bool:
        """Whether a sequence numbers the trail already; SQLite has none."""
        engine = self.register.engine
        return engine.dialect.supports_sequences and inspect(engine).has_sequence(AUDIT_NUMBERS.name)

    def _any_value(self, column: Column[Any]) -> Any:
        if column.foreign_keys:
            (foreign,) = column.foreign_keys
            return self.add(foreign.column.table.name)
        if column.name == "sha256":
            return hashlib.sha256(CONTENT).hexdigest()
        if isinstance(column.type, JSON):
            return {}
        values: dict[type, Any] = {
            bool: False,
            int: 1,
            bytes: CONTENT,
            UUID: uuid4(),
            dt.date: dt.date(2027, 1, 4),
            dt.time: dt.time(9, 30),
            dt.datetime: dt.datetime(2027, 1, 4, 9, 0),
        }
        text = uuid4().hex[: getattr(column.type, "length", None)]
        return values.get(column.type.python_type, text)


def upgrade_to(version: str, register: Register) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with register.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def _stored(column: Column[Any], value: Any) -> Any:
    """The value as the column keeps it: SQLite keeps ids as their digits."""
    return value.hex if isinstance(value, UUID) and issubclass(column.type.python_type, str) else value
