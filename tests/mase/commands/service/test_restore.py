"""A restored register: the start of the service says so, and holds everything before a flow runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.settings import load_settings
from mase.__main__ import app
from mase.commands.service.serve import notice_restore
from tests.tasks.duties.secretariat import Forum


@pytest.fixture(autouse=True)
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder mailbox of a service whose letters go to people."""
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(tmp_path / "mail"))
    monkeypatch.setenv("MASE_MODE", "live")
    monkeypatch.setenv("MASE_ALLOWED_DOMAINS", "forum.example")
    return tmp_path / "mail"


def outbox() -> str:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["outbox"]).output


def test_letters_that_the_register_does_not_know_are_said_at_the_start(planned: Forum, mail: Path) -> None:
    sent = mail / "sent"
    sent.mkdir(parents=True)
    letter = b"X-MASE-Dispatch: a/ b/ minutes/ once/ c\r\n\r\n"
    (sent / "2027-01-04-0900-minutes-0123456789ab.eml").write_bytes(letter)
    assert "it was restored from a backup" in notice_restore(load_settings(), planned.office)
    assert "has sent 1 letter or invitation that the register does not know of" in outbox()
    assert "Nothing waits in the outbox." in outbox()


def test_nothing_is_said_where_the_register_knows_all_that_went(planned: Forum) -> None:
    assert notice_restore(load_settings(), planned.office) == ""
    assert outbox() == "Nothing waits in the outbox.\n"


def test_a_mailbox_that_cannot_be_looked_into_is_named_and_the_service_starts(
    planned: Forum, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(tmp_path / "file" / "mail"))
    assert "cannot be written to" in notice_restore(load_settings(), planned.office)
