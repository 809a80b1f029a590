"""What the watcher has seen, as metrics for Prometheus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric

from forum.watch.evidence import Evidence
from forum.watch.faults import FAULTS, Fault
from tasks.register.database.clock import LONDON

HERE = "127.0.0.1"  # another machine's Prometheus reads it through an exporter or a proxy of the operators'


@dataclass(eq=False)
class LastRound:
    """The last round of the watcher, as Prometheus collects it."""

    seen: Evidence | None = None
    faults: Sequence[Fault] = ()

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics; none before the first round."""
        if self.seen:
            yield from metrics(self.seen, self.faults)


def serve_metrics(port: int) -> tuple[LastRound, WSGIServer]:
    """Answer Prometheus on a port of this machine, and return what it is answered from, and the server."""
    last, registry = LastRound(), CollectorRegistry()
    registry.register(last)
    server, _ = start_http_server(port, HERE, registry)
    return last, server


def metrics(seen: Evidence, faults: Sequence[Fault]) -> Iterator[Metric]:
    """Yield what was seen. The labels are the names of faults, flows, places and the service's mailboxes."""
    yield GaugeMetricFamily("mase_watch_round_timestamp_seconds", "The last round", value=_epoch(seen.now))
    yield GaugeMetricFamily("mase_letters_unclear", "Letters that may have gone", value=seen.unclear)
    yield _gauge(
        "faults", "fault", {kind.value: sum(fault.kind is kind for fault in faults) for kind in FAULTS}
    )
    looks = seen.looks.items()
    yield _gauge("look_timestamp_seconds", "flow", {flow: _epoch(look.at) for flow, look in looks})
    yield _gauge("look_due", "flow", {flow: look.due for flow, look in looks})
    yield _gauge("look_failed", "flow", {flow: look.failed for flow, look in looks})
    yield _gauge("letters_waiting", "mailbox", {each.address: each.waiting for each in seen.mailboxes})
    back = {each.mailbox: each.back - each.begun for each in seen.morning_letters if each.back}
    yield _gauge("morning_letter_seconds", "mailbox", {of: took.total_seconds() for of, took in back.items()})
    yield _gauge("disk_free_bytes", "place", seen.disks)


MEANINGS = {
    "faults": "Faults that stand now",
    "look_timestamp_seconds": "When a flow last looked at what is due",
    "look_due": "Things that were due at a flow's last look",
    "look_failed": "Times that a flow failed for a thing due, at its last look",
    "letters_waiting": "Letters that wait for delivery",
    "morning_letter_seconds": "The morning letter's way out and back",
    "disk_free_bytes": "Room on the disk of a place",
}


def _gauge(name: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"mase_{name}", MEANINGS[name], labels=[label])
    for of, value in values.items():
        family.add_metric([of], value)
    return family


def _epoch(at: dt.datetime) -> float:
    return at.replace(tzinfo=LONDON).timestamp()
