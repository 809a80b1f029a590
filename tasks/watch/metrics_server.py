"""The port at which Prometheus reads the metrics.

One thread answers all. Whoever connects and says nothing costs a socket for a few seconds, and of too many
the one that has waited longest is cut off: neither the watcher nor Prometheus waits for them.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

from prometheus_client import CollectorRegistry, generate_latest

from tasks.watch.metrics import LastRound

HERE = "127.0.0.1"  # another machine's Prometheus reads it through an exporter or a proxy of the operators'
ASKS_WITHIN = 5.0  # seconds
MOST_AT_ONCE = 16  # connections
PAGE = "/metrics"
_LARGEST = 8192  # bytes of a request


@contextmanager
def serving_metrics(port: int, last: LastRound) -> Iterator[None]:
    """Answer Prometheus at a port of this machine while the block runs. Raises OSError where it is taken."""
    registry = CollectorRegistry()
    registry.register(last)
    listening, ended = socket.create_server((HERE, port), backlog=MOST_AT_ONCE), socket.socketpair()
    door = _Door(registry, port)
    thread = Thread(target=asyncio.run, args=(door.serve(listening, ended[1]),), name="metrics", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended[0].close()
        thread.join(ASKS_WITHIN)


class _Door:
    """Answers who asks for ``PAGE`` at this machine's own name. ``open`` has the oldest connection first."""

    def __init__(self, registry: CollectorRegistry, port: int) -> None:
        self.registry = registry
        self.hosts = {f"{name}:{port}" for name in (HERE, "localhost")}
        self.open: dict[asyncio.StreamWriter, None] = {}

    async def serve(self, listening: socket.socket, ended: socket.socket) -> None:
        """Answer until the other end of ``ended`` is closed."""
        server = await asyncio.start_server(self.answer, sock=listening, limit=_LARGEST)
        ended.setblocking(False)
        with ended:
            await asyncio.get_running_loop().sock_recv(ended, 1)
        server.close()
        for each in self.open:
            each.transport.abort()
        await asyncio.sleep(0)  # for what was cut off to be given back

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer a request, and close its connection."""
        self.open[writer] = None
        if len(self.open) > MOST_AT_ONCE:
            oldest = next(iter(self.open))
            del self.open[oldest]
            oldest.transport.abort()
        try:
            request = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), ASKS_WITHIN)
            status, body = self._answer_to(request.decode("latin-1"))
            head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
            writer.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
            await asyncio.wait_for(writer.drain(), ASKS_WITHIN)
        except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
            pass  # whoever it was has said nothing, or too much, or has gone
        finally:
            self.open.pop(writer, None)
            with suppress(OSError):
                writer.close()

    def _answer_to(self, request: str) -> tuple[str, bytes]:
        first, *lines = request.split("\r\n")
        headers = [line.partition(":") for line in lines if line]
        hosts = [value.strip().lower() for name, _, value in headers if name.strip().lower() == "host"]
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            return "421 Misdirected Request", b"Only this machine's own name is answered here.\n"
        if first.split()[:2] != ["GET", PAGE]:
            return "404 Not Found", f"Only {PAGE} is answered here.\n".encode()
        return "200 OK", generate_latest(self.registry)
