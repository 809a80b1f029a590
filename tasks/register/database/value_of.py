"""Rows as values of the rules, whose fields are named like their columns."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from tasks.register.tables.base import Base

Value = TypeVar("Value")


def value_of(kind: type[Value], row: Base, **others: Any) -> Value:
    """Return a row as a value of a data class; ``others`` are the fields that the row does not have as they
    are."""
    names = _shared(kind, type(row))  # type: ignore[arg-type]
    return kind(**{name: getattr(row, name) for name in names if name not in others}, **others)


@cache
def _shared(kind: type[Any], row: type[Base]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.init and hasattr(row, each.name))
