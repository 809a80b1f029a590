"""A folder of backups in tests, with the key that reads them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from pyrage.x25519 import Identity
from sqlalchemy import create_engine, make_url

from forum.calendar.backups import Retention
from tasks.register.backup.back_up import BackupRules
from tasks.register.database.register import Register
from tests.databases import POSTGRES

KEY = Identity.generate()
KEEP = Retention(daily=7, weekly=5, monthly=12)


def rules_for(folder: Path) -> BackupRules:
    """Backups in a folder beside policies and mail, for who has the key."""
    beside = {name: folder / name for name in ("policies", "templates", "mail")}
    return BackupRules(folder / "backups", (str(KEY.to_public()),), KEEP, beside)


@contextmanager
def empty_place(like: Register, folder: Path) -> Iterator[Register]:
    """A place without a register on the same kind of database."""
    if like.engine.dialect.name == "sqlite":
        with closing(Register(f"sqlite:///{folder / 'restored.db'}", like.clock, durable=False)) as register:
            yield register
        return
    assert POSTGRES
    name = f"mase_test_{uuid4().hex}"
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        url = make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
        with closing(Register(url, like.clock, durable=False)) as register:
            yield register
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()
