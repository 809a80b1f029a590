"""What a reading returns, as plain data: of it come the values that the reading declares, and nothing else.

The data are JSON, with the content of files behind it. They come from a process that may be a stranger's.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from io import BytesIO
from typing import Any, get_args, get_type_hints
from uuid import UUID

from forum.text.problem import Problem

MOST_TEXT = 20_000_000  # bytes of JSON: read, it takes twenty times as much memory
_GATHERED = {kind.__name__: kind for kind in (tuple, list, frozenset, dict)}
_WRITTEN: Mapping[str, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    "date": (dt.date.isoformat, dt.date.fromisoformat),
    "datetime": (dt.datetime.isoformat, dt.datetime.fromisoformat),
    "time": (dt.time.isoformat, dt.time.fromisoformat),
    "UUID": (str, UUID),
}


def packed(value: object) -> bytes:
    """Return a value as plain data. Raises TypeError for one that can't be."""
    contents: list[bytes] = []
    text = json.dumps(_plain(value, contents)).encode()
    return b"".join([text, b"\n", *contents])


def unpacked(data: bytes, classes: Mapping[str, type]) -> Any:
    """Return the value of plain data; it and its parts are plain, or of the ``classes``.

    Raises an error of any kind for other data.
    """
    text, _, contents = data.partition(b"\n")
    if len(text) > MOST_TEXT:
        raise ValueError("too much text")
    return _value(json.loads(text), classes, BytesIO(contents).read)


@cache
def classes_of(function: Callable[..., object]) -> Mapping[str, type]:
    """Return the classes that a reading's annotation names, for its result and all its parts, by their
    names; with them the problems of the forum that are a sentence and faults."""
    problems = [each for each in _with_subclasses(Problem) if each.__module__.startswith("forum.")]
    declared = _declared(get_type_hints(function).get("return"), set())
    return {_name(each): each for each in (*problems, *declared)}


def _declared(hint: Any, known: set[Any]) -> Iterator[type[Any]]:
    """Yield the data classes and enumerations of an annotation, with those of their fields and of those that
    may stand in their place."""
    for part in get_args(hint):
        yield from _declared(part, known)
    if hint in known or not isinstance(hint, type) or not (is_dataclass(hint) or issubclass(hint, Enum)):
        return
    for each in _with_subclasses(hint):
        known.add(each)
        yield each
        for of_field in get_type_hints(each).values() if is_dataclass(each) else ():
            yield from _declared(of_field, known)


def _with_subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _with_subclasses(each)


def _plain(value: Any, contents: list[bytes]) -> object:
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if kind is bytes:
        contents.append(value)
        return ["bytes", len(value)]
    if kind.__name__ in _WRITTEN:
        return [kind.__name__, _WRITTEN[kind.__name__][0](value)]
    if kind.__name__ in _GATHERED:
        return [
            kind.__name__,
            *(_plain(each, contents) for each in (value.items() if kind is dict else value)),
        ]
    if issubclass(kind, Enum):
        return [_name(kind), value.name]
    parts = vars(value).values() if issubclass(kind, Problem) else _parts(value)
    return [_name(kind), *(_plain(part, contents) for part in parts)]


def _parts(value: Any) -> Iterator[object]:
    return (getattr(value, field.name) for field in fields(value))


def _value(plain: Any, classes: Mapping[str, type], read: Callable[[int], bytes]) -> Any:
    if not isinstance(plain, list):
        return plain
    name, *parts = plain
    if name == "bytes":
        return read(parts[0])
    if name in _WRITTEN:
        return _WRITTEN[name][1](parts[0])
    values = [_value(part, classes, read) for part in parts]
    if name in _GATHERED:
        return _GATHERED[name](values)
    kind: Any = classes[name]
    if issubclass(kind, Enum):
        return kind[values[0]]
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else ["sentence", "faults"]
    return kind(**dict(zip(names, values, strict=True)))


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"
