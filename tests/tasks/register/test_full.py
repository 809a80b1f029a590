"""The register that other tests fill has something of everything: what is new is looked at by all of them."""

from __future__ import annotations

from sqlalchemy import func, select

from tasks.register.database.register import Register
from tasks.register.tables import AuditRow, Base


def test_the_full_register_has_two_rows_or_more_in_each_table_but_the_trail(full: Register) -> None:
    tables = [table for table in Base.metadata.sorted_tables if table.name != AuditRow.__tablename__]
    with full.reading() as session:
        rows = {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}
    assert {name for name, number in rows.items() if not number or number < 2} == set()
    assert {"chair_note", "concern", "waiting_words"} <= rows.keys()
