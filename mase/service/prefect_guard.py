"""A guard before the Prefect server: it answers its own address alone, its own pages alone may ask, and what
fails is said in words.

The process of a Prefect server: Prefect's application behind our guard, while its starter lives.

A page of another site in an operator's browser reaches this machine's ports as well as the operator does. A
browser says in ``Host`` which name it asked for and in ``Origin`` whose page asks; no page can change either.
Programs send no ``Origin``.

``mase.service.prefect_server`` starts ``python -m mase.service.prefect_guard LISTENING ADDRESS``, with the
number of a socket that listens already and the address that browsers know.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from config.rights import keep_to_this_account
from tasks.form_fields import IN_WORDS

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

MISDIRECTED, FORBIDDEN = 421, 403
# Prefect's pages show "detail". Where Prefect gives none they would say "Unknown error".
FAILURES = {
    500: "The Prefect server failed, and nothing was started. Look whether the disk of the Prefect folder is "
    "full; the last lines of server.log there say more.",
    503: "The Prefect server is busy, and nothing was started. Try again in a minute.",
}
_JSON = b"application/json"
_TO_ALL = (b"access-control-allow-origin", b"*")  # what Prefect says where it refuses a token
# No other page may show this one in a frame or have its content. The browser keeps the sign-in with this
# address: nothing from elsewhere runs in it, and it tells nobody else anything, as Prefect's pages would.
HEADERS = {
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
}


@dataclass(frozen=True)
class Guard:
    """An ASGI application: ``app`` gets what asks for ``address``, HOST:PORT, except from other pages."""

    app: App
    address: str

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif refusal := self._refusal(scope["headers"]):
            await _refuse(scope["type"], *refusal, receive, send)
        else:
            await self.app(scope, receive, _failing_in_words(_with_headers(send)))

    def _refusal(self, headers: list[tuple[bytes, bytes]]) -> tuple[int, str] | None:
        hosts = [value.decode("latin-1").lower() for name, value in headers if name.lower() == b"host"]
        origins = [value.decode("latin-1").lower() for name, value in headers if name.lower() == b"origin"]
        own = self.address.lower()
        if hosts != [own]:
            return MISDIRECTED, f"Only http://{own} is answered here."
        if any(origin != f"http://{own}" for origin in origins):
            return FORBIDDEN, f"Only pages of http://{own} may ask here."
        return None


async def _refuse(kind: str, status: int, words: str, receive: Receive, send: Send) -> None:
    if kind == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": words})
        return
    await _send_text(send, status, b"text/plain", f"{words}\n")


def _with_headers(send: Send) -> Send:
    own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = (header for header in message.get("headers", ()) if header != _TO_ALL)
            message["headers"] = [*headers, *own]
        await send(message)

    return sending


def _failing_in_words(send: Send) -> Send:
    """Put words in the place of an answer that only says that something failed."""
    failed = False

    async def sending(message: Message) -> None:
        nonlocal failed
        if message["type"] == "http.response.start" and message["status"] in FAILURES:
            failed = True
            await _send_text(
                send, message["status"], _JSON, json.dumps({"detail": FAILURES[message["status"]]})
            )
        elif not failed:
            await send(message)

    return sending


async def _send_text(send: Send, status: int, media_type: bytes, text: str) -> None:
    body = text.encode()
    headers = [(b"content-type", media_type), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


END_WITHIN = 5.0  # seconds


def _end_with_parent() -> None:
    os.read(0, 1)  # returns when the other end of the pipe is closed
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(END_WITHIN)
    os._exit(1)


def _refuse_in_words() -> None:
    """Have the server say in words what a form's field takes, where it would show a pattern.

    Prefect copies the keywords of this validator when it is imported, so that this comes first.
    """
    from jsonschema import ValidationError
    from jsonschema.validators import Draft202012Validator

    def pattern(_validator: Any, pattern: str, value: object, schema: Any) -> Iterator[ValidationError]:
        if isinstance(value, str) and not re.search(pattern, value):
            yield ValidationError(f"“{value}” is not {schema.get(IN_WORDS, f'as {pattern} says')}.")

    Draft202012Validator.VALIDATORS["pattern"] = pattern


def _wait_for_other_writers() -> None:
    """Have each transaction of the server begin as a writer, and wait for the one before it.

    Prefect begins most of them as a reader. SQLite refuses such a one ("busy") when it goes on to write and
    another has written meanwhile: what an operator pressed would be lost.
    """
    from prefect.server.database.configurations import AioSqliteConfiguration
    from sqlalchemy.ext.asyncio import AsyncSession, AsyncSessionTransaction

    plain = AioSqliteConfiguration.begin_transaction

    @asynccontextmanager
    async def begin(
        self: AioSqliteConfiguration,
        session: AsyncSession,
        with_for_update: bool = False,  # noqa: ARG001
    ) -> AsyncGenerator[AsyncSessionTransaction]:
        async with plain(self, session, with_for_update=True) as transaction:
            yield transaction

    AioSqliteConfiguration.begin_transaction = begin


def _run(listening: int, address: str) -> None:
    keep_to_this_account()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _refuse_in_words()
    _wait_for_other_writers()
    import uvicorn
    from prefect.server.api.server import create_app

    application = Guard(create_app(final=True), address)
    # Prefect's own configuration of logs has the form that is wanted.
    config = uvicorn.Config(application, log_config=None, log_level="warning", server_header=False)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=listening)])


if __name__ == "__main__":
    _run(int(sys.argv[1]), sys.argv[2])
