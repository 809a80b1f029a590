"""The process of a Prefect server: Prefect's application behind our guard, while its starter lives.

``mase.service.prefect_server`` starts ``python -m mase.service.prefect_process LISTENING ADDRESS``, with the
number of a socket that listens already and the address that browsers know.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from config.rights import keep_to_this_account
from mase.service.prefect_guard import Guard
from tasks.form_fields import IN_WORDS

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
