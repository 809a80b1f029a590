"""Silencing the mail libraries, whose logs name addresses and, at DEBUG, all that they read and send."""

from __future__ import annotations

import logging

LIBRARIES = ("exchangelib", "spnego", "httpx", "httpcore", "msal")


class _Nothing(logging.Filter):
    def filter(self, _: logging.LogRecord) -> bool:
        return False


_NOTHING = _Nothing()


def silence_libraries() -> None:
    """Keep every logger of these libraries from emitting, at any level; our own errors say what matters.

    A filter applies to its own logger alone, so each logger gets one. Loggers are made as modules load: call
    this once all are loaded. A second call changes nothing.
    """
    for name in [*LIBRARIES, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in LIBRARIES:
            logging.getLogger(name).addFilter(_NOTHING)
