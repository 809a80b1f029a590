"""Reading the files that go out only as a person approved them: the templates, and the terms of reference.

Checking the placeholders of a Word template against the fields of its document.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import os
import re
import stat
import typing
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
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


ENDINGS = {"email": (".md",), "documents": (".docx",)}  # no other folder has templates
GROUPS = "groups"  # below it, a folder for each set of templates that groups have of their own
POLICIES = "policies"  # before the names of policies, and of the documents that these name
LARGEST = 5_000_000  # bytes
LARGEST_TERMS = 25_000_000  # bytes; a board may have its terms of reference as a scan
LONGEST_PATH = 150  # characters; the register takes 200
_PATH = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*", re.ASCII)


def read_templates(folder: Path) -> dict[str, bytes]:
    """Read the templates of letters and documents, by path ("email/papers/papers.md"), also those that groups
    have of their own ("groups/harbour/email/papers/papers.md").

    A file counts as missing when it can't be read, links to elsewhere, is far too large, or has another name
    than a template (as Word's own file beside an open document).
    """
    folder = folder.resolve()
    templates = {}
    own = sorted(path.name for path in (folder / GROUPS).glob("*") if path.is_dir())
    roots = {f"{GROUPS}/{name}/{kind}": endings for name in own for kind, endings in ENDINGS.items()}
    for root, endings in (ENDINGS | roots).items():
        for place, _, names in os.walk(folder / root):
            if not Path(place).resolve().is_relative_to(folder):
                continue
            for name in names:
                path = os.path.relpath(f"{place}/{name}", folder)
                if path.endswith(endings) and len(path) <= LONGEST_PATH and _PATH.fullmatch(path):
                    content = _content(folder / path, LARGEST)
                    if content is not None and not _leads_out(folder / path, folder):
                        templates[path] = content
    return dict(sorted(templates.items()))


def read_template_terms(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Read files of the policies' folder, by path ("policies/mase.toml").

    A file counts as missing when it can't be read, is far too large, or has signs in its name that nobody
    sees.
    """
    contents = {
        f"{POLICIES}/{name}": _content(folder / name, LARGEST_TERMS)
        for name in sorted(names)
        if len(name) <= LONGEST_PATH and name.isprintable()
    }
    return {path: content for path, content in contents.items() if content is not None}


def templates_of(templates: Mapping[str, bytes], kind: str, own: str = "") -> dict[str, bytes]:
    """Return the templates of a kind ("email" or "documents") by their paths in it: each file of the folder
    ``own`` in the place of the common one."""
    roots = (f"{kind}/", f"{GROUPS}/{own}/{kind}/") if own else (f"{kind}/",)
    return {
        path.removeprefix(root): content
        for root in roots
        for path, content in templates.items()
        if path.startswith(root)
    }


def own_folders(templates: Collection[str]) -> list[str]:
    """Return the names of the folders with templates that groups have of their own."""
    return sorted({path.split("/")[1] for path in templates if path.startswith(f"{GROUPS}/")})


def replacing_none(templates: Collection[str]) -> list[str]:
    """Return the paths of groups' own templates that take the place of no common one, and are never used."""
    own = (path for path in templates if path.startswith(f"{GROUPS}/"))
    return [path for path in own if "/".join(path.split("/")[2:]) not in templates]


def _leads_out(file: Path, folder: Path) -> bool:
    return file.is_symlink() and not file.resolve().is_relative_to(folder)


def _content(file: Path, largest: int) -> bytes | None:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > largest:
            return None
        return file.read_bytes()
    except OSError:
        return None
