"""What waits is found without looking through all that has ever been sent."""

from __future__ import annotations

from sqlalchemy import event, text

from forum.outbox.states import State
from tasks.register.database.register import Register
from tasks.register.outbox import in_state, is_anything_due


def test_what_is_due_is_asked_through_the_index_of_live_dispatches(register: Register) -> None:
    asked: list[tuple[str, object]] = []
    event.listen(
        register.engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, parameters, _context, _many: asked.append((statement, parameters)),
    )
    with register.reading() as session:
        is_anything_due(session)
        in_state(session, State.QUEUED, at_most=50)
        in_state(session, State.DRAFTED)
    queries = [one for one in asked if "FROM dispatch" in one[0]]
    assert len(queries) == 3
    explain = "EXPLAIN QUERY PLAN " if register.engine.dialect.name == "sqlite" else "EXPLAIN "
    with register.engine.connect() as connection:
        if register.engine.dialect.name == "postgresql":
            connection.execute(text("SET enable_seqscan = off"))  # an empty table would not need the index
        for statement, parameters in queries:
            plan = connection.exec_driver_sql(explain + statement, parameters).all()  # type: ignore[arg-type]
            assert "ix_dispatch_live" in str(plan), plan
