"""A register read and written in one session, which knows what it has asked before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import FrozenResult, Table, event
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from tasks.register.audit.trail import CHAIN, LAST, SERVICE, WAITING, write_waiting
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register, Transaction

KEPT = 1_500  # answers; a morning asks for some hundred


class KnowingSession(Session):
    """Asks the database again only for what may have changed since: where a table was written to."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.written: Counter[str] = Counter()  # how often each table was
        self.known: dict[Hashable, tuple[tuple[int, ...], FrozenResult[Any]]] = {}
        self.known_before: dict[Hashable, tuple[tuple[int, ...], FrozenResult[Any]]] = {}

    def execute(self, statement: Any, params: Any = None, **options: Any) -> Any:
        number, tables, bound = _known_as(statement) if statement.is_select and not options else NEVER
        if not number:
            return super().execute(statement, params, **options)
        self._autoflush()
        given = params or {}
        values = (*(given.get(each.key, each.effective_value) for each in bound), *given.values())
        asked = number, *map(_hashable, values)
        stamps = tuple([self.written[name] for name in tables])
        known = self.known.get(asked) or self.known_before.get(asked)
        if known is None or known[0] != stamps:
            known = stamps, super().execute(statement, params).freeze()
        self.known[asked] = known
        if len(self.known) > KEPT:  # what nobody asks any more is forgotten
            self.known_before, self.known = self.known, {}
        return known[1]()

    def scalars(self, statement: Any, params: Any = None, **options: Any) -> Any:
        return self.execute(statement, params, **options).scalars()

    def scalar(self, statement: Any, params: Any = None, **options: Any) -> Any:
        return self.execute(statement, params, **options).scalar()

    def forget(self) -> None:
        self.rollback()
        self.known, self.known_before = {}, {}
        for key in (LAST, WAITING):
            self.info.pop(key, None)


class OneSession(Register):
    """A register in which all is read and written in one session. Nobody else may write in it.

    It writes no digests of rows on the audit trail.
    """

    def __init__(self, url: str, clock: SetClock) -> None:
        super().__init__(url, clock, durable=False)
        self._session = KnowingSession(self.engine, expire_on_commit=False)
        self._is_writing = False
        self._overwritten: set[Any] = set()
        event.listen(self.engine, "after_execute", self._note)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        before = self._session.written.total()
        yield self._session
        is_changed = self._session.new or self._session.dirty or self._session.written.total() != before
        if is_changed and not self._is_writing:
            self._session.forget()

    @contextmanager
    def transaction(
        self, actor: str, groups: Collection[UUID] = (), *, locks_last: bool = False
    ) -> Iterator[Transaction]:
        del groups, locks_last  # for digests, and for others who write
        session = self._session
        session.info[CHAIN], self._is_writing = SERVICE, True
        try:
            yield Transaction(session, actor, self.clock.now())
            session.flush()
            write_waiting(session)
            session.commit()
            self._read_anew()
        except BaseException:
            session.forget()
            raise
        finally:
            self._is_writing = False

    def close(self) -> None:
        self._session.close()
        event.remove(self.engine, "after_execute", self._note)
        super().close()

    def _note(self, _connection: Any, statement: Any, *_of_it: Any) -> None:
        """Note that a table was written to; rows that a statement alone has changed the session has wrong."""
        if statement.is_dml:
            self._session.written[statement.table.name] += 1
            if not self._session._flushing and not statement.is_insert:
                self._overwritten.add(statement.table)

    def _read_anew(self) -> None:
        rows: Iterable[Any] = self._session.identity_map.values() if self._overwritten else ()
        for row in rows:
            if row.__table__ in self._overwritten:
                self._session.expire(row)
        self._overwritten.clear()


Known = tuple[int, tuple[str, ...], Sequence[Any]]
NEVER: Known = (0, (), ())
_NUMBERS: dict[Hashable, tuple[int, tuple[str, ...]]] = {}
_NUMBER = "number of its own"


def _known_as(statement: Any) -> Known:
    """Return the number of a query, the same for all that differ in values alone; the tables it reads, and
    its values. The number is 0 for one that has none."""
    if _NUMBER not in vars(statement):
        key = statement._generate_cache_key()
        if key is None:
            return NEVER
        if key.key not in _NUMBERS:
            tables = tuple({part.name for part in iterate(statement) if isinstance(part, Table)})
            _NUMBERS[key.key] = len(_NUMBERS) + 1, tables
        vars(statement)[_NUMBER] = *_NUMBERS[key.key], key.bindparams
    known: Known = vars(statement)[_NUMBER]
    return known


def _hashable(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list | set | frozenset | tuple) else value
