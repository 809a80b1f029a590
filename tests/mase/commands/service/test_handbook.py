from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from config.settings import ROOT
from forum.text.problem import Problem
from mase.handbook import letters_shown
from tests.mase.commands.terminal import typed


def run(*words: str) -> str:
    return typed("handbook", *words)


def test_the_handbook_is_a_word_file_with_a_picture_of_each_letter(tmp_path: Path) -> None:
    file = tmp_path / "handbook.docx"
    assert "Open it in Word." in run(str(file))
    document = docx.Document(str(file))
    assert document.paragraphs[0].text == "Handbook for the Business Unit"
    assert len(document.inline_shapes) == len(letters_shown())
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)


def test_a_picture_of_a_letter_that_has_changed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = shutil.copytree(ROOT / "templates", tmp_path / "templates")
    desk = templates / "email" / "questions" / "desk.md"
    words = desk.read_text(encoding="utf-8")
    assert "What needs you" in words
    desk.write_text(words.replace("What needs you", "What is wanted"), encoding="utf-8")
    monkeypatch.setenv("MASE_TEMPLATES", str(templates))
    with pytest.raises(
        Problem, match=r"The pictures of desk are not of today’s letters\. Run: mase handbook"
    ):
        run(str(tmp_path / "handbook.docx"))
    assert not (tmp_path / "handbook.docx").exists()


def test_without_chromium_nothing_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mase.handbook.DIGESTS", tmp_path / "drawn-from.json")
    monkeypatch.setattr("mase.handbook.PICTURES", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Problem, match="drawn by Chromium, which is not installed here"):
        run("--draw", str(tmp_path / "handbook.docx"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="can’t be written: No such file or directory"):
        run(str(tmp_path / "nowhere" / "handbook.docx"))
