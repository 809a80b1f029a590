"""A row of the register that was changed past the audit trail is found and named."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import zip_longest
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Table,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from forum.text.problem import Problem
from tasks.register.audit.row_check import MOST_LISTED, Verified, begin_digests, verify_register
from tasks.register.audit.row_digests import COLUMNS_LEFT_OUT, TABLES_LEFT_OUT, covered, key_of
from tasks.register.audit.trail import digest, row_with
from tasks.register.database.register import Register
from tasks.register.documents import store
from tasks.register.tables import AuditRow, Base, DecisionRow, DocumentRow, GroupRow, PersonRow
from tests.tasks.register.full import DAY, a_row, value

# Tables of about as many columns, of each of which a finding can name two rows. One takes as long as another.
BY_WIDTH = sorted(covered().values(), key=lambda table: len(table.columns))
SIDE_BY_SIDE = [
    tuple(BY_WIDTH[at : at + MOST_LISTED // 2]) for at in range(0, len(BY_WIDTH), MOST_LISTED // 2)
]


@contextmanager
def tampering(register: Register) -> Iterator[Connection]:
    """Somebody who writes in the database past the register; all is taken back at the end."""
    with register.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        yield connection
        connection.rollback()


def finding(connection: Connection) -> str:
    """What a verification says; empty when it finds nothing."""
    try:
        verify_register(Session(connection))
    except Problem as problem:
        return str(problem)
    return ""


def ids(connection: Connection, table: Table) -> list[Any]:
    return list(connection.execute(select(key_of(table))).scalars())


def named(id: Any) -> str:
    return (id.hex if isinstance(id, UUID) else id)[:12]


def test_a_register_written_through_the_program_stands_as_its_trail_says(full: Register) -> None:
    with full.reading() as session:
        assert verify_register(session) == Verified(trail=1, rows=2 * len(covered()))


def test_all_tables_but_three_are_covered_and_of_their_columns_all_that_somebody_said() -> None:
    assert {*covered()} | TABLES_LEFT_OUT == {*Base.metadata.tables}
    for name, columns in COLUMNS_LEFT_OUT.items():
        assert columns <= {*covered()[name].columns.keys()}


@pytest.mark.thorough
@pytest.mark.parametrize("tables", SIDE_BY_SIDE, ids=lambda tables: f"{tables[0].name} to {tables[-1].name}")
def test_each_column_changed_and_each_row_taken_out_put_in_or_swapped_is_named(
    full: Register, tables: tuple[Table, ...]
) -> None:
    with full.reading() as session:
        rows = {table: ids(session.connection(), table) for table in tables}
    for columns in zip_longest(*map(columns_covered, tables)):
        changed = [column for column in columns if column is not None]
        with tampering(full) as connection:
            for column in changed:
                change(connection, column, rows[column.table][0])
            said = finding(connection)
        for column in changed:
            table = column.table
            assert f"{table.name} {named(rows[table][0])} was changed after row 1 of the trail" in said, (
                column
            )
    with tampering(full) as connection:
        for table, (first, _) in rows.items():
            connection.execute(delete(table).where(key_of(table) == first))
        said = finding(connection)
        for table, (first, _) in rows.items():
            assert f"{table.name} {named(first)} was taken out after row 1 of the trail" in said
    with tampering(full) as connection:
        put_in = {table: a_row(table) for table in tables}
        for table, new in put_in.items():
            connection.execute(insert(table).values(new))
        said = finding(connection)
        for table, new in put_in.items():
            assert f"{table.name} {named(new[key_of(table).name])} was put in" in said
    with tampering(full) as connection:
        for table, (first, second) in rows.items():
            swap(connection, table, first, second)
        said = finding(connection)
        for table, both in rows.items():
            for id in both:
                assert f"{table.name} {named(id)} was changed" in said


def columns_covered(table: Table) -> list[Column[Any]]:
    left_out = COLUMNS_LEFT_OUT.get(table.name, ())
    return [column for column in table.columns if column is not key_of(table) and column.name not in left_out]


def change(connection: Connection, column: Column[Any], id: Any) -> None:
    """Let a row have another value in a column."""
    key = key_of(column.table)
    was = connection.scalar(select(column).where(key == id))
    other = next(found for _ in range(9) if (found := value(column)) != was)
    connection.execute(update(column.table).where(key == id).values({column.name: other}))


def swap(connection: Connection, table: Table, one: Any, other: Any) -> None:
    """Let each of two rows have the id of the other."""
    key = key_of(table)
    between = uuid4() if isinstance(one, UUID) else "between"
    for was, now in ((one, between), (other, one), (between, other)):
        connection.execute(update(table).where(key == was).values({key.name: now}))


def test_other_bytes_in_a_document_are_found(register: Register) -> None:
    with register.transaction("test") as tx:
        sha256 = store(tx.session, "minutes.docx", "text/plain", b"agreed", DAY)
    with tampering(register) as connection:
        connection.execute(update(DocumentRow).values(content=b"not agreed"))
        assert f"document {sha256[:12]} has another content" in finding(connection)


OTHERWISE = {  # the same value to whoever reads it, and another to statements that look for it
    "an id in capitals": "UPDATE person SET id = upper(id)",
    "another row’s id in capitals": "UPDATE address SET person_id = upper(person_id)",
    "an id with dashes": "UPDATE person SET id = substr(id, 1, 8) || '-' || substr(id, 9)",
    "an id in brackets": "UPDATE person SET id = '{' || id || '}'",
    "a day without dashes": "UPDATE forum_group SET go_live = replace(go_live, '-', '')",
    "a day by its week": "UPDATE forum_group SET go_live = '2027-W01-1' WHERE go_live = '2027-01-04'",
    "a time with a T": "UPDATE template SET approved_at = replace(approved_at, ' ', 'T')",
    "a time without parts of a second": "UPDATE template SET approved_at = substr(approved_at, 1, 19)",
    "a yes that is a 2": "UPDATE decision SET to_ratify = 2",
    "a long text as bytes": "UPDATE person SET name = CAST(name AS BLOB)",
    # and what nobody can read
    "an id that is none": "UPDATE person SET id = 'zz' || id",
    "a day that is none": "UPDATE forum_group SET go_live = 'soon'",
    "a word that is none": "UPDATE dispatch SET state = 'gone'",
    "no JSON": "UPDATE audit SET about = '{'",
    "a trail’s day that is none": "UPDATE audit SET at = 'then'",
    "no text": "UPDATE person SET name = CAST(x'ff' AS TEXT)",
}


def test_nothing_in_the_database_writes_on_a_terminal(full: Register) -> None:
    with tampering(full) as connection:
        first = connection.scalars(select(DocumentRow.sha256)).first()
        connection.execute(
            update(DocumentRow).where(DocumentRow.sha256 == first).values(sha256="\x1b[2J\nwhole")
        )
        said = finding(connection)
        assert "\\x1b[2J\\nwhole" in said
        assert "\x1b" not in said


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # PostgreSQL keeps one form of a value
@pytest.mark.parametrize("name", OTHERWISE)
def test_a_value_that_is_written_otherwise_is_found(full: Register, name: str) -> None:
    with full.transaction("test") as tx:
        tx.session.add(GroupRow(code="X", policy="X", go_live=dt.date(2027, 1, 4)))
        tx.session.execute(update(DecisionRow).values(to_ratify=True))
        tx.session.execute(update(PersonRow).values(name="a" * 300))
    with tampering(full) as connection:
        table = OTHERWISE[name].split()[1]
        assert finding(connection) == ""
        assert connection.execute(text(OTHERWISE[name])).rowcount
        assert f"  {table} " in finding(connection)


TRIGGERS = {
    "sqlite": ["CREATE TRIGGER quietly AFTER INSERT ON person BEGIN UPDATE person SET phone = '1'; END"],
    "postgresql": [
        "CREATE FUNCTION one() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.phone := 1; RETURN NEW; END'",
        "CREATE TRIGGER quietly BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION one()",
    ],
}


def test_a_trigger_is_found(full: Register) -> None:
    with tampering(full) as connection:
        for statement in TRIGGERS[full.engine.dialect.name]:
            connection.exec_driver_sql(statement)
        assert "changes rows by itself, by what is called quietly" in finding(connection)


def person(name: str) -> PersonRow:
    return PersonRow(name=name, job_title="", organisation="", phone="")


def by_row(register: Register) -> None:
    with register.transaction("test") as tx:
        rows = tx.session.scalars(select(PersonRow)).all()
        rows[0].phone = "1"
        tx.session.delete(rows[1])


def many_at_once(register: Register) -> None:
    others = {"job_title": "", "organisation": "", "phone": "", "pa": "", "format_needed": ""}
    with register.transaction("test") as tx:
        rows = tx.session.scalars(select(PersonRow)).all()
        tx.session.execute(update(PersonRow), [{"id": row.id, "phone": "2"} for row in rows])
        tx.session.execute(insert(PersonRow), [{"name": f"{number}", **others} for number in range(700)])


def by_statement(register: Register) -> None:
    with register.transaction("test") as tx:
        tx.session.execute(update(PersonRow).where(PersonRow.name.in_(["1", "2"])).values(name="3"))
        tx.session.execute(delete(PersonRow).where(PersonRow.name == "3", PersonRow.phone == ""))


def by_id(register: Register) -> None:
    with register.transaction("test") as tx:
        first, second, *_ = tx.session.scalars(select(PersonRow.id)).all()
        connection = tx.session.connection()
        connection.execute(update(PersonRow).where(PersonRow.id == first).values(phone="4"))
        connection.execute(delete(PersonRow).where(PersonRow.id == second))


def in_savepoints(register: Register) -> None:
    with register.transaction("test") as tx:
        with tx.savepoint():
            tx.session.add(person("kept"))
        with suppress(ZeroDivisionError), tx.savepoint():
            tx.session.add(person("not kept"))
            tx.session.flush()
            raise ZeroDivisionError


def in_vain(register: Register) -> None:
    with suppress(ZeroDivisionError), register.transaction("test") as tx:
        tx.session.add(person("not kept"))
        tx.session.flush()
        raise ZeroDivisionError


@pytest.mark.parametrize("way", [by_row, many_at_once, by_statement, by_id, in_savepoints, in_vain])
def test_each_way_in_which_the_program_writes_is_on_the_trail(
    register: Register, way: Callable[[Register], None]
) -> None:
    with register.transaction("test") as tx:
        tx.session.add_all([person(str(number)) for number in range(3)])
    way(register)
    with register.reading() as session:
        number = session.scalar(select(func.count()).select_from(PersonRow))
        assert verify_register(session).rows == number


def test_a_row_put_back_after_it_was_deleted_is_found(register: Register) -> None:
    with register.transaction("test") as tx:
        group = {"id": uuid4(), "code": "X", "policy": "X", "go_live": DAY}
        tx.session.add(GroupRow(**group))
    with register.transaction("test") as tx:
        tx.session.delete(tx.session.get_one(GroupRow, group["id"]))
    with tampering(register) as connection:
        assert finding(connection) == ""
        connection.execute(insert(GroupRow).values(group))
        assert f"forum_group {named(group['id'])} was put in after row 2" in finding(connection)


def forge(connection: Connection, seq: int) -> None:
    """Write the trail anew from a row on, with right hashes, and with digests as they suit the forger."""
    trail = Base.metadata.tables[AuditRow.__tablename__]
    rows = connection.execute(select(trail).order_by(trail.c.seq)).mappings().all()
    previous = rows[seq - 2]["hash"]
    changed = [dict(row) for row in rows[seq - 1 :]]
    connection.execute(delete(trail).where(trail.c.seq >= seq))
    for row in changed:
        row["actor"], row["previous"] = "nobody", previous
        content = [row[name] for name in ("seq", "at", "actor", "event", "about", "previous", "wrote")]
        previous = row["hash"] = digest(*content)
    connection.execute(insert(trail), changed)


def test_a_trail_written_anew_is_found_by_a_number_kept_outside(register: Register) -> None:
    numbers: list[str] = []
    for name in "abcd":
        with register.transaction("test") as tx:
            tx.session.add(person(name))
            tx.audit("person entered")
        with register.reading() as session:
            numbers.append(session.scalars(select(AuditRow.hash).order_by(AuditRow.seq)).all()[-1])
    with tampering(register) as connection:
        forge(connection, 3)
        session = Session(connection)
        assert verify_register(session).trail == 4  # it looks whole
        assert [row_with(session, number).seq for number in numbers[:2]] == [1, 2]
        for number_since in numbers[2:]:
            with pytest.raises(Problem, match="no row has that check number"):
                row_with(session, number_since)
    with tampering(register) as connection:
        connection.execute(delete(AuditRow).where(AuditRow.seq == 4))
        assert "person" in finding(connection)  # what the row cut off wrote has no digest any more
        with pytest.raises(Problem, match="no row has that check number"):
            row_with(Session(connection), numbers[3])


def test_digests_changed_on_the_trail_break_its_chain(full: Register) -> None:
    with tampering(full) as connection:
        connection.execute(update(AuditRow).values(wrote={}))
        assert "row 1 was changed after it was written" in finding(connection)


def test_a_register_of_before_has_the_digests_of_its_rows_from_its_first_opening(full: Register) -> None:
    with full.engine.begin() as connection:
        connection.execute(delete(AuditRow))
        assert "was put in" in finding(connection)
    with full.transaction("test") as tx:
        begin_digests(tx.session, tx.at)
    with tampering(full) as connection:
        assert finding(connection) == ""
        connection.execute(update(PersonRow).values(phone="changed"))
        assert finding(connection).count(" of the trail, of 4 January 2027") == 2


def test_no_personal_data_is_told_or_kept(full: Register) -> None:
    with full.reading() as session:
        trail = json.dumps([row.wrote for row in session.scalars(select(AuditRow))])
        names = session.scalars(select(PersonRow.name)).all()
    with tampering(full) as connection:
        connection.execute(text("UPDATE person SET phone = '07700 900000'"))
        said = finding(connection)
    for secret in (*names, "07700 900000"):
        assert secret not in trail + said
