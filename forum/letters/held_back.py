"""Letters without a marking: words of somebody's that may name a child or anybody else are not in them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from forum.letters.base import Letter
from forum.text.children import AS_WRITTEN, held_back, may_name_somebody

LetterKind = TypeVar("LetterKind", bound=Letter)
OWN_WORDS = frozenset({"title", "last_update", "reason", "action", "question", "item"})
"""The fields of letters that hold somebody's own words and no more; in all others they are quoted."""
OURS = frozenset({field.name for field in fields(Letter)})
"""The fields that every letter begins with."""


def as_it_may_leave(letter: LetterKind, known: Callable[[], Collection[str]]) -> LetterKind:
    """Return a letter as it may leave: marked as it is, and else without words of somebody's that may name
    anybody but those ``known`` (own rule; what is marked is read by those who may)."""
    if letter.marking or _held(letter, ()) == letter:
        return letter
    held: LetterKind = _held(letter, known())
    return held


def _held(value: Any, known: Collection[str], name: str = "") -> Any:
    held = value
    if isinstance(value, str):
        if name in OWN_WORDS and may_name_somebody(value, known):
            held = AS_WRITTEN
        elif name not in OURS:
            held = held_back(value, known)
    elif isinstance(value, tuple):
        held = tuple(_held(each, known, name) for each in value)
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        changed = {
            part: held_part
            for part, whole in parts.items()
            if (held_part := _held(whole, known, part)) != whole
        }
        held = replace(value, **changed) if changed else value
    return held
