"""The logs of our processes: as text for people, or as JSON for whatever collects logs.

A line of a run says which flow and which run it is of, whoever wrote it.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Mapping
from typing import Literal

Form = Literal["text", "json"]
_OF_PROCESS: dict[str, Form] = {"form": "text"}
UNKNOWN = "<unknown>"  # what Prefect says where it knows a run's id alone
AT_CAPACITY = "(at capacity)"
OVER_AFTER = 60.0  # seconds; while a runner is at its limit it says so every two


def _prefects(formatter: str) -> Mapping[str, str]:
    return {
        "PREFECT_LOGGING_FORMATTERS_JSON_CLASS": f"mase.logs.{formatter}",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER": "json",
        "PREFECT_LOGGING_HANDLERS_DEBUG_FORMATTER": "json",
    }


PREFECTS: Mapping[Form, Mapping[str, str]] = {"text": _prefects("AsText"), "json": _prefects("AsJson")}
"""What Prefect's processes, and those that run flows, take from the environment for each form."""


class AsText(logging.Formatter):
    """An entry as a line, which begins with its flow and run where it is of one."""

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")  # Prefect gives a format of its own

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (the library's name)
        """Return the line, without what is said of an error below it."""
        of_run = run_of(record)
        words = " ".join(value for name in ("flow", "run") if (value := of_run.get(name)))
        record.message = f"{words}: {record.message}" if words else record.message
        return super().formatMessage(record)


class AsJson(logging.Formatter):
    """An entry as a line of JSON. An error's kind stands alone: what it says may repeat what is stored."""

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__()  # Prefect gives a format, which JSON has no use for

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        entry = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **run_of(record),
        }
        if record.exc_info and record.exc_info[0]:
            entry["error"] = record.exc_info[0].__name__
        return json.dumps(entry, ensure_ascii=False)


def run_of(record: logging.LogRecord) -> dict[str, str]:
    """Return the flow, and the run by its id and name, that an entry is of, as far as it is of one: what it
    says itself, and in a process that carries out a run, that one."""
    found = {
        "flow": getattr(record, "flow_name", None) or os.environ.get("PREFECT__DEPLOYMENT_NAME"),
        "run": getattr(record, "flow_run_id", None) or os.environ.get("PREFECT__FLOW_RUN_ID"),
        "run_name": getattr(record, "flow_run_name", None),
    }
    return {name: str(value) for name, value in found.items() if value and value != UNKNOWN}


class OnceAtCapacity(logging.Filter):
    """Lets through once that runs wait for a place, and again when it has not been said for a while."""

    last = -OVER_AFTER

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether an entry is to be written."""
        if AT_CAPACITY not in str(record.msg):
            return True
        before, self.last = self.last, time.monotonic()
        return self.last - before >= OVER_AFTER


def write_logs(form: Form) -> None:
    """Write the warnings of this process to standard error, a line each."""
    speak(form)
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson() if form == "json" else AsText())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)


def speak(form: Form) -> None:
    """Have what this process says to whoever started it, and why it ends, in this form."""
    _OF_PROCESS["form"] = form


def say(words: str, style: str = "") -> None:
    """Say something to whoever started the process."""
    if _OF_PROCESS["form"] == "json":
        print(line_of(words), file=sys.stderr, flush=True)
    else:
        from mase.terminal import terminal

        terminal().print(words, style=style, soft_wrap=True)


def line_of(words: str) -> str:
    """Return words as they are for people, else as a line of the log."""
    if _OF_PROCESS["form"] == "text":
        return words
    return AsJson().format(logging.LogRecord("mase", logging.INFO, "", 0, words, (), None))
