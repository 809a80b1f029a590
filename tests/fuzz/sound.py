"""What holds of whatever has been read, however hostile it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from forum.text.checks import checked_text
from forum.text.problem import Problem


class Unsound(Exception):  # noqa: N818  (it is a find, and no error of the program)
    """A reader returned what nothing after it can take."""


def sound(read: Any, what: str, *, plain: bool = False) -> None:
    """Look at each text in what was read: Unsound where one has half a character, which nothing can store.

    With ``plain`` it has no control characters either.
    """
    for place, text in texts_in(read, what):
        if not _is_unicode(text):
            raise Unsound(f"{place} has half a character")
        if plain:
            try:
                checked_text(text, place)
            except Problem as problem:
                raise Unsound(f"{place} has a control character") from problem


def texts_in(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Every text in a value, through dataclasses, mappings and sequences, with where it stands."""
    if isinstance(value, str):
        yield place, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name), f"{place}, {field.name}")
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from texts_in(name, place)
            yield from texts_in(one, place)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from texts_in(one, place)


def agreed(holds: bool, what: str) -> None:
    """Unsound unless it holds."""
    if not holds:
        raise Unsound(what)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
