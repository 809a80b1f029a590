"""Talk to a stand-in from anywhere, and start one as a process of its own or in a thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tests.standins.faults import Fault


class StandInClient:
    """The control API of a stand-in (see control.py for what items look like). ``url`` is the stand-in's
    root."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def open_mailbox(self, address: str, **what: Any) -> None:
        """``what``: name, password, automatic_reply, full, forbidden, bounces."""
        raise NotImplementedError

    def close_mailbox(self, address: str) -> None:
        raise NotImplementedError

    def mailboxes(self) -> list[dict[str, Any]]:
        raise NotImplementedError

    def items(self, address: str, folder: str = "inbox", after: int = 0) -> list[dict[str, Any]]:
        raise NotImplementedError

    def item(self, address: str, item_id: str) -> dict[str, Any]:
        raise NotImplementedError

    def file(self, address: str, item_id: str, file_id: str) -> bytes:
        raise NotImplementedError

    def send(self, address: str, to: Sequence[str], subject: str, text: str, **what: Any) -> dict[str, Any]:
        """``what``: html, files [(name, media_type, bytes)], headers [(name, value)], item_class."""
        raise NotImplementedError

    def reply(self, address: str, item_id: str, text: str, **what: Any) -> dict[str, Any]:
        """``what``: files [(name, media_type, bytes)], subject, quote, threading."""
        raise NotImplementedError

    def vote(self, address: str, item_id: str, answer: str, text: str = "") -> dict[str, Any]:
        raise NotImplementedError

    def answer_invitation(self, address: str, item_id: str, coming: str, text: str = "") -> dict[str, Any]:
        raise NotImplementedError

    def bring_in(self, sender: str, to: Sequence[str], subject: str, text: str, **what: Any) -> None:
        raise NotImplementedError

    def seed(self, address: str, folder: str, count: int, subject: str = "Item", size: int = 500) -> None:
        raise NotImplementedError

    def set_clock(self, at: dt.datetime | None) -> None:
        raise NotImplementedError

    def set_options(self, **options: Any) -> None:
        raise NotImplementedError

    def accepted(self, after: int = 0) -> list[dict[str, Any]]:
        raise NotImplementedError

    def fault(self, fault: Fault) -> None:
        raise NotImplementedError

    def forget_faults(self) -> None:
        raise NotImplementedError

    def faults(self) -> list[Fault]:
        """Orders that have not struck as often as they should."""
        raise NotImplementedError

    def traffic(self) -> dict[str, dict[str, int]]:
        """By operation: requests, received and answered (bytes)."""
        raise NotImplementedError

    def forget_traffic(self) -> None:
        raise NotImplementedError

    def invalid(self) -> list[str]:
        """What was wrong with requests, by the schema; empty where the schemas are missing."""
        raise NotImplementedError

    def settings(self) -> dict[str, str]:
        raise NotImplementedError

    def close(self) -> None:
        """Give the connection back."""


@contextmanager
def standin_process(kind: str, *arguments: str) -> Iterator[StandInClient]:
    """Start ``python -m tests.standins.<kind>`` (exchange or graph) and end it afterwards."""
    raise NotImplementedError
    yield
