"""The Prefect server that is attacked, and how an attacker speaks to it: as no library would."""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

CANARY = "canary-deployment"
HELD = "held"
Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Target:
    """A server at ``url`` with a deployment that an attacker wants to run; the operator has ``sign_in``."""

    url: str
    sign_in: str
    folder: Path
    deployment: str = ""
    own: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", urlsplit(self.url).netloc)

    @property
    def signed(self) -> tuple[str, str]:
        return basic(self.sign_in)

    def ask(
        self,
        method: str,
        path: str,
        *headers: tuple[str, str],
        host: Sequence[str] | None = None,
        body: str = "{}",
        version: str = "1.1",
    ) -> tuple[int, str]:
        """Send one request as it stands; the status and all that came back."""
        sent = body if method in ("POST", "PUT", "PATCH") else ""
        lines = [
            f"{method} {path} HTTP/{version}",
            *(f"Host: {one}" for one in host or [self.own][: host is None]),
        ]
        lines += [f"{name}: {value}" for name, value in headers]
        lines += ["Content-Type: application/json"] * bool(sent) * ("content-type" not in dict(headers))
        lines += [f"Content-Length: {len(sent)}", "Connection: close", "", sent]
        address = urlsplit(self.url)
        with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=20) as line:
            line.sendall("\r\n".join(lines).encode("latin-1"))
            answer = b""
            while part := line.recv(65536):
                answer += part
                if b"101 Switching" in answer:
                    break
        words = answer.split(b" ", 2)
        return int(words[1]) if len(words) > 1 else 0, answer.decode("utf-8", "replace")

    def upgrade(self, path: str, *headers: tuple[str, str], host: str | None = None) -> tuple[int, str]:
        """Ask for a websocket with these headers; 101 is an open one."""
        key = ("Sec-WebSocket-Key", base64.b64encode(b"sixteen bytes !!").decode())
        wanted = [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), key]
        return self.ask(
            "GET", path, *wanted, ("Sec-WebSocket-Protocol", "prefect"), *headers, host=host and [host]
        )

    def speak(self, path: str, *messages: str, origin: str | None = None, prefect: bool = True) -> str:
        """Say these in a websocket; what the server said before it closed."""
        heard = ""
        try:
            with connect(
                f"{self.url.replace('http', 'ws', 1)}{path}",
                origin=Origin(origin) if origin else None,
                subprotocols=[Subprotocol("prefect")] if prefect else None,
                open_timeout=20,
                proxy=None,
            ) as line:
                for message in messages:
                    line.send(message)
                for _ in range(3):
                    heard += str(line.recv(timeout=0.5))
        except (WebSocketException, TimeoutError, OSError):
            pass
        return heard

    def operator(self, method: str, path: str, body: object) -> object:
        """What the operator's own program does, with sign-in and CSRF token."""
        _, answer = self.ask("GET", "/api/csrf-token?client=operator", self.signed)
        token = json.loads(_body(answer)).get("token", "")
        tokens = [("Prefect-Csrf-Token", token), ("Prefect-Csrf-Client", "operator")]
        status, answer = self.ask(method, path, self.signed, *tokens, body=json.dumps(body))
        assert status in (200, 201), answer
        return json.loads(_body(answer))


def basic(sign_in: str) -> tuple[str, str]:
    return "Authorization", f"Basic {base64.b64encode(sign_in.encode()).decode()}"


def _body(answer: str) -> str:
    return answer.partition("\r\n\r\n")[2]


def prepared(url: str, sign_in: str, folder: Path) -> Target:
    """The server with a flow and a deployment, put there by the operator."""
    target = Target(url, sign_in, folder)
    flow = target.operator("POST", "/api/flows/", {"name": "canary-flow"})
    assert isinstance(flow, dict)
    name = f"{CANARY}-{uuid4().hex}"  # a server may be attacked from two sides at once
    made = target.operator("POST", "/api/deployments/", {"name": name, "flow_id": flow["id"]})
    assert isinstance(made, dict)
    return Target(url, sign_in, folder, made["id"])


def runs_of(target: Target) -> int:
    """How many runs of the deployment there are."""
    wanted = {"deployments": {"id": {"any_": [target.deployment]}}}
    counted = target.operator("POST", "/api/flow_runs/count", wanted)
    assert isinstance(counted, int)
    return counted
