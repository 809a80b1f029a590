"""Logs as JSON, also those of the processes that Prefect starts."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from config.settings import ROOT
from mase.logs import PREFECTS, Form, OnceAtCapacity

WRITES = """
import logging
from prefect.logging.configuration import setup_logging
setup_logging()
logging.getLogger("mase.service.listener").warning("The listener [could] not %s (%s).", "look", "OSError")
try:
    raise ValueError("nurse@members.example")
except ValueError:
    logging.getLogger("prefect.client").exception("It failed.")
of_run = {"flow_name": "read-mailbox", "flow_run_id": "0b2c", "flow_run_name": "2027-01-12, all groups"}
logging.getLogger("prefect.flow_runs").warning("Finished.", extra=of_run)
"""
OF_A_RUN = {"PREFECT__FLOW_RUN_ID": "1a2b", "PREFECT__DEPLOYMENT_NAME": "chase-actions"}


def written(form: Form, environment: Mapping[str, str]) -> list[str]:
    """What a process of Prefect's writes."""
    process = subprocess.run(
        [sys.executable, "-c", WRITES],
        cwd=ROOT,
        env={**os.environ, **PREFECTS[form], "PREFECT_LOGGING_TO_API_ENABLED": "false", **environment},
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    return process.stderr.splitlines()


@pytest.mark.thorough
def test_a_process_of_prefect_s_writes_a_line_an_entry_with_its_flow_and_run() -> None:
    warning, error, of_run = map(json.loads, written("json", OF_A_RUN))
    assert warning["message"] == "The listener [could] not look (OSError)."
    assert (warning["level"], warning["logger"]) == ("warning", "mase.service.listener")
    assert (warning["flow"], warning["run"]) == ("chase-actions", "1a2b")
    assert (error["message"], error["error"]) == ("It failed.", "ValueError")
    assert (of_run["flow"], of_run["run"]) == ("read-mailbox", "0b2c")
    assert of_run["run_name"] == "2027-01-12, all groups"
    assert "nurse" not in f"{warning}{error}{of_run}"


@pytest.mark.thorough
def test_as_text_too_a_line_of_a_run_begins_with_its_flow_and_run() -> None:
    lines = written("text", {})
    assert lines[0].endswith(" WARNING The listener [could] not look (OSError).")
    assert lines[-1].endswith(" WARNING read-mailbox 0b2c: Finished.")


def test_that_runs_wait_for_a_place_is_said_once_until_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    once, seconds = OnceAtCapacity(), iter((0.0, 2.0, 4.0, 70.0, 72.0))
    monkeypatch.setattr("mase.logs.time.monotonic", lambda: next(seconds))
    full = logging.makeLogRecord({"msg": "%d scheduled runs skipped (at capacity)", "args": (13,)})
    other = logging.makeLogRecord({"msg": "Cancelled flow run"})
    assert [once.filter(full) for _ in range(5)] == [True, False, False, True, False]
    assert once.filter(other)
