"""LibreOffice is a program of its own: it may hang or break, and leaves nothing behind."""

from __future__ import annotations

import os
import select
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tasks.documents.conversion import LibreOffice, missing_limits
from tests.tasks.documents.office.office_parts import with_parts
from tests.tasks.documents.workbooks.good_workbook import GOOD, SHEET


def program(folder: Path, script: str) -> Path:
    """A stand-in for soffice; files to convert are its arguments from the eighth on."""
    file = folder / "soffice"
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)
    return file


@contextmanager
def held_open(folder: Path) -> Iterator[Path]:
    """A pipe whose other end a program may hold; all who do so have ended once we leave."""
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        yield pipe
        os.close(os.open(pipe, os.O_WRONLY))  # a pipe that nobody ever opened is not at its end
        ready, _, _ = select.select([reading], [], [], 30)
        assert ready
        assert os.read(reading, 1) == b""
    finally:
        os.close(reading)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


NEEDS_LIMITS = pytest.mark.skipif(bool(missing_limits()), reason="this system lacks them")


@pytest.mark.parametrize("start", ["", pytest.param("setsid", marks=NEEDS_LIMITS)])
def test_one_that_hangs_is_ended_with_all_that_it_started(
    start: str, tmp_path: Path, temporary: Path
) -> None:
    with held_open(tmp_path) as pipe:
        hangs = program(tmp_path, f"exec 3>{pipe}; {start} sleep 300 & wait")
        assert LibreOffice(hangs, patience=0.3).to_pdf([("docx", b"a paper")]) == [None]
    assert [*temporary.iterdir()] == []


@NEEDS_LIMITS
def test_one_that_takes_without_end_has_limits_of_time_and_memory(tmp_path: Path) -> None:
    out = tmp_path / "out"
    limits = "from resource import *; print(*map(getrlimit, (RLIMIT_CPU, RLIMIT_CORE, RLIMIT_DATA)))"
    takes = f"{sys.executable} -c '{limits}; bytes(600_000_000)' >{out} 2>&1"
    assert LibreOffice(program(tmp_path, takes)).to_pdf([("docx", b"a paper")]) == [None]
    assert "(10, 10) (0, 0) (536870912, 536870912)" in out.read_text()
    assert "MemoryError" in out.read_text()


@NEEDS_LIMITS
def test_one_that_asks_a_server_of_this_machine_reaches_none(tmp_path: Path) -> None:
    asks = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 2)"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        asking = program(tmp_path, f'{sys.executable} -c "{asks}" 127.0.0.1 {server.getsockname()[1]}')
        LibreOffice(asking).to_pdf([("docx", b"a paper")])
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_paper_with_far_more_in_it_than_a_pack_is_not_tried(tmp_path: Path) -> None:
    tried = tmp_path / "tried"
    counting = program(
        tmp_path, f"for f; do case $f in *.xlsx) echo $f >>{tried}; cp $f ${{f%.xlsx}}.pdf;; esac; done"
    )
    rows = b"".join(b'<row r="%d"><c><v>1</v></c></row>' % row for row in range(1, 50_000))
    heavy = with_parts(GOOD, {"xl/worksheets/sheet1.xml": SHEET % rows})
    assert LibreOffice(counting).to_pdf([("xlsx", heavy), ("xlsx", GOOD)]) == [None, GOOD]
    assert len(tried.read_text().splitlines()) == 1


def test_time_spent_on_bad_papers_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.documents.conversion.TOGETHER", 0.5)
    hangs = program(tmp_path, "sleep 300")
    before = time.monotonic()
    assert LibreOffice(hangs, patience=0.2).to_pdf([("docx", b"a paper")] * 20) == [None] * 20
    assert time.monotonic() - before < 3


def test_what_is_no_file_of_its_own_is_not_read(tmp_path: Path) -> None:
    linking = program(tmp_path, "for f; do case $f in *.docx) ln -s /etc/passwd ${f%.docx}.pdf;; esac; done")
    assert LibreOffice(linking).to_pdf([("docx", b"a paper")]) == [None]


def test_a_system_that_lacks_limits_says_so_and_converts_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.documents.conversion._works", lambda _: False)
    assert [limit.partition(":")[0] for limit in missing_limits()] == [
        "it is not kept off the network",
        "its memory has no limit",
    ]
    copies = program(tmp_path, "for f; do case $f in *.docx) cp $f ${f%.docx}.pdf;; esac; done")
    assert LibreOffice(copies).to_pdf([("docx", b"one")]) == [b"one"]


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


@pytest.mark.parametrize(
    ("bootstrap", "version"),
    [
        pytest.param("[Bootstrap]\nProductKey=LibreOffice 25.2\nInstallMode=x\n", "25.2", id="version"),
        pytest.param("[Bootstrap]\nInstallMode=x\n", None, id="no-version"),
        pytest.param(None, None, id="no-file"),
    ],
)
def test_its_profile_is_said_to_be_of_its_own_version_or_it_would_start_twice(
    bootstrap: str | None, version: str | None, tmp_path: Path
) -> None:
    settings = tmp_path / "settings"
    installed = tmp_path / "installed"
    installed.mkdir()
    if bootstrap is not None:
        (installed / "bootstraprc").write_text(bootstrap)
    copying = program(installed, f"cp $HOME/profile/user/registrymodifications.xcu {settings}")
    linked = tmp_path / "soffice"
    linked.symlink_to(copying)
    LibreOffice(linked).to_pdf([("docx", b"a paper")])
    values = {
        item.findtext("prop/value")
        for item in ElementTree.parse(settings).iter("item")
        if item.find("prop[@{http://openoffice.org/2001/registry}name='ooSetupLastVersion']") is not None
    }
    assert values == ({version} if version else set())
