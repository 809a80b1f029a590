from __future__ import annotations

import struct
from pathlib import Path

import pytest

from config.settings import ROOT
from mase.handbook import draw_pictures, stale_pictures

pytestmark = pytest.mark.long


def test_a_letter_is_drawn_whole_and_only_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mase.handbook.DIGESTS", tmp_path / "drawn-from.json")
    monkeypatch.setattr("mase.handbook.PICTURES", tmp_path)
    monkeypatch.setattr("mase.handbook.letters_shown", lambda: ("recorded",))
    assert draw_pictures(ROOT / "templates") == 1
    width, height = struct.unpack(">II", (tmp_path / "recorded.png").read_bytes()[16:24])
    assert width == 700
    assert 400 < height < 760
    assert stale_pictures(ROOT / "templates") == []
    assert draw_pictures(ROOT / "templates") == 0
