"""A value made of another thing whose fields have the same names, such as a row; and a row of a value."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from tasks.register.tables.base import Base

Value = TypeVar("Value")
Row = TypeVar("Row", bound=Base)
_SHARED: dict[tuple[type, type], tuple[str, ...]] = {}  # the names that a class shares with another


def value_of(kind: type[Value], source: object, **others: Any) -> Value:
    """Return a value of a data class with what a source has under the same names; ``others`` are the fields
    that it has not, or not as they are."""
    key = kind, type(source)
    if key not in _SHARED:
        every = (each.name for each in fields(kind) if each.init)  # type: ignore[arg-type]
        _SHARED[key] = tuple(name for name in every if hasattr(source, name))
    return kind(**_shared(key, source, others), **others)


def row_of(kind: type[Row], source: object, **others: Any) -> Row:
    """Return a new row with what a source has under the names of its columns, but for its id; ``others`` are
    those that it has not, or not as they are."""
    key = kind, type(source)
    if key not in _SHARED:
        every = (name for name in kind.__mapper__.columns.keys() if name != "id")  # noqa: SIM118
        _SHARED[key] = tuple(name for name in every if hasattr(source, name))
    return kind(**_shared(key, source, others), **others)


def _shared(key: tuple[type, type], source: object, others: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(source, name) for name in _SHARED[key] if name not in others}
