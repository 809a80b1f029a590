"""An older register is kept as it was before it is brought up to date."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest

from config.database import open_register
from config.settings import Settings
from forum.text.problem import Problem
from tasks.register.backup.restore import try_restore
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.migrations import newest, version
from tests.tasks.register.backup.backups import KEY
from tests.tasks.register.migrations.test_released import load

# Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
pytestmark = [pytest.mark.thorough, pytest.mark.filterwarnings("ignore:.*expression-based index")]
NOW = dt.datetime(2027, 3, 1, 9)


def older(folder: Path) -> Settings:
    """Settings of a register that version 0.1.0 left."""
    folder.mkdir()
    settings = Settings(database_url=f"sqlite:///{folder}/register.db", backup_folder=folder / "backups")
    with closing(Register(settings.database_url, SetClock(NOW))) as register:
        load("0.1.0", register)
    return settings


def version_in(file: Path) -> str | None:
    with closing(Register(f"sqlite:///{file}", SetClock(NOW))) as register:
        return version(register)


def test_as_a_backup_or_where_none_are_made_as_a_copy_beside_it(tmp_path: Path) -> None:
    settings = older(tmp_path / "without a key")
    open_register(settings, SetClock(NOW)).close()
    copy = tmp_path / "without a key" / f"register.db.before-{newest()}"
    assert (version_in(copy), copy.stat().st_mode & 0o777) == ("0004", 0o600)
    assert version_in(copy.with_name("register.db")) == newest()

    settings = older(tmp_path / "with one").model_copy(
        update={"backup_recipients": (str(KEY.to_public()),), "gateway": "graph"}
    )
    with closing(open_register(settings, SetClock(NOW))) as register:
        (made,) = settings.backup_folder.glob("*.age")
        restored = try_restore(made, [KEY], register)
        assert (restored.last_entry, restored.fault) == (dt.datetime(2027, 2, 17, 9), "")
        assert version(register) == newest()
    assert not list((tmp_path / "with one").glob("*.before-*"))


def test_where_no_backup_can_be_made_it_stays_as_it_is(tmp_path: Path) -> None:
    settings = older(tmp_path / "full").model_copy(
        update={"backup_recipients": (str(KEY.to_public()),), "backup_folder": tmp_path / "file"}
    )
    (tmp_path / "file").touch()
    with pytest.raises(Problem, match=r"The backup could not be made in .*: File exists"):
        open_register(settings, SetClock(NOW))
    assert version_in(tmp_path / "full" / "register.db") == "0004"
