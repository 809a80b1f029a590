"""Bringing a register's database to the version this program works with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.orm import Session

from forum.text.problem import Problem
from tasks.register.audit import row_digests
from tasks.register.audit.row_check import begin_digests
from tasks.register.audit.trail import append, note_written, write_waiting
from tasks.register.database.register import Register
from tasks.register.tables import AuditRow

UPGRADED = "register upgraded"  # the event of the rows that migrations changed


def upgrade(register: Register) -> None:
    """Bring the database to the newest version; nothing happens when it is there already.

    Two processes may call this at once: one waits for the other. Raises Problem, changing nothing, when the
    database was made by a newer version of this program. A register whose trail has no digests yet gets those
    of its rows. The rows that a migration changes by their ids, with SQLAlchemy's own statements, have their
    new digests put on the trail.
    """
    engine = register.engine.execution_options(writing=True)
    row_digests.listen(engine)
    with engine.connect() as connection, connection.begin():
        before = _version(connection)
        _refuse_newer(before, _scripts())
        has_digests = _has_digests(connection)
        config = _config()
        config.attributes["connection"] = connection
        row_digests.begin(connection)
        try:
            command.upgrade(config, "head")
            changed = row_digests.written_digests(connection)
        finally:
            row_digests.end(connection)
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
    with register.engine.connect() as connection:
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
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(found: str | None, scripts: ScriptDirectory) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    if found is not None and found not in known:
        raise Problem(
            f"The register’s database is of version {found}, made by a newer version of this program than "
            f"this one (which knows up to {scripts.get_current_head()}). Update the program, or restore a "
            "backup of the register made before the update."
        )
