"""Nothing of a letter in the logs: the libraries name addresses in URLs, and at DEBUG whatever they read."""

from __future__ import annotations

import logging

LIBRARIES = ("httpx", "httpcore", "msal")
LEFT_OUT = "(what it said is left out, since it may name people)"


class _LeaveOut(logging.Filter):
    """Warnings and errors pass without their words; everything below them stays away."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = LEFT_OUT, ()
        record.exc_info = record.exc_text = record.stack_info = None
        return record.levelno >= logging.WARNING


_leave_out = _LeaveOut()


def be_quiet() -> None:
    """Silence the libraries' loggers, whatever level the process logs at. They are made as modules load, so
    this is called once all are loaded; a second time changes nothing."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in LIBRARIES:
            logging.getLogger(name).addFilter(_leave_out)
