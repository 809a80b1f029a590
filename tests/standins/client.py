"""Talk to a stand-in from anywhere, and start one as a process of its own or in a thread."""

from __future__ import annotations

import base64
import datetime as dt
import json
import ssl
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from tests.standins.post_office.faults import Fault

ROOT = Path(__file__).resolve().parents[2]


class StandInClient:
    """The control API of a stand-in (see control.py for what items look like). ``url`` is the stand-in's
    root."""

    def __init__(self, url: str, verify: ssl.SSLContext | bool = True) -> None:
        self.url = url.rstrip("/")
        self._http = httpx.Client(base_url=f"{self.url}/standin/", verify=verify, timeout=60, trust_env=False)

    def open_mailbox(self, address: str, **options: Any) -> None:
        """``options``: name, password, automatic_reply, full, forbidden, bounces, may_not_send, delegates."""
        self._call("PUT", f"mailboxes/{address}", options)

    def close_mailbox(self, address: str) -> None:
        self._call("DELETE", f"mailboxes/{address}")

    def mailboxes(self) -> list[dict[str, Any]]:
        return list(self._call("GET", "mailboxes"))

    def items(self, address: str, folder: str = "inbox", after: int = 0) -> list[dict[str, Any]]:
        return list(self._call("GET", f"mailboxes/{address}/{folder}?after={after}"))

    def item(self, address: str, item_id: str) -> dict[str, Any]:
        return dict(self._call("GET", f"mailboxes/{address}/items/{item_id}"))

    def file(self, address: str, item_id: str, file_id: str) -> bytes:
        answer = self._http.get(f"mailboxes/{address}/items/{item_id}/files/{quote(file_id)}")
        return answer.raise_for_status().content

    def open_item(self, address: str, item_id: str) -> None:
        """Somebody reads an item, which marks it as read."""
        self._call("POST", f"mailboxes/{address}/read", {"item": item_id})

    def delete_item(self, address: str, item_id: str) -> None:
        self._call("DELETE", f"mailboxes/{address}/items/{item_id}")

    def send(
        self, address: str, to: Sequence[str], subject: str, text: str, **options: Any
    ) -> dict[str, Any]:
        """``options``: html, files [(name, media_type, bytes)], headers [(name, value)], item_class."""
        order = {"to": list(to), "subject": subject, "text": text, **_ready(options)}
        return dict(self._call("POST", f"mailboxes/{address}/send", order))

    def reply(self, address: str, item_id: str, text: str, **options: Any) -> dict[str, Any]:
        """``options``: files [(name, media_type, bytes)], subject, quote, html (as Outlook does),
        threading."""
        order = {"item": item_id, "text": text, **_ready(options)}
        return dict(self._call("POST", f"mailboxes/{address}/reply", order))

    def vote(self, address: str, item_id: str, answer: str, text: str = "") -> dict[str, Any]:
        order = {"item": item_id, "answer": answer, "text": text}
        return dict(self._call("POST", f"mailboxes/{address}/vote", order))

    def answer_invitation(self, address: str, item_id: str, coming: str, text: str = "") -> dict[str, Any]:
        order = {"item": item_id, "coming": coming, "text": text}
        return dict(self._call("POST", f"mailboxes/{address}/answer-invitation", order))

    def bring_in(self, sender: str, to: Sequence[str], subject: str, text: str, **options: Any) -> None:
        order = {"sender": sender, "to": list(to), "subject": subject, "text": text, **_ready(options)}
        self._call("POST", "bring-in", order)

    def seed(self, address: str, folder: str, count: int, subject: str = "Item", size: int = 500) -> None:
        order = {"folder": folder, "count": count, "subject": subject, "size": size}
        self._call("POST", f"mailboxes/{address}/seed", order)

    def set_clock(self, at: dt.datetime | None) -> None:
        self._call("PUT", "clock", {"at": at.isoformat() if at else None})

    def set_options(self, **options: Any) -> None:
        self._call("PUT", "options", options)

    def accepted(self, after: int = 0) -> list[dict[str, Any]]:
        return list(self._call("GET", f"accepted?after={after}"))

    def fault(self, fault: Fault) -> None:
        self._call("POST", "faults", fault.as_json())

    def forget_faults(self) -> None:
        self._call("DELETE", "faults")

    def faults(self) -> list[Fault]:
        """Orders that have not struck as often as they should."""
        return [Fault.from_json(order) for order in self._call("GET", "faults")]

    def traffic(self) -> dict[str, dict[str, int]]:
        """Return, by operation, the requests, and the bytes received and answered."""
        return dict(self._call("GET", "traffic"))

    def forget_traffic(self) -> None:
        self._call("DELETE", "traffic")

    def invalid(self) -> list[str]:
        """Return the faults of requests, by the schema; empty where the schemas are missing."""
        return list(self._call("GET", "invalid"))

    def settings(self) -> dict[str, str]:
        return dict(self._call("GET", "settings"))

    def close(self) -> None:
        """Give the connection back."""
        self._http.close()

    def _call(self, method: str, path: str, order: object = None) -> Any:
        answer = self._http.request(method, path, json=order)
        if answer.status_code == 400:
            raise ValueError(answer.json()["problem"])
        return answer.raise_for_status().json()


@contextmanager
def standin_process(kind: str, *arguments: str) -> Iterator[StandInClient]:
    """Start ``python -m tests.standins.<kind>`` (exchange or graph) and end it afterwards."""
    command = [sys.executable, "-m", f"tests.standins.{kind}", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        client = StandInClient(json.loads(process.stdout.readline())["url"])
        try:
            yield client
        finally:
            client.close()
            process.terminate()


def _ready(options: dict[str, Any]) -> dict[str, Any]:
    """Files as JSON can hold them."""
    if "files" not in options:
        return options
    files = [
        {"name": name, "media_type": media_type, "content": base64.b64encode(content).decode()}
        for name, media_type, content in options["files"]
    ]
    return {**options, "files": files}
