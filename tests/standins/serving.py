"""What the stand-ins share of serving: requests and answers over real sockets, faults, traffic, control API.

A stand-in is a ``StandIn`` that names the operation of a request and answers it; ``Server`` does the rest.
"""

from __future__ import annotations

import ssl
import threading
from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.standins.faults import Fault, Faults
from tests.standins.post_office import PostOffice


@dataclass(frozen=True)
class Request:
    """``path`` without query; ``headers`` by names in lower case; ``connection`` lives as long as the
    connection."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    connection: dict[str, Any]


@dataclass(frozen=True)
class Response:
    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


class Traffic:
    """Requests and bytes (bodies, each way) by operation. Safe between threads."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        self.received: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self._lock = threading.Lock()

    def count(self, operation: str, received: int, answered: int) -> None:
        with self._lock:
            self.requests[operation] += 1
            self.received[operation] += received
            self.answered[operation] += answered

    def forget(self) -> None:
        with self._lock:
            for counter in (self.requests, self.received, self.answered):
                counter.clear()

    def as_json(self) -> dict[str, dict[str, int]]:
        """By operation: requests, received and answered (bytes)."""
        with self._lock:
            return {
                operation: {
                    "requests": self.requests[operation],
                    "received": self.received[operation],
                    "answered": self.answered[operation],
                }
                for operation in sorted(self.requests)
            }


@dataclass
class StandIn(ABC):
    """One server's behaviour over a post office. ``invalid`` collects what was wrong with requests."""

    office: PostOffice
    faults: Faults = field(default_factory=Faults)
    traffic: Traffic = field(default_factory=Traffic)
    invalid: list[str] = field(default_factory=list)
    name = "stand-in"

    @abstractmethod
    def operation(self, request: Request) -> str:
        """The name under which a request is counted and struck by faults; "sign-in" ones are never struck."""

    @abstractmethod
    def answer(self, request: Request, fault: Fault | None) -> Response:
        """Carry a request out. ``fault`` is given only when it concerns one item of a batch (ITEM_BUSY)."""

    @abstractmethod
    def settings(self, url: str) -> dict[str, str]:
        """The settings by which the service is pointed at this stand-in."""

    def signed_in(self, request: Request) -> Response | None:
        """None, or the answer to who has not signed in (it is counted as "sign-in")."""
        raise NotImplementedError


class Server:
    """A stand-in listening on the loopback, in a thread. ``url`` is its root, without a slash at the end."""

    def __init__(self, standin: StandIn, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        raise NotImplementedError

    url: str

    def start(self) -> Server:
        raise NotImplementedError

    def close(self) -> None:
        """Stop listening and drop all connections."""
        raise NotImplementedError

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()
