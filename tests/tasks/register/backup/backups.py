"""A folder of backups in tests, with the key that reads them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pyrage.x25519 import Identity

from forum.calendar.backups import BackupsKept
from tasks.register.backup.back_up import BackupRules
from tasks.register.database.register import Register
from tests.databases import new_database

KEY = Identity.generate()
KEEP = BackupsKept(daily=7, weekly=5, monthly=12)


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
    with new_database() as url, closing(Register(url, like.clock, durable=False)) as register:
        yield register
