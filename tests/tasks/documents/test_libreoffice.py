"""LibreOffice is a program of its own: it may hang or break, and leaves nothing behind."""

from __future__ import annotations

import os
import select
from pathlib import Path

import pytest

from tasks.documents.libreoffice import LibreOffice


def program(folder: Path, script: str) -> Path:
    """A stand-in for soffice; files to convert are its arguments from the eighth on."""
    file = folder / "soffice"
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)
    return file


def comes_to_its_end(pid: int) -> bool:
    """Whether a process has ended, or does so while we look; nobody need have taken notice of its end."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        ended, _, _ = select.select([process], [], [], 30)
    finally:
        os.close(process)
    return bool(ended)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_one_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path, temporary: Path) -> None:
    pid = tmp_path / "pid"
    hangs = program(tmp_path, f"sleep 300 & echo $! >{pid}; wait")
    assert LibreOffice(hangs, patience=0.3).to_pdf([("docx", b"a paper")]) == [None]
    assert comes_to_its_end(int(pid.read_text()))
    assert [*temporary.iterdir()] == []


def test_what_one_bad_file_stops_is_tried_again_by_itself(tmp_path: Path, temporary: Path) -> None:
    script = "for f; do case $f in *.docx) grep -q bad $f && exit 1; cp $f ${f%.docx}.pdf;; esac; done"
    picky = program(tmp_path, script)
    files = [("docx", b"one"), ("docx", b"bad"), ("docx", b"three")]
    assert LibreOffice(picky).to_pdf(files) == [b"one", None, b"three"]
    assert [*temporary.iterdir()] == []


def test_nothing_of_ours_is_told_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_EXCHANGE_PASSWORD", "secret")
    said = tmp_path / "environment"
    LibreOffice(program(tmp_path, f"env >{said}")).to_pdf([("docx", b"a paper")])
    assert "secret" not in said.read_text()
