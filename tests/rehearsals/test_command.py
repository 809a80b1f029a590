from __future__ import annotations

from pathlib import Path

import pytest

from tests.mase.command import mase

pytestmark = pytest.mark.long


def test_without_a_standin_there_a_sentence_says_so_and_nothing_is_made(tmp_path: Path) -> None:
    told = mase("rehearse", "--mailbox", "http://127.0.0.1:9", "--out", str(tmp_path / "rehearsal"))
    assert told.returncode == 1
    assert "No Exchange stand-in answers at http://127.0.0.1:9." in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "rehearsal").exists()
