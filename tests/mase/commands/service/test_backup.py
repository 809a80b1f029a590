"""A register backed up, lost and restored, as an operator does it: nothing that went goes again."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import load_settings
from config.wiring import open_mailer, open_office
from forum.outbox.states import Mode
from forum.text.problem import Problem
from mase.commands.service import check as checking
from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tests.mase.commands.terminal import typed
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.secretariat import Forum
from tests.tasks.register.backup.backups import empty_place

pytestmark = [
    pytest.mark.thorough,
    # Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
    pytest.mark.filterwarnings("ignore:.*expression-based index"),
]
LONG_AGO = dt.datetime(2020, 1, 1)
BY = ("--by", "unit")


@pytest.fixture
def key(tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The secret key of a live service, whose mail goes into a folder."""
    monkeypatch.setattr("config.database.SystemClock", lambda: clock)
    monkeypatch.setattr("config.checks.SystemClock", lambda: clock)
    for name, value in {
        "MODE": "live",
        "ALLOWED_DOMAINS": "forum.example,council.example,members.example",
        "MAIL_FOLDER": str(tmp_path / "mail"),
        "BACKUP_FOLDER": str(tmp_path / "backups"),
    }.items():
        monkeypatch.setenv(f"MASE_{name}", value)
    file = tmp_path / "key.txt"
    public = typed("backup", "--new-key", str(file)).rpartition("MASE_BACKUP_RECIPIENTS=")[2].strip()
    monkeypatch.setenv("MASE_BACKUP_RECIPIENTS", public)
    return file


class Service:
    """The service of the settings, on the clock's day."""

    def __init__(self, clock: SetClock, mail: Path) -> None:
        self.clock, self.mail = clock, mail

    def office(self) -> Office:
        return open_office(load_settings(), self.clock)

    def morning(self, mode: Mode = Mode.LIVE) -> None:
        office, settings = self.office(), load_settings()
        secretary = Secretary(office, self.clock)
        secretary.mailer = open_mailer(settings, self.clock)
        secretary.rules = replace(secretary.rules, mailbox=settings.service_address, mode=mode)
        secretary.morning(self.clock.at.date())
        office.register.close()

    def gone(self) -> tuple[Counter[str], list[str]]:
        """How often each letter has gone, and the meetings in the calendar."""
        mailer = open_mailer(load_settings(), self.clock)
        return Counter(mailer.sent_since(LONG_AGO)), sorted(mailer.events_since(LONG_AGO))


def test_a_register_that_is_lost_comes_back_from_its_backup_and_no_letter_goes_twice(
    planned: Forum, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(planned.clock, tmp_path / "mail")
    planned.on("Mon 4 Jan 2027")
    service.morning(Mode.HOLD)  # its letters wait
    said = typed("backup")
    (file,) = (tmp_path / "backups").glob("*.age")
    assert re.fullmatch(rf"{file}: backup of \d\.\d MB, restored in \d+ seconds?\.\n", said)
    assert "Newest backup: less than an hour old; restoring it took" in typed("status")
    service.morning()
    letters, meetings = service.gone()
    assert (len(letters), len(meetings)) == (3, 4)

    with empty_place(planned.office.register, tmp_path) as place:
        planned.office.register.close()
        url = place.url.render_as_string(hide_password=False)
        monkeypatch.setenv("MASE_DATABASE_URL", url.replace("+psycopg", ""))
        planned.on("Tue 5 Jan 2027")
        drill = typed("restore", str(file), "--identity", str(key), "--drill")
        assert "It was a drill: nothing was put in place." in drill
        said = typed("restore", str(file), "--identity", str(key))
        assert "as it stood on 4 January 2027 at 9am." in said
        assert "each row is as the trail says" in said
        assert "has sent letters or invitations that this register does not know of" in said
        assert "Everything has been held since 9am on 5 January 2027: the register" in typed("outbox")
        service.morning()
        typed("outbox", "resume", *BY, "--reason", "looked at Sent Items")
        service.morning()
        assert service.gone() == (letters, meetings)
        typed("outbox", "restored", *BY)
        typed("outbox", "release-restored", *BY, "--reason", "looked at Sent Items")
        planned.on("Wed 6 Jan 2027")
        service.morning()
        later, still = service.gone()
        assert {letter for letter, times in later.items() if times > 1} == set()
        assert (later >= letters, still) == (True, meetings)
        assert len(later) > len(letters)
        assert "Newest backup: 2 days old" in typed("status").partition("MASE,")[0]
        monkeypatch.setattr(checking, "CHECKS", [one for one in checking.CHECKS if one[0] == "Backups"])
        assert re.search(r"note +Backups +Newest backup: 2 days old", typed("check"))


def test_without_a_key_no_backup_is_made_and_the_check_says_how(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASE_DATABASE_URL", sqlite_url)
    with pytest.raises(Problem, match=r"MASE_BACKUP_RECIPIENTS isn’t set\. mase backup --new-key FILE"):
        typed("backup")
    monkeypatch.setattr(checking, "CHECKS", [one for one in checking.CHECKS if one[0] == "Backups"])
    assert "ok  Backups  No backups are made" in typed("check")
    monkeypatch.setenv("MASE_MODE", "live")
    monkeypatch.setenv("MASE_ALLOWED_DOMAINS", "forum.example")
    assert "note  Backups  No backups are made" in typed("check")
    monkeypatch.setenv("MASE_BACKUP_RECIPIENTS", "age1" + "x" * 58)
    assert "WRONG  Backups  MASE_BACKUP_RECIPIENTS has a key that is none" in typed("check")
    file = tmp_path / "key.txt"
    typed("backup", "--new-key", str(file))
    with pytest.raises(Problem, match="is there already"):
        typed("backup", "--new-key", str(file))
    monkeypatch.setenv("MASE_BACKUP_RECIPIENTS", file.read_text(encoding="utf-8").split()[-1])
    with pytest.raises(Problem, match="BACKUP_RECIPIENTS: allowed: public keys of age") as caught:
        typed("backup")
    assert "AGE-SECRET" not in str(caught.value)
