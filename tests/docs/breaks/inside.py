"""Run tests in a copy of the project, in a process that has forked off with the libraries loaded.

It gets ``COPY``, the folder of the copy, ``TESTS`` and ``SAID``, the file that takes all it says. It ends
with pytest's code.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

COPY, TESTS, SAID = (globals()[name] for name in ("COPY", "TESTS", "SAID"))

with Path(SAID).open("wb") as said:
    for descriptor in (1, 2):
        os.dup2(said.fileno(), descriptor)
for name in [name for name in os.environ if name.startswith("PYTEST_")]:
    del os.environ[name]  # what pytest tells its own processes
os.chdir(COPY)
sys.path.insert(0, COPY)
sys.exit(pytest.main(["-x", "-p", "no:cacheprovider", "-p", "no:xdist", *TESTS]))
