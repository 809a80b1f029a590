"""The logs of our processes: as text for people, or as JSON for whatever collects logs."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Literal

Form = Literal["text", "json"]
TEXT = "%(asctime)s %(levelname)s %(message)s"
PREFECTS: Mapping[Form, Mapping[str, str]] = {
    "text": {},
    "json": {
        "PREFECT_LOGGING_FORMATTERS_JSON_CLASS": "mase.logs.AsJson",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER": "json",
        "PREFECT_LOGGING_HANDLERS_DEBUG_FORMATTER": "json",
    },
}
"""What Prefect's processes, and those that run flows, take from the environment for each form."""


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
        }
        if record.exc_info and record.exc_info[0]:
            entry["error"] = record.exc_info[0].__name__
        return json.dumps(entry, ensure_ascii=False)


def write_logs(form: Form) -> None:
    """Write the warnings of this process to standard error, a line each."""
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson() if form == "json" else logging.Formatter(TEXT))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
