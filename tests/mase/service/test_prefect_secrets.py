from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from forum.text.problem import Problem
from mase.service.prefect_client import FILE, KEY_FILE, encryption_key_of, sign_in_of


def test_a_sign_in_is_made_once_for_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = sign_in_of(tmp_path)
    finally:
        os.umask(before)
    assert made.startswith("mase:")
    assert len(made) > 40
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert sign_in_of(tmp_path) == made
    (tmp_path / FILE).unlink()
    assert sign_in_of(tmp_path) != made


def test_a_key_is_made_once_and_prefect_can_use_it(tmp_path: Path) -> None:
    made = encryption_key_of(tmp_path)
    assert encryption_key_of(tmp_path) == made
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert Fernet(made).decrypt(Fernet(made).encrypt(b"a secret")) == b"a secret"
    (tmp_path / KEY_FILE).write_text("swordfish", encoding="ascii")
    with pytest.raises(Problem, match=r"is not 32 bytes in URL-safe base64\. Delete it") as caught:
        encryption_key_of(tmp_path)
    assert "swordfish" not in str(caught.value)


@pytest.mark.parametrize("rights", [0o604, 0o640, 0o666, 0o602])
def test_a_sign_in_that_others_can_read_is_none(tmp_path: Path, rights: int) -> None:
    made = sign_in_of(tmp_path)
    (tmp_path / FILE).chmod(rights)
    with pytest.raises(Problem, match=r"can be read by others on this machine\. Delete it") as caught:
        sign_in_of(tmp_path)
    assert made.partition(":")[2] not in str(caught.value)


@pytest.mark.parametrize(
    "written", ["", "\n", "swordfish", "mase:", ":swordfish", "mase:sword fish", "a:b\nc:d"]
)
def test_a_file_that_holds_no_sign_in_is_a_problem_that_does_not_repeat_it(
    tmp_path: Path, written: str
) -> None:
    file = tmp_path / FILE
    file.touch(mode=0o600)
    file.write_text(written, encoding="ascii")
    with pytest.raises(Problem, match=r"is not one line NAME:PASSWORD\. Delete it") as caught:
        sign_in_of(tmp_path)
    assert "swordfish" not in str(caught.value)


def test_a_link_that_somebody_put_in_its_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "theirs").touch(mode=0o600)
    (tmp_path / "theirs").write_text("mase:swordfish", encoding="ascii")
    (tmp_path / FILE).symlink_to(tmp_path / "theirs")
    with pytest.raises(Problem, match="can’t be read"):
        sign_in_of(tmp_path)
