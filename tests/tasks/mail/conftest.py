"""The post room, with a record of every move that a letter makes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, QueuePool, event

from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tests.tasks.mail.sending.post_room import PostRoom, post_room


@pytest.fixture
def room(register: Register, clock: SetClock) -> Iterator[PostRoom]:
    """Three members, an empty outbox; no request to the mailer may meet an open transaction."""
    room = post_room(register, clock)
    room.mailer.at_each_request = lambda request: _no_transaction_is_open(register.engine, request)

    def record(params: dict[str, Any], **_: object) -> None:
        if "seen_state" in params:
            room.moves[params["the_id"]].append((params["seen_state"], params["to"]))

    event.listen(register.engine, "before_execute", record, named=True)
    yield room
    event.remove(register.engine, "before_execute", record)


def _no_transaction_is_open(engine: Engine, request: str) -> None:
    assert isinstance(engine.pool, QueuePool)
    assert engine.pool.checkedout() == 0, f"a transaction is open while the mailer is asked to {request}"
