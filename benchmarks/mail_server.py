"""A stand-in of the tests, as a process of its own; what went over its wires is counted there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from config.settings import ROOT

PASSWORD = "not a secret"


@dataclass(frozen=True)
class Traffic:
    """The requests sent to a stand-in, and the bytes of their bodies."""

    requests: int
    bytes: int


@dataclass(frozen=True)
class StandIn:
    """A stand-in at ``url``; see tests/standins/post_office/control.py for what can be asked of it."""

    url: str
    http: httpx.Client

    @property
    def endpoint(self) -> str:
        return f"{self.url}/EWS/Exchange.asmx"

    def open_mailbox(self, address: str) -> None:
        self._ask("PUT", f"mailboxes/{address}", {"password": PASSWORD})

    def seed(self, address: str, count: int) -> None:
        """Put so many plain items into an inbox."""
        self._ask("POST", f"mailboxes/{address}/seed", {"folder": "inbox", "count": count})

    def send(self, sender: str, to: str, subject: str, text: str) -> None:
        """A person writes a mail."""
        self._ask("POST", f"mailboxes/{sender}/send", {"to": [to], "subject": subject, "text": text})

    def settings(self) -> dict[str, str]:
        """Return the settings that point the service at it."""
        return dict(self._ask("GET", "settings"))

    def keys_sent_by(self, sender: str) -> list[str]:
        """Return the key of each letter that it took from somebody, as often as it took it."""
        return [entry["key"] for entry in self._ask("GET", "accepted") if entry["sender"] == sender]

    def accepted(self) -> int:
        return len(self._ask("GET", "accepted"))

    def forget_traffic(self) -> None:
        self._ask("DELETE", "traffic")

    def traffic(self) -> Traffic:
        counted = self._ask("GET", "traffic").values()
        return Traffic(
            sum(counts["requests"] for counts in counted), sum(counts["received"] for counts in counted)
        )

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = self.http.request(method, f"{self.url}/standin/{path}", json=body).raise_for_status()
        return answer.json() if answer.content else None


@contextmanager
def exchange_standin() -> Iterator[StandIn]:
    """Start a stand-in of Exchange, and end it afterwards."""
    with standin("exchange", "--domain", "members.example") as started:
        yield started


@contextmanager
def standin(kind: str, *arguments: str) -> Iterator[StandIn]:
    """Start a stand-in, exchange or graph, and end it afterwards."""
    command = [sys.executable, "-m", f"tests.standins.{kind}", *arguments]
    with (
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process,
        httpx.Client(timeout=600) as http,
    ):
        assert process.stdout
        try:
            yield StandIn(json.loads(process.stdout.readline())["url"].rstrip("/"), http)
        finally:
            process.terminate()
