"""Who has no key reads nothing of a backup; old ones are deleted, and a doubtful register deletes none."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from forum.text.problem import Problem
from tasks.duties.base.office import Office
from tasks.register.backup.back_up import (
    BackupRules,
    back_up,
    encrypt,
    identities_in,
    new_key,
    newest_backup,
    recipients_of,
)
from tasks.register.backup.restore import restore, try_restore
from tasks.register.backup.snapshot import pack
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tests.tasks.register.backup.backups import KEY, empty_place

pytestmark = [
    pytest.mark.thorough,
    # Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
    pytest.mark.filterwarnings("ignore:.*expression-based index"),
]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone: what is encrypted and kept is no matter of the database."""
    return sqlite_url


def test_a_backup_is_nothing_but_noise_to_whoever_has_no_key_of_its_readers(
    mase: Office, rules: BackupRules, temporary: Path
) -> None:
    other, third = new_key(), new_key()
    both = replace(rules, recipients=(*rules.recipients, str(other.to_public())))
    made = back_up(mase.register, both)
    kept = made.file.read_bytes()
    assert not any(word in kept for word in (b"Designated Nurse", b"a policy", b"forum.example", b"SQLite"))
    with pytest.raises(Problem, match="encrypted for somebody else"):
        try_restore(made.file, [third], mase.register)
    for key in (KEY, other):
        assert try_restore(made.file, [key], mase.register).fault == ""
    made.file.write_bytes(kept[:-100])
    with pytest.raises(Problem, match="it is damaged"):
        try_restore(made.file, [KEY], mase.register)
    assert list(temporary.iterdir()) == []


def test_old_backups_are_deleted_and_what_a_killed_one_left(
    mase: Office, rules: BackupRules, clock: SetClock
) -> None:
    rules.folder.mkdir()
    (rules.folder / "of-somebody-else.age").touch()
    (rules.folder / "mase-2027-01-03-030000.age.part").touch()
    (rules.folder / "mase-2026-12-31-030000.age").touch()
    for hour in (9, 10):
        clock.at = clock.at.replace(hour=hour)
        back_up(mase.register, rules)
    names = {file.name for file in rules.folder.iterdir()} - {"backup.lock"}
    assert names == {
        "of-somebody-else.age",
        "mase-2026-12-31-030000.age",
        "mase-2027-01-04-100000.age",
        "mase-2027-01-04-100000.json",
    }


def test_a_backup_that_was_made_while_the_clock_was_ahead_does_not_hide_that_last_night_s_is_missing(
    mase: Office, rules: BackupRules, clock: SetClock
) -> None:
    today, last_night = clock.at, clock.at.replace(hour=3)
    clock.at = last_night
    back_up(mase.register, rules)
    clock.at = last_night.replace(year=last_night.year + 1)
    back_up(mase.register, rules)
    newest = newest_backup(rules.folder, today)
    assert newest
    assert newest.taken_at == last_night


def test_a_register_that_is_not_as_its_trail_says_is_backed_up_all_the_same_and_told(
    mase: Office, rules: BackupRules, tmp_path: Path
) -> None:
    with mase.register.engine.begin() as connection:
        connection.execute(text("UPDATE person SET phone = 'x'"))
    with pytest.raises(Problem, match="not what its audit trail says"):
        back_up(mase.register, rules)
    (made,) = rules.folder.glob("*.age")
    assert newest_backup(rules.folder, mase.clock.now()) is None
    with empty_place(mase.register, tmp_path) as place:
        assert "not what its audit trail says" in restore(made, [KEY], place, {}).fault


def test_a_key_that_is_none_is_told_without_being_repeated(tmp_path: Path) -> None:
    mistyped = str(KEY.to_public())[:-1] + "b"
    with pytest.raises(Problem, match="a key that is none") as caught:
        recipients_of([mistyped])
    assert mistyped not in str(caught.value)
    file = tmp_path / "key"
    with pytest.raises(Problem, match="key can’t be read: No such file or directory"):
        identities_in(file)
    for content in ("", f"{KEY.to_public()}\n", f"{str(KEY)[:-2]}\n"):
        file.write_text(content, encoding="utf-8")
        with pytest.raises(Problem, match="no secret key that can be read") as caught:
            identities_in(file)
        assert str(KEY)[:-2] not in str(caught.value)
    file.write_text(f"# public key: {KEY.to_public()}\n{KEY}\n", encoding="utf-8")
    assert [str(key) for key in identities_in(file)] == [str(KEY)]


def test_a_backup_of_the_other_kind_of_database_is_refused(
    register: Register, rules: BackupRules, tmp_path: Path
) -> None:
    made = back_up(register, rules)
    with closing(Register("postgresql+psycopg://nobody@127.0.0.1:1/none", register.clock)) as postgres:
        other = (
            postgres
            if register.engine.dialect.name == "sqlite"
            else Register(f"sqlite:///{tmp_path / 'other.db'}", register.clock)
        )
        with pytest.raises(Problem, match="Name one of its kind"):
            try_restore(made.file, [KEY], other)
        other.close()


def test_what_is_no_backup_is_told(register: Register, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"There is no .*nowhere\.age"):
        try_restore(tmp_path / "nowhere.age", [KEY], register)
    plain, file = tmp_path / "plain", tmp_path / "other.age"
    archive = tmp_path / "archive"
    plain.write_text("a letter", encoding="utf-8")
    pack(archive, plain, {})
    for content in (plain, archive):
        encrypt(content, file, [KEY.to_public()])
        with pytest.raises(Problem, match="What was decrypted is no backup"):
            try_restore(file, [KEY], register)
