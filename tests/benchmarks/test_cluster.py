"""What the measure of a cluster counts as the work of a process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.cluster.parts import seconds_of

TWO_PROCESSES = """
import os, subprocess, sys
subprocess.run([sys.executable, "-c", "sum(range(2_000_000))"])
print(sum(os.times()[:4]), flush=True)
sys.stdin.readline()
"""


def test_a_process_has_worked_what_the_system_says_with_those_that_it_started() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", TWO_PROCESSES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        said = float(process.stdout.readline())
        assert said > 0
        assert seconds_of(process.pid) == pytest.approx(said, abs=0.05)
        process.communicate("\n")
    assert seconds_of(process.pid) == 0, "one that has ended is counted by its parent"
