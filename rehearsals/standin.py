"""The mailboxes of the scripted people at an Exchange stand-in, through its control API."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx

from forum.text.problem import Problem
from tasks.register.database.clock import LONDON

TIMEOUT = 60.0  # seconds
PASSWORD = "rehearsal"  # of a mailbox that nobody else has


@dataclass(frozen=True)
class File:
    """A file that somebody attaches."""

    name: str
    media_type: str
    content: bytes


class StandIn:
    """A stand-in at its root ``url``. Problem, from every request, where none answers there."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        try:
            self._http = httpx.Client(base_url=f"{self.url}/standin/", timeout=TIMEOUT, trust_env=False)
        except (httpx.InvalidURL, ValueError) as error:
            raise self._unreachable() from error

    def settings(self, address: str) -> dict[str, str]:
        """Open an empty mailbox for the service, and return the settings that point the service at it."""
        answer = self._ask("GET", "settings")
        if not isinstance(answer, dict) or answer.get("MASE_GATEWAY") != "exchange":
            raise self._unreachable()
        self.open_mailbox(address)
        own = {
            "MASE_SERVICE_ADDRESS": address,
            "MASE_EXCHANGE_USERNAME": address,
            "MASE_EXCHANGE_PASSWORD": PASSWORD,
        }
        return {str(name): str(value) for name, value in answer.items()} | own

    def open_mailbox(self, address: str) -> None:
        """Open an empty mailbox; the items of an earlier one at that address are thrown away."""
        self._ask("DELETE", f"mailboxes/{quote(address)}")
        self._ask("PUT", f"mailboxes/{quote(address)}", {"password": PASSWORD})

    def turn_clock(self, at: dt.datetime | None) -> None:
        """Have the clock stand at a London time; None gives it back its real time."""
        moment = at.replace(tzinfo=LONDON).isoformat() if at else None
        self._ask("PUT", "clock", {"at": moment})

    def inbox(self, address: str) -> list[dict[str, Any]]:
        """The items of somebody's inbox, oldest first."""
        return list(self._ask("GET", f"mailboxes/{quote(address)}/inbox"))

    def items_in_inbox(self, address: str) -> int:
        """The number of items in somebody's inbox."""
        counts = {box["address"]: box["items"]["inbox"] for box in self._ask("GET", "mailboxes")}
        return int(counts.get(address, 0))

    def reply(self, address: str, item: str, text: str, files: Sequence[File] = ()) -> None:
        self._write(address, "reply", item=item, text=text, files=[_as_json(file) for file in files])

    def vote(self, address: str, item: str, answer: str) -> None:
        self._write(address, "vote", item=item, answer=answer)

    def answer_invitation(self, address: str, item: str, coming: str) -> None:
        self._write(address, "answer-invitation", item=item, coming=coming)

    def send(self, address: str, to: str, subject: str, text: str) -> None:
        self._write(address, "send", to=[to], subject=subject, text=text)

    def close(self) -> None:
        self._http.close()

    def _write(self, address: str, what: str, **order: Any) -> None:
        self._ask("POST", f"mailboxes/{quote(address)}/{what}", order)

    def _ask(self, method: str, path: str, order: object = None) -> Any:
        try:
            return self._http.request(method, path, json=order).raise_for_status().json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise self._unreachable() from error

    def _unreachable(self) -> Problem:
        return Problem(
            f"No Exchange stand-in answers at {self.url}. Start one with 'make exchange-standin' in another "
            "terminal, and give the address it prints with --mailbox."
        )


@contextmanager
def standin_at(url: str) -> Iterator[StandIn]:
    """The stand-in at ``url``, whose clock is given back its real time at the end."""
    standin = StandIn(url)
    try:
        yield standin
    finally:
        with suppress(Problem):
            standin.turn_clock(None)
        standin.close()


def _as_json(file: File) -> dict[str, str]:
    content = base64.b64encode(file.content).decode()
    return {"name": file.name, "media_type": file.media_type, "content": content}
