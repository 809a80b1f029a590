"""A register read and written in one session, which knows what it has asked before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Table, event
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from tasks.register.audit.trail import CHAIN, LAST, SERVICE, WAITING, write_waiting
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register, Transaction

Found = TypeVar("Found")
KEPT = 1_500  # answers; a morning asks for some hundred


class Answer(list[Any]):
    """The rows of an answer: what is asked of a result, of a list."""

    def all(self) -> Answer:
        return self

    def scalars(self) -> Answer:
        return Answer([row[0] for row in self])

    def first(self) -> Any:
        return self[0] if self else None

    def one(self) -> Any:
        (row,) = self
        return row

    def one_or_none(self) -> Any:
        return self.one() if self else None

    def scalar(self) -> Any:
        return self[0][0] if self else None

    def scalar_one(self) -> Any:
        return self.one()[0]


class KnowingSession(Session):
    """Asks the database again only for what may have changed since: where a table was written to."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.written: Counter[str] = Counter()  # how often each table was
        self.known: dict[Hashable, tuple[tuple[int, ...], Any]] = {}
        self.known_before: dict[Hashable, tuple[tuple[int, ...], Any]] = {}
        self.answers: dict[tuple[int, tuple[Any, ...]], Answer] = {}  # by a query's number and its rows

    def execute(self, statement: Any, params: Any = None, **options: Any) -> Any:
        number, tables, bound = _known_as(statement) if statement.is_select and not options else NEVER
        if not number:
            return super().execute(statement, params, **options)
        given = params or {}
        values = (*(given.get(each.key, each.effective_value) for each in bound), *given.values())
        asked = number, *map(_hashable, values)
        return self.remember(asked, tables, lambda: self._ask(number, statement, params, bound))

    def remember(self, asked: Hashable, tables: Sequence[str], find: Callable[[], Found]) -> Found:
        """Return what was found the last time, unless one of the tables was written to since."""
        self._autoflush()
        stamps = tuple([self.written[name] for name in tables])
        known = self.known.get(asked) or self.known_before.get(asked)
        if known is None or known[0] != stamps:
            known = stamps, find()
        self.known[asked] = known
        if len(self.known) > KEPT:  # what nobody asks any more is forgotten
            self.known_before, self.known, self.answers = self.known, {}, {}
        found: Found = known[1]
        return found

    def scalars(self, statement: Any, params: Any = None, **options: Any) -> Any:
        return self.execute(statement, params, **options).scalars()

    def scalar(self, statement: Any, params: Any = None, **options: Any) -> Any:
        return self.execute(statement, params, **options).scalar()

    def _ask(self, number: int, statement: Any, params: Any, bound: Sequence[Any]) -> Answer:
        """Ask the database, below SQLAlchemy, which takes most of the time of a query: the same rows are the
        same answer, since whoever writes to a row that was read writes in this session."""
        compiled = _COMPILED.get(number)
        if compiled is None:
            result = super().execute(statement, params)
            cursor: Any = getattr(result, "raw", None) or result
            _COMPILED[number] = cursor.context.compiled
            return Answer(result)
        rows = number, self._rows(compiled, params, bound)
        answer = self.answers.get(rows)
        if answer is None:
            answer = self.answers[rows] = Answer(super().execute(statement, params))
        return answer

    def _rows(self, compiled: Any, params: Any, bound: Sequence[Any]) -> tuple[Any, ...]:
        values = compiled.construct_params(params, extracted_parameters=bound, escape_names=False)
        sql, names, processors = compiled.string, compiled.positiontup, compiled._bind_processors
        if compiled.post_compile_params or compiled.literal_execute_params:
            expanded = compiled._process_parameters_for_postcompile(values)
            sql, names = expanded.statement, expanded.positiontup
            values, processors = (
                values | expanded.additional_parameters,
                {**processors, **expanded.processors},
            )
        given = [processors[name](values[name]) if name in processors else values[name] for name in names]
        return tuple(self.connection().connection.cursor().execute(sql, given))

    def forget(self) -> None:
        self.rollback()
        self.known, self.known_before, self.answers = {}, {}, {}
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
            if statement.is_delete:  # a row that is written anew is another
                self._session.answers.clear()
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
_COMPILED: dict[int, Any] = {}  # by number


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
