"""Checking the placeholders of a Word template against the fields of its document."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import meta, nodes

from forum.documents.base import Document
from forum.text.charts import Chart


@dataclass(frozen=True)
class Placeholders:
    """The names a template uses: ``outer`` stand for themselves (``{{ place }}``), ``inner`` after a dot."""

    outer: frozenset[str]
    inner: frozenset[str]

    @classmethod
    def of(cls, parts: Sequence[nodes.Template]) -> Placeholders:
        """Gather the names from the template's parsed parts: body, headers and footers."""
        outer = {name for part in parts for name in meta.find_undeclared_variables(part)}
        inner = {
            node.attr
            for part in parts
            for node in part.find_all(nodes.Getattr)
            if not (isinstance(node.node, nodes.Name) and node.node.name == "loop")
        }
        return cls(frozenset(outer), frozenset(inner))

    @property
    def names(self) -> frozenset[str]:
        return self.outer | self.inner

    def unknown(self, kind: type[Document]) -> list[str]:
        """Return a sentence for each name that the document lacks, with the name that may be meant."""
        own, everywhere = _own_names(kind), _all_names(kind)
        wrong = [(name, own) for name in sorted(self.outer - own)]
        wrong += [(name, everywhere) for name in sorted(self.inner - everywhere)]
        return [f"“{name}” is not known{_meant(name, known)}" for name, known in wrong]

    def unused(self, kind: type[Document]) -> list[str]:
        """Return a sentence for each text, date or time of the document that the template never shows."""
        return [
            f"“{name}” is not used, so nobody will read it." for name in sorted(_shown(kind) - self.names)
        ]


def _meant(name: str, known: frozenset[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"; is “{close[0]}” meant?" if close else "."


def _parts(kind: type[Document]) -> dict[type[Any], dict[str, Any]]:
    """Return the fields and properties, with their types, of the document and of every value in it. A chart
    is drawn as a whole, so that its own are none."""
    parts: dict[type[Any], dict[str, Any]] = {}
    waiting: list[type[Any]] = [kind]
    while waiting:
        part = waiting.pop()
        if part not in parts:
            parts[part] = _hints(part)
            for hint in parts[part].values():
                waiting += [
                    inner for inner in _flat(hint) if dataclasses.is_dataclass(inner) and inner is not Chart
                ]
    return parts


def _hints(part: type[Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(part)
    fields = {field.name: hints[field.name] for field in dataclasses.fields(part)}
    properties = {
        name: typing.get_type_hints(value.fget)["return"]
        for base in part.__mro__
        for name, value in vars(base).items()
        if isinstance(value, property)
    }
    return fields | properties


def _flat(hint: Any) -> Iterator[type[Any]]:
    """Yield the types that a type is made of: tuple[AgendaLine, ...] | None gives AgendaLine and None's."""
    arguments = [argument for argument in typing.get_args(hint) if argument is not Ellipsis]
    if arguments:
        for argument in arguments:
            yield from _flat(argument)
    else:
        yield hint


def _own_names(kind: type[Document]) -> frozenset[str]:
    return frozenset(_parts(kind)[kind])


def _all_names(kind: type[Document]) -> frozenset[str]:
    return frozenset(name for part in _parts(kind).values() for name in part)


def _shown(kind: type[Document]) -> frozenset[str]:
    """Return the fields of the document and of the values in it that hold words, dates or times."""
    return frozenset(
        field.name
        for part, hints in _parts(kind).items()
        for field in dataclasses.fields(part)
        if any(issubclass(inner, str | dt.date | dt.time) for inner in _flat(hints[field.name]))
    )
