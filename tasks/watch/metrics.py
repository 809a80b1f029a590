"""What the watcher has seen, as metrics for Prometheus.

The port at which Prometheus reads the metrics.

One thread answers all. Whoever connects and says nothing costs a socket for a few seconds, and of too many
the one that has waited longest is cut off: neither the watcher nor Prometheus waits for them.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric

from forum.outbox.states import State
from forum.watch.evidence import Evidence
from forum.watch.faults import FAULTS, Fault
from tasks.register.database.clock import LONDON

ENDED = {"sent": (State.SENT, State.REHEARSED), "failed": (State.FAILED,)}


@dataclass(eq=False)
class LastRound:
    """The last round of the watcher, as Prometheus collects it. ``build`` is which program this is."""

    build: Mapping[str, str] = field(default_factory=dict)
    seen: Evidence | None = None
    faults: Sequence[Fault] = ()

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics; before the first round only which program this is."""
        yield InfoMetricFamily("mase_build", "The program that runs", value=dict(self.build))
        if self.seen:
            yield from metrics(self.seen, self.faults)


def metrics(seen: Evidence, faults: Sequence[Fault]) -> Iterator[Metric]:
    """Yield what was seen. The labels are the names of faults, flows, places and the service's mailboxes.

    What only the register says is missing while it is out of reach, so that nothing looks well that is not
    known.
    """
    yield GaugeMetricFamily("mase_watch_round_timestamp_seconds", "The last round", value=_epoch(seen.now))
    standing = GaugeMetricFamily("mase_faults", "Faults that stand now", labels=["fault", "see_to_it"])
    for kind, facts in FAULTS.items():
        number = sum(fault.kind is kind for fault in faults)
        standing.add_metric([kind.value, facts.gravity.name.lower()], number)
    yield standing
    yield _gauge("disk_free_bytes", "place", seen.disks)
    expiry = {name: dt.datetime.combine(day, dt.time()) for name, day in seen.certificates.items()}
    yield _gauge("certificate_expiry_timestamp_seconds", "certificate", _epochs(expiry))
    if seen.secret:
        at = _epoch(dt.datetime.combine(seen.secret, dt.time()))
        yield GaugeMetricFamily("mase_secret_expiry_timestamp_seconds", "The secret's last day", value=at)
    if seen.backed_up:
        at = _epoch(seen.backed_up)
        yield GaugeMetricFamily("mase_backup_timestamp_seconds", "When the newest backup was made", value=at)
    yield _gauge("flow_paused", "flow", dict.fromkeys(seen.paused_flows, 1))
    yield _gauge("run_seconds", "flow", seen.run_seconds)
    if seen.begun:
        yield from _of_register(seen)


def _of_register(seen: Evidence) -> Iterator[Metric]:
    yield GaugeMetricFamily("mase_letters_unclear", "Letters that may have gone", value=seen.unclear)
    yield GaugeMetricFamily("mase_hold", "1 while nothing may leave", value=bool(seen.held_since))
    yield GaugeMetricFamily("mase_mail_waiting", "Mail that waits for a person", value=seen.mail_waiting)
    for name, states in ENDED.items():
        number = sum(seen.letters.get(state, 0) for state in states)
        yield CounterMetricFamily(f"mase_letters_{name}", f"Letters that have {name}", value=number)
    looks = seen.looks.items()
    yield _gauge("look_timestamp_seconds", "flow", _epochs({flow: look.at for flow, look in looks}))
    yield _gauge("look_due", "flow", {flow: look.due for flow, look in looks})
    yield _gauge("look_failed", "flow", {flow: look.failed for flow, look in looks})
    yield _gauge("letters_waiting", "mailbox", {each.address: each.waiting for each in seen.mailboxes})
    unread = {each.address: each.unread.total_seconds() for each in seen.mailboxes}
    yield _gauge("mailbox_unread_seconds", "mailbox", unread)
    back = {each.mailbox: each.back - each.begun for each in seen.morning_letters if each.back}
    yield _gauge("morning_letter_seconds", "mailbox", {of: took.total_seconds() for of, took in back.items()})


MEANINGS = {
    "disk_free_bytes": "Room on the disk of a place",
    "certificate_expiry_timestamp_seconds": "When a certificate expires",
    "flow_paused": "1 for a flow that a person has paused in Prefect",
    "run_seconds": "How long the last run of a flow took",
    "look_timestamp_seconds": "When a flow last looked at what is due",
    "look_due": "Things that were due at a flow's last look",
    "look_failed": "Times that a flow failed for a thing due, at its last look",
    "letters_waiting": "Letters that wait for delivery",
    "mailbox_unread_seconds": "The hours of reading in which a mailbox was not read",
    "morning_letter_seconds": "The morning letter's way out and back",
}


def _gauge(name: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"mase_{name}", MEANINGS[name], labels=[label])
    for of, value in values.items():
        family.add_metric([of], value)
    return family


def _epochs(times: Mapping[str, dt.datetime]) -> dict[str, float]:
    return {of: _epoch(at) for of, at in times.items()}


def _epoch(at: dt.datetime) -> float:
    return at.replace(tzinfo=LONDON).timestamp()


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
