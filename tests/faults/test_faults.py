"""The short form of the fault suite; ``make faults`` runs the whole."""

from __future__ import annotations

import subprocess
import sys

import pytest

from config.settings import ROOT

pytestmark = pytest.mark.long


def test_whatever_befalls_the_sender_no_letter_is_lost_doubled_or_sent_to_an_old_address() -> None:
    command = [sys.executable, "-m", "tests.faults", "--short"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ": 0 letters lost, 0 doubled, 0 misdirected" in done.stdout
    for point in ("before SendItem", "after SendItem", "after CopyItem", "before the commit of sent"):
        assert point in done.stdout
