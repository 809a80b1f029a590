"""What Prometheus reads, over its own port."""

from __future__ import annotations

import datetime as dt

import httpx

from forum.watch.evidence import Evidence, Look, MailboxSeen, MorningLetter
from forum.watch.faults import judge
from mase.service.prefect_server import free_port
from tasks.watch.metrics import serve_metrics

OURS = "mase@unit.example"
NOON = dt.datetime(2027, 1, 12, 12, 0)


def test_the_last_round_is_what_prometheus_reads() -> None:
    port = free_port()
    last, server = serve_metrics(port)
    address = f"http://127.0.0.1:{port}/metrics"
    assert "mase_" not in httpx.get(address).text, "there was no round yet"
    seen = Evidence(
        now=NOON,
        looks={"chase-actions": Look(NOON, due=3, failed=1)},
        mailboxes=(MailboxSeen(OURS, 2, dt.timedelta(), None, dt.timedelta()),),
        morning_letters=(MorningLetter(OURS, NOON, NOON, NOON, NOON + dt.timedelta(seconds=40)),),
        disks={"/var": 5},
    )
    last.seen, last.faults = seen, judge(seen)
    read = [line for line in httpx.get(address).text.splitlines() if not line.startswith("#")]
    assert set(read) >= {
        'mase_faults{fault="disk full soon"} 1.0',
        'mase_faults{fault="duties failed"} 1.0',
        'mase_faults{fault="no look"} 0.0',
        'mase_look_due{flow="chase-actions"} 3.0',
        'mase_look_timestamp_seconds{flow="chase-actions"} 1.7997552e+09',
        'mase_letters_waiting{mailbox="mase@unit.example"} 2.0',
        'mase_morning_letter_seconds{mailbox="mase@unit.example"} 40.0',
        'mase_disk_free_bytes{place="/var"} 5.0',
    }
    server.shutdown()
    server.server_close()
