"""What Prometheus reads, over its own port."""

from __future__ import annotations

import datetime as dt
import socket
import threading
from contextlib import ExitStack

import httpx

from forum.outbox.states import State
from forum.watch.evidence import Evidence, Look, MailboxSeen, MorningLetter
from forum.watch.faults import judge
from mase.service.prefect_server import free_port
from tasks.watch.metrics import MOST_AT_ONCE, LastRound, serving_metrics

OURS = "mase@unit.example"
NOON = dt.datetime(2027, 1, 12, 12, 0)
SEEN = Evidence(
    now=NOON,
    begun=NOON,
    looks={"chase-actions": Look(NOON, due=3, failed=1)},
    mailboxes=(MailboxSeen(OURS, 2, dt.timedelta(), None, dt.timedelta(minutes=4)),),
    morning_letters=(MorningLetter(OURS, NOON, NOON, NOON, NOON + dt.timedelta(seconds=40)),),
    disks={"/var": 5},
    held_since=NOON,
    mail_waiting=4,
    letters={State.SENT: 7, State.REHEARSED: 1, State.FAILED: 2, State.QUEUED: 2},
    paused_flows=("back-up",),
    run_seconds={"chase-actions": 1.5},
    backed_up=NOON,
    certificates={"mail.example": dt.date(2027, 2, 1)},
    secret=dt.date(2027, 3, 1),
)


def test_the_last_round_is_what_prometheus_reads() -> None:
    last, address = LastRound({"version": "0.2.0", "commit": "1a2b3c4d"}), f"127.0.0.1:{free_port()}"
    with serving_metrics(int(address.partition(":")[2]), last):
        before = httpx.get(f"http://{address}/metrics").text
        assert 'mase_build_info{commit="1a2b3c4d",version="0.2.0"} 1.0' in before
        assert "mase_faults" not in before, "there was no round yet"
        last.seen, last.faults = SEEN, judge(SEEN)
        read = [line for line in httpx.get(f"http://{address}/metrics").text.splitlines() if line[0] != "#"]
        assert set(read) >= {
            'mase_faults{fault="disk full soon",see_to_it="now"} 1.0',
            'mase_faults{fault="duties failed",see_to_it="today"} 1.0',
            'mase_faults{fault="no look",see_to_it="today"} 0.0',
            'mase_look_due{flow="chase-actions"} 3.0',
            'mase_look_timestamp_seconds{flow="chase-actions"} 1.7997552e+09',
            'mase_letters_waiting{mailbox="mase@unit.example"} 2.0',
            'mase_mailbox_unread_seconds{mailbox="mase@unit.example"} 240.0',
            'mase_morning_letter_seconds{mailbox="mase@unit.example"} 40.0',
            'mase_disk_free_bytes{place="/var"} 5.0',
            "mase_hold 1.0",
            "mase_mail_waiting 4.0",
            "mase_letters_sent_total 8.0",
            "mase_letters_failed_total 2.0",
            'mase_flow_paused{flow="back-up"} 1.0',
            'mase_run_seconds{flow="chase-actions"} 1.5',
            "mase_backup_timestamp_seconds 1.7997552e+09",
            'mase_certificate_expiry_timestamp_seconds{certificate="mail.example"} 1.80144e+09',
            "mase_secret_expiry_timestamp_seconds 1.8038592e+09",
        }
        # While the register is out of reach nothing looks well that only it says.
        last.seen = Evidence(now=NOON, register="It is away.")
        assert "mase_letters_sent" not in httpx.get(f"http://{address}/metrics").text
        for wrong, status in ((f"http://{address}/", 404), (f"http://{address}/metrics?x", 404)):
            assert httpx.get(wrong).status_code == status
        assert httpx.get(f"http://{address}/metrics", headers={"Host": "rebound.example"}).status_code == 421


def test_whoever_connects_and_says_nothing_keeps_neither_prometheus_nor_the_watcher_waiting() -> None:
    port, last = free_port(), LastRound(seen=SEEN)
    with serving_metrics(port, last), ExitStack() as held:
        threads = threading.active_count()
        half_open = [held.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(160)]
        for each in half_open:
            each.sendall(b"GET /metrics HTTP/1.1\r\nHost: ")
        assert "mase_hold 1.0" in httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=2).text
        assert threading.active_count() == threads
        ended = [each for each in half_open if _is_ended(each)]
        assert len(ended) >= 160 - MOST_AT_ONCE


def _is_ended(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True
