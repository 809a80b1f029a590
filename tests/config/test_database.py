from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from config.checks import database_standing
from config.database import open_register
from config.settings import Settings
from forum.text.problem import Problem
from tasks.register.database.clock import SetClock


def settings(tmp_path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{tmp_path}/var/register.db")


def test_a_database_that_cannot_be_reached_is_said_without_its_password(clock: SetClock) -> None:
    nowhere = Settings(database_url="postgresql://mase:swordfish@127.0.0.1:1/mase")
    with pytest.raises(Problem, match="The register cannot be opened at") as caught:
        open_register(nowhere, clock)
    assert "swordfish" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "register.db").write_text(
        "no database, but long enough to look at" * 50, encoding="utf-8"
    )
    with pytest.raises(Problem, match="file is not a database"):
        open_register(settings(tmp_path), clock)


def test_a_folder_that_cannot_be_made_for_the_database_is_said_in_words(
    tmp_path: Path, clock: SetClock
) -> None:
    (tmp_path / "var").write_text("in the way of a folder", encoding="utf-8")
    said = f"its folder {tmp_path}/var can’t be made or written to. Correct MASE_DATABASE_URL, or mend"
    with pytest.raises(Problem, match=said):
        database_standing(settings(tmp_path))
    with pytest.raises(Problem, match=said):
        open_register(settings(tmp_path), clock)


def test_how_the_database_stands_is_said_without_changing_it(tmp_path: Path, clock: SetClock) -> None:
    file = tmp_path / "var" / "register.db"
    assert "is made on first use" in database_standing(settings(tmp_path))
    assert not list(tmp_path.iterdir())
    open_register(settings(tmp_path), clock).close()
    assert "of the right version" in database_standing(settings(tmp_path))
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from the future'")
    connection.close()
    with pytest.raises(Problem, match="newer version"):
        database_standing(settings(tmp_path))
    with pytest.raises(Problem, match="newer version"):
        open_register(settings(tmp_path), clock)


def test_a_register_with_other_tables_than_its_version_is_told_with_the_remedy(
    tmp_path: Path, clock: SetClock
) -> None:
    file = tmp_path / "var" / "register.db"
    open_register(settings(tmp_path), clock).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("ALTER TABLE meeting DROP COLUMN moves")
    with pytest.raises(Problem, match=r"mase restore(.|\n)*the column meeting.moves is missing"):
        database_standing(settings(tmp_path))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    for look in (database_standing, partial(open_register, clock=clock)):
        with pytest.raises(Problem, match=r"not those of the version that it says it has .0001."):
            look(settings(tmp_path))
