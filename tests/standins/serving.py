"""The serving that the stand-ins share: requests and answers over real sockets, faults, traffic, control API.

A stand-in is a ``StandIn`` that names the operation of a request and answers it; ``Server`` does the rest.
"""

from __future__ import annotations

import datetime as dt
import http.client
import re
import socket
import ssl
import struct
import sys
import threading
import traceback
from abc import ABC, abstractmethod
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.standins.post_office import control
from tests.standins.post_office.faults import Fault, Faults, Trouble
from tests.standins.post_office.post_office import PostOffice

SIGN_IN = "sign-in"
SENDING = ("SendItem", "SendMessage")
WHOLE_SECONDS = re.compile(rb"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z")
STOPPED = b"<html><body>This request was stopped by your gateway.</body></html>"
ANSWERED = (Trouble.ITEM_BUSY, Trouble.SLOW, Trouble.HALF)  # carried out in any case


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

    def count(self, operation: str, received: int, sent_bytes: int) -> None:
        with self._lock:
            self.requests[operation] += 1
            self.received[operation] += received
            self.answered[operation] += sent_bytes

    def forget(self) -> None:
        with self._lock:
            for counter in (self.requests, self.received, self.answered):
                counter.clear()

    def as_json(self) -> dict[str, dict[str, int]]:
        """Return, by operation, the requests, and the bytes received and answered."""
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
    """The behaviour of a server over a post office. ``invalid`` collects the faults of requests."""

    office: PostOffice
    faults: Faults = field(default_factory=Faults)
    traffic: Traffic = field(default_factory=Traffic)
    invalid: list[str] = field(default_factory=list)
    name = "stand-in"

    def forget(self) -> None:
        """Forget what was ordered, counted and asked for before."""
        self.faults.forget()
        self.traffic.forget()
        self.invalid.clear()

    @abstractmethod
    def operation(self, request: Request) -> str:
        """The name under which a request is counted and struck by faults; "sign-in" ones are never struck."""

    @abstractmethod
    def answer(self, request: Request, fault: Fault | None) -> Response:
        """Carry a request out. ``fault`` is given only when it concerns one item of a batch (ITEM_BUSY)."""

    def asked(self, request: Request, operation: str, fault: Fault | None) -> Response:
        """The answer, as a server with these options writes it."""
        options = self.office.options
        if len(request.body) > options.largest_request:
            return Response(options.too_large_status)
        if options.stopped_word and options.stopped_word.encode() in request.body:
            where = (("Location", "/sign-in"),) if options.stopped_status == 302 else ()
            return Response(options.stopped_status, STOPPED, "text/html", where)
        response = self.answer(request, fault)
        if operation in SENDING and options.answers_unreadably:
            return Response(200, b"<html><body>Gateway", "text/html")
        if options.fractional_seconds:
            return replace(response, body=WHOLE_SECONDS.sub(rb"\1.123Z", response.body))
        return response

    @abstractmethod
    def settings(self, url: str) -> dict[str, str]:
        """The settings by which the service is pointed at this stand-in."""

    @abstractmethod
    def signed_in(self, request: Request) -> Response | None:
        """None, or the answer to who has not signed in (it is counted as "sign-in")."""

    @abstractmethod
    def refusal(self) -> Response:
        """The answer 401."""

    def busy(self, code: str, seconds: float) -> Response:  # noqa: ARG002  (each kind has words of its own)
        """The answer of a server that asks for patience."""
        return Response(503, headers=(self.patience(seconds),))

    def patience(self, seconds: float) -> tuple[str, str]:
        """The header by which a server asks for patience."""
        when = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)
        dated = self.office.options.dated_patience
        return "Retry-After", format_datetime(when, usegmt=True) if dated else f"{seconds:g}"


class Server:
    """A stand-in listening on the loopback, in a thread. ``url`` is its root, without a slash at the end."""

    def __init__(self, standin: StandIn, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self.standin = standin
        self._http = _Listener(("127.0.0.1", port), _Connection)
        self._http.standin = standin
        self._http.url = self.url = (
            f"{'https' if tls else 'http'}://{'localhost' if tls else '127.0.0.1'}:{self._http.server_port}"
        )
        if tls:  # the handshake is left to the connection's own thread
            self._http.socket = tls.wrap_socket(
                self._http.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    def start(self) -> Server:
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop listening and drop all connections."""
        self._http.shutdown()
        self._http.server_close()
        self._http.drop_connections()
        self._thread.join()

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    standin: StandIn
    url: str

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.connections: set[socket.socket] = set()
        self.closing = threading.Event()

    def drop_connections(self) -> None:
        self.closing.set()
        for connection in list(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, *_: Any) -> None:
        """A caller who hangs up, or who doesn't trust our certificate, is no error of ours."""
        error = sys.exc_info()[1]
        if not isinstance(error, (OSError, ValueError)):
            super().handle_error(*_)


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def setup(self) -> None:
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().setup()
        self.state: dict[str, Any] = {}
        self.server.connections.add(self.connection)

    def finish(self) -> None:
        self.server.connections.discard(self.connection)
        with suppress(OSError):
            super().finish()

    def log_message(self, *_: Any) -> None:
        """Nothing is written to the terminal."""

    def handle_any(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:  # the caller was gone before it had said all
            self.close_connection = True
            return
        request = Request(
            self.command,
            unquote(parts.path),
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            body,
            self.state,
        )
        standin = self.server.standin
        if request.path.startswith(control.ROOT) or request.path == "/":
            status, media_type, body = control.control(standin, self.server.url, request)
            self._send(Response(status, body, media_type))
            return
        refusal = standin.signed_in(request)
        if refusal:
            standin.traffic.count(SIGN_IN, len(request.body), len(refusal.body))
            self._send(refusal)
            return
        operation = standin.operation(request)
        fault = None if operation == SIGN_IN else standin.faults.take(operation)
        self._answer(request, operation, fault)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any  # noqa: N815  (http.server's own names)

    def _answer(self, request: Request, operation: str, fault: Fault | None) -> None:
        standin = self.server.standin
        early = fault and not fault.accepted and fault.trouble not in ANSWERED
        if fault and fault.trouble is Trouble.SLOW and not fault.accepted:
            self.server.closing.wait(fault.seconds)
        busy = fault if fault and fault.trouble is Trouble.ITEM_BUSY else None
        try:
            response = Response(500) if early else standin.asked(request, operation, busy)
        except Exception:
            standin.invalid.append(f"our failure at {operation}: {traceback.format_exc()}")
            response = Response(500)
        standin.traffic.count(operation, len(request.body), 0 if early else len(response.body))
        if fault:
            self._fail(fault, response)
        else:
            self._send(response)

    def _fail(self, fault: Fault, response: Response) -> None:
        match fault.trouble:
            case Trouble.RESET:
                self._reset()
            case Trouble.TIME_OUT:
                self.server.closing.wait(fault.seconds)
                self.close_connection = True
            case Trouble.UNAVAILABLE | Trouble.THROTTLED:
                wait = (self.server.standin.patience(fault.seconds),) if fault.seconds else ()
                self._send(Response(int(fault.trouble.value), b"", "text/plain", wait))
            case Trouble.BUSY:
                self._send(self.server.standin.busy(fault.code, fault.seconds))
            case Trouble.ERROR_CLOSE:
                self._send(Response(500, b"", "text/plain", (("Connection", "close"),)))
                self.close_connection = True
            case Trouble.UNAUTHORISED:
                self._send(self.server.standin.refusal())
            case Trouble.SLOW:
                self.server.closing.wait(fault.seconds if fault.accepted else 0)
                self._send(response)
            case Trouble.MALFORMED:
                self._send(replace(response, status=200, body=b"<html><body>Gateway" + response.body[:40]))
            case Trouble.HALF:
                self._send(response, half=True)
                self._reset()
            case Trouble.ITEM_BUSY:
                self._send(response)

    def _send(self, response: Response, *, half: bool = False) -> None:
        """Head and body in one piece, so that no answer waits for a delayed acknowledgement."""
        lines = [f"HTTP/1.1 {response.status} {http.client.responses.get(response.status, '')}"]
        lines += [f"Content-Type: {response.content_type}"] if response.body else []
        lines += [f"{name}: {value}" for name, value in response.headers]
        lines += [f"Content-Length: {len(response.body)}", "", ""]
        body = response.body[: len(response.body) // 2] if half else response.body
        self.wfile.write("\r\n".join(lines).encode() + body)

    def _reset(self) -> None:
        """Close so that the caller sees a reset, not an end."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
