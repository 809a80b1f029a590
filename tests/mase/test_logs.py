"""Logs as JSON, also those of the processes that Prefect starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from config.settings import ROOT
from mase.logs import PREFECTS

WRITES = """
import logging
from prefect.logging.configuration import setup_logging
setup_logging()
logging.getLogger("mase.service.listener").warning("The listener [could] not %s (%s).", "look", "OSError")
try:
    raise ValueError("nurse@members.example")
except ValueError:
    logging.getLogger("prefect.client").exception("It failed.")
"""


@pytest.mark.thorough
def test_a_process_of_prefect_s_writes_an_entry_a_line_with_the_kind_of_an_error_alone() -> None:
    written = subprocess.run(
        [sys.executable, "-c", WRITES],
        cwd=ROOT,
        env={**os.environ, **PREFECTS["json"]},
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    ).stderr
    warning, error = map(json.loads, written.splitlines())
    assert warning["message"] == "The listener [could] not look (OSError)."
    assert (warning["level"], warning["logger"]) == ("warning", "mase.service.listener")
    assert (error["message"], error["error"]) == ("It failed.", "ValueError")
    assert "nurse" not in written
