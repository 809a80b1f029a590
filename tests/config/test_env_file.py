from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from config.env_file import read_env_file
from config.settings import load_settings
from forum.text.problem import Problem

NAME = "MASE_EXCHANGE_PASSWORD"
AS_IT_STANDS = {
    "plain": ("abc", "abc"),
    "a variable": ("pa${HOME}ss", "pa${HOME}ss"),
    "a variable with a default": ("pa${NOT_THERE:-x}ss", "pa${NOT_THERE:-x}ss"),
    "a dollar": ("$HOME", "$HOME"),
    "a command": ("$(id)`id`", "$(id)`id`"),
    "a backslash": ("COUNCIL\\mase", "COUNCIL\\mase"),
    "what others take for a new line": ("a\\nb\\tc\\x41", "a\\nb\\tc\\x41"),
    "a hash without a space": ("abc#1", "abc#1"),
    "a hash at the beginning": ("#abc", "#abc"),
    "a quote inside": ("pa'ss\"word", "pa'ss\"word"),
    "a quote at the end": ("abc'", "abc'"),
    "an equals sign": ("a=b==", "a=b=="),
    "spaces inside": ("correct horse  battery", "correct horse  battery"),
    "spaces around": ("  abc \t", "abc"),
    "an emoji": ("pa🔑ss", "pa🔑ss"),
    "a line separator of Unicode": ("pa\u2028ss", "pa\u2028ss"),
    "a percent sign": ("%40%(x)s", "%40%(x)s"),
    "single quotes": ("'abc'", "abc"),
    "a comment in single quotes": ("'abc #1'", "abc #1"),
    "a variable in single quotes": ("'${HOME}'", "${HOME}"),
    "backslashes in single quotes": ("'a\\\\b\\n'", "a\\\\b\\n"),
    "double quotes in single ones": ("'a\"b'", 'a"b'),
    "spaces in quotes": ("'  abc '", "  abc "),
    "double quotes": ('"abc #1"', "abc #1"),
    "single quotes in double ones": ('"it\'s #1"', "it's #1"),
    "a variable in double quotes": ('"pa${HOME}ss"', "pa${HOME}ss"),
    "nothing": ("", ""),
    "nothing in quotes": ("''", ""),
}
REFUSED = {
    "a comment behind": ("swordfish #1", "a # after a space"),
    "a comment behind a tab": ("swordfish\t#1", "a # after a space"),
    "a comment alone": (" # swordfish", "a # after a space"),
    "an open single quote": ("'swordfish", "does not end with the same one"),
    "an open double quote": ('"swordfish', "does not end with the same one"),
    "a quote alone": ("'", "does not end with the same one"),
    "the other quote at the end": ("'swordfish\"", "does not end with the same one"),
    "something after the quote": ("'swordfish' # the old one", "does not end with the same one"),
    "something right after the quote": ("'sword'fish", "does not end with the same one"),
    "the same quote inside": ("'sword'fish'", "inside as well"),
    "a comment with quotes": ("'swordfish' # 'old'", "inside as well"),
    "an escaped quote": ('"sword\\"fish"', "inside as well"),
    "an escape in double quotes": ('"sword\\nfish"', "a backslash in double quotes"),
}


def written(tmp_path: Path, text: str | bytes) -> Path:
    file = tmp_path / ".env"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def refused(file: Path) -> str:
    with pytest.raises(Problem) as caught:
        load_settings(env_file=file)
    said = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert "fish" not in said
    assert caught.value.__context__ is None
    return said


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    monkeypatch.setenv("HOME", "altered")


@pytest.mark.parametrize("case", AS_IT_STANDS)
def test_a_value_is_taken_as_it_stands(tmp_path: Path, case: str) -> None:
    line, value = AS_IT_STANDS[case]
    password = load_settings(written(tmp_path, f"{NAME}={line}\n")).exchange_password
    assert password is not None
    assert password.get_secret_value() == value


@pytest.mark.parametrize("case", REFUSED)
def test_a_value_that_others_would_alter_is_refused_with_what_to_do(tmp_path: Path, case: str) -> None:
    line, why = REFUSED[case]
    said = refused(written(tmp_path, f"{NAME}={line}\n"))
    assert f"{NAME}: the value in .env " in said
    assert why in said


def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert f"{NAME}: is in .env twice" in refused(written(tmp_path, f"{NAME}=a\n{NAME.lower()}=swordfish\n"))


@pytest.mark.parametrize(
    "line", ["swordfish", "MASE_MODE", "MASE MODE=swordfish", "'MASE_MODE'=x", "=swordfish"]
)
def test_a_line_that_is_none_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    assert ".env, line 3: not NAME=VALUE" in refused(written(tmp_path, f"# a comment\n\n{line}\n"))


def test_the_lines_of_a_file_may_come_from_any_editor(tmp_path: Path) -> None:
    text = f"\ufeff# a comment\r\n\r\n  export {NAME} = 'a #1' \r\nMASE_MODE=hold\r\nOTHER=a # b 'c\r\n"
    found = read_env_file(written(tmp_path, text), "MASE_")
    assert found.values == {NAME: "a #1", "MASE_MODE": "hold"}
    assert found.faults == ()


@pytest.mark.parametrize(
    "content", [f"{NAME}=swordfish£".encode("latin-1"), f"{NAME}=swordfish".encode("utf-16")]
)
def test_a_file_in_another_encoding_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "is not saved as UTF-8; save it again as UTF-8" in refused(written(tmp_path, content))


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert "can’t be read: Is a directory" in refused(tmp_path / ".env")


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, "MASE_MAIL_TIMEOUT=7\nMASE_PREFECT_PORT=4300\n")
    monkeypatch.setenv("mase_mail_timeout", "9")
    settings = load_settings(file)
    assert (settings.mail_timeout, settings.prefect_port) == (9, 4300)
