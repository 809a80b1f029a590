from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from config.settings import ROOT

PROGRAM = """
import ctypes, os, resource
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
from tasks.limited.confinement import leave_no_memory
leave_no_memory()
PR_GET_DUMPABLE = 3
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(PR_GET_DUMPABLE), flush=True)
os.abort()
"""


def test_a_process_that_crashes_leaves_nothing_of_its_memory(tmp_path: Path) -> None:
    crashed = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    _, status = os.waitpid(crashed.pid, 0)
    crashed.returncode = os.waitstatus_to_exitcode(status)
    said, _ = crashed.communicate()
    assert crashed.returncode == -signal.SIGABRT
    assert not os.WCOREDUMP(status)  # by a file, or by a reporter of the system's
    assert list(tmp_path.iterdir()) == []
    assert said == "(0, 0) 0\n"  # also where this system keeps nothing of anything
