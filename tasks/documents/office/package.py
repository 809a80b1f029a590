"""An Office file as Office reads it: parts with a content type each, and relationships from one to another.

What a part is called and where it lies says nothing: Office follows the relationships, and so does this.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import unquote

from lxml import etree

Node: TypeAlias = "etree._Element"
ROOT = ""  # the package itself, from which the first relationships lead
CONTENT_TYPES = "[Content_Types].xml"
_KIND = re.compile(r"(https?://[^/]+/).*?relationships/(.+)", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|\\\\|//", re.IGNORECASE)
_HOSTS = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "http://purl.oclc.org/")


@dataclass(frozen=True)
class Relation:
    """One relationship: its ``kind`` is the end of its type, in lower case ("image", "metadata/thumbnail");
    ``of_office`` is whether its type is one of Office's own. An external ``target`` is an address."""

    id: str
    kind: str
    of_office: bool
    target: str
    is_external: bool


class Package:
    """The parts of an Office file, by the names that they have in it."""

    def __init__(self, content: bytes) -> None:
        """Raises what zipfile and lxml raise for a broken file."""
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            self._infos = {info.filename: info for info in file.infolist() if not info.is_dir()}
            self.parts = {name: file.read(info) for name, info in self._infos.items()}
        self._by_key = {_key(name): name for name in self.parts}
        self._types = parse_xml(self.parts.get(CONTENT_TYPES, b"<Types/>"))
        named = {node.get("PartName", ""): node for node in self._types.iter("{*}Override")}
        self._overrides = {_key(name): _type(node) for name, node in named.items()}
        self._defaults = {
            node.get("Extension", "").lower(): _type(node) for node in self._types.iter("{*}Default")
        }

    def type_of(self, name: str) -> str:
        """The content type of a part, in lower case; empty where none is given."""
        ending = name.rpartition(".")[2].lower()
        return self._overrides.get(_key(name)) or self._defaults.get(ending, "")

    def relations_of(self, source: str) -> list[Relation]:
        """The relationships from a part, or from the package itself."""
        name = self._relations_part(source)
        return [*map(_relation, parse_xml(self.parts[name]).iter("{*}Relationship"))] if name else []

    def part_for(self, source: str, relation: Relation) -> str | None:
        """The part to which a relationship leads; None where there is none."""
        folder = posixpath.dirname(source)
        path = posixpath.join("/", folder, unquote(relation.target.partition("#")[0]).replace("\\", "/"))
        return self._by_key.get(_key(posixpath.normpath(path)))

    def without(self, cut: Mapping[str, AbstractSet[str]], changed: Mapping[str, bytes]) -> bytes:
        """The file with only what relationships lead to once those in ``cut``, ids by source, are taken out,
        and with parts as they are in ``changed``."""
        kept = {CONTENT_TYPES, *self._reached(cut)}
        written = {name: changed.get(name, part) for name, part in self.parts.items() if name in kept}
        for source, ids in cut.items():
            if ids and (name := self._relations_part(source)):
                root = parse_xml(self.parts[name])
                _drop(node for node in root.iter("{*}Relationship") if node.get("Id", "") in ids)
                written[name] = serialise(root)
        keys = set(map(_key, kept))
        endings = {key.rpartition(".")[2] for key in keys}
        gone = [one for one in self._types.iter("{*}Override") if _key(one.get("PartName", "")) not in keys]
        gone += [
            one for one in self._types.iter("{*}Default") if one.get("Extension", "").lower() not in endings
        ]
        if gone:
            _drop(gone)
            written[CONTENT_TYPES] = serialise(self._types)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, part in written.items():
                file.writestr(_plain(self._infos[name]), part, compress_type=zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _reached(self, cut: Mapping[str, AbstractSet[str]]) -> set[str]:
        """Every part to which relationships lead, with the parts that hold the relationships."""
        reached, waiting = {ROOT}, [ROOT]
        while waiting:
            source = waiting.pop()
            if name := self._relations_part(source):
                reached.add(name)
            for relation in self.relations_of(source):
                if relation.is_external or relation.id in cut.get(source, ()):
                    continue
                part = self.part_for(source, relation)
                if part is not None and part not in reached:
                    reached.add(part)
                    waiting.append(part)
        return reached - {ROOT}

    def _relations_part(self, source: str) -> str | None:
        folder, name = posixpath.split(source)
        return self._by_key.get(_key(posixpath.join(folder, "_rels", f"{name}.rels")))


def parse_xml(part: bytes) -> Node:
    """The XML of a part. ValueError for one that declares entities, which Office never does; a drawing may
    name its document type all the same."""
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ValueError("a part of the file declares entities")
    return root


def serialise(root: Node) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def has_more_around(root: Node) -> bool:
    """Whether something stands before or behind the first element of a part: a note, a document type."""
    around = (root.getroottree().docinfo.internalDTD, root.getprevious(), root.getnext())
    return any(one is not None for one in around)


def attributes(root: Node, path: str) -> Iterator[tuple[Node, str, str]]:
    """Each attribute that an XPath leads to: its element, its name and its value."""
    found: Any = root.xpath(path)
    for value in found:
        yield value.getparent(), value.attrname, str(value)


def _relation(node: Node) -> Relation:
    kind, target = _KIND.fullmatch(node.get("Type", "")), node.get("Target", "").strip()
    return Relation(
        id=node.get("Id", ""),
        kind=kind[2].lower() if kind else node.get("Type", "").lower(),
        of_office=bool(kind) and node.get("Type", "").lower().startswith(_HOSTS),
        target=target,
        is_external=node.get("TargetMode", "").strip().lower() == "external" or bool(_ABSOLUTE.match(target)),
    )


def _type(node: Node) -> str:
    return node.get("ContentType", "").partition(";")[0].strip().lower()


def _key(name: str) -> str:
    """A part's name as it is compared: capitals don't matter, nor a slash before it."""
    return name.replace("\\", "/").lstrip("/").lower()


def _drop(nodes: Iterator[Node] | list[Node]) -> None:
    for node in [*nodes]:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)


def _plain(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A part's entry with its name and time alone: an entry has room for more, which nobody sees."""
    return zipfile.ZipInfo(info.filename, info.date_time)
