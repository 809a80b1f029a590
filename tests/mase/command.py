"""The command ``mase`` in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

from config.settings import ROOT


def mase(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mase", *words],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
    )
