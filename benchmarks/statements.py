"""The statements of a day's work, noted as they are put, and put once more to SQLite alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Engine, event

Put = Callable[[Any], object]  # puts one statement through a cursor of the database's own driver


@contextmanager
def noted(engine: Engine) -> Iterator[list[Put]]:
    """All that is put to a database meanwhile, in order, as SQLAlchemy puts it."""
    puts: list[Put] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, many: Any) -> None:
        if many:
            puts.append(lambda cursor: cursor.executemany(sql, values))
        else:
            puts.append(lambda cursor: cursor.execute(sql, values).fetchall())

    hearing: dict[str, Callable[..., object]] = {
        "before_cursor_execute": note,
        "commit": lambda _: puts.append(lambda cursor: cursor.connection.commit()),
        "rollback": lambda _: puts.append(lambda cursor: cursor.connection.rollback()),
    }
    for name, listener in hearing.items():
        event.listen(engine, name, listener)
    try:
        yield puts
    finally:
        for name, listener in hearing.items():
            event.remove(engine, name, listener)


def put_alone(puts: Sequence[Put], engine: Engine) -> float:
    """Put them to a database that stands where they began; return the processor's seconds that it took."""
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        begun = time.process_time()
        for put in puts:
            put(cursor)
        return time.process_time() - begun
