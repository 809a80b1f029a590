"""The post room, with a record of every move that a letter makes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, QueuePool, event
from sqlalchemy.orm import ORMExecuteState, Session

from tasks.register.clock import SetClock
from tasks.register.register import Register
from tests.tasks.mail.post_room import PostRoom, post_room


@pytest.fixture
def room(register: Register, clock: SetClock) -> Iterator[PostRoom]:
    """Three members, an empty outbox; no request to the mailer may meet an open transaction."""
    room = post_room(register, clock)
    room.mailer.at_each_request = lambda request: _no_transaction_is_open(register.engine, request)

    def record(state: ORMExecuteState) -> None:
        if state.is_update:
            said = state.statement.compile().params  # type: ignore[attr-defined]
            if "state" in said and "state_1" in said and "id_1" in said:
                room.moves[said["id_1"]].append((said["state_1"], said["state"]))

    event.listen(Session, "do_orm_execute", record)
    yield room
    event.remove(Session, "do_orm_execute", record)


def _no_transaction_is_open(engine: Engine, request: str) -> None:
    assert isinstance(engine.pool, QueuePool)
    assert engine.pool.checkedout() == 0, f"a transaction is open while the mailer is asked to {request}"
