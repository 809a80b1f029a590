from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from config.settings import ROOT, Settings
from config.wiring import calendar, database_standing, load_policies, open_mailer, open_office, open_register
from forum.problem import Problem
from tasks.register.clock import SetClock
from tasks.register.groups import groups
from tests.english import day

MASE = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")


def settings(tmp_path: Path, **values: object) -> Settings:
    return Settings.model_validate(
        {"database_url": f"sqlite:///{tmp_path}/var/register.db", "mail_folder": tmp_path / "mail", **values}
    )


def test_an_office_opens_on_an_empty_folder_with_a_group_for_each_policy(
    tmp_path: Path, clock: SetClock
) -> None:
    for _ in ("made", "opened again"):
        office = open_office(settings(tmp_path), clock)
        with office.register.reading() as session:
            assert [group.code for group in groups(session)] == ["MASE"]
        office.register.close()
    assert list(office.policies) == ["MASE"]


def test_christmas_and_the_councils_closure_are_no_working_days(tmp_path: Path, clock: SetClock) -> None:
    office = open_office(settings(tmp_path), clock)
    office.register.close()
    days = office.calendars["MASE"]
    assert days.on_or_before(day("Sun 3 Jan 2027")) == day("Thu 24 Dec 2026")
    assert not days.is_working(day("Mon 29 Mar 2027"))  # Easter Monday


def test_the_faults_of_all_policies_are_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(MASE.replace('share = "2/3"', 'share = "5/3"'), encoding="utf-8")
    (tmp_path / "b.toml").write_text("not a policy", encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load_policies(tmp_path)
    assert "a.toml" in str(caught.value)
    assert "quorum" in str(caught.value)
    assert "b.toml" in str(caught.value)


def test_two_policies_of_one_code_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(MASE, encoding="utf-8")
    (tmp_path / "b.toml").write_text(MASE, encoding="utf-8")
    with pytest.raises(Problem, match=r"b\.toml: group\.code: found MASE, which another file has too"):
        load_policies(tmp_path)


def test_a_folder_without_a_policy_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no policy file"):
        load_policies(tmp_path)


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


def test_how_the_database_stands_is_said_without_changing_it(tmp_path: Path, clock: SetClock) -> None:
    file = tmp_path / "var" / "register.db"
    assert "is made on first use" in database_standing(settings(tmp_path))
    assert not file.exists()
    open_register(settings(tmp_path), clock).close()
    assert "of the right version" in database_standing(settings(tmp_path))
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from the future'")
    connection.close()
    with pytest.raises(Problem, match="newer version"):
        database_standing(settings(tmp_path))
    with pytest.raises(Problem, match="newer version"):
        open_register(settings(tmp_path), clock)


def test_the_mailbox_is_the_folder_of_the_settings(tmp_path: Path) -> None:
    mailer = open_mailer(settings(tmp_path))
    assert mailer.check() == []
    assert (tmp_path / "mail").is_dir()


def test_a_calendar_needs_no_register() -> None:
    days = calendar(load_policies(ROOT / "config")["MASE"])
    assert days.is_working(day("Tue 12 Jan 2027"))
