"""Why a letter stopped, where the program acts on it."""

from __future__ import annotations

from enum import StrEnum


class Cause(StrEnum):
    """The cause of a stop, as the program asks for it. What a person reads is the reason, a sentence."""

    UNSIGNED = "agreement not signed"
    BOUNCED = "address bounced"
    ALREADY_GONE = "sent before a restore"
    RESTORED = "held by a restore"
    SERVER_STATE = "server in a passing state"
    UNREADABLE = "answer not to be read"
