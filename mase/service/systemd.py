"""What systemd hears of the service that it started: it is up, it lives, it ends."""

from __future__ import annotations

import os
import socket
from typing import Literal


def tell(state: Literal["READY=1", "WATCHDOG=1", "STOPPING=1"]) -> None:
    """Send a state to the socket of ``NOTIFY_SOCKET``, as sd_notify(3) says; without one do nothing."""
    if address := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as systemd:
            systemd.sendto(state.encode(), address.replace("@", "\0", 1))
