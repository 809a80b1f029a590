from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from dotenv import dotenv_values

from config.settings import ROOT, Settings, load_settings
from forum.problem import Problem


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"MASE_{name.upper()}", raising=False)


def faults(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Problem) as caught:
        load_settings(env_file=None)
    return str(caught.value)


def test_every_setting_stands_in_the_example_file() -> None:
    example = dotenv_values(ROOT / ".env.example")
    assert list(example) == [f"MASE_{name.upper()}" for name in Settings.model_fields]


def test_the_example_file_says_what_holds_without_it(tmp_path: Path) -> None:
    example = load_settings(env_file=ROOT / ".env.example")
    assert {name: value or None for name, value in example} == {
        name: value or None for name, value in load_settings(env_file=tmp_path / "none")
    }


def test_every_setting_is_explained_in_the_example_file() -> None:
    lines = ["", *(ROOT / ".env.example").read_text(encoding="utf-8").splitlines()]
    unexplained = [
        line
        for before, line in pairwise(lines)
        if line.startswith("MASE_") and not before.startswith(("#", "MASE_"))
    ]
    assert unexplained == []


def test_folders_are_taken_from_the_projects_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_MAIL_FOLDER", "var/other")
    monkeypatch.setenv("MASE_POLICIES", "/etc/mase")
    settings = load_settings(env_file=None)
    assert settings.mail_folder == ROOT / "var" / "other"
    assert settings.policies == Path("/etc/mase")
    assert settings.database_url == f"sqlite:///{ROOT}/var/register.db"


def test_a_plain_postgresql_address_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_DATABASE_URL", "postgresql://mase:secret@db.example/mase")
    assert load_settings(env_file=None).database_url == "postgresql+psycopg://mase:secret@db.example/mase"


def test_all_faults_are_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(
        monkeypatch,
        MASE_MODE="sometimes",
        MASE_PREFECT_PORT="99999",
        MASE_ALLOWED_DOMAINS="kent.example, *.nhs.example",
        MASE_SERVICE_ADDRESS="Bob <evil@forum.example>",
        MASE_MAILFOLDER="elsewhere",
    )
    assert "MASE_MODE: found 'sometimes'" in said
    assert "MASE_PREFECT_PORT: found '99999'" in said
    assert "whole domains with commas between, not *.nhs.example" in said
    assert "MASE_SERVICE_ADDRESS" in said
    assert "MASE_MAILFOLDER: there is no such setting" in said


def test_live_needs_the_domains_that_letters_may_go_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MASE_MODE=live needs MASE_ALLOWED_DOMAINS" in faults(monkeypatch, MASE_MODE="live")


def test_redirect_needs_an_address_to_redirect_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MASE_MODE=redirect needs MASE_REDIRECT_TO" in faults(monkeypatch, MASE_MODE="redirect")


def test_domains_are_compared_in_small_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_ALLOWED_DOMAINS", " Kent.example,medway.example, ")
    assert load_settings(env_file=None).allowed_domains == {"kent.example", "medway.example"}


def test_a_password_is_not_shown_in_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(monkeypatch, MASE_DATABASE_URL="mysql://mase:swordfish@db.example/mase")
    assert "MASE_DATABASE_URL: allowed: sqlite:///FILE or postgresql://" in said
    assert "swordfish" not in said


def test_a_misspelt_name_in_the_file_is_found(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("MASE_MOOD=live\n", encoding="utf-8")
    with pytest.raises(Problem, match="MASE_MOOD: there is no such setting"):
        load_settings(env_file=file)
