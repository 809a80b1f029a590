"""The base of all tables: their ids, and the types that keep days, times and enums."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    MetaData,
    String,
    Text,
    Time,
    Uuid,
    event,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from forum.calendar.steps import StepVerdict


class Id(Uuid[UUID]):
    """The same ids are read again and again: where they are kept as text, what they mean is made once."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        is_text = super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]
        return _id if is_text else None


@lru_cache(maxsize=100_000)
def _id(text: str | None) -> UUID | None:
    return UUID(int=int(text, 16)) if text else None


class Words(Enum):
    """An enum stored by its words; each is looked up as it is, without two calls for every value read."""

    cache_ok = True

    def result_processor(self, _dialect: Dialect, _coltype: object) -> Callable[[Any], Any]:
        members: dict[str | None, Any] = {member.value: member for member in self.enum_class or ()}
        return {**members, None: None}.__getitem__


def words(kind: type[Any], length: int = 40) -> Words:
    """Store an enum by its words, so that a person reading the table understands it."""
    values = [member.value for member in kind]
    return Words(kind, native_enum=False, length=length, values_callable=lambda _kind: values)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads it as a class attribute)
        UUID: Id(),
        dt.date: Date(),
        dt.time: Time(),
        dt.datetime: DateTime(timezone=False),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        str: Text(),
    }


class Row(Base):
    """A row that others name by its id."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4, sort_order=-2)


class RowOfGroup(Row):
    """A row of one group."""

    __abstract__ = True

    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"), sort_order=-1)


class RowOfMeeting(Row):
    """A row of one meeting."""

    __abstract__ = True

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))


class StepColumns:
    """The columns of a step, with the fields of ``forum.calendar.steps.Step`` beside its kind."""

    opens: Mapped[dt.date | None]
    deadline: Mapped[dt.date | None]
    clause: Mapped[str] = mapped_column(String(16))
    planned_on: Mapped[dt.date]  # when this deadline was set: the meeting planned, or last moved
    done: Mapped[dt.date | None]
    verdict: Mapped[StepVerdict | None] = mapped_column(words(StepVerdict))  # written when frozen


class LeavingColumns:
    """The columns of what leaves by a mailbox, a letter or a calendar item: its words, and how sending
    stands."""

    reason: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")  # what a person decided about it, and why
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    epoch: Mapped[int | None]
    attempt: Mapped[int] = mapped_column(default=1)
    refusals: Mapped[int] = mapped_column(default=0)
    looked: Mapped[int] = mapped_column(default=0)
    looked_at: Mapped[dt.datetime | None]


@event.listens_for(Base, "init", propagate=True)
def _give_id(row: Base, _args: object, values: dict[str, Any]) -> None:
    """A row has its id from its birth, so that others can name it before it is written."""
    if "id" in row.__mapper__.columns:
        values.setdefault("id", uuid4())


def only(condition: str) -> dict[str, Any]:
    """Return the condition for the rows of an index, for both databases: ``Index(...,
    **only("to_ratify"))``."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
