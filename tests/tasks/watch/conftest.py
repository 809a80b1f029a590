"""A mail server and a web server on this machine, to which the watcher tells what it finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from mase.service.prefect_server import free_port


@dataclass
class Post:
    """What came to the mail server: each mail with whom it is to."""

    mails: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    refuses: bool = False

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.refuses:
            return "451 Try again later"
        mail = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append((envelope.rcpt_tos, mail))
        return "250 OK"


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def mail_server(post: Post) -> Iterator[Controller]:
    controller = Controller(post, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


@dataclass
class Web:
    """What was posted to the web server: paths and bodies."""

    url: str = ""
    posted: list[tuple[str, str]] = field(default_factory=list)
    status: int = 200

    def contents(self, path: str) -> list[Any]:
        return [json.loads(body) for at, body in self.posted if at == path]

    def paths(self) -> list[str]:
        return [path for path, _ in self.posted]


@pytest.fixture
def web() -> Iterator[Web]:
    heard = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            heard.posted.append((self.path, body.decode()))
            self.send_response(heard.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep still."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        heard.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield heard
        server.shutdown()
        thread.join()
