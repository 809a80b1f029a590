"""A backup restores to what was in the register, on each database."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from forum.text.problem import Problem
from tasks.duties.base.office import Office
from tasks.register.backup.back_up import BackupRules, back_up, newest_backup
from tasks.register.backup.restore import restore, try_restore
from tasks.register.backup.snapshot import (
    LOCK,
    database_beside,
    delete_left_over,
    refuse_unable,
    temporary_folder,
)
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.outbox import standing_hold
from tasks.register.tables import AuditRow, GroupRow, PersonRow
from tests.tasks.register.backup.backups import KEY, empty_place

pytestmark = [
    pytest.mark.thorough,
    # Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
    pytest.mark.filterwarnings("ignore:.*expression-based index"),
]


def test_a_backup_restores_whole_at_an_empty_place_with_everything_held(
    mase: Office, rules: BackupRules, tmp_path: Path, temporary: Path
) -> None:
    made = back_up(mase.register, rules)
    assert newest_backup(rules.folder, mase.clock.now()) is not None
    drill = try_restore(made.file, [KEY], mase.register)
    assert drill.fault == ""
    new = {name: tmp_path / "new" / name for name in rules.folders}
    with empty_place(mase.register, tmp_path) as place:
        restored = restore(made.file, [KEY], place, new)
        assert (restored.fault, restored.aside, restored.others) == ("", None, ())
        with mase.register.reading() as before, place.reading() as after:
            for table in (PersonRow, GroupRow):
                assert set(after.scalars(select(table.id))) == set(before.scalars(select(table.id)))
            trail = list(before.scalars(select(AuditRow.hash).order_by(AuditRow.seq)))
            assert list(after.scalars(select(AuditRow.hash).order_by(AuditRow.seq)))[:-2] == trail
            hold = standing_hold(after)
            assert hold is not None
            assert hold.reason == "The register is being restored"
    files = [file.relative_to(tmp_path / "new").as_posix() for file in (tmp_path / "new").rglob("*.*")]
    assert sorted(files) == ["mail/sent/1.eml", "policies/mase.toml"]
    assert list(temporary.iterdir()) == []
    assert _databases_beside(mase.register) == []


def test_a_register_that_is_there_is_put_aside_or_left_alone(
    mase: Office, rules: BackupRules, tmp_path: Path, clock: SetClock
) -> None:
    made = back_up(mase.register, rules)
    (tmp_path / "policies" / "mase.toml").write_text("another policy", encoding="utf-8")
    (tmp_path / "mail" / "sent" / "2.eml").write_text("a later letter", encoding="utf-8")
    (tmp_path / "mail" / "sent" / "1.eml").unlink()
    with empty_place(mase.register, tmp_path) as place:
        restore(made.file, [KEY], place, {})
        if place.engine.dialect.name == "postgresql":
            with pytest.raises(Problem, match="is not empty, and was left as it is"):
                restore(made.file, [KEY], place, rules.folders)
            return
        with place.transaction("test") as tx:
            tx.audit("work since")
        clock.at += dt.timedelta(hours=1)
        restored = restore(made.file, [KEY], place, rules.folders)
        assert restored.aside == tmp_path / "restored.db.before-2027-01-04-100000"
        with closing(Register(f"sqlite:///{restored.aside}", clock)) as aside, aside.reading() as session:
            assert "work since" in session.scalars(select(AuditRow.event)).all()
        with place.reading() as session:
            assert "work since" not in session.scalars(select(AuditRow.event)).all()
    assert restored.others == (tmp_path / "policies" / "mase.toml",)
    assert [file.name for file in (tmp_path / "mail" / "sent").iterdir()] == ["2.eml"]


def test_what_a_killed_backup_left_is_deleted_by_the_next_but_not_what_another_works_in(
    register: Register, rules: BackupRules, temporary: Path
) -> None:
    if is_postgres := register.engine.dialect.name == "postgresql":
        autocommit = register.engine.execution_options(isolation_level="AUTOCOMMIT")
        with autocommit.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {str(register.url.database)[:40]}_backup_0123abcd")
    left, others = temporary / "mase-left", temporary / "mase-of-another-program"
    for folder in (left, others):
        folder.mkdir()
        (folder / "register").write_text("members in clear", encoding="utf-8")
    (left / LOCK).touch()
    with temporary_folder() as at_work, database_beside(register) if is_postgres else nullcontext() as in_use:
        if is_postgres:
            delete_left_over(register)
        else:
            back_up(register, rules)  # which calls it
        assert sorted(temporary.iterdir()) == sorted([at_work, others])
        assert _databases_beside(register) == ([in_use.database] if in_use else [])
    assert _databases_beside(register) == []


def test_what_keeps_a_backup_from_being_made_is_told(
    register: Register, rules: BackupRules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with empty_place(register, tmp_path) as place, pytest.raises(Problem, match="no register yet"):
        back_up(place, rules)
    (tmp_path / "file").touch()
    with pytest.raises(Problem, match=r"could not be made in .*: Not a directory"):
        back_up(register, replace(rules, folder=tmp_path / "file" / "backups"))
    if register.engine.dialect.name == "postgresql":
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(Problem, match="There is no pg_dump on this machine"):
            back_up(register, rules)
        monkeypatch.undo()
        tool = tmp_path / "pg_dump"
        tool.write_text("#!/bin/sh\necho 'aborting because of server version mismatch' >&2; exit 1\n")
        tool.chmod(0o700)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        with pytest.raises(Problem, match="pg_dump failed: it is older than the server"):
            back_up(register, rules)
    assert [file.name for file in rules.folder.glob("mase-*")] == []


def test_a_backup_without_the_last_row_of_one_groups_chain_is_thrown_away(
    register: Register, rules: BackupRules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if register.engine.dialect.name == "sqlite":
        return  # it copies itself, and what it copies by can't be replaced
    with register.transaction("test") as tx:
        rows = [GroupRow(code=code, policy=code, go_live=tx.at.date()) for code in ("EAST", "WEST")]
        tx.session.add_all(rows)
        groups = [row.id for row in rows]
    for group in groups:
        with register.transaction("test", groups=[group]) as tx:
            tx.audit("work")
    tool = tmp_path / "pg_dump"  # which loses the row before the last
    lose = "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit) - 1"
    tool.write_text(f'#!/bin/sh\npsql "$1" -c "{lose}"; exec {shutil.which("pg_dump")} "$@"\n', "utf-8")
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(Problem, match=r"not restore to the register as it stood .* was thrown away"):
        back_up(register, rules)
    assert list(rules.folder.glob("mase-*")) == []


def test_an_account_that_may_make_no_databases_is_told(register: Register, rules: BackupRules) -> None:
    if register.engine.dialect.name == "sqlite":
        refuse_unable(register)
        return
    role = f"mase_test_{uuid4().hex[:8]}"
    with register.engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN; GRANT pg_read_all_data TO {role}")
    with closing(Register(_as(role, register), register.clock)) as theirs:
        with pytest.raises(Problem, match="Let the register’s account make databases"):
            refuse_unable(theirs)
        with pytest.raises(Problem, match="the account has not the rights that are needed"):
            back_up(theirs, rules)
    with register.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP ROLE {role}")


def _databases_beside(register: Register) -> list[str]:
    if register.engine.dialect.name == "sqlite":
        return []
    beside = "SELECT datname FROM pg_database WHERE datname LIKE left(current_database(), 40) || '_backup_%'"
    with register.engine.connect() as connection:
        return list(connection.scalars(text(beside)))


def _as(role: str, register: Register) -> str:
    return register.url.set(username=role, password=None).render_as_string(hide_password=False)
