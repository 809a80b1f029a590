"""Reading for several meetings or groups at once: what is asked of one is asked of all it was read with.

Peers are ids that came together: the meetings of a batch, the actions of those meetings, the owners of
those actions. A session that knows peers asks for what belongs to one of them for all of them, and keeps what
it read until it writes a row that belongs to the same one. What a statement writes it does not notice.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, Select, Uuid, bindparam, event, inspect, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tasks.register.database.deferred_inserts import UNCONCERNED
from tasks.register.tables import Base

Row = TypeVar("Row")
Value = TypeVar("Value")
Outcome = TypeVar("Outcome")
Entity = TypeVar("Entity", bound=Base)
Key = UUID | str  # an id, or the digest of a document
Found = dict[Key, list[Any] | None]  # by what it belongs to; None where a row was written since
CROWD = 100  # peers, of those that a session begins with


class Belonging(Generic[Row]):
    """A query for what belongs to a thing, put together once; ``to`` is the column that names the thing.

    It may ask with values of its own, but for no limited number: it is put for many things at once.
    ``joined`` are the tables it reads besides that of ``to``. What is named by rows that differ in the column
    ``apart`` does not come together: each kind leads to other questions. Plain columns alone are cheaper.
    ``value`` makes a value of the columns of a row, once for each row read.
    ``noted`` says that each row put off is made known: the others are asked for without its being inserted.
    """

    def __init__(
        self,
        query: Select[*tuple[Any, ...]],
        to: InstrumentedAttribute[Any],
        joined: Collection[type[Base]] = (),
        apart: str = "",
        *,
        value: Callable[..., Row] | None = None,
        noted: bool = False,
    ) -> None:
        self.table: type[Base] = to.parent.class_
        self.column, self.joined = to.key, tuple(joined)
        self.tables = frozenset((self.table, *self.joined))
        own = to.parent.mapper.columns[to.key]
        thing = to.parent.selectable.c[own.name]  # plain: a query of plain columns stays one
        with_thing = query.add_columns(thing)
        self._of_one = with_thing.where(thing == bindparam("thing"))
        self._of_many = with_thing.where(thing.in_(bindparam("things", expanding=True)))
        self._apart = apart
        self._value = value
        self._is_plain = not any("entity" in column for column in query.column_descriptions)
        self._options = {UNCONCERNED: True} if noted else {}
        self._is_single = len(query.column_descriptions) == 1
        self._naming = [
            (place, name)
            for place, column in enumerate(query.column_descriptions)
            for name in _naming(column["expr"], own)
        ]

    def of(self, session: Session, thing: Key, **values: Any) -> list[Row]:
        """Return the rows that belong to one thing, in the order of the query."""
        return self.of_all(session, (thing,), **values)

    def of_all(self, session: Session, things: Collection[Key], **values: Any) -> list[Row]:
        """Return the rows that belong to any of these things; those of one thing are in the query's order."""
        if isinstance(session, BatchSession):
            return session.belonging(self, things, values)
        if session.autoflush:
            session.flush()
        return [self.value(row) for row, _ in self.with_things(session, things, values)]

    def know(self, session: Session, thing: Key, row: Row) -> None:
        """Take note of the one row that belongs to a thing: it has just been written by a statement."""
        if isinstance(session, BatchSession):
            session.know(self, thing, row)

    def with_things(
        self, session: Session, things: Collection[Key], values: dict[str, Any]
    ) -> list[tuple[Row, Key]]:
        """Return the rows that belong to any of these things, each with the thing."""
        options = self._options if isinstance(session, BatchSession) else {}
        # A session would ask itself first, for plain columns too, what they are to it.
        execute = session.connection().execute if self._is_plain else session.execute
        query, named = self._of_many, {**values, "things": list(things)}
        if len(things) == 1:  # a list has to be written into the statement each time
            query, named = self._of_one, {**values, "thing": next(iter(things))}
        rows = execute(query, named, execution_options=options).all()
        if self._is_single:
            return [(row[0], row[-1]) for row in rows]
        return [(cast("Row", row[:-1]), row[-1]) for row in rows]

    def value(self, row: Any) -> Row:
        """Make the value of a row."""
        return cast("Row", row) if self._value is None else self._value(*row)

    def named(self, rows: Sequence[Row]) -> Iterator[Collection[Key]]:
        """Yield the ids that these rows name, a column at a time, without the column of the thing itself."""
        alike = [rows]
        if self._apart:
            values = {getattr(row, self._apart) for row in rows}
            alike = [[row for row in rows if getattr(row, self._apart) == value] for value in values]
        for some in alike:
            for place, name in self._naming:
                found: Sequence[Any] = some if self._is_single else [row[place] for row in some]  # type: ignore[index]
                yield dict.fromkeys([vars(one).get(name) for one in found] if name else found)


class AllRows(Belonging[Row]):
    """All rows of a table that name a thing, in no order: those written meanwhile are known unread.

    ``alike`` are columns that have the same value in all rows asked for. They never change.
    """

    def __init__(self, to: InstrumentedAttribute[Any], *alike: str) -> None:
        table = to.parent.class_
        same = [getattr(table, name) == bindparam(name) for name in alike]
        super().__init__(select(table).where(*same), to)


class BatchSession(Session):
    """A session that reads for peers; the first of them are ``ids``."""

    def __init__(self, engine: Engine, ids: Collection[UUID] = ()) -> None:
        super().__init__(engine, expire_on_commit=False)
        self._peers: dict[Key, Collection[Key]] = {}
        self._found: defaultdict[tuple[Belonging[Any], tuple[Any, ...]], Found] = defaultdict(dict)
        self._got: defaultdict[Any, dict[Key, Any]] = defaultdict(dict)
        self._kept: defaultdict[Any, dict[UUID, Any]] = defaultdict(dict)
        self._once: dict[tuple[Callable[..., Any], Any], Any] = {}
        self.meet(ids)

    def meet(self, ids: Collection[Key]) -> None:
        """From now on these are peers."""
        for start in range(0, len(ids), CROWD):
            crowd = list(ids)[start : start + CROWD]
            self._peers.update(dict.fromkeys(crowd, crowd))

    def close(self) -> None:
        """Let go of what was read at once: to find it as garbage takes long."""
        super().close()
        for held in (self._peers, self._found, self._got, self._kept, self._once):
            held.clear()

    def get(self, entity: Any, ident: Any, **how: Any) -> Any:
        self._get_peers(entity, ident)
        return super().get(entity, ident, **how)

    def get_one(self, entity: Any, ident: Any, **how: Any) -> Any:
        self._get_peers(entity, ident)
        return super().get_one(entity, ident, **how)

    def belonging(self, query: Belonging[Row], things: Collection[Key], values: dict[str, Any]) -> list[Row]:
        """Return the rows that belong to any of these things; unknown ones are read for their peers as
        well."""
        if self.autoflush and self._is_written(query, things):
            self.flush()
        found = self._found[query, tuple(values.items())]
        if unknown := [thing for thing in things if found.get(thing) is None]:
            is_new = any(thing not in found for thing in unknown)
            asked: list[Key] = []
            for thing in unknown:
                if found.get(thing) is None:
                    new = [one for one in self._peers.get(thing, (thing,)) if found.get(one) is None]
                    found.update((one, []) for one in new)
                    asked += new
            with self.no_autoflush:  # what is written and concerns it is there already
                rows = query.with_things(self, asked, values)
            for row, one in rows:
                found[one].append(query.value(row))  # type: ignore[union-attr]
            if is_new:
                for ids in query.named([row for row, _ in rows]):
                    self._came_together(ids)
        known = [row for thing in things for row in found[thing] or ()]
        if isinstance(query, AllRows):
            known += (row for row in self.new if _is_of(row, query, things) and _is_like(row, values))
        return known

    def know(self, query: Belonging[Row], thing: Key, row: Row) -> None:
        """Have at hand what a statement wrote; the query has no values of its own."""
        self._found[query, ()][thing] = [row]

    def read_for_peers(
        self, read: Callable[[Session, Collection[UUID], Value], Outcome], id: UUID, value: Value
    ) -> Outcome:
        """Return what ``read`` gives for an id and its peers with this value, as it was first read."""
        kept = self._kept[read, value]
        if id not in kept:
            peers = cast("Collection[UUID]", self._peers.get(id, (id,)))
            kept.update(dict.fromkeys(peers, read(self, peers, value)))
        return cast("Outcome", kept[id])

    def read_once(self, read: Callable[[Session, Value], Outcome], value: Value) -> Outcome:
        """Return what ``read`` gives for a value, as it was first read."""
        if (read, value) not in self._once:
            self._once[read, value] = read(self, value)
        return cast("Outcome", self._once[read, value])

    def _get_peers(self, table: Any, id: Key) -> None:
        """Have the row with that id at hand, and those of its peers; but documents are long."""
        got = self._got[table]
        if isinstance(id, UUID) and id in self._peers and id not in got:
            asked = [one for one in self._peers[id] if one not in got]
            got.update(dict.fromkeys(asked))
            with self.no_autoflush:
                rows = self.scalars(_by_ids(table), {"ids": asked}).all()
            got.update((row.id, row) for row in rows)  # held, or the session would forget them
            for name in _names(table):
                self._came_together(dict.fromkeys(getattr(row, name) for row in rows))

    def _came_together(self, ids: Collection[Key]) -> None:
        """From now on these are peers, but those that have fewer already; one alone has none."""
        peers, number = self._peers, len(ids)
        if number > 1:
            for id in ids:
                fewer = peers.get(id)
                if id is not None and (fewer is None or number < len(fewer)):
                    peers[id] = ids

    def _is_written(self, query: Belonging[Any], things: Collection[Key]) -> bool:
        """Say whether a row is about to be written by which the query would find something else."""
        if self._is_clean():
            return False
        if isinstance(query, AllRows):
            return any(_is_of(row, query, things) for row in self.deleted)
        return any(
            type(row) in query.tables and (isinstance(row, query.joined) or _is_of(row, query, things))
            for row in (*self.new, *self.dirty, *self.deleted)
        )

    def forget_written(self) -> None:
        """Have what the rows being written belong to read anew. Where all rows are known, each is one of
        them."""
        deleted = set(self.deleted)
        written = (*self.new, *self.dirty, *deleted)
        tables = {type(row) for row in written}
        for (query, values), found in self._found.items():
            if query.tables.isdisjoint(tables):
                continue
            for row in written:
                if isinstance(row, query.joined):
                    found.update(dict.fromkeys(found))
                elif _is_of(row, query, found):
                    thing = getattr(row, query.column)
                    rows = found[thing]
                    if not isinstance(query, AllRows) or row in deleted:
                        found[thing] = None
                    elif rows is not None and row not in rows and _is_like(row, dict(values)):
                        rows.append(row)


@event.listens_for(BatchSession, "after_flush")
def _forget(session: BatchSession, _context: object) -> None:
    session.forget_written()


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect no garbage within the block: the rows read are held until its end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def rows_by_id(session: Session, table: type[Entity], ids: Collection[UUID]) -> dict[UUID, Entity]:
    """Return the rows of a table that have these ids, by id."""
    return {row.id: row for row in session.scalars(_by_ids(table), {"ids": [*ids]})} if ids else {}


def read_together(session: Session, ids: Collection[Key]) -> None:
    """Have a session that knows peers read for all of these whatever it reads for one."""
    if isinstance(session, BatchSession):
        session.meet(ids)


def read_for_peers(
    session: Session, read: Callable[[Session, Collection[UUID], Value], Outcome], id: UUID, value: Value
) -> Outcome:
    """Return what ``read`` gives for an id and a value, or for the id and its peers where the session knows
    them. That is read once, and kept as it was whatever is written since."""
    if isinstance(session, BatchSession):
        return session.read_for_peers(read, id, value)
    return read(session, (id,), value)


def read_once(session: Session, read: Callable[[Session, Value], Outcome], value: Value) -> Outcome:
    """Return what ``read`` gives for a value. A session that knows peers keeps it as it was first read,
    whatever is written since."""
    if isinstance(session, BatchSession):
        return session.read_once(read, value)
    return read(session, value)


def _is_of(row: object, query: Belonging[Any], things: Collection[Key]) -> bool:
    return isinstance(row, query.table) and getattr(row, query.column) in things


def _is_like(row: object, values: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def _naming(selected: Any, own: ColumnElement[Any]) -> Sequence[str]:
    """The columns of a table by which its rows name things; "" for a column that does so itself."""
    if isinstance(selected, type) and issubclass(selected, Base):
        return tuple(name for name in _names(selected) if inspect(selected).columns[name] is not own)
    column = getattr(selected, "expression", selected)
    return ("",) if column is not own and _is_name(column) else ()


@cache
def _by_ids(table: type[Base]) -> Select[*tuple[Any, ...]]:
    return select(table).where(inspect(table).columns["id"].in_(bindparam("ids", expanding=True)))


@cache
def _names(table: type[Base]) -> Sequence[str]:
    return tuple(key for key, column in inspect(table).columns.items() if _is_name(column))


def _is_name(column: ColumnElement[Any]) -> bool:
    """Say whether a column has ids to ask by: a row's own id is none where no other row names it."""
    return bool(column.foreign_keys) or (
        isinstance(column.type, Uuid) and (not column.primary_key or column in _named_by_others())
    )


@cache
def _named_by_others() -> frozenset[ColumnElement[Any]]:
    return frozenset(key.column for table in Base.metadata.tables.values() for key in table.foreign_keys)
