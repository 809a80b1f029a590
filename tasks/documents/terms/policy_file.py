"""Writing a policy as a TOML file, with the question beside each setting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import Item, Table

from forum.terms.policy import Policy
from forum.terms.questionnaire import QUESTIONS

_FIRST = ("marking", "boards", "partnerships")  # settings of no table
_ABOUT = {
    "lead_times": "working days",
    "budget": "letters in a month, at most",
    "objectives": "the purposes of the group, by the name the record workbook uses",
    "words": "words and abbreviations that a new member reads of",
    "defaults": "where the terms are silent: what the service does, and why",
}


def policy_text(settings: Mapping[str, Any], about: str) -> str:
    """Return the text of a policy file with these settings; ``about`` is its first line, as a comment."""
    document = tomlkit.document()
    document.add(tomlkit.comment(about))
    document.add(tomlkit.comment("Clause numbers are those of the terms of reference."))
    document.add(tomlkit.nl())
    for name in _FIRST:
        document.add(name, _item(settings[name], name))
    for name in (name for name in Policy.model_fields if name not in _FIRST):
        value = settings[name]
        if isinstance(value, Mapping):
            document.add(name, _table(name, value))
        elif value:
            tables = tomlkit.aot()
            for row in value:
                tables.append(_table(name, row))
            document.add(name, tables)
        else:
            document.add(name, tomlkit.array())
    return tomlkit.dumps(document)


def with_code(content: bytes, code: str) -> bytes:
    """Return the content of a policy file with another code of its group, and all else as it stands."""
    document = tomlkit.parse(content.decode("utf-8"))
    document["group"]["code"] = code
    return tomlkit.dumps(document).encode("utf-8")


def _table(name: str, settings: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    if name in _ABOUT:
        table.comment(_ABOUT[name])
    for key, value in settings.items():
        table.add(key, _item(value, f"{name}.{key}"))
    return table


def _item(value: Any, path: str) -> Item:
    """Return a value with its question beside it; a table within a table goes on one line."""
    if isinstance(value, Mapping):
        item: Item = tomlkit.inline_table()
        item.update(value)  # type: ignore[attr-defined]
    else:
        item = tomlkit.item(value)
    if path in QUESTIONS:
        item.comment(QUESTIONS[path].ask)
    return item
