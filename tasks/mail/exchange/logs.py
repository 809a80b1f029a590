"""exchangelib would log subjects, addresses, whole requests and answers: its loggers are kept silent."""

from __future__ import annotations

import logging

LOUD = ("exchangelib", "spnego")  # the latter logs who signs in


class _Nothing(logging.Filter):
    def filter(self, _: logging.LogRecord) -> bool:
        return False


_NOTHING = _Nothing()


def silence() -> None:
    """Let no logger of exchangelib emit anything, at whatever level. What matters is said by our own errors.

    A filter concerns the records of its own logger alone, so each one gets it; call it again when more of
    exchangelib has been imported.
    """
    for name in [*LOUD, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in LOUD:
            logger = logging.getLogger(name)
            if _NOTHING not in logger.filters:
                logger.addFilter(_NOTHING)
