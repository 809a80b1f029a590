"""Bringing a register's database to the version this program works with."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError, IntegrityError, NoSuchTableError
from sqlalchemy.orm import Session

from forum.text.problem import Problem
from tasks.register.audit import row_digests
from tasks.register.audit.row_check import begin_digests
from tasks.register.audit.trail import append, note_written, write_waiting
from tasks.register.database.errors import is_of_other_tables
from tasks.register.database.register import Register
from tasks.register.tables import AuditRow, Base

UPGRADED = "register upgraded"  # the event of the rows that migrations changed
REMEDY = (
    "It was made by a program from before version 0.1.0, an update of it broke off, or somebody changed its "
    "tables. Restore a backup (mase restore). Without one, install the program that made it, write its "
    "members into a workbook (mase register export), and import them into a new register "
    "(MASE_DATABASE_URL, mase register import)."
)
_DIFFERENT = {
    "add_table": "the table {} is missing",
    "add_column": "the column {} is missing",
    "remove_column": "the column {} is not known to this program",
    "add_index": "the index {} is missing",
    "remove_index": "the index {} is not known to this program",
    "add_constraint": "the rule {} is missing",
    "remove_constraint": "the rule {} is not known to this program",
    "add_fk": "the reference {} is missing",
    "remove_fk": "the reference {} is not known to this program",
    "modify_type": "the column {} has another type",
    "modify_nullable": "the column {} may be empty in one and not in the other",
}


def upgrade(register: Register) -> None:
    """Bring the database to the newest version; nothing happens when it is there already.

    Two processes may call this at once: one waits for the other. Raises Problem, changing nothing, when the
    database was made by a newer version of this program, or has other tables than its version. A register
    whose trail has no digests yet gets those of its rows. The rows that a migration changes by their ids,
    with SQLAlchemy's own statements, have their new digests put on the trail.
    """
    with _engine_for(register).connect() as connection, connection.begin():
        _upgrade(register, connection)


def try_upgrade(register: Register) -> None:
    """Do what ``upgrade`` does, and take it back. Raises Problem as that does."""
    with _engine_for(register).connect() as connection, connection.begin() as transaction:
        _upgrade(register, connection)
        transaction.rollback()


def _engine_for(register: Register) -> Engine:
    engine = register.engine.execution_options(writing=True)
    row_digests.listen(engine)
    return engine


def _upgrade(register: Register, connection: Connection) -> None:
    before = _version(connection)
    _refuse_newer(before, _scripts())
    has_digests = _has_digests(connection)
    config = _config()
    config.attributes["connection"] = connection
    row_digests.begin(connection)
    try:
        command.upgrade(config, "head")
        changed = row_digests.written(connection).digests
    except (IntegrityError, NoSuchTableError, KeyError):
        raise _other_tables(before) from None
    except DBAPIError as error:
        if is_of_other_tables(error):
            raise _other_tables(before) from None
        raise
    finally:
        row_digests.end(connection)
    if before not in (None, newest()) and _schema_differences(connection):  # a new one has what was just made
        raise _other_tables(before)
    with Session(connection, join_transaction_mode="rollback_only") as session:
        if not has_digests:
            begin_digests(session, register.clock.now())
        elif changed:
            at, about = register.clock.now(), {"before": before, "now": newest()}
            append(session, at=at, actor="set up", event=UPGRADED, about=about)
            note_written(session, changed, at=at, actor="set up")
            write_waiting(session)


def version(register: Register) -> str | None:
    """The version of the database's schema; None when there is no register in it yet."""
    # Alembic asks by new objects each time, which an engine would go on keeping what it compiled for.
    engine = register.engine.execution_options(compiled_cache=None)
    with engine.connect() as connection:
        return _version(connection)


@cache  # reading the scripts costs more than all else that opens the register
def newest() -> str:
    """The version this program works with."""
    head = _scripts().get_current_head()
    assert head is not None
    return head


def refuse_newer(register: Register) -> None:
    """Raise Problem when the database was made by a newer version of this program."""
    _refuse_newer(version(register), _scripts())


def refuse_other_schema(register: Register) -> None:
    """Raise Problem that names what of the tables is not as this program has it."""
    with register.engine.connect() as connection:
        if differences := _schema_differences(connection):
            raise Problem(
                f"The register’s tables are not those that this program works with. {REMEDY} What differs:",
                differences,
            )


def _schema_differences(connection: Connection) -> list[str]:
    """Say what of the database's tables is not as this program has it; others' tables are let be."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    with warnings.catch_warnings():
        # Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
        warnings.filterwarnings("ignore", ".*expression-based index")
        differences = compare_metadata(context, Base.metadata)
    return sorted({_DIFFERENT[what].format(name) for what, name in _named(differences)})


def _named(differences: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield what each difference is, and the name of what differs: of a missing table its own alone."""
    missing = {difference[1].name for difference in differences if difference[0] == "add_table"}
    for difference in differences:
        if isinstance(difference, list):  # several of one column
            for what, _schema, table, column, *_ in difference:
                yield what, f"{table}.{column}"
        elif difference[0] in ("add_column", "remove_column"):
            what, _schema, table, column = difference
            yield what, f"{table}.{column.name}"
        elif difference[0] == "add_table":
            yield difference[0], difference[1].name
        elif difference[0] != "remove_table" and difference[1].table.name not in missing:
            yield difference[0], str(difference[1].name)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _has_digests(connection: Connection) -> bool:
    """Say whether the trail tells of what was written; also where there is no register yet."""
    trail = AuditRow.__tablename__
    there = inspect(connection)
    return not there.has_table(trail) or any(one["name"] == "wrote" for one in there.get_columns(trail))


def _version(connection: Connection) -> str | None:
    """Return the version that the database says it has. Raises Problem where it says two."""
    try:
        return MigrationContext.configure(connection).get_current_revision()
    except CommandError:
        raise _other_tables("two versions") from None


def _other_tables(before: str | None) -> Problem:
    return Problem(
        f"The register can’t be brought up to date: its tables are not those of the version that it says it "
        f"has ({before or 'none'}). Nothing was changed. {REMEDY}"
    )


def _refuse_newer(found: str | None, scripts: ScriptDirectory) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    if found is not None and found not in known:
        raise Problem(
            f"The register’s database is of version {found}, made by a newer version of this program than "
            f"this one (which knows up to {scripts.get_current_head()}). Update the program, or restore a "
            "backup of the register made before the update."
        )
