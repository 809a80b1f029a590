"""Word, Excel and PowerPoint files without what gives their authors away; their text stays as it is.

Comments and tracked changes stay, under the name “Author” as Office itself puts it: what they say may matter,
and is for a person to take out. What is found is told.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from lxml import etree

from forum.paper_remarks import Remark

AUTHOR, INITIALS = "Author", "A"
_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DEEPEST = 2  # files inside files
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHAREPOINT = "http://schemas.microsoft.com/office/2006/metadata/properties"
_TEMPLATE = "attachedTemplate"
PROPERTIES: Mapping[str, bytes] = {
    "docProps/core.xml": _XML
    + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": _XML
    + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": _XML
    + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "word/people.xml": _XML
    + b'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
}
"""Parts that tell of nothing but authors: as they are when they are empty."""
Node: TypeAlias = "etree._Element"


def cleaned_office(content: bytes, depth: int = 0) -> tuple[bytes, frozenset[Remark]]:
    """The file with its properties emptied and every author called “Author”, and what else was found in it.

    Only parts that change are written anew. Raises what zipfile and lxml raise for a broken file.
    """
    out, remarks = io.BytesIO(), set[Remark]()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part, found = _cleaned(info.filename, old.read(info), depth)
            remarks |= found
            new.writestr(info, part, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue(), frozenset(remarks)


def _cleaned(name: str, part: bytes, depth: int) -> tuple[bytes, frozenset[Remark]]:
    if name in PROPERTIES:
        return PROPERTIES[name], frozenset()
    if "/embeddings/" in name:
        if depth < _DEEPEST and zipfile.is_zipfile(io.BytesIO(part)):
            part, _ = cleaned_office(part, depth + 1)
        return part, frozenset({Remark.EMBEDDED})
    rules = [rule for pattern, rule in RULES if pattern.fullmatch(name)]
    if not rules:
        return part, frozenset()
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    found = {remark for rule in rules for remark in rule(root)}
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), frozenset(found)


def _named(root: Node, names: Mapping[str, str]) -> None:
    """Give attributes with these local names these values."""
    for node in root.iter(etree.Element):
        for key in node.keys():  # noqa: SIM118  (an element is iterated by its children)
            local = etree.QName(key).localname
            if local in names and node.get(key):
                node.set(key, names[local])


def _word(root: Node) -> Iterator[Remark]:
    names = {f"{{{_W}}}author": AUTHOR, f"{{{_W}}}initials": INITIALS}
    for node in root.iter(etree.Element):
        for key, instead in names.items():
            if key in node.attrib:
                node.set(key, instead)
        if node.tag == f"{{{_W}}}comment":
            yield Remark.COMMENTS
        elif f"{{{_W}}}author" in node.attrib:
            yield Remark.TRACKED
    for template in root.findall(f"{{{_W}}}{_TEMPLATE}"):
        root.remove(template)


def _word_relations(root: Node) -> Iterator[Remark]:
    """The template that the file was made from, by the path where its author has it."""
    for relation in [one for one in root if one.get("Type", "").endswith(f"/{_TEMPLATE}")]:
        root.remove(relation)
    return iter(())


def _sheet_comments(root: Node) -> Iterator[Remark]:
    """Notes of a sheet; Excel begins the text of each with its author's name."""
    names = {f"{author.text}:" for author in root.iter("{*}author") if author.text}
    for author in root.iter("{*}author"):
        author.text = AUTHOR
    for text in root.iter("{*}t"):
        for name in names:
            if (text.text or "").startswith(name):
                text.text = f"{AUTHOR}:{(text.text or '')[len(name) :]}"
    yield Remark.COMMENTS


def _threads(_root: Node) -> Iterator[Remark]:
    yield Remark.COMMENTS


def _workbook(root: Node) -> Iterator[Remark]:
    for path in [*root.iter("{*}absPath")]:
        wrapped = next(path.iterancestors("{*}AlternateContent"), path)
        parent = wrapped.getparent()
        if parent is not None:
            parent.remove(wrapped)
    _named(root, {"userName": AUTHOR})
    if any(sheet.get("state", "visible") != "visible" for sheet in root.iter("{*}sheet")):
        yield Remark.HIDDEN


def _people(root: Node) -> Iterator[Remark]:
    names = dict.fromkeys(("displayName", "name", "userId", "providerId"), AUTHOR)
    _named(root, {**names, "initials": INITIALS})
    return iter(())


def _revisions(root: Node) -> Iterator[Remark]:
    _named(root, {"userName": AUTHOR})
    yield Remark.TRACKED


def _pivots(root: Node) -> Iterator[Remark]:
    _named(root, {"refreshedBy": AUTHOR})
    return iter(())


def _slide(root: Node) -> Iterator[Remark]:
    if root.get("show") in ("0", "false"):
        yield Remark.HIDDEN


def _notes(root: Node) -> Iterator[Remark]:
    if any((text.text or "").strip() for text in root.iter("{*}t") if _is_notes(text)):
        yield Remark.HIDDEN


def _is_notes(text: Node) -> bool:
    """Whether a text is what the speaker noted: a slide's number stands there as a field."""
    return not any(True for _ in text.iterancestors("{*}fld"))


def _library(root: Node) -> Iterator[Remark]:
    """What a document library keeps of a file: who made and approved it, and where it is."""
    if etree.QName(root).namespace == _SHAREPOINT:
        for node in [*root]:
            root.remove(node)
    return iter(())


RULES: tuple[tuple[re.Pattern[str], Callable[[Node], Iterator[Remark]]], ...] = (
    (re.compile(r"word/[^/]+\.xml"), _word),
    (re.compile(r"word/_rels/settings\.xml\.rels"), _word_relations),
    (re.compile(r"xl/comments[^/]*\.xml|xl/comments/[^/]+\.xml"), _sheet_comments),
    (re.compile(r"xl/threadedComments/.+\.xml|ppt/comments/.+\.xml"), _threads),
    (re.compile(r"xl/workbook\.xml"), _workbook),
    (re.compile(r"xl/persons/.+\.xml|ppt/(?:commentAuthors|authors)\.xml"), _people),
    (re.compile(r"xl/revisions/[^/]+\.xml"), _revisions),
    (re.compile(r"xl/pivotCache/pivotCacheDefinition[^/]*\.xml"), _pivots),
    (re.compile(r"ppt/slides/[^/]+\.xml"), _slide),
    (re.compile(r"ppt/notesSlides/[^/]+\.xml"), _notes),
    (re.compile(r"customXml/item\d+\.xml"), _library),
)
"""What is done with a part, by its name: its authors are taken out, and what it has is told."""
