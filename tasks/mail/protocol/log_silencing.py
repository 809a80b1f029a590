"""Nothing of a letter in the logs: the libraries name addresses, and at DEBUG whatever they read and send."""

from __future__ import annotations

import logging

LIBRARIES = ("exchangelib", "spnego", "httpx", "httpcore", "msal")


class _Nothing(logging.Filter):
    def filter(self, _: logging.LogRecord) -> bool:
        return False


_NOTHING = _Nothing()


def silence_libraries() -> None:
    """Let no logger of these libraries emit anything, at any level. What matters is said by our own errors.

    A filter concerns the records of its own logger alone, so each one gets it. They are made as modules load:
    call it once all are loaded; a second time changes nothing.
    """
    for name in [*LIBRARIES, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in LIBRARIES:
            logging.getLogger(name).addFilter(_NOTHING)
