"""A register whose tables are not those of its version: said in a sentence with the remedy, and let be."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, text

from forum.text.problem import Problem
from tasks.register.database.register import Register
from tasks.register.migrations import newest, refuse_other_schema, try_upgrade, upgrade
from tests.tasks.register.migrations.older_register import upgrade_to

# Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index")
OTHERS = {
    "a column that 0001 got later is not there": ("0001", "ALTER TABLE meeting DROP COLUMN moves"),
    "a column that 0007 makes anew is not there": ("0001", "ALTER TABLE lease DROP COLUMN mode"),
    "a table that 0001 got later is not there": ("0001", "DROP TABLE correction"),
    "an index that 0001 got later is not there": ("0001", "DROP INDEX ix_cover_last"),
    "an update broke off before it said so": ("0005", "UPDATE alembic_version SET version_num = '0004'"),
    "an update broke off after it said so": ("0004", "UPDATE alembic_version SET version_num = '0005'"),
    "it does not say which version it has": ("0003", "DELETE FROM alembic_version"),
    "it says that it has two": ("0003", "INSERT INTO alembic_version VALUES ('0002')"),
}


@pytest.mark.thorough
@pytest.mark.parametrize("how", OTHERS)
def test_it_is_not_brought_up_to_date_and_stays_as_it_is(how: str, empty: Register) -> None:
    made_by, change = OTHERS[how]
    upgrade_to(made_by, empty)
    with empty.engine.begin() as connection:
        connection.execute(text(change))
    before = schema(empty)
    for bring_up in (upgrade, try_upgrade):
        with pytest.raises(Problem, match=r"its tables are not those .* Restore a backup") as caught:
            bring_up(empty)
        assert "SELECT" not in str(caught.value)
    assert schema(empty) == before


def test_what_differs_in_one_of_the_newest_version_is_named(empty: Register) -> None:
    upgrade(empty)
    refuse_other_schema(empty)
    with empty.engine.begin() as connection:
        for change in (
            "DROP INDEX ix_cover_last",
            "DROP TABLE board_ask",
            "ALTER TABLE meeting DROP COLUMN moves",
            "ALTER TABLE person ADD COLUMN nickname TEXT",
            "CREATE TABLE of_somebody_else (id INTEGER)",
        ):
            connection.execute(text(change))
    with pytest.raises(Problem, match="not those that this program works with") as caught:
        refuse_other_schema(empty)
    assert list(caught.value.faults) == [
        "the column meeting.moves is missing",
        "the column person.nickname is not known to this program",
        "the index ix_cover_last is missing",
        "the table board_ask is missing",
    ]
    with pytest.raises(Problem, match="mase check says what differs"), empty.reading() as session:
        session.execute(text("SELECT moves FROM meeting"))
    with pytest.raises(Problem, match="mase check says what differs"), empty.transaction("test") as tx:
        tx.session.execute(text("DELETE FROM board_ask"))


def schema(register: Register) -> tuple[object, ...]:
    """Return the tables with their columns and indexes, and the versions that the register says it has."""
    tables = inspect(register.engine)
    with register.engine.connect() as connection:
        versions = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return (
        {
            name: (
                sorted(column["name"] for column in tables.get_columns(name)),
                sorted(str(index["name"]) for index in tables.get_indexes(name)),
            )
            for name in tables.get_table_names()
        },
        sorted(versions),
        newest(),
    )
