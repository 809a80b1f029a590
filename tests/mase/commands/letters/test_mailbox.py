"""mase mailbox, as it is typed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from forum.text.problem import Problem
from tasks.duties.base.office import Office
from tasks.duties.inbox.read_mailbox import read_mailbox
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.register.database.clock import LONDON, SetClock
from tests.mase.commands.terminal import typed

REPLY = b"From: stranger@elsewhere.example\n\nBuy now\n"


@pytest.fixture
def inbox(
    mase: Office, database_url: str, clock: SetClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The inbox of the mailbox that the settings name; it has been read, and one mail waits."""
    monkeypatch.setenv("MASE_DATABASE_URL", database_url)
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(tmp_path / "mail"))
    monkeypatch.setattr("config.wiring.SystemClock", lambda: clock)
    mailer = FolderMailer(tmp_path / "mail", "mase@unit.example", clock)
    mailer.check()
    (mailer.inbox / "reply.eml").write_bytes(REPLY)
    came = clock.at.replace(tzinfo=LONDON).timestamp()
    os.utime(mailer.inbox / "reply.eml", (came, came))
    assert read_mailbox(mase, mailer, "mase@unit.example", "test") == ""
    return mailer.inbox


def test_what_waits_is_listed_and_put_aside_with_a_reason(inbox: Path) -> None:
    mark = inbox / "reply.eml.mark"
    assert mark.read_text() == "MASE: for the unit\n"
    listed = typed("mailbox")
    assert "1 item waiting in the mailbox" in listed
    assert "somebody else" in listed
    assert "stranger" not in listed
    (id,) = (line.split()[0] for line in listed.splitlines() if "somebody else" in line)
    said = typed("mailbox", "aside", id, "--by", "unit", "--reason", "an advertisement")
    assert said == f"Put aside: item {id}.\n"
    assert mark.read_text() == "MASE: put aside\n"
    assert typed("mailbox") == "Nothing waits in the mailbox.\n"


@pytest.mark.usefixtures("inbox")
def test_an_id_that_nothing_has_is_refused() -> None:
    with pytest.raises(Problem, match="Nothing that waits in the mailbox has the id"):
        typed("mailbox", "aside", "ffffffff-no", "--by", "unit", "--reason", "seen")
