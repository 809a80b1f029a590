"""Sayings as the register keeps them until somebody confirms them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter

from forum.inbox.sayings import Saying
from tasks.duties.inbox.carry_out.handlers import HANDLERS

_KINDS: Mapping[str, TypeAdapter[Saying]] = {kind.CODE: TypeAdapter(kind) for kind in HANDLERS}


def keep_sayings(sayings: Iterable[Saying]) -> list[dict[str, Any]]:
    """Return sayings as JSON."""
    return [
        {"code": saying.CODE, "facts": _KINDS[saying.CODE].dump_python(saying, mode="json")}
        for saying in sayings
    ]


def kept_sayings(kept: Iterable[dict[str, Any]]) -> tuple[Saying, ...]:
    """Return the sayings that JSON keeps."""
    return tuple(_KINDS[saying["code"]].validate_python(saying["facts"]) for saying in kept)
