from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings import ROOT

PROGRAM = """
import os, resource
resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
from tasks.limited.memory import leave_no_memory
{}
os.abort()
"""


def keeps_its_memory(folder: Path, *, guarded: bool) -> bool:
    """Crash a process in a folder, and say whether the system kept its memory, as a file or by a reporter."""
    program = PROGRAM.format("leave_no_memory()" if guarded else "")
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    _, status = os.waitpid(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return os.WCOREDUMP(status)


def test_a_process_that_crashes_leaves_nothing_of_its_memory(tmp_path: Path) -> None:
    if not keeps_its_memory(tmp_path, guarded=False):
        pytest.skip("this system keeps the memory of no process that crashes")
    for file in tmp_path.iterdir():
        file.unlink()
    assert not keeps_its_memory(tmp_path, guarded=True)
    assert list(tmp_path.iterdir()) == []
