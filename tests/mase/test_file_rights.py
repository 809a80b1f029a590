"""What the service writes is for its own account, whatever the umask of whoever starts it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import ROOT, Settings, load_settings
from config.wiring import open_mailer, working_day
from mase.__main__ import main
from mase.terminal import write_private
from tasks.register.database.clock import SystemClock

OTHERS = 0o077
COMMANDS = (  # what writes something, and the options that say where
    ("status",),
    ("check", "--send-test"),
    ("register", "import", str(ROOT / "config" / "members-sample.xlsx"), "--yes"),
    ("register", "export", "--group", "MASE", "members.xlsx"),
    ("backup", "--new-key", "key.txt"),
    ("timetable", "--ics", "timetable.ics"),
    ("preview", "--out", "preview"),
    ("preview", "--from", "today", "--to", "tomorrow", "--out", "coming"),
    ("shadow", "--sent", ".", "--from", "yesterday", "--to", "today", "shadow.html"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, which everybody may look into, for a service with all its files in it."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"MASE_{name.upper()}", raising=False)
    place = tmp_path / "open to all"
    place.mkdir()
    place.chmod(0o777)
    monkeypatch.setenv("MASE_DATABASE_URL", f"sqlite:///{place}/var/register.db")
    monkeypatch.setenv("MASE_POLICIES", "config")
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(place / "mail"))
    monkeypatch.setenv("MASE_PREFECT_FOLDER", str(place / "prefect"))
    monkeypatch.chdir(place)
    return place


@pytest.fixture(autouse=True)
def _the_umask_of_a_careless_account() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def open_files(folder: Path) -> list[str]:
    """What others can reach in it."""
    return [str(one.relative_to(folder)) for one in folder.rglob("*") if one.stat().st_mode & OTHERS]


def mase(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["mase", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.mark.thorough
def test_what_commands_write_is_for_their_account_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in COMMANDS:
        os.umask(0)
        assert mase(monkeypatch, *words) == 0, (words, capsys.readouterr())
        assert open_files(folder) == [], words
    written = {one.name for one in folder.rglob("*")}
    assert {"register.db", "sent", "members.xlsx", "timetable.ics", "index.html"} <= written
    assert {"coming-letters.html", "shadow.html"} <= written


def test_what_is_written_over_an_open_file_is_not_open(tmp_path: Path) -> None:
    for content in (b"short", "longer than before", b""):
        file = tmp_path / "page.html"
        file.touch()
        file.chmod(0o666)
        write_private(file, content)
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.read_bytes() == (content.encode() if isinstance(content, str) else content)


@pytest.mark.usefixtures("folder")
def test_a_flow_writes_for_its_account_alone_whoever_started_it(folder: Path) -> None:
    with working_day("deliver_mail", None, None) as day:
        assert day.mailboxes[0].mailer.check() == []
    assert (folder / "var" / "register.db").exists()
    assert open_files(folder) == []


def test_the_mail_folder_is_private_by_itself(folder: Path) -> None:
    mailer = open_mailer(load_settings(env_file=None), SystemClock())
    assert mailer.check() == []
    assert (folder / "mail").stat().st_mode & OTHERS == 0


@pytest.mark.thorough
def test_check_names_what_others_can_reach_and_the_command_against_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setattr("config.checks.ROOT", folder)
    certificate = folder / "mase.pem"
    monkeypatch.setenv("MASE_OAUTH_CERTIFICATE", str(certificate))
    (folder / "var").mkdir()
    register = folder / "var" / "register.db"
    for place in (folder / ".env", register, certificate):
        place.touch(mode=0o640)
        place.chmod(0o640)
    for place in (folder / "mail", folder / "prefect"):
        place.mkdir()
        place.chmod(0o750)
    assert mase(monkeypatch, "check") == 1
    said = capsys.readouterr().out
    for name in (".env", "var/register.db", "mase.pem"):
        assert f"chmod go= '{folder}/{name}'" in said
    for name in ("mail", "prefect"):
        assert f"chmod -R go= '{folder}/{name}'" in said
    for command in [line[line.index("chmod") :].strip() for line in said.splitlines() if "chmod" in line]:
        assert os.system(command) == 0
    mase(monkeypatch, "check")
    assert "chmod" not in capsys.readouterr().out


def test_the_sample_of_terms_that_a_rehearsal_takes_is_not_copied_with_its_rights(tmp_path: Path) -> None:
    from rehearsals.stage import stage

    policy = tmp_path / "mase.toml"
    shutil.copyfile(ROOT / "config" / "mase.toml", policy)
    policy.chmod(0o666)
    os.umask(0o077)
    with stage(tmp_path / "rehearsal", policy):
        assert open_files(tmp_path / "rehearsal") == []
    assert (tmp_path / "rehearsal").stat().st_mode & OTHERS == 0
