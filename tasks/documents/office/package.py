"""An Office file as Office reads it: parts with a content type each, and relationships from one to another.

Office follows the relationships and pays no heed to the names and folders of parts, and so does this module.
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
    """A relationship. ``kind`` is the end of its type, in lower case ("image", "metadata/thumbnail").

    ``of_office`` tells whether the type is one of Office's own. An external ``target`` is an address.
    """

    id: str
    kind: str
    of_office: bool
    target: str
    is_external: bool


class Package:
    """The parts of an Office file, by the names that they have in it."""

    def __init__(self, content: bytes) -> None:
        """Read the file. Raises the errors of zipfile and lxml for a broken one."""
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            self._infos = {info.filename: info for info in file.infolist() if not info.is_dir()}
            self.parts = {name: file.read(info) for name, info in self._infos.items()}
        self._by_key = {_key(name): name for name in self.parts}
        self._types = parse_xml(self.parts.get(CONTENT_TYPES, b"<Types/>"))
        overrides = {node.get("PartName", ""): node for node in self._types.iter("{*}Override")}
        self._overrides = {_key(name): _type(node) for name, node in overrides.items()}
        self._defaults = {
            node.get("Extension", "").lower(): _type(node) for node in self._types.iter("{*}Default")
        }

    def type_of(self, name: str) -> str:
        """Return the content type of a part, in lower case; empty where none is given."""
        ending = name.rpartition(".")[2].lower()
        return self._overrides.get(_key(name)) or self._defaults.get(ending, "")

    def relations_of(self, source: str) -> list[Relation]:
        """Return the relationships from a part, or from the package itself."""
        name = self._relations_part(source)
        return [*map(_relation, parse_xml(self.parts[name]).iter("{*}Relationship"))] if name else []

    def part_for(self, source: str, relation: Relation) -> str | None:
        """Return the part to which a relationship leads; None where there is none."""
        folder = posixpath.dirname(source)
        path = posixpath.join("/", folder, unquote(relation.target.partition("#")[0]).replace("\\", "/"))
        return self._by_key.get(_key(posixpath.normpath(path)))

    def without(self, cut: Mapping[str, AbstractSet[str]], changed: Mapping[str, bytes]) -> bytes:
        """Write the file anew without the relationships ``cut`` (ids by source) and the parts they alone lead
        to.

        Parts in ``changed`` have their new content.
        """
        names = {CONTENT_TYPES, *self._reached(cut)}
        parts = {name: changed.get(name, part) for name, part in self.parts.items() if name in names}
        for source, ids in cut.items():
            if ids and (name := self._relations_part(source)):
                root = parse_xml(self.parts[name])
                _drop(node for node in root.iter("{*}Relationship") if node.get("Id", "") in ids)
                parts[name] = serialise(root)
        keys = set(map(_key, names))
        endings = {key.rpartition(".")[2] for key in keys}
        unused = [
            node for node in self._types.iter("{*}Override") if _key(node.get("PartName", "")) not in keys
        ]
        unused += [
            node
            for node in self._types.iter("{*}Default")
            if node.get("Extension", "").lower() not in endings
        ]
        if unused:
            _drop(unused)
            parts[CONTENT_TYPES] = serialise(self._types)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, part in parts.items():
                file.writestr(_plain(self._infos[name]), part, compress_type=zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _reached(self, cut: Mapping[str, AbstractSet[str]]) -> set[str]:
        """Return every part to which relationships lead, with the parts that hold the relationships."""
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
    """Parse the XML of a part. ValueError for declared entities, which Office never writes.

    A document type without entities is allowed: drawings may have one.
    """
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ValueError("a part of the file declares entities")
    return root


def serialise(root: Node) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def has_more_around(root: Node) -> bool:
    """Tell whether a comment or a document type is before or behind the root element of a part."""
    around = (root.getroottree().docinfo.internalDTD, root.getprevious(), root.getnext())
    return any(node is not None for node in around)


def attributes(root: Node, path: str) -> Iterator[tuple[Node, str, str]]:
    """Yield each attribute that an XPath leads to: its element, its name and its value."""
    values: Any = root.xpath(path)
    for value in values:
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
    """Bring a part's name into the form in which it is compared: lower case, without a slash before it."""
    return name.replace("\\", "/").lstrip("/").lower()


def _drop(nodes: Iterator[Node] | list[Node]) -> None:
    for node in [*nodes]:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)


def _plain(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return a zip entry with the name and time alone, since an entry has room for unseen data."""
    return zipfile.ZipInfo(info.filename, info.date_time)
