"""A value made of another thing whose fields have the same names, such as a row of the register."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

Value = TypeVar("Value")
_SHARED: dict[tuple[type, type], tuple[str, ...]] = {}  # the names that a data class shares with another


def value_of(kind: type[Value], source: object, **others: Any) -> Value:
    """Return a value of a data class with what a source has under the same names; ``others`` are the fields
    that it has not, or not as they are."""
    key = kind, type(source)
    if key not in _SHARED:
        every = (each.name for each in fields(kind) if each.init)  # type: ignore[arg-type]
        _SHARED[key] = tuple(name for name in every if hasattr(source, name))
    shared = {name: getattr(source, name) for name in _SHARED[key] if name not in others}
    return kind(**shared, **others)
