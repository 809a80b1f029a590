"""The folder of a rehearsal: cleared of an earlier rehearsal, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import ROOT, load_settings
from forum.text.problem import Problem
from rehearsals.stage import stage

POLICY = ROOT / "config" / "mase.toml"


def test_a_folder_with_a_register_of_somebodys_own_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "register.db").write_bytes(b"the register")
    (tmp_path / "mail" / "sent").mkdir(parents=True)
    with pytest.raises(Problem, match=r"register\.db and mail"), stage(tmp_path, POLICY):
        pass
    assert (tmp_path / "register.db").read_bytes() == b"the register"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["mail", "register.db"]


def test_what_an_earlier_rehearsal_left_is_taken_away(tmp_path: Path) -> None:
    with stage(tmp_path, POLICY):
        (tmp_path / "register.db").write_bytes(b"of the rehearsal")
        (tmp_path / "calendar").mkdir()
        (tmp_path / "calendar" / "2027-01-12.ics").write_text("of the rehearsal")
    with stage(tmp_path, POLICY):
        assert not (tmp_path / "register.db").exists()
        assert not (tmp_path / "calendar").exists()
        policies = [file.name for file in sorted((tmp_path / "policies").iterdir())]
        assert policies == ["mase-terms-of-reference.docx", "mase.toml"]  # what a new member gets, too


def test_other_things_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with stage(tmp_path, POLICY):
        pass
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_rehearsal_never_goes_through_the_gateway_of_the_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASE_GATEWAY", "exchange")
    with stage(tmp_path, POLICY):
        settings = load_settings(env_file=None)
    assert (settings.gateway, settings.mail_folder) == ("folder", tmp_path / "mailbox")


def test_a_second_rehearsal_in_a_folder_is_told_that_one_goes_on_there(tmp_path: Path) -> None:
    with stage(tmp_path, POLICY):
        (tmp_path / "register.db").write_bytes(b"of the first")
        with pytest.raises(Problem, match=r"goes on in .*--out"), stage(tmp_path, POLICY):
            pass
        assert (tmp_path / "register.db").read_bytes() == b"of the first"
